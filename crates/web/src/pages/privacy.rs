//! `/privacy`: what is kept of people, and what is public.

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
pub struct Privacy {}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    page::show_unless_known(&app, &visitor, &here, &headers, &Privacy {})
}

impl Page for Privacy {
    const TEMPLATE: &'static str = "pages/privacy.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}
