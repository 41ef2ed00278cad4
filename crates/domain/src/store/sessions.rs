//! Sessions: only the hash of their random name is stored, and they die with the account.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, broken, number, one, run};
use crate::{ids::PersonId, person::Role};

/// How long staff may do nothing.
pub const STAFF_IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How long a session of staff lasts at most.
pub const STAFF_LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// How long a session of anybody else lasts.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(30 * 24);
/// A session that was seen this recently is not written to again.
pub const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// A live session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub person: PersonId,
    /// Their role now.
    pub role: Role,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// When it ends, used or not.
    pub expires_at: Timestamp,
    /// When the second factor was shown; staff without it is not signed in.
    pub second_factor_at: Option<Timestamp>,
}

/// Begins a session whose secret has this hash. Gives the moment it ends.
pub async fn begin(
    tx: &Tx,
    hash: &str,
    person: PersonId,
    role: Role,
    now: Timestamp,
) -> Result<Timestamp, DbErr> {
    let longest = if role.is_staff() { STAFF_LONGEST } else { LONGEST };
    let expires_at = now.saturating_add(longest).unwrap_or(now);
    let sql = "insert into session (id_hash, person_id, created_at, seen_at, expires_at) values ($1, $2, $3, $3, $4)";
    let values = vec![
        hash.into(),
        person.0.into(),
        now.as_second().into(),
        expires_at.as_second().into(),
    ];
    run(tx, sql, values).await?;
    Ok(expires_at)
}

#[derive(FromQueryResult)]
struct Row {
    person_id: i64,
    role: String,
    created_at: i64,
    seen_at: i64,
    expires_at: i64,
    second_factor_at: Option<i64>,
}

/// The live session whose secret has this hash. Whoever became staff since it began is held to the rules of staff.
pub async fn find(source: &impl Source, hash: &str, now: Timestamp) -> Result<Option<Session>, DbErr> {
    let sql =
        "select s.person_id, p.role, s.created_at, s.seen_at, s.expires_at, s.second_factor_at from session s
        join person p on p.id = s.person_id
        where s.id_hash = $1 and s.expires_at > $2 and p.disabled_at is null and p.erased_at is null";
    let Some(row) = one::<Row>(source, sql, vec![hash.into(), now.as_second().into()]).await? else {
        return Ok(None);
    };
    let at = |second: i64| Timestamp::from_second(second).map_err(|_| broken("time"));
    let session = Session {
        person: PersonId(row.person_id),
        role: Role::parse(&row.role).ok_or_else(|| broken("role"))?,
        created_at: at(row.created_at)?,
        seen_at: at(row.seen_at)?,
        expires_at: at(row.expires_at)?,
        second_factor_at: row.second_factor_at.map(at).transpose()?,
    };
    let over = session.role.is_staff()
        && (now.duration_since(session.seen_at) >= STAFF_IDLE
            || now.duration_since(session.created_at) >= STAFF_LONGEST);
    Ok(Some(session).filter(|_| !over))
}

/// Whose session it is or was, as long as it is remembered: also when it is over.
pub async fn whose(source: &impl Source, hash: &str) -> Result<Option<PersonId>, DbErr> {
    let sql = "select person_id as n from session where id_hash = $1";
    Ok(number(source, sql, vec![hash.into()]).await?.map(PersonId))
}

/// Notes that a session is in use, once a minute at most. Says whether it wrote.
pub async fn seen(tx: &Tx, hash: &str, now: Timestamp) -> Result<bool, DbErr> {
    let before = now.saturating_sub(SEEN_EVERY).unwrap_or(now);
    let sql = "update session set seen_at = $2 where id_hash = $1 and seen_at <= $3";
    let values = vec![hash.into(), now.as_second().into(), before.as_second().into()];
    Ok(run(tx, sql, values).await? == 1)
}

/// Notes that the second factor was shown; the session goes on under another secret.
pub async fn second_factor_shown(tx: &Tx, hash: &str, renewed: &str, now: Timestamp) -> Result<(), DbErr> {
    let sql = "update session set id_hash = $2, second_factor_at = $3 where id_hash = $1";
    run(tx, sql, vec![hash.into(), renewed.into(), now.as_second().into()])
        .await
        .map(drop)
}

/// Ends a session at once.
pub async fn end(tx: &Tx, hash: &str) -> Result<(), DbErr> {
    run(tx, "delete from session where id_hash = $1", vec![hash.into()])
        .await
        .map(drop)
}

/// Ends every session of somebody.
pub async fn end_all(tx: &Tx, person: PersonId) -> Result<(), DbErr> {
    run(
        tx,
        "delete from session where person_id = $1",
        vec![person.0.into()],
    )
    .await
    .map(drop)
}

/// Ends every session of somebody but the one whose secret has this hash.
pub async fn end_others(tx: &Tx, person: PersonId, hash: &str) -> Result<(), DbErr> {
    let sql = "delete from session where person_id = $1 and id_hash <> $2";
    run(tx, sql, vec![person.0.into(), hash.into()]).await.map(drop)
}

/// Forgets sessions that are over.
pub async fn forget_old(tx: &Tx, now: Timestamp) -> Result<u64, DbErr> {
    run(
        tx,
        "delete from session where expires_at <= $1",
        vec![now.as_second().into()],
    )
    .await
}
