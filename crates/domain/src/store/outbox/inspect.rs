//! The outbox as its keeper sees it: what waits, what is stuck and why, and the two things to do about it.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{DbErr, FromQueryResult};

use super::{Claimed, DUE, MailState, moment};
use crate::{
    audience::MailKind,
    ids::OutboxId,
    keys::keys,
    person::Email,
    reference::Reference,
    store::{Source, Tx, all, broken, number, run},
};

/// Coordinators hear of new requests in one mail per so many seconds, at most.
pub const NEWS_EVERY: i64 = 15 * 60;

/// Mail that is due and has waited for longer is stuck.
pub const STUCK_AFTER: SignedDuration = SignedDuration::from_mins(15);

/// What is written down of a mail that somebody let be.
pub const BY_HAND: &str = "skipped by hand";

keys! {
    /// Which mails.
    Shelf {
        /// All there are.
        All = "all",
        /// Those that have not left: they wait, or are dead.
        Open = "open",
        /// Those that were tried in vain: what waits for its next try, and the dead.
        Stuck = "stuck",
        /// Those that wait or are being sent.
        Waiting = "waiting",
        /// Those that have left.
        Sent = "sent",
        /// Those that need not leave any more.
        Skipped = "skipped",
    }
}

/// One mail, without its words and without the address in full.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The row.
    pub id: OutboxId,
    /// Which mail.
    pub kind: MailKind,
    /// Where it stands.
    pub state: MailState,
    /// The request it is about.
    pub reference: Option<Reference>,
    /// To whom, masked.
    pub to: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried (again).
    pub due_at: Timestamp,
    /// When it was put in.
    pub created_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Why it did not leave.
    pub last_error: Option<String>,
}

/// How the outbox is doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Mails that wait or are being sent.
    pub depth: i64,
    /// Since when the one waits that waits longest: since it was due, or since it was put in if it was tried in vain. The
    /// mail that tells of this does not count.
    pub oldest: Option<Timestamp>,
    /// Mails that will never leave.
    pub dead: i64,
    /// Fan-outs not spread yet.
    pub to_spread: i64,
}

impl Counts {
    /// Since when mail is stuck, if it is.
    pub fn stuck_since(&self, now: Timestamp) -> Option<Timestamp> {
        self.oldest
            .filter(|oldest| now.duration_since(*oldest) > STUCK_AFTER)
    }
}

impl Shelf {
    /// What has left is nearly all there is; for each of the others there is an index with its condition.
    const fn condition(self) -> &'static str {
        match self {
            Self::All => "true",
            Self::Open => "o.state in ('pending', 'sending', 'dead')",
            Self::Stuck => "(o.state = 'dead' or (o.state = 'pending' and o.last_error is not null))",
            Self::Waiting => "o.state in ('pending', 'sending')",
            Self::Sent => "o.state = 'sent'",
            Self::Skipped => "o.state = 'skipped'",
        }
    }
}

#[derive(FromQueryResult)]
struct EntryRow {
    id: i64,
    kind: String,
    state: String,
    year: Option<i32>,
    number: Option<i64>,
    address: String,
    attempts: i32,
    due_at: i64,
    created_at: i64,
    ended_at: Option<i64>,
    last_error: Option<String>,
}

#[derive(FromQueryResult)]
struct CountsRow {
    depth: i64,
    oldest: Option<i64>,
    dead: i64,
    to_spread: i64,
}

const ENTRY: &str =
    "select o.id, o.kind, o.state, r.year, r.number, m.address, o.attempts, o.due_at, o.created_at,
        o.ended_at, o.last_error
    from outbox o join mailbox m on m.id = o.mailbox_id left join data_request r on r.id = o.request_id";

