//! The search index: the analyser's stems, one row per request.

use std::collections::HashSet;

use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, is_postgres, run, scope::visible_to};
use crate::{
    analyser,
    ids::RequestId,
    policy::Actor,
    reference::Reference,
    status::{Outcome, Status},
};

/// Indexes the texts of a request, in place of what was indexed before.
pub async fn index(tx: &Tx, request: RequestId, texts: &[&str]) -> Result<(), DbErr> {
    let sql = "insert into search_terms (request_id, terms) values ($1, $2)
        on conflict (request_id) do update set terms = excluded.terms";
    run(
        tx,
        sql,
        vec![request.0.into(), analyser::terms(&texts.join("\n")).into()],
    )
    .await
    .map(drop)
}

/// A request that shares words with what somebody is about to ask.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The request.
    pub request: RequestId,
    /// Its stems.
    pub terms: String,
}

/// How many candidates are weighed at most: the newest that share a word.
const CANDIDATES: i64 = 500;

/// A word that fewer requests have is a rare one.
const RARE: usize = 200;

/// Requests `actor` may see that share a word with `query`: the newest, and where there are more than can be weighed, also
/// the older ones that share a rare word.
pub async fn candidates(
    source: &impl Source,
    actor: &Actor,
    query: &analyser::Query,
) -> Result<Vec<Candidate>, DbErr> {
    let mut found = newest_candidates(source, actor, query).await?;
    if i64::try_from(found.len()).is_ok_and(|count| count < CANDIDATES) {
        return Ok(found);
    }
    let mut rare = Vec::new();
    for stem in query.stems() {
        let holders = holders(source, actor, stem).await?;
        if holders.len() < RARE {
            rare.push(holders);
        }
    }
    rare.sort_by_key(Vec::len);
    let known: HashSet<RequestId> = found.iter().map(|candidate| candidate.request).collect();
    let mut missing: Vec<RequestId> = rare
        .into_iter()
        .flatten()
        .filter(|id| !known.contains(id))
        .collect();
    missing.truncate(usize::try_from(CANDIDATES).unwrap_or(usize::MAX));
    missing.sort_unstable();
    missing.dedup();
    found.extend(terms_of(source, &missing).await?);
    Ok(found)
}

async fn newest_candidates(
    source: &impl Source,
    actor: &Actor,
    query: &analyser::Query,
) -> Result<Vec<Candidate>, DbErr> {
    let visible = visible_to(actor);
    let (sql, words) = if is_postgres(source) {
        let sql = format!(
            "select r.id, s.terms from search_terms s join data_request r on r.id = s.request_id
             where s.v @@ $1::tsquery and {visible} order by r.id + 0 desc limit $2"
        );
        (sql, query.tsquery_any())
    } else {
        let sql = format!(
            "select r.id, s.terms from search_fts f cross join search_terms s on s.request_id = f.rowid
             join data_request r on r.id = f.rowid
             where f.search_fts match $1 and {visible} order by f.rowid desc limit $2"
        );
        (sql, query.fts5_any())
    };
    let rows: Vec<Row> = all(source, &sql, vec![words.into(), CANDIDATES.into()]).await?;
    Ok(rows.into_iter().map(Row::into_candidate).collect())
}

/// Requests `actor` may see that have this stem: all of them, or as many as make it no rare one.
async fn holders(source: &impl Source, actor: &Actor, stem: &str) -> Result<Vec<RequestId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let visible = visible_to(actor);
    // No stem holds a quote.
    let (sql, word) = if is_postgres(source) {
        let sql = format!(
            "select r.id from search_terms s join data_request r on r.id = s.request_id
             where s.v @@ $1::tsquery and {visible} limit $2"
        );
        (sql, format!("'{stem}'"))
    } else {
        let sql = format!(
            "select r.id from search_fts f join data_request r on r.id = f.rowid
             where f.search_fts match $1 and {visible} limit $2"
        );
        (sql, format!("\"{stem}\""))
    };
    let limit = i64::try_from(RARE).unwrap_or(i64::MAX);
    let rows: Vec<Id> = all(source, &sql, vec![word.into(), limit.into()]).await?;
    Ok(rows.into_iter().map(|row| RequestId(row.id)).collect())
}

async fn terms_of(source: &impl Source, requests: &[RequestId]) -> Result<Vec<Candidate>, DbErr> {
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select request_id as id, terms from search_terms where request_id in ({})",
        places(requests)
    );
    let rows: Vec<Row> = all(source, &sql, requests.iter().map(|id| id.0.into()).collect()).await?;
    Ok(rows.into_iter().map(Row::into_candidate).collect())
}

/// `$1, $2, …`: a place for each.
fn places<T>(items: &[T]) -> String {
    (1..=items.len())
        .map(|place| format!("${place}"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    terms: String,
}

impl Row {
    fn into_candidate(self) -> Candidate {
        Candidate {
            request: RequestId(self.id),
            terms: self.terms,
        }
    }
}

/// What is shown of a request beside what somebody is about to ask.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The request.
    pub request: RequestId,
    /// Its reference.
    pub reference: Reference,
    /// Its title.
    pub title: String,
    /// Its status.
    pub status: Status,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// How many need it too.
    pub supporters: i64,
}

#[derive(FromQueryResult)]
struct SummaryRow {
    id: i64,
    year: i32,
    number: i64,
    title: String,
    status: String,
    outcome: Option<String>,
    supporters: i64,
}

const SUMMARY: &str =
    "select r.id, r.year, r.number, r.title, r.status, r.outcome, c.supporters from data_request r
    join request_counter c on c.request_id = r.id";

/// The summaries of those of `requests` that `actor` may see, in no particular order.
pub async fn summaries(
    source: &impl Source,
    actor: &Actor,
    requests: &[RequestId],
) -> Result<Vec<Summary>, DbErr> {
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "{SUMMARY} where r.id in ({}) and {}",
        places(requests),
        visible_to(actor)
    );
    let rows: Vec<SummaryRow> = all(source, &sql, requests.iter().map(|id| id.0.into()).collect()).await?;
    rows.into_iter().map(SummaryRow::into_summary).collect()
}

/// The summaries of the newest `limit` requests that `actor` may see.
pub async fn newest(source: &impl Source, actor: &Actor, limit: u32) -> Result<Vec<Summary>, DbErr> {
    let sql = format!(
        "{SUMMARY} where {} order by r.created_at desc, r.id desc limit $1",
        visible_to(actor)
    );
    let rows: Vec<SummaryRow> = all(source, &sql, vec![i64::from(limit).into()]).await?;
    rows.into_iter().map(SummaryRow::into_summary).collect()
}

impl SummaryRow {
    fn into_summary(self) -> Result<Summary, DbErr> {
        let outcome = self
            .outcome
            .as_deref()
            .map(|key| Outcome::parse(key).ok_or_else(|| broken("outcome")));
        Ok(Summary {
            request: RequestId(self.id),
            reference: Reference {
                year: self.year.try_into().map_err(|_| broken("year"))?,
                number: self.number,
            },
            title: self.title,
            status: Status::parse(&self.status).ok_or_else(|| broken("status"))?,
            outcome: outcome.transpose()?,
            supporters: self.supporters,
        })
    }
}
