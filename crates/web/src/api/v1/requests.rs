//! `/requests` and `/requests/{reference}`.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    action::Draft,
    data_request::{DataRequest, NewDataRequest},
    ops::{self, Act, File},
    reference::Reference,
    status::{ActionKind, Origin},
    store::{
        Tx,
        idempotency::{self, Known},
        requests::{self, Lock},
    },
};

use super::{
    answers::{Acting, Filing, Listing, ReadingOne},
    bodies::{EditBody, NewRequestBody},
    page::List,
    view::{
        Looking,
        request::{RequestSummary, RequestView},
    },
};
use crate::{
    AppState, attached, conditional, identity, input::Input, list_query::ListQuery, pages::places::Places,
    problem::Fault, query::Query, reference::InPath, visitor::Visitor,
};

/// Lists requests, newest first.
#[utoipa::path(
    get, path = "/requests", tag = "requests",
    params(
        ("q" = Option<String>, Query, description = "Words that all have to occur"),
        ("theme" = Option<Vec<String>>, Query, description = "Any of these themes, by key; repeats"),
        ("status" = Option<Vec<String>>, Query, description = "Any of these statuses; repeats"),
        ("category" = Option<Vec<String>>, Query, description = "`open`, `waiting`, `answered`, `closed`; repeats"),
        ("area" = Option<Vec<String>>, Query, description = "Any of these areas, by slug; repeats"),
        ("kind" = Option<Vec<String>>, Query, description = "Any of these kinds; repeats"),
        ("outcome" = Option<Vec<String>>, Query, description = "Any of these outcomes; repeats"),
        ("ground" = Option<Vec<String>>, Query, description = "Refused on any of these legal grounds; repeats"),
        ("dataset" = Option<String>, Query, description = "About exactly this dataset"),
        ("received" = Option<String>, Query, description = "Received in this year (`2026`) or month (`2026-03`), as days are where the installation is"),
        ("determined" = Option<String>, Query, description = "Had its first plan or answer in this year or month; `any`: whenever"),
        ("determined_by" = Option<Vec<String>>, Query, description = "The area that was responsible then, by slug; repeats"),
        ("determined_days" = Option<String>, Query, description = "So many days after it was received: `8-15`, or `181-` without an end"),
        ("answered" = Option<String>, Query, description = "The same of its first answer"),
        ("answered_by" = Option<Vec<String>>, Query, description = "The same of its first answer; repeats"),
        ("answered_days" = Option<String>, Query, description = "The same of its first answer"),
        ("published" = Option<String>, Query, description = "The same of its first answer with data"),
        ("published_by" = Option<Vec<String>>, Query, description = "The same of its first answer with data; repeats"),
        ("published_days" = Option<String>, Query, description = "The same of its first answer with data"),
        ("ended" = Option<String>, Query, description = "Got the outcome it has in this year or month"),
        ("sort" = Option<String>, Query, description = "`newest`, `wanted`, `moved`, `due`, `priority`"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before, with the same filters"),
        ("limit" = Option<i64>, Query, description = "1 to 100; 25 when absent"),
    ),
    responses((status = 200, description = "A page", body = List<RequestSummary>), Listing),
    security((), ("token" = [])),
)]
pub async fn list(
    State(app): State<AppState>,
    visitor: Visitor,
    mut query: Query,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let places = Places::load(&reader, visitor.locale).await?;
    let asked = ListQuery::read(&mut query, &places, &app.zone);
    query.finish()?;
    let mut page = List::whole(Vec::new());
    if !asked.nothing {
        let cursor = asked.cursor.as_ref();
        let found = requests::list(
            &reader,
            &visitor.actor,
            &asked.filter,
            asked.sort,
            cursor,
            asked.limit,
        )
        .await?;
        let ids = found.items.iter().map(|request| request.id);
        let looking = Looking::new(&app, &visitor).await?.at(ids).await?;
        for request in &found.items {
            page.items.push(RequestSummary::of(request, &looking).await?);
        }
        page.next = found.next.map(|cursor| cursor.encode());
    }
    Ok(page.respond(&app, "/api/v1/requests", &query))
}

