//! `/requests/{reference}/done?what=…`: what somebody did has been done, and where one may go from here. It says nothing that
//! the request's page does not say.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{ops, reference::Reference, store::requests::Lock};
use serde::Serialize;

use super::head::Head;
use crate::{
    AppState,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    reference::InPath,
    visitor::Visitor,
};

/// What there is to thank for.
const ALL: [&str; 14] = [
    "support",
    "unsupport",
    "follow",
    "unfollow",
    "comment",
    "comment-edit",
    "report",
    "yes",
    "partly",
    "dispute",
    "reply",
    "reopen",
    "withdraw",
    "edit",
];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct DonePage {
    /// The request.
    pub head: Head,
    /// What was done, by key.
    pub what: &'static str,
    /// How many need it.
    pub supporters: i64,
    /// Somebody is signed in.
    pub known: bool,
    /// The address of the request, to be passed on.
    pub url: String,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    query: Query,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let asked = query.one("what").unwrap_or_default();
    let what = ALL.into_iter().find(|what| *what == asked);
    done(&app, &visitor, &here, (reference, what.ok_or(Fault::NotFound)?)).await
}

/// The page, wherever it is shown.
pub async fn done(
    app: &AppState,
    visitor: &Visitor,
    here: &Here,
    (reference, what): (Reference, &'static str),
) -> Result<Response, Fault> {
    let reader = app.db.read();
    let request = ops::find(&reader, &visitor.actor, reference, Lock::No).await?;
    let page = DonePage {
        head: Head::of(app, &reader, &request).await?,
        what,
        supporters: request.supporters,
        known: visitor.csrf.is_some(),
        url: app.links().to(&format!("/requests/{reference}")),
    };
    page::private(app, visitor, here, (StatusCode::OK, &page))
}

impl Page for DonePage {
    const TEMPLATE: &'static str = "pages/requests/done.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let sample = |(known, what)| Self {
            head: Head::sample(),
            what,
            supporters: 82,
            known,
            url: "https://example.org/requests/PD-2026-000123".into(),
        };
        let of = |known| ALL.into_iter().map(move |what| sample((known, what)));
        of(false).chain(of(true)).collect()
    }
}
