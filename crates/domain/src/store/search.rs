//! The search index: the analyser's stems, one row per request.

use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, is_postgres, run, scope::visible_to};
use crate::{analyser, ids::RequestId, policy::Actor};

/// Indexes the texts of a request, in place of what was indexed before.
pub async fn index(tx: &Tx, request: RequestId, texts: &[&str]) -> Result<(), DbErr> {
    let sql = "insert into search_terms (request_id, terms) values ($1, $2)
        on conflict (request_id) do update set terms = excluded.terms";
    run(tx, sql, vec![request.0.into(), analyser::terms(&texts.join("\n")).into()]).await.map(drop)
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
    Ok(rows.into_iter().map(|row| Candidate { request: RequestId(row.id), terms: row.terms }).collect())
}
