//! `/requests/{reference}/attachments`.

use axum::{
    Json,
    extract::{FromRequest as _, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    ops::{self, AttachFile},
    store::requests::Lock,
};
use serde_json::{Map, Value};

use super::{answers::Attaching, bodies::AttachmentBody, view::request::Attachment};
use crate::{
    AppState, attached, identity,
    pages::requests::files::{attach, taken},
    problem::Fault,
    reference::InPath,
    upload::OneFile,
    visitor::Visitor,
};

/// Adds a file to a request: by its requester, or the staff that answers for it, until it is closed. What is found in it that
/// its sender may not want to publish keeps it from being public, unless `publish` is `true`.
#[utoipa::path(
    post, path = "/requests/{reference}/attachments", tag = "requests",
    params(
        ("reference" = String, Path, description = "`PD-2026-000123`"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat of this call harmless for 48 hours"),
    ),
    request_body(content = AttachmentBody, content_type = "multipart/form-data"),
    responses((status = 201, description = "The file; its address is in Location", body = Attachment), Attaching),
    security(("token" = [])),
)]
pub async fn add(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
    headers: HeaderMap,
    call: Request,
) -> Result<Response, Fault> {
    let token = visitor.require_token()?;
    let request = ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?;
    visitor.require_write(&app)?;
    // A repeat of a call must not be refused for what came later: the key is asked before anything else, in the op.
    if !headers.contains_key("idempotency-key") {
        ops::may_attach(&visitor.actor, &request)?;
    }
    let OneFile { file, knowing } = OneFile::from_request(call, &app).await?;
    let staged = file.file.map_err(Fault::File)?;
    let new = app.files.take(staged, &file.name).await.map_err(taken)?;
    let members = Map::from_iter([
        ("name".to_owned(), Value::from(new.name.as_str())),
        ("sha256".to_owned(), Value::from(new.sha256.as_str())),
        ("publish".to_owned(), Value::from(knowing)),
    ]);
    let object = new.object.clone();
    let op = format!("POST /requests/{reference}/attachments");
    let key = match identity::key(&headers, token, &op, &members) {
        Ok(key) => key,
        Err(fault) => {
            attached::forget(&app, &object).await;
            return Err(fault);
        }
    };
    let input = AttachFile {
        reference,
        file: attached::new_file(&app, &visitor, new),
        knowing,
    };
    let added = attach(&app, &visitor, input, key).await?;
    let view = Attachment::of(&added, reference, &app.links());
    let mut response = (StatusCode::CREATED, Json(&view)).into_response();
    if let Ok(location) = HeaderValue::from_str(&view.url) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}
