//! `POST /requests/{reference}/actions`: the only way anything changes.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    action::Draft,
    ops::{self, Act},
    status::ActionKind,
    store::requests::Lock,
};
use serde_json::Value;

use super::{answers::Acting, bodies::ActionBody, requests::do_act, view::request::RequestView};
use crate::{
    AppState, conditional, identity, input::Input, problem::Fault, reference::InPath, visitor::Visitor,
};

/// Does an action on a request.
#[utoipa::path(
    post, path = "/requests/{reference}/actions", tag = "requests",
    params(
        ("reference" = String, Path, description = "`PD-2026-000123`"),
        ("If-Match" = Option<String>, Header, description = "The ETag you saw; required (428)"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat of this call harmless for 48 hours"),
    ),
    request_body = ActionBody,
    responses((status = 200, description = "The request as it now is", body = RequestView), Acting),
    security(("token" = [])),
)]
pub async fn act(
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
    let action = members
        .get("action")
        .and_then(Value::as_str)
        .and_then(ActionKind::parse);
    // Filing has an address of its own.
    let action = action
        .filter(|action| *action != ActionKind::File)
        .ok_or(Fault::UnknownAction)?;
    let key = identity::key(
        &headers,
        token,
        &format!("POST /requests/{reference}/actions"),
        &members,
    )?;
    let expects = conditional::expects(&headers, request.version);
    do_act(
        &app,
        &visitor,
        Act {
            reference,
            draft: Draft::new(action, members),
            expects,
        },
        key,
    )
    .await
}