/// Files a request.
#[utoipa::path(
    post, path = "/requests", tag = "requests",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat of this call harmless for 48 hours")),
    request_body = NewRequestBody,
    responses((status = 201, description = "Filed; its address is in Location", body = RequestView), Filing),
    security(("token" = [])),
)]
pub async fn file(
    State(app): State<AppState>,
    visitor: Visitor,
    headers: HeaderMap,
    input: Input,
) -> Result<Response, Fault> {
    let token = visitor.require_token()?;
    visitor.require_write(&app)?;
    let members = input.object()?;
    let key = identity::key(&headers, token, "POST /requests", &members)?;
    if let Some(key) = &key
        && idempotency::look_up(&app.db.read(), key, app.moment().at).await? == Known::Reused
    {
        return Err(Fault::KeyReused);
    }
    let new = NewDataRequest::parse(&members).map_err(Fault::Invalid)?;
    let caller = visitor.caller(&app, key);
    let input = File {
        new,
        origin: Origin::Api,
        files: Vec::new(),
    };
    let reference = app
        .db
        .write(async move |tx: &Tx| ops::file(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    let mut response = show_now(&app, &visitor, reference, StatusCode::CREATED).await?;
    if let Ok(location) = HeaderValue::from_str(&app.links().api_request(reference)) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// Shows a request.
#[utoipa::path(
    get, path = "/requests/{reference}", tag = "requests",
    params(
        ("reference" = String, Path, description = "`PD-2026-000123`"),
        ("If-None-Match" = Option<String>, Header, description = "The ETag you have"),
    ),
    responses(
        (status = 200, description = "The request", body = RequestView),
        (status = 304, description = "You have it as it is"),
        ReadingOne,
    ),
    security((), ("token" = [])),
)]
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let request = ops::find(&app.reader(&visitor.actor), &visitor.actor, reference, Lock::No).await?;
    if conditional::is_known(&headers, &conditional::etag(&request)) {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        response.headers_mut().extend(conditional::etag_header(&request));
        return Ok(response);
    }
    answer(&app, &visitor, &request, StatusCode::OK).await
}

/// Edits a request: the same as the action `edit`.
#[utoipa::path(
    patch, path = "/requests/{reference}", tag = "requests",
    params(
        ("reference" = String, Path, description = "`PD-2026-000123`"),
        ("If-Match" = Option<String>, Header, description = "The ETag you saw; required (428)"),
    ),
    request_body = EditBody,
    responses((status = 200, description = "The request as it now is", body = RequestView), Acting),
    security(("token" = [])),
)]
pub async fn edit(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
    headers: HeaderMap,
    input: Input,
) -> Result<Response, Fault> {
    visitor.require_token()?;
    let request = ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?;
    visitor.require_write(&app)?;
    let draft = Draft::new(ActionKind::Edit, input.object()?);
    let act = Act {
        reference,
        draft,
        expects: conditional::expects(&headers, request.version),
    };
    do_act(&app, &visitor, act, None).await
}

/// Does an action and shows what came of it.
pub(super) async fn do_act(
    app: &AppState,
    visitor: &Visitor,
    act: Act,
    key: Option<idempotency::Key>,
) -> Result<Response, Fault> {
    let caller = visitor.caller(app, key);
    let reference = act.reference;
    let erases = act.draft.kind == ActionKind::Redact;
    app.db
        .write(async move |tx: &Tx| ops::act(tx, &caller, act.clone()).await)
        .await
        .map_err(Fault::from)?;
    if erases {
        attached::remove_erased(app).await;
    }
    app.wake.notify_one();
    show_now(app, visitor, reference, StatusCode::OK).await
}

async fn show_now(
    app: &AppState,
    visitor: &Visitor,
    reference: Reference,
    status: StatusCode,
) -> Result<Response, Fault> {
    let request = ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?;
    answer(app, visitor, &request, status).await
}

async fn answer(
    app: &AppState,
    visitor: &Visitor,
    request: &DataRequest,
    status: StatusCode,
) -> Result<Response, Fault> {
    let looking = Looking::new(app, visitor).await?.at([request.id]).await?;
    let view = RequestView::of(request, &looking).await?;
    let mut response = (status, Json(view)).into_response();
    response.headers_mut().extend(conditional::etag_header(request));
    Ok(response)
}
