//! `/me/searches`: what somebody searched for and wants to hear more of. With a list's query and `keep`, that list is about to
//! be kept.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    cadence::Cadence,
    ids::SearchId,
    ops,
    person::Person,
    store::{Tx, preferences, requests::Filter, searches},
};
use render::LooksFor;
use serde::Serialize;

use super::person;
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    list_query::{ListQuery, encode},
    page::{self, Here, Page},
    pages::places::Places,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct KeptSearches {
    /// What is about to be kept.
    pub keeping: Option<Kept>,
    /// There are as many as there can be.
    pub full: bool,
    /// How often they hear of what comes in, by key.
    pub cadence: &'static str,
    /// What they keep.
    pub searches: Vec<Kept>,
    /// One was kept just now.
    pub saved: bool,
    /// What is wrong.
    pub filled: Filled,
}

/// A search.
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    /// Its number, once it is kept.
    pub id: i64,
    /// What it looks for, in words.
    pub looks_for: String,
    /// The query of its list.
    pub query: String,
}

/// What they keep, and what is about to be kept. Whoever is not signed in is sent there first, and comes back.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    mut query: Query,
) -> Result<Response, Fault> {
    let person = person(&app, &visitor).await?;
    let wanted = query.one("keep").is_some();
    let saved = query.one("saved").is_some();
    let keeping = wanted.then_some(&mut query);
    let page = KeptSearches {
        saved,
        ..KeptSearches::read(&app, &visitor, &person, keeping).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Keeps a search, or keeps it no longer (`remove`).
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let person = person(&app, &visitor).await?;
    let caller = visitor.caller(&app, None);
    if let Some(id) = form.one("remove") {
        let id = SearchId(id.parse().map_err(|_| Fault::NotFound)?);
        app.db
            .write(async move |tx: &Tx| ops::forget_search(tx, &caller, id).await)
            .await
            .map_err(Fault::from)?;
        return Ok(page::see_other(&app, "/me/searches"));
    }
    let mut query = Query::of(form.one("search").unwrap_or_default());
    let places = Places::load(&app.db.read(), visitor.locale).await?;
    let filter = ListQuery::read(&mut query, &places, &app.zone).filter;
    let kept = app
        .db
        .write(async move |tx: &Tx| ops::keep_search(tx, &caller, &filter).await)
        .await;
    match kept.map_err(Fault::from) {
        Ok(()) => Ok(page::see_other(&app, "/me/searches?saved=1")),
        Err(Fault::Invalid(_)) => {
            let too_long =
                app.engine
                    .words()
                    .text(visitor.locale, "search-words-too-long", &render::Args::new());
            let page = KeptSearches::read(&app, &visitor, &person, Some(&mut query)).await?;
            let filled = if page.full {
                Filled::of(&form)
            } else {
                Filled::of(&form).wrong("q", too_long)
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page::form(
                &app,
                &visitor,
                &jar,
                &here,
                (status, &KeptSearches { filled, ..page }),
            )
        }
        Err(fault) => Err(fault),
    }
}

/// What somebody keeps, oldest first.
pub async fn kept(app: &AppState, visitor: &Visitor, person: &Person) -> Result<Vec<Kept>, Fault> {
    let reader = app.db.read();
    let places = Places::load(&reader, visitor.locale).await?;
    let searches = searches::of(&reader, person.id).await?;
    let kept = searches
        .into_iter()
        .map(|search| Kept::of(app, &places, search.id.0, &search.filter));
    Ok(kept.collect())
}

impl Kept {
    fn of(app: &AppState, places: &Places, id: i64, filter: &Filter) -> Self {
        let locale = places.locale();
        let looks_for = LooksFor::of(filter, locale, &places.themes, &places.areas);
        Self {
            id,
            looks_for: looks_for.say(app.engine.words(), locale),
            query: encode(&filter.pairs()),
        }
    }

    /// Some, as they may be.
    pub fn samples() -> Vec<Self> {
        let sample = |id, looks_for: &str, query: &str| Self {
            id,
            looks_for: looks_for.into(),
            query: query.into(),
        };
        vec![
            sample(1, "<b>pauta</b> · Salud", "q=pauta&area=salud"),
            sample(2, "Todos", ""),
        ]
    }
}

impl KeptSearches {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        person: &Person,
        keeping: Option<&mut Query>,
    ) -> Result<Self, Fault> {
        let searches = kept(app, visitor, person).await?;
        let reader = app.db.read();
        let chosen = preferences::of(&reader, person.id).await?;
        let keeping = match keeping {
            Some(query) => {
                let places = Places::load(&reader, visitor.locale).await?;
                let filter = ListQuery::read(query, &places, &app.zone).filter;
                let keeping = Kept::of(app, &places, 0, &filter);
                let is_kept = searches.iter().any(|kept| kept.query == keeping.query);
                Some(keeping).filter(|_| !is_kept)
            }
            None => None,
        };
        Ok(Self {
            keeping,
            full: searches.len() >= ops::MOST_SEARCHES,
            cadence: chosen.map_or(Cadence::Daily, |chosen| chosen.cadence).as_str(),
            searches,
            saved: false,
            filled: Filled::default(),
        })
    }
}

impl Page for KeptSearches {
    const TEMPLATE: &'static str = "pages/searches.html";
    const SECTION: &'static str = "me";

    fn samples() -> Vec<Self> {
        let none = Self {
            keeping: None,
            full: false,
            cadence: "daily",
            searches: Vec::new(),
            saved: false,
            filled: Filled::default(),
        };
        let some = Self {
            searches: Kept::samples(),
            ..none.clone()
        };
        let keeping = |cadence| Self {
            keeping: Kept::samples().pop(),
            cadence,
            ..some.clone()
        };
        vec![
            Self {
                saved: true,
                ..some.clone()
            },
            keeping("weekly"),
            keeping("none"),
            Self {
                full: true,
                ..keeping("at_once")
            },
            Self {
                filled: Filled::default().wrong("q", "Muy largo".into()),
                ..keeping("daily")
            },
            none,
        ]
    }
}
