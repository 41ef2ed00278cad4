//! `/requests/{reference}/follow`: mail, nothing else.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    ops,
    store::{Tx, requests::Lock},
};

use super::{
    answers::{Hanging, Removing},
    support::SupportView,
};
use crate::{AppState, problem::Fault, reference::InPath, visitor::Visitor};

/// Follows a request.
#[utoipa::path(
    put, path = "/requests/{reference}/follow", tag = "requests",
    params(("reference" = String, Path, description = "`PD-2026-000123`")),
    responses((status = 200, description = "Followed", body = SupportView), Hanging),
    security(("token" = [])),
)]
pub async fn add(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    visitor.require_token()?;
    ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?;
    visitor.require_write(&app)?;
    let caller = visitor.caller(&app, None);
    let now = app
        .db
        .write(async move |tx: &Tx| ops::follow(tx, &caller, reference).await)
        .await;
    let now = now.map_err(Fault::from)?;
    Ok(Json(SupportView {
        supporters: now.supporters,
        following: now.following,
    })
    .into_response())
}

/// Stops following; nothing happens if they did not.
#[utoipa::path(
    delete, path = "/requests/{reference}/follow", tag = "requests",
    params(("reference" = String, Path, description = "`PD-2026-000123`")),
    responses((status = 204, description = "Not followed (any more)"), Removing),
    security(("token" = [])),
)]
pub async fn remove(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
) -> Result<StatusCode, Fault> {
    visitor.require_token()?;
    ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?;
    visitor.require_write(&app)?;
    let caller = visitor.caller(&app, None);
    let done = app
        .db
        .write(async move |tx: &Tx| ops::unfollow(tx, &caller, reference).await)
        .await;
    done.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}
