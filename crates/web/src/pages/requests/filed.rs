//! `/requests/{reference}/filed`: it was received: its reference, what happens next and when, how to follow it. Says nothing
//! that the request's page does not say, so it can be kept and shared.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{ops, store::requests::Lock};
use serde::Serialize;

use crate::{
    AppState,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    reference::InPath,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Serialize)]
pub struct Filed {
    /// `PD-2026-000123`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The last day of the term, while it runs.
    pub due_on: Option<String>,
    /// Whoever reads this is signed in.
    pub known: bool,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let request = ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?;
    let page = Filed {
        reference: request.reference.to_string(),
        title: request.title.clone(),
        due_on: request.standing.round.due_on.map(|on| on.to_string()),
        known: visitor.csrf.is_some(),
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

impl Page for Filed {
    const TEMPLATE: &'static str = "pages/requests/filed.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let sample = |due_on: Option<&str>, known| Self {
            reference: "PD-2026-000123".into(),
            title: "Sueldos <b>por</b> reparticion".into(),
            due_on: due_on.map(str::to_owned),
            known,
        };
        vec![sample(Some("2026-12-16"), false), sample(None, true)]
    }
}