/// The mails on a shelf, newest first; those before `before`.
pub async fn list(
    source: &impl Source,
    shelf: Shelf,
    before: Option<OutboxId>,
    most: u32,
) -> Result<Vec<Entry>, DbErr> {
    let sql = format!(
        "{ENTRY} where {} and o.id < $1 order by o.id desc limit $2",
        shelf.condition()
    );
    let values = vec![before.map_or(i64::MAX, |id| id.0).into(), i64::from(most).into()];
    let rows: Vec<EntryRow> = all(source, &sql, values).await?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// One mail.
pub async fn find(source: &impl Source, id: OutboxId) -> Result<Option<Entry>, DbErr> {
    let rows: Vec<EntryRow> = all(source, &format!("{ENTRY} where o.id = $1"), vec![id.0.into()]).await?;
    rows.into_iter().next().map(Entry::try_from).transpose()
}

/// Tries a mail again now, whether it waits, has died, or somebody let it be. False if it is being sent, has left, was not
/// needed, or is not there.
pub async fn retry(tx: &Tx, id: OutboxId, now: Timestamp) -> Result<bool, DbErr> {
    let sql = "update outbox set state = 'pending', due_at = $2, ended_at = null
        where id = $1 and (state in ('pending', 'dead') or state = 'skipped' and last_error = $3)";
    Ok(run(tx, sql, vec![id.0.into(), now.as_second().into(), BY_HAND.into()]).await? == 1)
}

/// Lets a mail that waits or has died be: it is not sent any more. False if it is being sent, has left, or is not there.
pub async fn skip(tx: &Tx, id: OutboxId, reason: &str, now: Timestamp) -> Result<bool, DbErr> {
    let sql = "update outbox set state = 'skipped', sealed = null, sealed_nonce = null, last_error = $2, ended_at = $3
        where id = $1 and state in ('pending', 'dead')";
    Ok(run(tx, sql, vec![id.0.into(), reason.into(), now.as_second().into()]).await? == 1)
}

/// Whether there may be something to claim: a cheap look before the writer is asked.
pub async fn any_due(source: &impl Source, now: Timestamp, leases_now: Timestamp) -> Result<bool, DbErr> {
    let found = number(
        source,
        &format!("select id as n from outbox where {DUE} limit 1"),
        vec![now.as_second().into(), leases_now.as_second().into()],
    )
    .await?;
    Ok(found.is_some())
}

/// The first mail about the same request that left for the same mailbox before this one: the root of its thread.
pub async fn root(source: &impl Source, mail: &Claimed) -> Result<Option<OutboxId>, DbErr> {
    let sql = "select min(id) as n from outbox where mailbox_id = $1 and request_id = $2 and id < $3 and state = 'sent'";
    let values = vec![
        mail.mailbox.0.into(),
        mail.request.map(|id| id.0).into(),
        mail.id.0.into(),
    ];
    Ok(number(source, sql, values).await?.map(OutboxId))
}

/// The requests of others that came in during the quarter of an hour a mail to a coordinator is about, oldest first. The
/// first of them put the row in.
pub async fn new_requests(source: &impl Source, mail: &Claimed) -> Result<Vec<(Reference, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        year: i32,
        number: i64,
        title: String,
    }
    let sql = "select year, number, title from data_request
        where created_at >= $1 and created_at < $2 and not hidden and requester_id <> $3
        order by created_at, id limit 200";
    let from = mail.created_at.as_second();
    let until = (from.div_euclid(NEWS_EVERY) + 1) * NEWS_EVERY;
    let reader = mail.person.map_or(0, |person| person.0);
    let rows: Vec<Row> = all(source, sql, vec![from.into(), until.into(), reader.into()]).await?;
    rows.into_iter()
        .map(|row| Ok((reference(row.year, row.number)?, row.title)))
        .collect()
}

/// How the outbox is doing at `now`.
pub async fn counts(source: &impl Source, now: Timestamp) -> Result<Counts, DbErr> {
    let rows: Vec<CountsRow> = all(
        source,
        "select
            (select count(*) from outbox where state in ('pending', 'sending')) as depth,
            (select min(case when attempts > 0 then created_at else due_at end) from outbox
                where state in ('pending', 'sending') and (due_at <= $1 or attempts > 0) and kind <> $2) as oldest,
            (select count(*) from outbox where state = 'dead') as dead,
            (select count(*) from fanout where done_at is null) as to_spread",
        vec![now.as_second().into(), MailKind::MailStuck.as_str().into()],
    )
    .await?;
    let row = rows.first().ok_or_else(|| broken("count"))?;
    let oldest = row.oldest.map(moment).transpose()?;
    Ok(Counts {
        depth: row.depth,
        oldest,
        dead: row.dead,
        to_spread: row.to_spread,
    })
}

fn reference(year: i32, number: i64) -> Result<Reference, DbErr> {
    i16::try_from(year)
        .map(|year| Reference { year, number })
        .map_err(|_| broken("reference"))
}

impl TryFrom<EntryRow> for Entry {
    type Error = DbErr;

    fn try_from(row: EntryRow) -> Result<Self, DbErr> {
        let named = row
            .year
            .zip(row.number)
            .map(|(year, number)| reference(year, number));
        Ok(Self {
            id: OutboxId(row.id),
            kind: MailKind::parse(&row.kind).ok_or_else(|| broken("kind of mail"))?,
            state: MailState::parse(&row.state).ok_or_else(|| broken("state of a mail"))?,
            reference: named.transpose()?,
            to: Email::parse(&row.address).map_or_else(|| "***".to_owned(), |email| email.masked()),
            attempts: row.attempts.into(),
            due_at: moment(row.due_at)?,
            created_at: moment(row.created_at)?,
            ended_at: row.ended_at.map(moment).transpose()?,
            last_error: row.last_error,
        })
    }
}
