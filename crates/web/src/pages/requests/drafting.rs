//! What somebody does without an account: the form is kept, and a code goes out to the address that has to be proved.

use domain::{
    field::{FieldCode, Invalid},
    ops::{self, StartDraft, Wish},
    person::Email,
    store::Tx,
};
use serde_json::{Map, Value};

use crate::{
    AppState,
    form::Form,
    handle::{self, For},
    jar::Jar,
    problem::Fault,
    visitor::Visitor,
};

/// Keeps what a form wishes; gives the page that asks for the code. `wrong` is what else is wrong with its fields, so that
/// everything is told at once when there is no address to write to.
pub async fn start(
    app: &AppState,
    (visitor, jar): (&Visitor, &Jar),
    form: &Form,
    wish: Wish,
    wrong: impl FnOnce(&Map<String, Value>) -> Option<Invalid>,
) -> Result<String, Fault> {
    let mut fields = form.members();
    let email = fields.remove("email");
    let email = email.as_ref().and_then(Value::as_str).unwrap_or_default();
    let Some(email) = Email::parse(email) else {
        let code = if email.trim().is_empty() {
            FieldCode::Required
        } else {
            FieldCode::NotAnEmail
        };
        let mut invalid = wrong(&fields).unwrap_or(Invalid(Vec::new()));
        invalid.0.extend(Invalid::one("#/email", code).0);
        return Err(Fault::Invalid(invalid));
    };
    let caller = visitor.caller(app, form.key(visitor, jar)?);
    let input = StartDraft {
        wish,
        email,
        fields,
        key: app.key.clone(),
        limits: app.limits.are_on(),
    };
    let started = app
        .db
        .write(async move |tx: &Tx| ops::start_draft(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    let handle = handle::seal(app, For::Draft, started.draft.0);
    Ok(format!("/confirm?draft={handle}"))
}
