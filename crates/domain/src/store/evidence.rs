//! The datasets that answers rest on: when each is to be looked at again, and what was found the last time.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, one, run};
use crate::{evidence::Fault, ids::RequestId};

/// A dataset that an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The request that was answered.
    pub request: RequestId,
    /// The dataset, by its name in the catalogue.
    pub dataset: String,
    /// When it was looked at last.
    pub checked_at: Option<Timestamp>,
    /// What seemed wrong the last time, and since when; it may be the portal that was ill.
    pub suspect: Option<(Fault, Timestamp)>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

#[derive(FromQueryResult)]
struct Row {
    request_id: i64,
    dataset: String,
    checked_at: Option<i64>,
    suspect: Option<String>,
    suspect_since: Option<i64>,
    fault: Option<String>,
}

const COLUMNS: &str = "select k.request_id, k.dataset, k.checked_at, k.suspect, k.suspect_since, k.fault
    from evidence_check k join data_request r on r.id = k.request_id";

impl Row {
    fn into_watched(self) -> Result<Watched, DbErr> {
        let at = |second: i64| Timestamp::from_second(second).map_err(|_| broken("time"));
        let fault = |key: &str| Fault::parse(key).ok_or_else(|| broken("fault"));
        let suspect = match (self.suspect.as_deref(), self.suspect_since) {
            (Some(key), Some(since)) => Some((fault(key)?, at(since)?)),
            _ => None,
        };
        Ok(Watched {
            request: RequestId(self.request_id),
            dataset: self.dataset,
            checked_at: self.checked_at.map(at).transpose()?,
            suspect,
            fault: self.fault.as_deref().map(fault).transpose()?,
        })
    }
}

/// Looks at `dataset` for this request from `now` on, as if nothing had been found yet.
pub async fn watch(tx: &Tx, request: RequestId, dataset: &str, now: Timestamp) -> Result<(), DbErr> {
    let sql = "insert into evidence_check (request_id, dataset, due_at) values ($1, $2, $3)
        on conflict (request_id) do update set dataset = excluded.dataset, due_at = excluded.due_at,
        checked_at = null, suspect = null, suspect_since = null, fault = null";
    let values = vec![request.0.into(), dataset.into(), now.as_second().into()];
    run(tx, sql, values).await.map(drop)
}

/// Looks at nothing for this request any more.
pub async fn unwatch(tx: &Tx, request: RequestId) -> Result<(), DbErr> {
    let sql = "delete from evidence_check where request_id = $1";
    run(tx, sql, vec![request.0.into()]).await.map(drop)
}

/// What is looked at for this request.
pub async fn of_request(source: &impl Source, request: RequestId) -> Result<Option<Watched>, DbErr> {
    let sql = format!("{COLUMNS} where k.request_id = $1");
    let row: Option<Row> = one(source, &sql, vec![request.0.into()]).await?;
    row.map(Row::into_watched).transpose()
}

/// Those to be looked at by `now`, the longest due first. What is hidden can wait.
pub async fn due(source: &impl Source, now: Timestamp, most: u32) -> Result<Vec<Watched>, DbErr> {
    let sql = format!(
        "{COLUMNS} where k.due_at <= $1 and not r.hidden order by k.due_at, k.request_id limit {most}"
    );
    let rows: Vec<Row> = all(source, &sql, vec![now.as_second().into()]).await?;
    rows.into_iter().map(Row::into_watched).collect()
}

/// Notes what was found at `now`, and when to look again.
pub async fn looked(tx: &Tx, watched: &Watched, now: Timestamp, again: Timestamp) -> Result<(), DbErr> {
    let sql =
        "update evidence_check set checked_at = $2, due_at = $3, suspect = $4, suspect_since = $5, fault = $6
        where request_id = $1";
    let values = vec![
        watched.request.0.into(),
        now.as_second().into(),
        again.as_second().into(),
        watched.suspect.map(|(fault, _)| fault.as_str()).into(),
        watched.suspect.map(|(_, since)| since.as_second()).into(),
        watched.fault.map(Fault::as_str).into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Looks soon at what rests on these datasets: the portal has just said something new of them.
pub async fn look_soon(tx: &Tx, datasets: &[&str], now: Timestamp) -> Result<(), DbErr> {
    for dataset in datasets {
        let sql = "update evidence_check set due_at = $2 where dataset = $1 and due_at > $2";
        run(tx, sql, vec![(*dataset).into(), now.as_second().into()]).await?;
    }
    Ok(())
}

/// Looks soon at what rests on a dataset that is gone or private, and is not known to be.
pub async fn look_soon_for_lost(tx: &Tx, now: Timestamp) -> Result<(), DbErr> {
    let sql = "update evidence_check set due_at = $1 where due_at > $1 and fault is null
        and dataset in (select name from dataset where state <> 'active')";
    run(tx, sql, vec![now.as_second().into()]).await.map(drop)
}
