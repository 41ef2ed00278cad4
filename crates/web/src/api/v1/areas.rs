//! `GET /areas`.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::store::areas::{self, Area};
use serde::Serialize;
use utoipa::ToSchema;

use super::{answers::Reading, page::List};
use crate::{AppState, problem::Fault, visitor::Visitor};

/// A government area.
#[derive(Debug, Serialize, ToSchema)]
pub struct AreaView {
    /// Its name in addresses.
    pub slug: String,
    /// Its name, in the caller's language where somebody translated it.
    pub name: String,
    /// The slug of the area it belongs to.
    #[schema(required)]
    pub parent: Option<String>,
    /// Whether it has a head who hears of escalations.
    pub head: bool,
    /// Requests it has to answer.
    pub open: i64,
    /// The local date it was closed.
    #[schema(required, format = Date)]
    pub closed_on: Option<String>,
    /// Its page.
    pub url: String,
}

/// Lists every area.
#[utoipa::path(
    get, path = "/areas", tag = "places",
    responses((status = 200, description = "All of them", body = List<AreaView>), Reading),
    security((), ("token" = [])),
)]
pub async fn list(State(app): State<AppState>, visitor: Visitor) -> Result<Response, Fault> {
    let links = app.links();
    let view = |area: Area| AreaView {
        name: area.name_in(visitor.locale).to_owned(),
        url: links.to(&format!("/areas/{}", area.slug)),
        slug: area.slug,
        parent: area.parent,
        head: area.head,
        open: area.open,
        closed_on: area.closed_on,
    };
    let found = areas::list(&app.reader(&visitor.actor)).await?;
    Ok(Json(List::whole(found.into_iter().map(view).collect())).into_response())
}
