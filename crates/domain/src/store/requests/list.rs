//! Lists of requests: filters, sorts, pages by cursor (no page is found by counting the ones before it).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::{DbErr, FromQueryResult, QueryResult, Value};
use serde::{Deserialize, Serialize};

use super::{
    Actor, DataRequest, Kind, Source, Status, is_postgres,
    row::{JOINS, Row, list_columns},
    visible_to,
};
use crate::{analyser, ids::PersonId, keys::keys};

keys! {
    /// The order of a list.
    Sort {
        Newest = "newest",
        Wanted = "wanted",
        Moved = "moved",
        Due = "due",
        Priority = "priority",
    }
}

impl Sort {
    /// The column it orders by, its direction, and the column that settles ties. `due` has the soonest first, and those
    /// without a running clock last.
    const fn order(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Newest => ("r.created_at", "desc", "r.id"),
            Self::Wanted => ("c.supporters", "desc", "c.request_id"),
            Self::Moved => ("r.updated_at", "desc", "r.id"),
            Self::Due => ("coalesce(r.due_on, '9999-12-31')", "asc", "r.id"),
            Self::Priority => ("r.rank_key", "desc", "r.id"),
        }
    }

    fn key_of(self, request: &DataRequest, rank_key: i64) -> Key {
        match self {
            Self::Newest => Key::Number(request.created_at.as_second()),
            Self::Wanted => Key::Number(request.supporters),
            Self::Moved => Key::Number(request.updated_at.as_second()),
            Self::Priority => Key::Number(rank_key),
            Self::Due => {
                let round = &request.standing.round;
                let due = round.due_on.filter(|_| round.result.is_none());
                Key::Text(due.map_or_else(|| "9999-12-31".into(), |due| due.to_string()))
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Key {
    Number(i64),
    Text(String),
}

/// Where a page ended: the next one begins behind it. Opaque outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    #[serde(rename = "s")]
    sort: Sort,
    #[serde(rename = "q")]
    searched: bool,
    #[serde(rename = "k")]
    key: Key,
    #[serde(rename = "i")]
    id: i64,
}

impl Cursor {
    /// As text for an address.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// From the text of an address, if it is one of ours, for this order.
    pub fn decode(text: &str, sort: Sort, searched: bool) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let cursor: Self = serde_json::from_slice(&bytes).ok()?;
        let key_fits = matches!(cursor.key, Key::Text(_)) == (sort == Sort::Due);
        (cursor.sort == sort && cursor.searched == searched && key_fits).then_some(cursor)
    }
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that all have to occur, as the analyser reads them.
    pub q: Option<String>,
    /// Any of these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Any of these themes, by key.
    pub themes: Vec<String>,
    /// Any of these areas, by slug.
    pub areas: Vec<String>,
    /// Any of these kinds.
    pub kinds: Vec<Kind>,
    /// About exactly this dataset.
    pub dataset: Option<String>,
    /// Filed by this person.
    pub requester: Option<PersonId>,
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// The requests, without their long texts (the body is cut to an excerpt's length).
    pub items: Vec<DataRequest>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// On PostgreSQL a frequent word is found among the newest this many rows, without the index ...
const NEWEST: u32 = 2_000;
/// ... and a rare one by the index, which then gives at most this many.
const CANDIDATES: u32 = 1_000;

/// The requests `actor` may see that pass `filter`, `limit` of them from `cursor` on.
///
/// A search comes newest first when no other order is asked for. One with no word to look for finds nothing.
pub async fn list(
    source: &impl Source,
    actor: &Actor,
    filter: &Filter,
    sort: Sort,
    cursor: Option<&Cursor>,
    limit: u32,
) -> Result<Page, DbErr> {
    let mut query = Query::new(actor, filter);
    let words = filter.q.as_deref().map(analyser::query);
    let rows: Vec<Ranked> = match words {
        None => {
            let order = sort.order();
            query.after(order, cursor);
            let sql = query.sql(&format!("data_request r {JOINS}"), order, limit);
            super::super::all(source, &sql, query.values).await?
        }
        Some(None) => Vec::new(),
        Some(Some(words)) if is_postgres(source) => {
            search_postgres(source, query, &words, sort, cursor, limit).await?
        }
        Some(Some(words)) => {
            let order = if sort == Sort::Newest {
                ("f.rowid", "desc", "f.rowid")
            } else {
                sort.order()
            };
            query.after(order, cursor);
            let match_at = query.bind(words.fts5());
            query.wheres.push(format!("f.search_fts match ${match_at}"));
            let sql = query.sql(
                &format!("search_fts f cross join data_request r on r.id = f.rowid {JOINS}"),
                order,
                limit,
            );
            super::super::all(source, &sql, query.values).await?
        }
    };
    page(rows, sort, filter.q.is_some(), limit)
}

async fn search_postgres(
    source: &impl Source,
    query: Query,
    words: &analyser::Query,
    sort: Sort,
    cursor: Option<&Cursor>,
    limit: u32,
) -> Result<Vec<Ranked>, DbErr> {
    let newest_first = sort == Sort::Newest;
    let order = if newest_first {
        ("r.id", "desc", "r.id")
    } else {
        sort.order()
    };
    let from = |inner: String| {
        format!("(select request_id from {inner}) s join data_request r on r.id = s.request_id {JOINS}")
    };
    if newest_first {
        let mut query = query.clone();
        query.after(order, cursor);
        let at = query.bind(words.tsquery());
        let before = query.before_id(cursor);
        let inner = format!(
            "(select request_id, v from search_terms {before} order by request_id desc limit {NEWEST}) n
             where n.v @@ ${at}::tsquery"
        );
        let rows: Vec<Ranked> =
            super::super::all(source, &query.sql(&from(inner), order, limit), query.values).await?;
        if rows.len() > limit as usize {
            return Ok(rows);
        }
    }
    let candidates = candidates(source, words, cursor.filter(|_| newest_first)).await?;
    if candidates.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = query;
    query.after(order, cursor);
    let at = query.bind(candidates);
    query
        .wheres
        .push(format!("r.id = any(string_to_array(${at}, ',')::bigint[])"));
    let sql = query.sql(&format!("data_request r {JOINS}"), order, limit);
    super::super::all(source, &sql, query.values).await
}

/// The newest requests with these words by the index, as their numbers with commas between. Not joined in one statement: a
/// plan that is kept for all words takes each for a frequent one, and reads whole tables to find the few rows of a rare one.
async fn candidates(
    source: &impl Source,
    words: &analyser::Query,
    cursor: Option<&Cursor>,
) -> Result<String, DbErr> {
    #[derive(FromQueryResult)]
    struct Id {
        n: i64,
    }
    // `+ 0` keeps the planner off the primary key, which it would walk to the end for a rare word, twice.
    let sql = format!(
        "select request_id as n from search_terms where v @@ $1::tsquery and request_id + 0 < $2
         order by request_id + 0 desc limit {CANDIDATES}"
    );
    let before = cursor.map_or(i64::MAX, |cursor| cursor.id);
    let rows: Vec<Id> = super::super::all(source, &sql, vec![words.tsquery().into(), before.into()]).await?;
    let numbers: Vec<String> = rows.into_iter().map(|row| row.n.to_string()).collect();
    Ok(numbers.join(","))
}

/// A row with the stored order, which only the cursor needs.
struct Ranked {
    rank_key: i64,
    row: Row,
}

impl FromQueryResult for Ranked {
    fn from_query_result(result: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            rank_key: result.try_get(prefix, "rank_key")?,
            row: Row::from_query_result(result, prefix)?,
        })
    }
}

