//! `/desk`: what to do next, best first, and every other view of the requests that somebody answers for. Every state of it
//! is an address.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::DeskViewId,
    ops,
    store::{Tx, desk_views, outbox},
};
use serde::Serialize;

use super::notice::Notice;
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
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
pub use row::{Parts, Row, Why};

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
    /// Views that this person keeps.
    pub saved: Vec<SavedView>,
    /// The query of what is shown, where it may be kept as a view.
    pub keep: Option<String>,
    /// What is in the form that keeps it.
    pub filled: Filled,
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

/// A view that somebody keeps.
#[derive(Debug, Clone, Serialize)]
pub struct SavedView {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Its query.
    pub query: String,
    /// How many it has; not counted for a search.
    pub count: Option<i64>,
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
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let page = Queue::read(&app, &visitor, &query).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Keeps what is shown as a view, or keeps one no longer (`remove`).
pub async fn keep(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let caller = visitor.caller(&app, None);
    if let Some(id) = form.one("remove") {
        let id = DeskViewId(id.parse().map_err(|_| Fault::NotFound)?);
        app.db
            .write(async move |tx: &Tx| ops::forget_view(tx, &caller, id).await)
            .await
            .map_err(Fault::from)?;
        return Ok(page::see_other(&app, "/desk"));
    }
    let query = Query::of(form.one("query").unwrap_or_default());
    let (name, shown) = (
        form.one("name").unwrap_or_default().to_owned(),
        view_query(&query),
    );
    let text = shown.clone();
    let kept = app
        .db
        .write(async move |tx: &Tx| ops::keep_view(tx, &caller, &name, &text).await)
        .await;
    match kept.map_err(Fault::from) {
        Ok(()) => Ok(page::see_other(&app, &format!("/desk?{shown}"))),
        Err(Fault::Invalid(invalid)) => {
            let filled = Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid);
            let page = Queue {
                filled,
                ..Queue::read(&app, &visitor, &query).await?
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page::form(&app, &visitor, &jar, &here, (status, &page))
        }
        Err(fault) => Err(fault),
    }
}

/// What of a query makes a view.
fn view_query(query: &Query) -> String {
    query.only(&["view", "q", "theme", "area"])
}

impl Queue {
    async fn read(app: &AppState, visitor: &Visitor, query: &Query) -> Result<Self, Fault> {
        let shown = view_query(query);
        let mut saved = Vec::new();
        if let Some(person) = visitor.actor.person() {
            for view in desk_views::of(&app.db.read(), person).await? {
                let its = Query::of(&view.query);
                saved.push(SavedView {
                    id: view.id.0,
                    name: view.name,
                    count: Looking::new(app, visitor, &its).await?.own_count().await?,
                    current: view.query == shown,
                    query: view.query,
                });
            }
        }
        let is_kept = saved.iter().any(|view| view.current);
        let looking = Looking::new(app, visitor, query).await?;
        Ok(Self {
            mail_stuck_since: mail_stuck_since(app, visitor).await?,
            saved,
            keep: Some(shown).filter(|shown| !shown.is_empty() && !is_kept),
            ..looking.page(query).await?
        })
    }
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
