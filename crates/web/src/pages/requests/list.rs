//! `/requests`: search, facets with their counts, sorts, pages. Every state of it is an address.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::store::{
    counts::{self, Counts},
    requests::{self, Page as Found, Sort},
};
use serde::Serialize;

use super::card::Card;
use crate::{
    AppState,
    list_query::{self, ListQuery, encode},
    missing,
    page::{self, Here, Page},
    pages::places::Places,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

mod applied;
mod facets;

pub use applied::{Applied, Kept, applied, kept};
pub use facets::{Choice, Facet, facets};

/// How many cards a page has.
const PAGE: u32 = 20;

/// The page.
#[derive(Debug, Serialize)]
pub struct Requests {
    /// The words looked for.
    pub q: String,
    /// What it is narrowed to without a field for it.
    pub kept: Vec<Kept>,
    /// The order, by key.
    pub sort: &'static str,
    /// The orders there are.
    pub sorts: Vec<&'static str>,
    /// What it can be narrowed by.
    pub facets: Vec<Facet>,
    /// What it is narrowed to, each with the address without it.
    pub applied: Vec<Applied>,
    /// How many there are.
    pub total: i64,
    /// There are more than were counted.
    pub capped: bool,
    /// Those of this page.
    pub cards: Vec<Card>,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<String>,
    /// The query of this list in the API, and as a table.
    pub api: String,
    /// The query that keeps it; none where its filters exclude each other.
    pub keep: Option<String>,
    /// The query of this list as a feed, which has an order of its own.
    pub feed: String,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    mut query: Query,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let places = Places::load(&reader, visitor.locale).await?;
    ListQuery::settle(&app, "/requests", &query, &places)?;
    let asked = ListQuery::read(&mut query, &places, &app.zone);
    let (mut found, mut counts) = (
        Found {
            items: Vec::new(),
            next: None,
        },
        Counts::default(),
    );
    if !asked.nothing {
        let (filter, cursor) = (&asked.filter, asked.cursor.as_ref());
        found = requests::list(&reader, &visitor.actor, filter, asked.sort, cursor, PAGE).await?;
        counts = counts::counts(&reader, &visitor.actor, filter).await?;
    }
    let today = app.moment().today;
    let calendar = app.calendar(&reader, today).await?;
    let pairs = asked.pairs();
    let (words, locale) = (app.engine.words(), visitor.locale);
    let facets = facets(words, locale, &places, &asked.filter, &counts);
    let card = |request| Card::of(request, &places, today, &calendar);
    let page = Requests {
        q: asked.filter.q.clone().unwrap_or_default(),
        kept: kept(&pairs),
        sort: asked.sort.as_str(),
        sorts: SORTS.map(Sort::as_str).to_vec(),
        applied: applied((words, locale), &places, &facets, &asked.filter, &pairs),
        facets,
        total: counts.total,
        capped: counts.capped,
        cards: found.items.iter().map(card).collect(),
        next: found
            .next
            .map(|cursor| encode(pairs.iter().chain([&("cursor", cursor.encode())]))),
        first: asked.cursor.is_some().then(|| encode(&pairs)),
        api: encode(&pairs),
        keep: (!asked.nothing)
            .then(|| encode(asked.filter.pairs().iter().chain([&("keep", "1".to_owned())]))),
        feed: encode(pairs.iter().filter(|(key, _)| *key != "sort")),
    };
    let only_words = asked.filter.pairs().len() == 1 && asked.cursor.is_none();
    let in_vain = (page.total == 0 && only_words).then(|| page.q.clone());
    let mut response = page::show_unless_known(&app, &visitor, &here, &headers, &page)?;
    if let Some(words) = in_vain {
        missing::nothing_found(&mut response, &words);
    }
    Ok(response)
}

const SORTS: [Sort; 4] = [Sort::Newest, Sort::Wanted, Sort::Moved, Sort::Due];

impl Page for Requests {
    const TEMPLATE: &'static str = "pages/requests/list.html";
    const SECTION: &'static str = "requests";
    const QUERY: &'static [&'static str] = list_query::KEYS;

    fn samples() -> Vec<Self> {
        super::samples::lists()
    }
}
