//! How often somebody tried to come in, by address and by place: what is kept of either is a keyed hash, for a day. And which
//! answers of a provider of identities were used.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, run};

/// When there were tries under a key since `since`, oldest first.
pub async fn made_since(source: &impl Source, key: &str, since: Timestamp) -> Result<Vec<Timestamp>, DbErr> {
    #[derive(FromQueryResult)]
    struct At {
        at: i64,
    }
    let sql = "select at from sign_in_try where key = $1 and at > $2 order by at";
    let rows: Vec<At> = all(source, sql, vec![key.into(), since.as_second().into()]).await?;
    let at = |row: At| Timestamp::from_second(row.at).map_err(|_| broken("time"));
    rows.into_iter().map(at).collect()
}

/// Counts a try.
pub async fn count(tx: &Tx, key: &str, now: Timestamp) -> Result<(), DbErr> {
    let sql = "insert into sign_in_try (key, at) values ($1, $2)";
    run(tx, sql, vec![key.into(), now.as_second().into()])
        .await
        .map(drop)
}

/// Takes the last try under a key back: it was a rightful one.
pub async fn take_back(tx: &Tx, key: &str) -> Result<(), DbErr> {
    let sql = "delete from sign_in_try where id = (select max(id) from sign_in_try where key = $1)";
    run(tx, sql, vec![key.into()]).await.map(drop)
}

/// Forgets the tries under a key: who it was has been shown.
pub async fn forget(tx: &Tx, key: &str) -> Result<(), DbErr> {
    run(tx, "delete from sign_in_try where key = $1", vec![key.into()])
        .await
        .map(drop)
}

/// Uses an answer of a provider up. False if it was used before.
pub async fn use_state(tx: &Tx, hash: &str, now: Timestamp) -> Result<bool, DbErr> {
    let sql = "insert into sign_in_state (hash, used_at) values ($1, $2) on conflict do nothing";
    Ok(run(tx, sql, vec![hash.into(), now.as_second().into()]).await? == 1)
}

/// Forgets what is of no meaning any more.
pub async fn forget_old(tx: &Tx, before: Timestamp) -> Result<(), DbErr> {
    for sql in [
        "delete from sign_in_try where at <= $1",
        "delete from sign_in_state where used_at <= $1",
    ] {
        run(tx, sql, vec![before.as_second().into()]).await?;
    }
    Ok(())
}
