//! What was left at the portal for a request, so that it is never left there twice.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, broken, one, run};
use crate::{
    dataset_draft::Pushed,
    ids::{PersonId, RequestId},
};

/// What was left at the portal, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// What it is there.
    pub pushed: Pushed,
    /// The name of whoever left it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    package: String,
    name: String,
    url: String,
    person: String,
    pushed_at: i64,
}

/// What was left at the portal for a request.
pub async fn of_request(source: &impl Source, request: RequestId) -> Result<Option<Left>, DbErr> {
    let sql = "select d.package, d.name, d.url, p.name as person, d.pushed_at
        from dataset_draft d join person p on p.id = d.pushed_by
        where d.request_id = $1 and d.package is not null";
    let row: Option<Row> = one(source, sql, vec![request.0.into()]).await?;
    let left = |row: Row| {
        Ok(Left {
            pushed: Pushed {
                id: row.package,
                name: row.name,
                url: row.url,
            },
            by: row.person,
            at: Timestamp::from_second(row.pushed_at).map_err(|_| broken("time of a draft"))?,
        })
    };
    row.map(left).transpose()
}

/// Says that somebody is leaving it there, until then at most; false where somebody else is.
pub async fn claim(tx: &Tx, request: RequestId, now: Timestamp, until: Timestamp) -> Result<bool, DbErr> {
    let sql = "insert into dataset_draft (request_id, busy_until) values ($1, $2)
        on conflict (request_id) do update set busy_until = excluded.busy_until
        where dataset_draft.busy_until is null or dataset_draft.busy_until <= $3";
    let values = vec![request.0.into(), until.as_second().into(), now.as_second().into()];
    Ok(run(tx, sql, values).await? == 1)
}

/// Remembers what was left there.
pub async fn put(
    tx: &Tx,
    request: RequestId,
    pushed: &Pushed,
    (by, at): (PersonId, Timestamp),
) -> Result<(), DbErr> {
    let sql = "update dataset_draft set package = $2, name = $3, url = $4, pushed_by = $5, pushed_at = $6, busy_until = null
        where request_id = $1";
    let values = vec![
        request.0.into(),
        pushed.id.as_str().into(),
        pushed.name.as_str().into(),
        pushed.url.as_str().into(),
        by.0.into(),
        at.as_second().into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Nobody is leaving anything there any more.
pub async fn release(tx: &Tx, request: RequestId) -> Result<(), DbErr> {
    let sql = "update dataset_draft set busy_until = null where request_id = $1";
    run(tx, sql, vec![request.0.into()]).await?;
    let sql = "delete from dataset_draft where request_id = $1 and package is null";
    run(tx, sql, vec![request.0.into()]).await.map(drop)
}
