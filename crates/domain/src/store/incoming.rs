//! Rows of `incoming_mail`: each mail once, and the sealed bytes of those that staff should look at.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, number, one, outbox::Sealed, run};
use crate::{
    ids::{IncomingId, PersonId, RequestId},
    incoming::{Fate, Unfit},
};

/// How long a mail that was not taken in is kept.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long it is remembered that a mail was there: no mail server tries for so long.
pub const REMEMBERED_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

/// So many bytes are kept of a mail that is too big.
pub const HEAD: usize = 64 * 1024;

/// What is written down of every mail.
#[derive(Debug, Clone)]
pub struct Note {
    /// Two mails with the same are one.
    pub dedupe: String,
    /// Who it says it is from, not to be recognised.
    pub sender: String,
    /// Its bytes.
    pub size: i64,
}

/// Bytes to be kept.
#[derive(Debug, Clone)]
pub struct Keep {
    /// Why.
    pub why: Unfit,
    /// Sealed.
    pub sealed: Sealed,
    /// Whether these are all of them.
    pub whole: bool,
}

/// A mail that is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its number.
    pub id: IncomingId,
    /// Why.
    pub why: Unfit,
    /// Who it says it is from, not to be recognised.
    pub sender: String,
    /// Its bytes when it came.
    pub size: i64,
    /// Whether all of them are kept.
    pub whole: bool,
    /// When it came.
    pub at: Timestamp,
    /// What identifies it.
    pub dedupe: String,
}

/// Writes down that a mail came. None if it came before.
pub async fn note(tx: &Tx, note: &Note, fate: Fate, now: Timestamp) -> Result<Option<IncomingId>, DbErr> {
    let sql =
        "insert into incoming_mail (dedupe, fate, sender, size, whole, at) values ($1, $2, $3, $4, true, $5)
        on conflict (dedupe) do nothing";
    let values = vec![
        note.dedupe.clone().into(),
        fate.as_str().into(),
        note.sender.clone().into(),
        note.size.into(),
        now.as_second().into(),
    ];
    if run(tx, sql, values).await? == 0 {
        return Ok(None);
    }
    let sql = "select id as n from incoming_mail where dedupe = $1";
    let id = number(tx, sql, vec![note.dedupe.clone().into()]).await?;
    Ok(id.map(IncomingId))
}

/// Says what became of it, about which request, and by whom.
pub async fn settle(
    tx: &Tx,
    id: IncomingId,
    fate: Fate,
    of: Option<(PersonId, RequestId)>,
) -> Result<(), DbErr> {
    let sql = "update incoming_mail set fate = $2, person_id = $3, request_id = $4 where id = $1";
    let values = vec![
        id.0.into(),
        fate.as_str().into(),
        of.map(|(person, _)| person.0).into(),
        of.map(|(_, request)| request.0).into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Keeps the bytes of a mail.
pub async fn keep(tx: &Tx, id: IncomingId, keep: &Keep) -> Result<(), DbErr> {
    let sql = "update incoming_mail set reason = $2, kept = $3, kept_nonce = $4, whole = $5 where id = $1";
    let values = vec![
        id.0.into(),
        keep.why.as_str().into(),
        keep.sealed.bytes.clone().into(),
        keep.sealed.nonce.clone().into(),
        keep.whole.into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Throws the bytes of a mail away. False if there are none.
pub async fn forget(tx: &Tx, id: IncomingId) -> Result<bool, DbErr> {
    let sql = "update incoming_mail set kept = null, kept_nonce = null where id = $1 and kept is not null";
    Ok(run(tx, sql, vec![id.0.into()]).await? == 1)
}

/// How many mails of this person about this request were taken in since a moment.
pub async fn count_since(
    source: &impl Source,
    person: PersonId,
    request: RequestId,
    since: Timestamp,
) -> Result<i64, DbErr> {
    let sql = "select count(*) as n from incoming_mail where person_id = $1 and request_id = $2 and at > $3";
    let values = vec![person.0.into(), request.0.into(), since.as_second().into()];
    Ok(number(source, sql, values).await?.unwrap_or(0))
}

/// How many bytes are kept.
pub async fn bytes_kept(source: &impl Source) -> Result<i64, DbErr> {
    let sql = "select cast(coalesce(sum(case when whole then size else $1 end), 0) as bigint) as n
        from incoming_mail where kept is not null";
    let head = i64::try_from(HEAD).unwrap_or(i64::MAX);
    Ok(number(source, sql, vec![head.into()]).await?.unwrap_or(0))
}

const KEPT: &str = "select id, reason, sender, size, whole, at, dedupe from incoming_mail";

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    reason: Option<String>,
    sender: String,
    size: i64,
    whole: bool,
    at: i64,
    dedupe: String,
}

/// The newest mails that are kept, or those before one of them.
pub async fn list(source: &impl Source, before: Option<IncomingId>, most: u32) -> Result<Vec<Kept>, DbErr> {
    let before = before.map_or(i64::MAX, |before| before.0);
    let sql = format!("{KEPT} where kept is not null and id < $1 order by id desc limit $2");
    let rows: Vec<Row> = all(source, &sql, vec![before.into(), i64::from(most).into()]).await?;
    rows.into_iter().map(Row::into_kept).collect()
}

/// One of them, with its sealed bytes.
pub async fn open(source: &impl Source, id: IncomingId) -> Result<Option<(Kept, Sealed)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Bytes {
        kept: Vec<u8>,
        kept_nonce: Vec<u8>,
    }
    let sql = format!("{KEPT} where id = $1 and kept is not null");
    let Some(row) = one::<Row>(source, &sql, vec![id.0.into()]).await? else {
        return Ok(None);
    };
    let sql = "select kept, kept_nonce from incoming_mail where id = $1 and kept is not null";
    let bytes: Option<Bytes> = one(source, sql, vec![id.0.into()]).await?;
    bytes
        .map(|bytes| {
            let sealed = Sealed {
                nonce: bytes.kept_nonce,
                bytes: bytes.kept,
            };
            Ok((row.into_kept()?, sealed))
        })
        .transpose()
}

/// Forgets what was kept for long enough, and what no mail server would bring again.
pub async fn forget_old(tx: &Tx, now: Timestamp) -> Result<u64, DbErr> {
    let before = |age| now.saturating_sub(age).map_or(0, Timestamp::as_second);
    let sql = "update incoming_mail set kept = null, kept_nonce = null where kept is not null and at <= $1";
    let forgotten = run(tx, sql, vec![before(KEPT_FOR).into()]).await?;
    let sql = "delete from incoming_mail where at <= $1";
    Ok(forgotten + run(tx, sql, vec![before(REMEMBERED_FOR).into()]).await?)
}

impl Row {
    fn into_kept(self) -> Result<Kept, DbErr> {
        let why = self.reason.as_deref().and_then(Unfit::parse);
        Ok(Kept {
            id: IncomingId(self.id),
            why: why.ok_or_else(|| broken("reason"))?,
            sender: self.sender,
            size: self.size,
            whole: self.whole,
            at: Timestamp::from_second(self.at).map_err(|_| broken("moment"))?,
            dedupe: self.dedupe,
        })
    }
}
