//! Whoever voiced a request left their address afterwards: they are asked whether it is theirs.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    field::{FieldCode, Invalid},
    ops::{self, InviteVoice},
    person::Email,
    reference::Reference,
    store::Tx,
};

use super::{
    filing, own, permit,
    show::{EntryPage, Outcome},
};
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here},
    problem::Fault,
    visitor::Visitor,
};

/// Asks them.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    let entry = own(&app, &visitor, &id).await?;
    let permit = permit(&visitor)?;
    let reference = form
        .one("reference")
        .and_then(|text| text.parse::<Reference>().ok());
    let reference = reference.ok_or(Fault::NotFound)?;
    let typed = form.one("email").unwrap_or_default();
    let Some(email) = Email::parse(typed) else {
        let code = if typed.is_empty() {
            FieldCode::Required
        } else {
            FieldCode::NotAnEmail
        };
        let filled = Filled::of(&form.without(&["reference"]));
        let invalid = Invalid::one("#/email", code);
        let outcome = Outcome {
            filled: Some(filled.refused(app.engine.words(), visitor.locale, &invalid)),
            ..Outcome::default()
        };
        let page = EntryPage {
            claiming: Some(reference.to_string()),
            ..EntryPage::read(&app, &visitor, &entry, outcome).await?
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page::form(&app, &visitor, &jar, &here, (status, &page));
    };
    let input = InviteVoice {
        entry: entry.id,
        reference,
        email,
    };
    let (caller, allowed) = (visitor.caller(&app, None), permit.clone());
    app.db
        .write(async move |tx: &Tx| ops::invite_voice(tx, &caller, &allowed, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    filing::tell(&app, &visitor, &permit, &entry).await?;
    Ok(page::see_other(&app, &format!("/desk/entry/{id}?asked=1")))
}
