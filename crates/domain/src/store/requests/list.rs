//! Lists of requests: filters, sorts, pages by cursor (no page is found by counting the ones before it).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::{DbErr, FromQueryResult, QueryResult};
use serde::{Deserialize, Serialize};

use super::{
    Actor, DataRequest, Source, is_postgres,
    row::{JOINS, Row},
};
use crate::{
    analyser,
    keys::keys,
    policy::can_view,
    store::{facets, figures},
};

mod entered;
mod filter;
mod pairs;
mod query;

pub use entered::entered;
pub use filter::{Days, Filter, Reached, Within};
pub use pairs::EVER;
pub(in crate::store) use query::Query;

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
            let mut from = format!("data_request r {JOINS}");
            if !can_view(actor, true) && walks_along(source, filter, sort, limit).await? {
                query.keep_off_indexes(sort == Sort::Newest);
                from = along(sort);
            }
            query.after(order, cursor);
            let sql = query.sql(&from, order, limit);
            super::super::all(source, &sql, query.values).await?
        }
        Some(None) => Vec::new(),
        Some(Some(words)) if is_postgres(source) => {
            // Where the rest of the filter leaves few of them, the newest alone would not do.
            let few = filter.dataset.is_some() || filter.needs_history();
            let most = if few { u32::MAX } else { CANDIDATES };
            search_postgres(source, query, (&words, most), sort, cursor, limit).await?
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

/// For readers who see nothing hidden, whose orders have an index: whether it costs less to walk along the order, passing by what does not fit, than to read all that fits and sort it.
/// PostgreSQL knows from its statistics; SQLite is told, from the kept counts.
async fn walks_along(source: &impl Source, filter: &Filter, sort: Sort, limit: u32) -> Result<bool, DbErr> {
    let (chosen, history) = (filter.chosen(), filter.needs_history());
    // The indexes of statuses, themes and areas have the newest first.
    let has_order = chosen == 1 && filter.outcomes.is_empty() && sort == Sort::Newest && !history;
    let has_index = filter.dataset.is_some() || filter.requester.is_some() || has_order;
    if is_postgres(source) || chosen == 0 && !history || has_index {
        return Ok(false);
    }
    walking_is_cheaper(source, filter, limit.into()).await
}

/// Whether `limit` rows that fit are found sooner by passing by the others than by reading all that fit.
pub(in crate::store) async fn walking_is_cheaper(
    source: &impl Source,
    filter: &Filter,
    limit: i64,
) -> Result<bool, DbErr> {
    let (all, mut fitting) = facets::counted(source)
        .await?
        .iter()
        .fold((0, 0), |(all, fitting), cell| {
            (all + cell.n, fitting + if filter.fits(cell) { cell.n } else { 0 })
        });
    if let Some(listed) = figures::listed(source, filter).await? {
        fitting = fitting.min(listed.most);
    }
    // So many are passed before the page is full: `all / fitting` for each of its rows.
    Ok((limit + 1).saturating_mul(all) < fitting.saturating_mul(fitting))
}

/// The tables in the order in which SQLite is to read them: first the one that has the order (its manual, "query planner",
/// cross join).
fn along(sort: Sort) -> String {
    let (request, counter) = ("data_request r", "request_counter c");
    let (first, second) = if sort == Sort::Wanted {
        (counter, request)
    } else {
        (request, counter)
    };
    format!(
        "{first} cross join {second} on c.request_id = r.id cross join theme t on t.id = r.theme_id
         left join area a on a.id = r.area_id"
    )
}

async fn search_postgres(
    source: &impl Source,
    query: Query,
    (words, most): (&analyser::Query, u32),
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
    let candidates = candidates(source, words, cursor.filter(|_| newest_first), most).await?;
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
    most: u32,
) -> Result<String, DbErr> {
    #[derive(FromQueryResult)]
    struct Id {
        n: i64,
    }
    // `+ 0` keeps the planner off the primary key, which it would walk to the end for a rare word, twice.
    let sql = format!(
        "select request_id as n from search_terms where v @@ $1::tsquery and request_id + 0 < $2
         order by request_id + 0 desc limit {most}"
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
