//! `/reuses.csv`: what people did with the data, as everybody sees it, newest first.

use axum::{extract::State, response::Response};
use domain::{
    ids::ReuseId,
    policy::Actor,
    store::{
        ReadError,
        reuses::{self, Reuse, ReuseState},
    },
};
use futures::stream;

use super::table::{self, Column, Dialect, Row, Type, optional, required};
use crate::{AppState, query::Query};

/// Rows that are read at once.
const PAGE: u32 = 200;

/// The columns, in their order.
pub const COLUMNS: [Column; 9] = [
    required("id", Type::Integer),
    required("at", Type::DateTime),
    required("title", Type::String),
    required("url", Type::String),
    required("sector", Type::String),
    optional("request", Type::String),
    optional("area", Type::String),
    optional("theme", Type::String),
    optional("datasets", Type::String),
];

/// The table.
pub async fn show(State(app): State<AppState>, query: Query) -> Response {
    let package = app.links().to("/datapackage.json");
    let begin = Some((app, None));
    let pages = stream::try_unfold(begin, async |rest| match rest {
        Some((app, before)) => read(app, before).await.map(Some),
        None => Ok::<_, ReadError>(None),
    });
    table::respond(("reuses.csv", &package), Dialect::of(&query), &COLUMNS, pages)
}

/// Where the next page begins.
type Rest = Option<(AppState, Option<ReuseId>)>;

async fn read(app: AppState, before: Option<ReuseId>) -> Result<(Vec<Row>, Rest), ReadError> {
    let found = reuses::list(&app.reader(&Actor::Visitor), ReuseState::Shown, before, PAGE).await?;
    let last = found.last().filter(|_| found.len() == PAGE as usize);
    let next = last.map(|reuse| Some(reuse.id));
    Ok((
        found.into_iter().map(row).collect(),
        next.map(|before| (app, before)),
    ))
}

fn row(reuse: Reuse) -> Row {
    vec![
        reuse.id.to_string(),
        reuse.at.to_string(),
        reuse.title,
        reuse.url,
        reuse.sector.to_string(),
        reuse
            .request
            .map(|request| request.to_string())
            .unwrap_or_default(),
        reuse.area.unwrap_or_default(),
        reuse.theme.unwrap_or_default(),
        reuse.datasets.join("\n"),
    ]
}
