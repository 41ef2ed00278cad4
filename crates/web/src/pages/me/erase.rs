//! `/me/erase`: leave for good. The page says what is erased and what stays; whoever types their address means it.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{ops, store::Tx};
use serde::Serialize;

use super::person;
use crate::{
    AppState, attached,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Erase {
    /// Their address.
    pub email: String,
    /// They answer for the government: an admin closes their account.
    pub staff: bool,
    /// It is done.
    pub done: bool,
    /// What is in the form.
    pub filled: Filled,
}

/// The form.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
) -> Result<Response, Fault> {
    let page = Erase::read(&app, &visitor, Filled::default()).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Erases.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    person(&app, &visitor).await?;
    let caller = visitor.caller(&app, None);
    let typed = form.one("email").unwrap_or_default().to_owned();
    let erased = app
        .db
        .write(async move |tx: &Tx| ops::erase_me(tx, &caller, &typed).await)
        .await;
    match erased.map_err(Fault::from) {
        Ok(()) => {
            jar.end();
            attached::remove_erased(&app).await;
            let page = Erase {
                email: String::new(),
                staff: false,
                done: true,
                filled: Filled::default(),
            };
            let anybody = Visitor::anonymous(visitor.locale);
            page::private(&app, &anybody, &here, (StatusCode::OK, &page))
        }
        Err(Fault::Invalid(invalid)) => {
            let filled = Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid);
            let page = Erase::read(&app, &visitor, filled).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page::form(&app, &visitor, &jar, &here, (status, &page))
        }
        Err(fault) => Err(fault),
    }
}

impl Erase {
    async fn read(app: &AppState, visitor: &Visitor, filled: Filled) -> Result<Self, Fault> {
        let person = person(app, visitor).await?;
        Ok(Self {
            email: person.email.to_string(),
            staff: person.role.is_staff(),
            done: false,
            filled,
        })
    }
}

impl Page for Erase {
    const TEMPLATE: &'static str = "pages/erase.html";
    const SECTION: &'static str = "me";

    fn samples() -> Vec<Self> {
        let form = Self {
            email: "ana@example.org".into(),
            staff: false,
            done: false,
            filled: Filled::default(),
        };
        vec![
            form.clone(),
            Self {
                filled: Filled::from_pairs([("email", "otra@")]).wrong("email", "No es la tuya".into()),
                ..form.clone()
            },
            Self {
                staff: true,
                ..form.clone()
            },
            Self { done: true, ..form },
        ]
    }
}
