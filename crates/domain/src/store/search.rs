//! The search index: the analyser's stems, one row per request.

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

/// The newest requests `actor` may see that share a word with `query`.
pub async fn candidates(
    source: &impl Source,
    actor: &Actor,
    query: &analyser::Query,
) -> Result<Vec<Candidate>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        terms: String,
    }
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
    Ok(rows
        .into_iter()
        .map(|row| Candidate {
            request: RequestId(row.id),
            terms: row.terms,
        })
        .collect())
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
    let places: Vec<String> = (1..=requests.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "{SUMMARY} where r.id in ({}) and {}",
        places.join(", "),
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
