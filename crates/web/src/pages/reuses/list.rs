//! `/reuses`: what people did with the data, newest first.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    ids::ReuseId,
    store::reuses::{self, ReuseState},
};
use serde::Serialize;

use super::ReuseShown;
use crate::{
    AppState,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// Reuses on a page.
const SHOWN: u32 = 25;

/// The page.
#[derive(Debug, Serialize)]
pub struct ReuseList {
    /// What was made.
    pub reuses: Vec<ReuseShown>,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<&'static str>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Fault> {
    let before = query
        .one("before")
        .and_then(|text| text.parse().ok())
        .map(ReuseId);
    let reader = app.reader(&visitor.actor);
    let mut found = reuses::list(&reader, ReuseState::Shown, before, SHOWN + 1).await?;
    let more = found.len() > SHOWN as usize;
    found.truncate(SHOWN as usize);
    let last = found.last().filter(|_| more).map(|reuse| reuse.id);
    let page = ReuseList {
        reuses: found.into_iter().map(ReuseShown::of).collect(),
        next: last.map(|id| format!("before={id}")),
        first: before.map(|_| ""),
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

impl Page for ReuseList {
    const TEMPLATE: &'static str = "pages/reuses/list.html";
    const SECTION: &'static str = "requests";
    const QUERY: &'static [&'static str] = &["before"];

    fn samples() -> Vec<Self> {
        let empty = Self {
            reuses: Vec::new(),
            next: None,
            first: None,
        };
        let full = Self {
            reuses: ReuseShown::samples(),
            next: Some("before=7".into()),
            first: Some(""),
        };
        vec![empty, full]
    }
}
