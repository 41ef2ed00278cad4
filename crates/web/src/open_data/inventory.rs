//! `/inventory.csv`: what areas hold and do not publish, and what became of it, newest first. What is listed no more is not in it.

use axum::{extract::State, response::Response};
use domain::{
    ids::InventoryId,
    inventory::{InventoryState, Item},
    policy::Actor,
    store::{
        ReadError,
        inventory::{self, InventoryFilter},
    },
};
use futures::stream;

use super::table::{self, Column, Dialect, Row, Type, optional, required};
use crate::{AppState, query::Query};

/// Rows that are read at once.
const PAGE: u32 = 200;
/// What became of what is in the table.
const STATES: &[InventoryState] = &[
    InventoryState::NotAsked,
    InventoryState::Asked,
    InventoryState::Ended,
    InventoryState::Published,
];

/// The columns, in their order.
pub const COLUMNS: [Column; 16] = [
    required("id", Type::Integer),
    required("created_at", Type::DateTime),
    required("updated_at", Type::DateTime),
    required("area", Type::String),
    optional("theme", Type::String),
    required("title", Type::String),
    required("description", Type::String),
    required("why_not", Type::String),
    optional("why_not_text", Type::String),
    optional("period", Type::String),
    optional("format", Type::String),
    required("state", Type::String),
    optional("request", Type::String),
    optional("supporters", Type::Integer),
    optional("dataset", Type::String),
    required("url", Type::String),
];

/// The table.
pub async fn show(State(app): State<AppState>, query: Query) -> Response {
    let package = app.links().to("/datapackage.json");
    let begin = Some((app, None));
    let pages = stream::try_unfold(begin, async |rest| match rest {
        Some((app, before)) => read(app, before).await.map(Some),
        None => Ok::<_, ReadError>(None),
    });
    table::respond(("inventory.csv", &package), Dialect::of(&query), &COLUMNS, pages)
}

/// Where the next page begins.
type Rest = Option<(AppState, Option<InventoryId>)>;

async fn read(app: AppState, before: Option<InventoryId>) -> Result<(Vec<Row>, Rest), ReadError> {
    let filter = InventoryFilter {
        states: STATES,
        ..InventoryFilter::default()
    };
    let found = inventory::list(&app.reader(&Actor::Visitor), &filter, before, PAGE).await?;
    let last = found.last().filter(|_| found.len() == PAGE as usize);
    let next = last.map(|item| Some(item.id));
    let rows = found.into_iter().map(|item| row(&app, item)).collect();
    Ok((rows, next.map(|before| (app, before))))
}

fn row(app: &AppState, item: Item) -> Row {
    let url = app.links().to(&format!("/inventory/{}", item.id));
    let (reference, supporters) = item.request.map_or_else(Default::default, |asked| {
        (asked.reference.to_string(), asked.supporters.to_string())
    });
    let said = item.said;
    vec![
        item.id.to_string(),
        item.created_at.to_string(),
        item.updated_at.to_string(),
        item.area_slug,
        said.theme.unwrap_or_default(),
        said.title,
        said.description,
        said.why_not.to_string(),
        said.why_not_text.unwrap_or_default(),
        said.period.unwrap_or_default(),
        said.format.unwrap_or_default(),
        item.state.to_string(),
        reference,
        supporters,
        item.dataset.or(item.url).unwrap_or_default(),
        url,
    ]
}
