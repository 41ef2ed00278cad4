//! `GET /themes`.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::store::themes::{self, Theme};
use serde::Serialize;
use utoipa::ToSchema;

use super::{answers::Reading, page::List};
use crate::{AppState, problem::Fault, visitor::Visitor};

/// A theme and its figures.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThemeView {
    /// Its key.
    pub key: String,
    /// Its name, in the caller's language.
    pub name: String,
    /// Whether it comes first.
    pub priority: bool,
    /// Requests that wait for an answer.
    pub open: i64,
    /// Requests answered with data.
    pub published: i64,
}

/// Lists every theme.
#[utoipa::path(
    get, path = "/themes", tag = "places",
    responses((status = 200, description = "All of them", body = List<ThemeView>), Reading),
    security((), ("token" = [])),
)]
pub async fn list(State(app): State<AppState>, visitor: Visitor) -> Result<Response, Fault> {
    let view = |theme: Theme| ThemeView {
        name: theme.name_in(visitor.locale).to_owned(),
        key: theme.key,
        priority: theme.priority,
        open: theme.open,
        published: theme.published,
    };
    let found = themes::list(&app.reader(&visitor.actor)).await?;
    Ok(Json(List::whole(found.into_iter().map(view).collect())).into_response())
}