fn page(rows: Vec<Ranked>, sort: Sort, searched: bool, limit: u32) -> Result<Page, DbErr> {
    let more = rows.len() > limit as usize;
    let mut items = Vec::with_capacity(rows.len());
    let mut last_key = 0;
    for ranked in rows.into_iter().take(limit as usize) {
        last_key = ranked.rank_key;
        items.push(ranked.row.into_request()?);
    }
    let next = items.last().filter(|_| more).map(|last| Cursor {
        sort,
        searched,
        key: if searched && sort == Sort::Newest {
            Key::Number(last.id.0)
        } else {
            sort.key_of(last, last_key)
        },
        id: last.id.0,
    });
    Ok(Page { items, next })
}

/// Conditions and their values, numbered as they come.
#[derive(Clone)]
struct Query {
    wheres: Vec<String>,
    values: Vec<Value>,
}

impl Query {
    fn new(actor: &Actor, filter: &Filter) -> Self {
        let mut query = Self {
            wheres: vec![visible_to(actor).to_owned()],
            values: Vec::new(),
        };
        query.any_of(
            "r.status",
            filter.statuses.iter().map(|status| status.as_str().into()),
        );
        query.any_of("r.kind", filter.kinds.iter().map(|kind| kind.as_str().into()));
        let themes: Vec<String> = filter.themes.iter().map(|key| query.place(key.clone())).collect();
        if !themes.is_empty() {
            query.wheres.push(format!(
                "r.theme_id in (select id from theme where key in ({}))",
                themes.join(", ")
            ));
        }
        let areas: Vec<String> = filter
            .areas
            .iter()
            .map(|slug| query.place(slug.clone()))
            .collect();
        if !areas.is_empty() {
            query.wheres.push(format!(
                "r.area_id in (select id from area where slug in ({}))",
                areas.join(", ")
            ));
        }
        if let Some(dataset) = &filter.dataset {
            let at = query.place(dataset.clone());
            query.wheres.push(format!("r.dataset = {at}"));
        }
        if let Some(person) = filter.requester {
            let at = query.place(person.0);
            query.wheres.push(format!("r.requester_id = {at}"));
        }
        query
    }

