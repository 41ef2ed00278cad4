//! The datasets that requests to renew one follow, and which of them have news.

use jiff::{Timestamp, civil::Date};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, one, run};
use crate::{evidence::Found, ids::RequestId};

/// A dataset that a request follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The dataset, by its name in the catalogue.
    pub dataset: String,
    /// What is newer than this is news.
    pub since: Timestamp,
    /// What was found of it last.
    pub found: Option<Found>,
}

/// Follows `dataset` for this request: anew, where it followed another one, or if `anew` says so. What happened before `since` is
/// no news, and neither is it that what was stale on the day of its answer is stale.
pub async fn follow(
    tx: &Tx,
    request: RequestId,
    dataset: &str,
    (since, anew): (Timestamp, bool),
    answered_on: Option<Date>,
) -> Result<(), DbErr> {
    let anew = if anew {
        "1 = 1"
    } else {
        "followed_dataset.dataset <> excluded.dataset"
    };
    let sql = format!(
        "insert into followed_dataset (request_id, dataset, since, answered_on) values ($1, $2, $3, $4)
         on conflict (request_id) do update set answered_on = excluded.answered_on,
         since = case when {anew} then excluded.since else followed_dataset.since end,
         found = case when {anew} then null else followed_dataset.found end, dataset = excluded.dataset"
    );
    let values = vec![
        request.0.into(),
        dataset.into(),
        since.as_second().into(),
        answered_on.map(|on| on.to_string()).into(),
    ];
    run(tx, &sql, values).await.map(drop)
}

/// Follows no dataset for this request.
pub async fn unfollow(tx: &Tx, request: RequestId) -> Result<(), DbErr> {
    let sql = "delete from followed_dataset where request_id = $1";
    run(tx, sql, vec![request.0.into()]).await.map(drop)
}

/// What this request follows.
pub async fn of_request(source: &impl Source, request: RequestId) -> Result<Option<Followed>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        dataset: String,
        since: i64,
        found: Option<String>,
    }
    let sql = "select dataset, since, found from followed_dataset where request_id = $1";
    let row: Option<Row> = one(source, sql, vec![request.0.into()]).await?;
    let followed = |row: Row| {
        let found = |key: &str| Found::parse(key).ok_or_else(|| broken("what was found"));
        Ok(Followed {
            dataset: row.dataset,
            since: Timestamp::from_second(row.since).map_err(|_| broken("time"))?,
            found: row.found.as_deref().map(found).transpose()?,
        })
    };
    row.map(followed).transpose()
}

/// Notes what was found, and what is news from now on.
pub async fn found(tx: &Tx, request: RequestId, found: Found, since: Timestamp) -> Result<(), DbErr> {
    let sql = "update followed_dataset set found = $2, since = $3 where request_id = $1";
    let values = vec![request.0.into(), found.as_str().into(), since.as_second().into()];
    run(tx, sql, values).await.map(drop)
}

/// Requests behind `after` whose dataset may have news: its data is newer than what they know, or it has become stale since.
pub async fn with_news(
    source: &impl Source,
    today: Date,
    after: RequestId,
    most: u32,
) -> Result<Vec<RequestId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        request_id: i64,
    }
    let sql = format!(
        "select f.request_id from followed_dataset f join dataset d on d.name = f.dataset
         join data_request r on r.id = f.request_id
         where f.request_id > $1 and d.state = 'active' and not r.hidden
         and (r.status not in ('answered', 'closed') or r.outcome in ('published', 'already_exists', 'partial'))
         and d.changed_by <> 'metadata'
         and ((d.changed_at > f.since and (f.found is null or f.found = 'stale'))
           or (d.stale_on <= $2 and (f.found = 'updated' or (f.found is null and d.stale_on > f.answered_on))))
         order by f.request_id limit {most}"
    );
    let rows: Vec<Row> = all(source, &sql, vec![after.0.into(), today.to_string().into()]).await?;
    Ok(rows.into_iter().map(|row| RequestId(row.request_id)).collect())
}
