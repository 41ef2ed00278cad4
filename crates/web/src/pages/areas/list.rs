//! `/areas`: who answers, and how many requests each has to answer.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::store::areas;
use serde::Serialize;

use crate::{
    AppState,
    page::{self, Here, Page},
    pages::places::Place,
    problem::Fault,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Serialize)]
pub struct Areas {
    /// By name.
    pub areas: Vec<AreaRow>,
}

/// A line of it.
#[derive(Debug, Serialize)]
pub struct AreaRow {
    /// The area.
    pub place: Place,
    /// Requests it has to answer.
    pub open: i64,
    /// The day it was closed.
    pub closed_on: Option<String>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let found = areas::list(&app.reader(&visitor.actor)).await?;
    let row = |area: areas::Area| AreaRow {
        place: Place::new(&area.slug, area.name_in(visitor.locale)),
        open: area.open,
        closed_on: area.closed_on,
    };
    let page = Areas {
        areas: found.into_iter().map(row).collect(),
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

impl Page for Areas {
    const TEMPLATE: &'static str = "pages/areas/list.html";
    const SECTION: &'static str = "areas";

    fn samples() -> Vec<Self> {
        let row = |key, name, open, closed_on: Option<&str>| AreaRow {
            place: Place::new(key, name),
            open,
            closed_on: closed_on.map(str::to_owned),
        };
        let all = vec![
            row("ministerio-de-salud", "Ministerio de Salud", 12, None),
            row("ministerio-de-cultura", "Ministerio de Cultura", 1, None),
            row("agencia-de-antes", "Agencia de Antes", 0, Some("2026-03-01")),
        ];
        vec![Self { areas: all }, Self { areas: Vec::new() }]
    }
}
