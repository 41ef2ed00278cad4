//! Words that were looked for and found nothing by: how often, and the last day. Who looked is not known here.

use jiff::{ToSpan as _, civil::Date};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, number, run};
use crate::missing::{DAYS, RARE_DAYS, SHOWN_FROM, Words};

/// New words are taken in up to here: whoever makes words up fills no disk.
const MOST: i64 = 20_000;

/// Words that were looked for often enough to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The words.
    pub words: String,
    /// How often.
    pub times: i64,
    /// The last day.
    pub last_on: Date,
}

/// The `most` words that were looked for most often.
pub async fn list(source: &impl Source, most: u32) -> Result<Vec<Missing>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        words: String,
        times: i64,
        last_on: String,
    }
    let sql = format!(
        "select words, times, last_on from missing_search where times >= {SHOWN_FROM}
         order by times desc, words limit {most}"
    );
    let rows: Vec<Row> = all(source, &sql, vec![]).await?;
    let missing = |row: Row| {
        Ok(Missing {
            last_on: row.last_on.parse().map_err(|_| broken("day"))?,
            words: row.words,
            times: row.times,
        })
    };
    rows.into_iter().map(missing).collect()
}

/// Whether there is room for words that nobody has looked for yet.
pub async fn has_room(tx: &Tx) -> Result<bool, DbErr> {
    let count = number(tx, "select count(*) as n from missing_search", vec![]).await?;
    Ok(count.unwrap_or(0) < MOST)
}

/// Adds how often words were looked for; new ones only where there is room.
pub async fn add(tx: &Tx, words: &Words, times: i64, on: Date, room: bool) -> Result<(), DbErr> {
    let values = vec![words.as_str().into(), times.into(), on.to_string().into()];
    let sql = if room {
        "insert into missing_search (words, times, last_on) values ($1, $2, $3)
         on conflict (words) do update set times = missing_search.times + excluded.times, last_on = excluded.last_on"
    } else {
        "update missing_search set times = times + $2, last_on = $3 where words = $1"
    };
    run(tx, sql, values).await.map(drop)
}

/// Whether words were struck.
pub async fn is_struck(source: &impl Source, words: &Words) -> Result<bool, DbErr> {
    let sql = "select count(*) as n from struck_search where mark = $1";
    Ok(number(source, sql, vec![words.mark().into()]).await? > Some(0))
}

/// Strikes words for good: they are gone, and a mark stays. False if they were struck already.
pub async fn strike(tx: &Tx, words: &Words, on: Date) -> Result<bool, DbErr> {
    let sql = "insert into struck_search (mark, struck_on) values ($1, $2) on conflict (mark) do nothing";
    let is_new = run(tx, sql, vec![words.mark().into(), on.to_string().into()]).await? == 1;
    let sql = "delete from missing_search where words = $1";
    run(tx, sql, vec![words.as_str().into()]).await?;
    Ok(is_new)
}

/// Forgets what nobody has looked for in a long time; what few looked for, earlier.
pub async fn forget_old(tx: &Tx, today: Date) -> Result<u64, DbErr> {
    let since = |days: i32| today.saturating_sub(days.days()).to_string();
    let sql =
        format!("delete from missing_search where last_on < $1 or times < {SHOWN_FROM} and last_on < $2");
    run(tx, &sql, vec![since(DAYS).into(), since(RARE_DAYS).into()]).await
}
