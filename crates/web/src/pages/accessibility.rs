//! `/accessibility`: what was done so that everybody can use this, and what to do when it fails.

use axum::{extract::State, http::HeaderMap, response::Response};
use serde::Serialize;

use crate::{
    AppState,
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

/// The page; all of it is words.
#[derive(Debug, Serialize)]
pub struct Accessibility {}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    page::show_unless_known(&app, &visitor, &here, &headers, &Accessibility {})
}

impl Page for Accessibility {
    const TEMPLATE: &'static str = "pages/accessibility.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}
