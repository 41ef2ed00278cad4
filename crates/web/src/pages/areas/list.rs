//! `/areas`: who answers, and how many requests each has to answer.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::store::areas::Area;
use serde::Serialize;

use crate::{
    AppState,
    page::{self, Here, Page},
    pages::places::{Place, Places},
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
    /// The one it was merged into.
    pub merged_into: Option<Place>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let places = Places::counted(&app.reader(&visitor.actor), visitor.locale).await?;
    let row = |area: &Area| AreaRow {
        place: Place::new(&area.slug, area.name_in(visitor.locale)),
        open: area.open,
        closed_on: area.closed_on.clone(),
        merged_into: places.area(area.merged_into.as_deref()),
    };
    let page = Areas {
        areas: places.areas.iter().map(row).collect(),
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
            merged_into: None,
        };
        let all = vec![
            row("ministerio-de-salud", "Ministerio de Salud", 12, None),
            row("ministerio-de-cultura", "Ministerio de Cultura", 1, None),
            row("agencia-de-antes", "Agencia de Antes", 0, Some("2026-03-01")),
            AreaRow {
                merged_into: Some(Place::new("ministerio-de-salud", "Ministerio de Salud")),
                ..row("agencia-unida", "Agencia Unida", 0, Some("2026-03-01"))
            },
        ];
        vec![Self { areas: all }, Self { areas: Vec::new() }]
    }
}
