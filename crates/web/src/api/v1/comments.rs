//! `/requests/{reference}/comments`.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{
    field::Fields,
    ops::{self, NewComment},
    policy::Denied,
    store::{Tx, comments, requests::Lock},
};

use super::{
    answers::{Hanging, ListingOf},
    bodies::CommentBody,
    page::{self, List},
    view::comment::CommentView,
};
use crate::{
    AppState, identity, input::Input, problem::Fault, query::Query, reference::InPath, visitor::Visitor,
};

/// Lists the comments on a request, oldest first; internal notes for the staff of its area only.
#[utoipa::path(
    get, path = "/requests/{reference}/comments", tag = "requests",
    params(
        ("reference" = String, Path, description = "`PD-2026-000123`"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100; 25 when absent"),
    ),
    responses((status = 200, description = "A page", body = List<CommentView>), ListingOf),
    security((), ("token" = [])),
)]
pub async fn list(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
    mut query: Query,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let request = ops::find(&reader, &visitor.actor, reference, Lock::No).await?;
    let internal = visitor.actor.answers_for(request.standing.area);
    let found = comments::of_request(&reader, request.id, internal).await?;
    let (found, next) = page::cut(found, &mut query, |comment| comment.id.0)?;
    let items = found.iter().map(CommentView::from).collect();
    Ok(List { items, next }.respond(&app, &format!("/api/v1/requests/{reference}/comments"), &query))
}

/// Comments on a request. A comment by the requester while a question waits is the reply.
#[utoipa::path(
    post, path = "/requests/{reference}/comments", tag = "requests",
    params(
        ("reference" = String, Path, description = "`PD-2026-000123`"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat of this call harmless for 48 hours"),
    ),
    request_body = CommentBody,
    responses((status = 201, description = "The comment", body = CommentView), Hanging),
    security(("token" = [])),
)]
pub async fn add(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
    headers: HeaderMap,
    input: Input,
) -> Result<Response, Fault> {
    let token = visitor.require_token()?;
    let request = ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?;
    visitor.require_write(&app)?;
    let members = input.object()?;
    let key = identity::key(
        &headers,
        token,
        &format!("POST /requests/{reference}/comments"),
        &members,
    )?;
    let mut fields = Fields::new(&members, "#");
    let text = fields.text("text").unwrap_or_default();
    let internal = fields.flag("internal").unwrap_or(false);
    if internal && key.is_none() && !visitor.actor.answers_for(request.standing.area) {
        return Err(Fault::Denied(Denied::NotYourArea(request.standing.area)));
    }
    fields.finish(()).map_err(Fault::Invalid)?;
    let caller = visitor.caller(&app, key);
    let new = NewComment {
        reference,
        text,
        internal,
    };
    let id = app
        .db
        .write(async move |tx: &Tx| ops::comment(tx, &caller, new.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    let comment = comments::get(&app.db.read(), id).await?.ok_or(Fault::NotFound)?;
    Ok((StatusCode::CREATED, Json(CommentView::from(&comment))).into_response())
}