    fn bind(&mut self, value: impl Into<Value>) -> usize {
        self.values.push(value.into());
        self.values.len()
    }

    fn place(&mut self, value: impl Into<Value>) -> String {
        format!("${}", self.bind(value))
    }

    fn any_of(&mut self, column: &str, values: impl Iterator<Item = Value>) {
        let places: Vec<String> = values.map(|value| self.place(value)).collect();
        if !places.is_empty() {
            self.wheres.push(format!("{column} in ({})", places.join(", ")));
        }
    }

    /// Only what comes behind `cursor`.
    fn after(&mut self, (column, direction, tie): (&str, &str, &str), cursor: Option<&Cursor>) {
        let Some(cursor) = cursor else { return };
        let sign = if direction == "desc" { "<" } else { ">" };
        let key: Value = match &cursor.key {
            Key::Number(number) => (*number).into(),
            Key::Text(text) => text.clone().into(),
        };
        let key = self.place(key);
        let condition = if column == tie {
            format!("{column} {sign} {key}")
        } else {
            format!("({column}, {tie}) {sign} ({key}, {})", self.place(cursor.id))
        };
        self.wheres.push(condition);
    }

    fn before_id(&mut self, cursor: Option<&Cursor>) -> String {
        cursor.map_or_else(String::new, |cursor| {
            format!("where request_id < {}", self.place(cursor.id))
        })
    }

    /// One row more than asked for: it tells whether there is a next page.
    fn sql(&self, from: &str, (column, direction, tie): (&str, &str, &str), limit: u32) -> String {
        let columns = list_columns();
        // FTS5 hands out its rows in the order of their numbers only if that is all it is asked for; else every hit is joined
        // and sorted before the first one is shown.
        let order = if column == tie {
            format!("{column} {direction}")
        } else {
            format!("{column} {direction}, {tie} {direction}")
        };
        format!(
            "select r.rank_key, {columns} from {from} where {} order by {order} limit {}",
            self.wheres.join(" and "),
            limit + 1
        )
    }
}
