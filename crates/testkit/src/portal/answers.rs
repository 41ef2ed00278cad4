//! What the portal answers.

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde_json::{Value, json};

use super::{House, Misbehaviour, catalogue::catalogue, lock, search::search, writing::write};

type Given = Query<Vec<(String, String)>>;

pub fn router(house: House, base: String) -> Router {
    Router::new()
        .route("/api/3/action/{action}", get(action).post(write_action))
        .route("/data.json", get(data_json))
        .route("/files/{*name}", get(file))
        .route("/dataset/{name}", get(page))
        .fallback(|| async { (StatusCode::NOT_FOUND, axum::response::Html("<h1>404</h1>")) })
        .layer(from_fn_with_state(Arc::clone(&house), door))
        .with_state((house, base))
}

/// Notes what is asked, and misbehaves.
async fn door(State(house): State<House>, request: Request, next: Next) -> Response {
    let how = {
        let mut inside = lock(&house);
        inside.asked.push(noted(&request));
        inside.misbehaves.pop_front()
    };
    let text = |status: u16, content_type: &str, body: String| {
        let status = StatusCode::from_u16(status).unwrap();
        (status, [(header::CONTENT_TYPE, content_type.to_owned())], body).into_response()
    };
    match how {
        None | Some(Misbehaviour::None) => next.run(request).await,
        Some(Misbehaviour::Html(status)) => text(
            status,
            "text/html; charset=utf-8",
            "<!doctype html><h1>No</h1>".into(),
        ),
        Some(Misbehaviour::Says(status, content_type, body)) => text(status, content_type, body),
        Some(Misbehaviour::Silent) => {
            let silenced = Arc::clone(&lock(&house).silenced);
            silenced.notify_one();
            std::future::pending().await
        }
        Some(Misbehaviour::Busy(until)) => {
            let busy = text(429, "application/json", String::new());
            ([(header::RETRY_AFTER, until)], busy).into_response()
        }
        Some(Misbehaviour::Moved(to)) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Some(Misbehaviour::Truncated) => half(next.run(request).await, false).await,
        Some(Misbehaviour::BreaksOff) => half(next.run(request).await, true).await,
    }
}

async fn half(whole: Response, breaks_off: bool) -> Response {
    let (mut parts, body) = whole.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let half = bytes.slice(..bytes.len() / 2);
    parts.headers.remove(header::CONTENT_LENGTH);
    if !breaks_off {
        return Response::from_parts(parts, Body::from(half));
    }
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    let stream = futures::stream::iter([Ok::<Bytes, Infallible>(half)]);
    Response::from_parts(parts, Body::from_stream(stream))
}

fn noted(request: &Request) -> String {
    let query = request.uri().query().unwrap_or_default();
    let query: Vec<String> = form(query)
        .into_iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let known = request.headers().get(header::IF_NONE_MATCH);
    let known = known.map_or(String::new(), |tag| {
        format!(" {}", tag.to_str().unwrap_or_default())
    });
    let (method, path) = (request.method(), request.uri().path());
    format!("{method} {path} {}{known}", query.join("&"))
        .trim_end()
        .to_owned()
}

fn form(query: &str) -> Vec<(String, String)> {
    let uri = format!("/?{query}").parse().unwrap_or_default();
    Query::try_from_uri(&uri).map_or_else(|_| Vec::new(), |Query(pairs)| pairs)
}

async fn action(
    State((house, base)): State<(House, String)>,
    Path(action): Path<String>,
    Query(given): Given,
) -> Response {
    let given = |key: &str| {
        given
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value.clone())
    };
    let help = format!("{base}/api/3/action/help_show?name={action}");
    let inside = lock(&house);
    let result = match action.as_str() {
        "status_show" => Ok(json!({"ckan_version": "2.8.2", "extensions": []})),
        "package_list" => {
            let is_public = |package: &&Value| package["private"] != true && package["state"] == "active";
            let names = inside.packages.values().filter(is_public);
            Ok(json!(names.map(|package| &package["name"]).collect::<Vec<_>>()))
        }
        "package_search" => {
            search(inside.packages.values(), given).map_err(|said| (400, "Search Query Error", said))
        }
        "package_show" => {
            let id = given("id").unwrap_or_default();
            let is = |package: &&Value| package["name"] == id.as_str() || package["id"] == id.as_str();
            match inside.packages.values().find(is) {
                // What was deleted, or is a draft, is refused like what is private.
                Some(package) if package["private"] == true || package["state"] != "active" => Err((
                    403,
                    "Authorization Error",
                    format!(
                        "Access denied: User  not authorized to read package {}",
                        package["id"]
                    ),
                )),
                Some(package) => Ok(package.clone()),
                None => Err((404, "Not Found Error", "Not found".to_owned())),
            }
        }
        other => {
            let said = format!("Bad request: Action name not known: {other}");
            return json_with(400, &json!(said));
        }
    };
    match result {
        Ok(result) => json_with(200, &json!({"help": help, "success": true, "result": result})),
        Err((status, kind, message)) => json_with(
            status,
            &json!({"help": help, "success": false, "error": {"__type": kind, "message": message}}),
        ),
    }
}

