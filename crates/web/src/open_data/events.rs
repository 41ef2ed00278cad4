//! `/events.csv`: what happened to the requests, an event each, from the first on. No name, no text.

use axum::{extract::State, response::Response};
use domain::{
    ids::EventId,
    policy::Actor,
    status::{Ground, Outcome, Verdict},
    store::{
        ReadError,
        events::{self, Logged},
    },
};
use futures::stream;
use jiff::civil::Date;

use super::table::{self, Column, Dialect, Row, Type, optional, required};
use crate::{AppState, query::Query};

/// Rows that are read at once.
const PAGE: u32 = 1_000;

/// The columns, in their order.
pub const COLUMNS: [Column; 16] = [
    required("id", Type::Integer),
    required("at", Type::DateTime),
    required("reference", Type::String),
    required("action", Type::String),
    optional("from", Type::String),
    required("to", Type::String),
    required("actor_role", Type::String),
    optional("area", Type::String),
    required("theme", Type::String),
    required("kind", Type::String),
    optional("outcome", Type::String),
    optional("ground", Type::String),
    optional("due_on", Type::Date),
    optional("promised_on", Type::Date),
    optional("verdict", Type::String),
    optional("rating", Type::Integer),
];

/// The table.
pub async fn show(State(app): State<AppState>, query: Query) -> Response {
    let package = app.links().to("/datapackage.json");
    let begin = Some((app, EventId(0)));
    let pages = stream::try_unfold(begin, async |rest| match rest {
        Some((app, after)) => read(app, after).await.map(Some),
        None => Ok::<_, ReadError>(None),
    });
    table::respond(("events.csv", &package), Dialect::of(&query), &COLUMNS, pages)
}

/// A page of rows, and where the next one begins.
async fn read(app: AppState, after: EventId) -> Result<(Vec<Row>, Option<(AppState, EventId)>), ReadError> {
    let actor = Actor::Visitor;
    let events = events::log(&app.reader(&actor), &actor, after, PAGE).await?;
    let last = events.last().filter(|_| events.len() == PAGE as usize);
    let next = last.map(|event| event.id);
    Ok((events.iter().map(row).collect(), next.map(|after| (app, after))))
}

fn row(event: &Logged) -> Row {
    let details = &event.details;
    let key = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let day = |value: Option<Date>| value.map(|day| day.to_string()).unwrap_or_default();
    vec![
        event.id.to_string(),
        event.at.to_string(),
        event.reference.to_string(),
        event.action.clone(),
        key(event.from.as_deref()),
        event.to.clone(),
        event.role.clone(),
        key(event.area.as_deref()),
        event.theme.clone(),
        event.kind.clone(),
        key(details.outcome.map(Outcome::as_str)),
        key(details.ground.map(Ground::as_str)),
        day(details.due_on),
        day(details.promised_on),
        key(details.verdict.map(Verdict::as_str)),
        details
            .rating
            .map(|rating| rating.to_string())
            .unwrap_or_default(),
    ]
}
