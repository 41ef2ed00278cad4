//! `/desk`: what to do next, best first, and every other view of the requests that somebody answers for. Every state of it
//! is an address.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::store::outbox;
use serde::Serialize;

use super::notice::Notice;
use crate::{
    AppState,
    page::{self, Here, Page},
    pages::places::Place,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

mod asked;
mod look;
mod row;
mod view;

use look::Looking;
pub use row::{Row, Why};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Queue {
    /// The view, by key.
    pub view: &'static str,
    /// All views.
    pub views: Vec<ViewLink>,
    /// The rows, by what has to be done.
    pub groups: Vec<Group>,
    /// How many rows there are in all.
    pub total: i64,
    /// There are more than were counted.
    pub capped: bool,
    /// The words looked for.
    pub q: String,
    /// The theme it is narrowed to, by key; empty for all.
    pub theme: String,
    /// The area it is narrowed to, by slug; empty for all.
    pub area: String,
    /// Themes to choose from.
    pub themes: Vec<Place>,
    /// Areas to choose from.
    pub areas: Vec<Place>,
    /// It coordinates: all areas are its own.
    pub coordinates: bool,
    /// It is narrowed.
    pub narrowed: bool,
    /// Since when mail is stuck, if it is and this reader should know.
    pub mail_stuck_since: Option<String>,
    /// What was just done to a request that has left this desk.
    pub notice: Option<Notice>,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<String>,
}

/// A view in the list of views.
#[derive(Debug, Clone, Serialize)]
pub struct ViewLink {
    /// Its key.
    pub view: &'static str,
    /// Its query.
    pub query: String,
    /// How many it has; not counted for a search.
    pub count: Option<i64>,
    /// There are more.
    pub capped: bool,
    /// It is the one that is shown.
    pub current: bool,
}

/// Rows that wait for the same thing.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Its key.
    pub key: &'static str,
    /// How many there are.
    pub count: i64,
    /// There are more than were counted.
    pub capped: bool,
    /// The first of them.
    pub rows: Vec<Row>,
    /// The query that shows all of them, where not all are shown.
    pub all: Option<String>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let looking = Looking::new(&app, &visitor, &query).await?;
    let page = Queue {
        mail_stuck_since: mail_stuck_since(&app, &visitor).await?,
        ..looking.page(&query).await?
    };
    page::private(&app, &visitor, &here, (StatusCode::OK, &page))
}

async fn mail_stuck_since(app: &AppState, visitor: &Visitor) -> Result<Option<String>, Fault> {
    if !visitor.actor.coordinates() {
        return Ok(None);
    }
    let now = app.clock.now();
    let counts = outbox::counts(&app.db.read(), now).await?;
    Ok(counts.stuck_since(now).map(|since| since.to_string()))
}

impl Page for Queue {
    const TEMPLATE: &'static str = "pages/desk/queue.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        super::samples::queues()
    }
}
