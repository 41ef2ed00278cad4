//! Keys of repeated calls: the same key gives the first result again.

use jiff::{Span, Timestamp};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, one, run};

/// How long a key is kept, in hours.
pub const KEPT_HOURS: i64 = 48;

/// A call that may be repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Whose key it is: `token:5`, `session:…`.
    pub scope: String,
    /// Hash of the key.
    pub key_hash: String,
    /// What is called: `file`, `act PD-2026-000001`.
    pub op: String,
    /// Hash of what it was called with.
    pub input_hash: String,
}

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Never seen.
    New,
    /// Seen with the same call: its result.
    Repeat(String),
    /// Seen with another call.
    Reused,
}

#[derive(FromQueryResult)]
struct Row {
    op: String,
    input_hash: String,
    result_ref: String,
    at: i64,
}

/// What is known of `key` now.
pub async fn look_up(source: &impl Source, key: &Key, now: Timestamp) -> Result<Known, DbErr> {
    let sql = "select op, input_hash, result_ref, at from idempotency where scope = $1 and key_hash = $2";
    let row: Option<Row> = one(
        source,
        sql,
        vec![key.scope.clone().into(), key.key_hash.clone().into()],
    )
    .await?;
    Ok(match row {
        Some(row) if row.at <= oldest(now) => Known::New,
        Some(row) if row.op == key.op && row.input_hash == key.input_hash => Known::Repeat(row.result_ref),
        Some(_) => Known::Reused,
        None => Known::New,
    })
}

/// Remembers the result of `key`. Two holders of one new key clash here, and one of them is run again.
pub async fn remember(tx: &Tx, key: &Key, result_ref: &str, now: Timestamp) -> Result<(), DbErr> {
    let stale = "delete from idempotency where scope = $1 and key_hash = $2 and at <= $3";
    let values = vec![
        key.scope.clone().into(),
        key.key_hash.clone().into(),
        oldest(now).into(),
    ];
    run(tx, stale, values).await?;
    let sql = "insert into idempotency (scope, key_hash, op, input_hash, result_ref, at) values ($1, $2, $3, $4, $5, $6)";
    let values = vec![
        key.scope.clone().into(),
        key.key_hash.clone().into(),
        key.op.clone().into(),
        key.input_hash.clone().into(),
        result_ref.into(),
        now.as_second().into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Forgets keys that are too old to matter.
pub async fn forget_old(tx: &Tx, now: Timestamp) -> Result<u64, DbErr> {
    run(
        tx,
        "delete from idempotency where at <= $1",
        vec![oldest(now).into()],
    )
    .await
}

fn oldest(now: Timestamp) -> i64 {
    now.saturating_sub(Span::new().hours(KEPT_HOURS))
        .map_or(0, Timestamp::as_second)
}
