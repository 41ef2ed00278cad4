//! `/requests/{reference}/support`: "I need it too".

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    ops::{self, Support},
    store::{Tx, requests::Lock},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    answers::{Hanging, Removing},
    bodies::SupportBody,
};
use crate::{AppState, input::Input, problem::Fault, reference::InPath, visitor::Visitor};

/// How things are after a support.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupportView {
    /// How many need it.
    pub supporters: i64,
    /// Whether this person hears of it.
    pub following: bool,
}

/// Supports a request, and follows it; once per person, however often it is said.
#[utoipa::path(
    put, path = "/requests/{reference}/support", tag = "requests",
    params(("reference" = String, Path, description = "`PD-2026-000123`")),
    request_body = Option<SupportBody>,
    responses((status = 200, description = "Supported", body = SupportView), Hanging),
    security(("token" = [])),
)]
pub async fn add(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
    input: Input,
) -> Result<Response, Fault> {
    visitor.require_token()?;
    ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?;
    visitor.require_write(&app)?;
    let members = input.object_or_empty()?;
    let support = Support::parse(&members, reference).map_err(Fault::Invalid)?;
    let caller = visitor.caller(&app, None);
    let now = app
        .db
        .write(async move |tx: &Tx| ops::support(tx, &caller, support.clone()).await)
        .await;
    let now = now.map_err(Fault::from)?;
    Ok(Json(SupportView {
        supporters: now.supporters,
        following: now.following,
    })
    .into_response())
}

/// Takes a support back; nothing happens if there was none.
#[utoipa::path(
    delete, path = "/requests/{reference}/support", tag = "requests",
    params(("reference" = String, Path, description = "`PD-2026-000123`")),
    responses((status = 204, description = "Not supported (any more)"), Removing),
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
        .write(async move |tx: &Tx| ops::unsupport(tx, &caller, reference).await)
        .await;
    done.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}
