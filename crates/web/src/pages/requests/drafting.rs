//! What somebody does without an account: the form is kept, and a code goes out to the address that has to be proved.

use std::net::IpAddr;

use domain::{
    clock::Clock,
    doubt::Signals,
    field::{FieldCode, Invalid},
    ops::{self, SentFile, StartDraft, Wish},
    person::Email,
    secret,
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

/// The field that no person sees: whatever fills in everything betrays itself.
pub const TRAP: &str = "website";
/// The field that says when the form was made.
pub const BEGUN: &str = "begun";

/// What the form itself tells of who filled it in. With a fixed clock no time passes: nothing is read from it.
fn signals(app: &AppState, form: &Form) -> Signals {
    let begun = form
        .one(BEGUN)
        .and_then(|text| handle::open(app, For::Form, text));
    let begun = begun.filter(|_| matches!(app.clock, Clock::System));
    Signals {
        trap: form.one(TRAP).is_some_and(|text| !text.trim().is_empty()),
        seconds: begun.map(|begun| app.clock.now().as_second() - begun),
    }
}

/// Where a form comes from, as nobody can read it: enough to count. Of IPv6 the network, which one house has.
fn source(app: &AppState, address: IpAddr) -> String {
    let place = match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address) >> 64,
    };
    let mut name = secret::hex(&app.key.derive("draft:source", &place.to_be_bytes()));
    name.truncate(32);
    name
}

/// Keeps what a form wishes; gives the page that asks for the code. `wrong` is what else is wrong with its fields, so that
/// everything is told at once when there is no address to write to.
pub async fn start(
    app: &AppState,
    who: (&Visitor, &Jar),
    form: &Form,
    wish: Wish,
    wrong: impl FnOnce(&Map<String, Value>) -> Option<Invalid>,
) -> Result<String, Fault> {
    start_with(app, who, (form, Vec::new()), wish, wrong).await
}

/// The same with files, which wait with it.
pub async fn start_with(
    app: &AppState,
    (visitor, jar): (&Visitor, &Jar),
    (form, files): (&Form, Vec<SentFile>),
    wish: Wish,
    wrong: impl FnOnce(&Map<String, Value>) -> Option<Invalid>,
) -> Result<String, Fault> {
    let mut fields = form.members();
    fields.remove(TRAP);
    fields.remove(BEGUN);
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
        files,
        key: app.key.clone(),
        signals: signals(app, form),
        source: visitor.address.map(|address| source(app, address)),
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
