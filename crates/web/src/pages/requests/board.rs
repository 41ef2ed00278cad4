//! `/board`: the requests of the list, with the same filters, in a column for each status.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    status::Status,
    store::{
        counts,
        requests::{self, Filter},
    },
};
use serde::Serialize;

use super::{
    card::Card,
    list::{Applied, Facet, Kept, applied, facets, kept},
};
use crate::{
    AppState,
    list_query::{self, ListQuery, Pair, encode},
    page::{self, Here, Page},
    pages::places::Places,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// How many cards a column has; the list has the rest.
const SHOWN: u32 = 8;

/// The page.
#[derive(Debug, Serialize)]
pub struct Board {
    /// The words looked for.
    pub q: String,
    /// What it is narrowed to without a field for it.
    pub kept: Vec<Kept>,
    /// The order inside a column, by key; none for the usual one.
    pub sort: Option<&'static str>,
    /// What it can be narrowed by.
    pub facets: Vec<Facet>,
    /// What it is narrowed to, each with the address without it.
    pub applied: Vec<Applied>,
    /// How many there are.
    pub total: i64,
    /// There are more than were counted.
    pub capped: bool,
    /// A column for each status.
    pub columns: Vec<BoardColumn>,
    /// The query of the same as a list.
    pub list: String,
}

/// The requests of a status.
#[derive(Debug, Serialize)]
pub struct BoardColumn {
    /// The status, by key.
    pub status: &'static str,
    /// How many there are; none where not all were counted.
    pub count: Option<i64>,
    /// The first of them.
    pub cards: Vec<Card>,
    /// The query of the list of all of them, where there are more.
    pub all: Option<String>,
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
    ListQuery::settle(&app, "/board", &query, &places)?;
    let asked = ListQuery::read(&mut query, &places, &app.zone);
    let counts = counts::counts(&reader, &visitor.actor, &asked.filter).await?;
    let today = app.moment().today;
    let calendar = app.calendar(&reader, today).await?;
    let pairs = asked.pairs();
    let wanted = |status: &&Status| {
        let statuses = &asked.filter.statuses;
        !asked.nothing && (statuses.is_empty() || statuses.contains(status))
    };
    let mut columns = Vec::new();
    for status in Status::ALL.iter().filter(wanted) {
        let filter = Filter {
            statuses: vec![*status],
            ..asked.filter.clone()
        };
        let found = requests::list(&reader, &visitor.actor, &filter, asked.sort, None, SHOWN).await?;
        let card = |request| Card::of(request, &places, today, &calendar);
        columns.push(BoardColumn {
            status: status.as_str(),
            count: (!counts.capped).then(|| counts.statuses.get(status).copied().unwrap_or(0)),
            cards: found.items.iter().map(card).collect(),
            all: found.next.map(|_| of_status(&pairs, *status)),
        });
    }
    let (words, locale) = (app.engine.words(), visitor.locale);
    let facets = facets(words, locale, &places, &asked.filter, &counts);
    let page = Board {
        q: asked.filter.q.clone().unwrap_or_default(),
        kept: kept(&pairs),
        sort: pairs
            .iter()
            .find(|(key, _)| *key == "sort")
            .map(|_| asked.sort.as_str()),
        applied: applied((words, locale), &places, &facets, &asked.filter, &pairs),
        facets,
        total: if asked.nothing { 0 } else { counts.total },
        capped: counts.capped,
        columns,
        list: encode(&pairs),
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

/// The same question, of one status.
fn of_status(pairs: &[Pair], status: Status) -> String {
    let status = ("status", status.as_str().to_owned());
    let others = pairs.iter().filter(|(key, _)| *key != "status");
    encode(others.chain([&status]))
}

impl Page for Board {
    const TEMPLATE: &'static str = "pages/requests/board.html";
    const SECTION: &'static str = "requests";
    const QUERY: &'static [&'static str] = list_query::KEYS.split_at(list_query::KEYS.len() - 1).0;

    fn samples() -> Vec<Self> {
        super::samples::boards()
    }
}
