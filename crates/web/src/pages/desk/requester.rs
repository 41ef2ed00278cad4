//! `POST /desk/{reference}/requester`: shows the requester's address, once, to those who may see it. Each look is in the
//! audit log; that is why it takes a button.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{ops, store::Tx};

use super::show::{Looking, Shown};
use crate::{AppState, form::Form, jar::Jar, problem::Fault, reference::InPath, visitor::Visitor};

/// Shows it.
pub async fn reveal(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    InPath(reference): InPath,
    _form: Form,
) -> Result<Response, Fault> {
    let request = super::own(&app, &visitor, reference).await?;
    let caller = visitor.caller(&app, None);
    let email = app
        .db
        .write(async move |tx: &Tx| ops::requester_email(tx, &caller, reference).await)
        .await
        .map_err(Fault::from)?;
    let looking = Looking {
        app: &app,
        visitor: &visitor,
        jar: &jar,
    };
    let shown = Shown {
        email: Some(email.map_or_else(String::new, |email| email.to_string())),
        ..Shown::default()
    };
    looking.answer(StatusCode::OK, &request, shown).await
}
