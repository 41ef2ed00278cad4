//! `/about`: what this is, how a request goes, and where its data is.

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
pub struct About {}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    page::show_unless_known(&app, &visitor, &here, &headers, &About {})
}

impl Page for About {
    const TEMPLATE: &'static str = "pages/about.html";
    const SECTION: &'static str = "about";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}
