//! `/`: what this is, and where its API is.

use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

use crate::{AppState, problem::Fault, visitor::Visitor};

/// What the page is made from.
#[derive(Debug, Serialize)]
struct Home {
    api: String,
    description: String,
}

/// The page.
pub async fn show(State(app): State<AppState>, visitor: Visitor) -> Result<Response, Fault> {
    let links = app.links();
    let home = Home {
        api: links.to("/api/v1/requests"),
        description: links.to("/api/v1/openapi.json"),
    };
    let page = app
        .engine
        .render("pages/home.html", visitor.locale, &home)
        .map_err(|error| {
            tracing::error!(%error, "a page could not be put together");
            Fault::Internal
        })?;
    Ok(Html(page).into_response())
}