/// What is asked by POST: by whoever may write, what only they may see, and what they write.
async fn write_action(
    State((house, base)): State<(House, String)>,
    Path(action): Path<String>,
    headers: HeaderMap,
    axum::Json(given): axum::Json<Value>,
) -> Response {
    let help = format!("{base}/api/3/action/help_show?name={action}");
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|token| token.to_str().ok());
    let mut inside = lock(&house);
    let written = match action.as_str() {
        "package_create" | "package_patch" => write(&mut inside, &action, token, &given),
        "package_show" => {
            let is = |package: &&Value| package["name"] == given["id"] || package["id"] == given["id"];
            let may = token.is_some() && token == inside.token.as_deref();
            match inside.packages.values().find(is) {
                Some(package) if (package["private"] == true || package["state"] != "active") && !may => {
                    Err((
                        403,
                        json!({"__type": "Authorization Error", "message": "Access denied"}),
                    ))
                }
                Some(package) => Ok(package.clone()),
                None => Err((404, json!({"__type": "Not Found Error", "message": "Not found"}))),
            }
        }
        other => {
            return json_with(
                400,
                &json!(format!("Bad request: Action name not known: {other}")),
            );
        }
    };
    match written {
        Ok(result) => json_with(200, &json!({"help": help, "success": true, "result": result})),
        Err((status, error)) => json_with(status, &json!({"help": help, "success": false, "error": error})),
    }
}

async fn data_json(State((house, _)): State<(House, String)>, headers: HeaderMap) -> Response {
    let inside = lock(&house);
    let tag = format!("\"{}\"", inside.changes);
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes())
    {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let answer = json_with(200, &catalogue(inside.packages.values()));
    ([(header::ETAG, tag)], answer).into_response()
}

/// A file, whole or its first byte.
async fn file(
    State((house, _)): State<(House, String)>,
    method: Method,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(file) = lock(&house).files.get(&name).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(to) = file.moved {
        return (StatusCode::FOUND, [(header::LOCATION, to)]).into_response();
    }
    if method == Method::HEAD && file.to_head != 0 {
        return StatusCode::from_u16(file.to_head).unwrap().into_response();
    }
    let all = file.bytes.len();
    let mut answer = if headers.contains_key(header::RANGE) {
        let range = format!("bytes 0-0/{all}");
        let first = file.bytes.into_iter().take(1).collect::<Vec<u8>>();
        (
            StatusCode::PARTIAL_CONTENT,
            [(header::CONTENT_RANGE, range)],
            first,
        )
            .into_response()
    } else {
        file.bytes.into_response()
    };
    answer
        .headers_mut()
        .insert(header::CONTENT_TYPE, file.content_type.parse().unwrap());
    if let Some(moment) = file.last_modified {
        answer
            .headers_mut()
            .insert(header::LAST_MODIFIED, moment.parse().unwrap());
    }
    answer
}

async fn page(State((house, _)): State<(House, String)>, Path(name): Path<String>) -> Response {
    match lock(&house).packages.get(&name) {
        Some(package) => {
            let title = package["title"].as_str().unwrap_or_default().replace('<', "&lt;");
            axum::response::Html(format!("<!doctype html><title>{title}</title><h1>{title}</h1>"))
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn json_with(status: u16, value: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    let content_type = [(header::CONTENT_TYPE, "application/json;charset=utf-8")];
    (status, content_type, value.to_string()).into_response()
}
