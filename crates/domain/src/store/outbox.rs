//! Mail on its way: [`super::mailing`] puts rows in with the event they follow from, the worker takes them out here.
//!
//! Claim by compare-and-set: `due_at` is when a row may be taken (next), and the end of the lease while it is being sent.
//! (owner, attempts) fences: a worker that comes back late finds other values, and its mark is refused.

use jiff::Timestamp;
use sea_orm::{DbErr, Value};

use super::{Tx, broken, entity::outbox::Model, run};
use crate::{
    audience::MailKind,
    ids::{CommentId, EventId, MailboxId, OutboxId, PersonId, RequestId, TokenId},
    keys::keys,
    locale::Locale,
};

mod claim;
mod decided;
mod inspect;
mod reached;
mod spread;
mod token;
mod wanted;

pub use claim::{Lease, Rush, claim};
pub use decided::{OutboxMark, Told, decided, told, written};
pub use inspect::{
    BY_HAND, Counts, Entry, NEWS_EVERY, STUCK_AFTER, Shelf, any_due, counts, find, list, new_requests, retry,
    root, skip,
};
pub use reached::{Reached, reached};
pub use spread::{PAGE, spread, waiting};
pub use token::{Carried, OneTime, Purpose, carried};
pub use wanted::{Reader, Relation, Unwanted, wanted};

keys! {
    /// Where a mail stands.
    MailState {
        Pending = "pending",
        Sending = "sending",
        Sent = "sent",
        Dead = "dead",
        Skipped = "skipped",
    }
}

/// What may be claimed at `$1` (and leases that have ended at `$2`). The first condition is that of the index.
const DUE: &str = "state in ('pending', 'sending')
    and ((state = 'pending' and due_at <= $1) or (state = 'sending' and due_at <= $2))";
/// The priority of what a fan-out spreads: after everything that is for one person. The others are in [`super::mailing`].
const BULK: i32 = 20;

/// A row that this worker has taken, and nobody else for as long as its lease lasts.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// The row.
    pub id: OutboxId,
    /// How often it has been claimed, this time included; part of the fence.
    pub attempts: i64,
    /// Which mail.
    pub kind: MailKind,
    /// The event it tells of.
    pub event: Option<EventId>,
    /// The request it is about.
    pub request: Option<RequestId>,
    /// The comment it tells of.
    pub comment: Option<CommentId>,
    /// The one-time token it carries.
    pub token: Option<TokenId>,
    /// The person written to.
    pub person: Option<PersonId>,
    /// Where to.
    pub mailbox: MailboxId,
    /// The reader's language.
    pub locale: Locale,
    /// Whether it came from a fan-out: wanted only as long as the reader supports or follows.
    pub bulk: bool,
    /// When it was put in: the moment the mail speaks of.
    pub created_at: Timestamp,
    /// The bytes of an earlier try, to be sent again as they are.
    pub sealed: Option<Sealed>,
}

/// The bytes of a message that only the instance's key opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The nonce.
    pub nonce: Vec<u8>,
    /// The sealed bytes.
    pub bytes: Vec<u8>,
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// The relay has it.
    Sent,
    /// To be tried again.
    Retry {
        /// Not before.
        at: Timestamp,
        /// Why it did not leave.
        reason: String,
    },
    /// Not tried: its reader's quiet hours are on.
    Wait {
        /// Until then.
        at: Timestamp,
    },
    /// It will never leave.
    Dead {
        /// Why.
        reason: String,
    },
    /// It need not leave any more.
    Skipped {
        /// Why.
        reason: String,
    },
}

/// Holds on to a row whose send still lives. False if somebody else has it by now.
pub async fn renew(tx: &Tx, owner: &str, mail: &Fence, lease_until: Timestamp) -> Result<bool, DbErr> {
    let set = "due_at = $4";
    fenced(tx, set, owner, mail, [lease_until.as_second().into()]).await
}

/// Keeps the sealed bytes for the tries to come. False if somebody else has the row by now.
pub async fn keep_sealed(tx: &Tx, owner: &str, mail: &Fence, sealed: &Sealed) -> Result<bool, DbErr> {
    let values = [sealed.bytes.clone().into(), sealed.nonce.clone().into()];
    fenced(tx, "sealed = $4, sealed_nonce = $5", owner, mail, values).await
}

/// Writes down how a try ended; `hash` is that of the bytes, if there were any. False if somebody else has the row.
pub async fn mark(
    tx: &Tx,
    owner: &str,
    mail: &Fence,
    mark: &Mark,
    hash: Option<&str>,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let ended =
        "state = $4, lease_owner = null, sealed = null, sealed_nonce = null, body_hash = $5, last_error = $6,
        ended_at = $7";
    let end = |state: MailState, reason: Option<&str>| -> [Value; 4] {
        [
            state.as_str().into(),
            hash.into(),
            reason.map(short).into(),
            now.as_second().into(),
        ]
    };
    match mark {
        Mark::Sent => fenced(tx, ended, owner, mail, end(MailState::Sent, None)).await,
        Mark::Dead { reason } => fenced(tx, ended, owner, mail, end(MailState::Dead, Some(reason))).await,
        Mark::Skipped { reason } => {
            fenced(tx, ended, owner, mail, end(MailState::Skipped, Some(reason))).await
        }
        Mark::Wait { at } => {
            // It was no try, so it does not count as one, nor as mail that is stuck.
            let wait = "state = 'pending', lease_owner = null, due_at = $4, attempts = attempts - 1";
            let held = fenced(tx, wait, owner, mail, [at.as_second().into()]).await?;
            if held {
                put_off_followers(tx, mail.id, *at).await?;
            }
            Ok(held)
        }
        Mark::Retry { at, reason } => {
            let again = "state = 'pending', lease_owner = null, due_at = $4, last_error = $5";
            let values = [at.as_second().into(), short(reason).into()];
            let held = fenced(tx, again, owner, mail, values).await?;
            if held {
                put_off_followers(tx, mail.id, *at).await?;
            }
            Ok(held)
        }
    }
}

/// Gives back what `owner` holds and has not tried to its end: whoever comes next need not wait for the lease.
pub async fn give_back(tx: &Tx, owner: &str, now: Timestamp) -> Result<u64, DbErr> {
    run(
        tx,
        "update outbox set state = 'pending', lease_owner = null, due_at = $2
         where lease_owner = $1 and state = 'sending'",
        vec![owner.into(), now.as_second().into()],
    )
    .await
}

/// Takes back what anybody held. For the start of the only worker of a data folder: nobody else can be sending.
pub async fn take_all_back(tx: &Tx, now: Timestamp) -> Result<u64, DbErr> {
    run(
        tx,
        "update outbox set state = 'pending', lease_owner = null, due_at = $1 where state = 'sending'",
        vec![now.as_second().into()],
    )
    .await
}

/// Brings back rows whose next try lies further away than any backoff: the clock was ahead when it was set.
pub async fn undo_clock_jump(tx: &Tx, now: Timestamp, farthest: Timestamp) -> Result<u64, DbErr> {
    run(
        tx,
        "update outbox set due_at = $1 where state = 'pending' and attempts > 0 and due_at > $2",
        vec![now.as_second().into(), farthest.as_second().into()],
    )
    .await
}

/// Which claim a write belongs to: the row, and how often it had been claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fence {
    /// The row.
    pub id: OutboxId,
    /// The count at the claim.
    pub attempts: i64,
}

impl Claimed {
    /// What a write about this claim has to show.
    pub fn fence(&self) -> Fence {
        Fence {
            id: self.id,
            attempts: self.attempts,
        }
    }
}

/// The mails that have to wait for this one are not due before it.
async fn put_off_followers(tx: &Tx, id: OutboxId, at: Timestamp) -> Result<(), DbErr> {
    let sql = "update outbox set due_at = $2 where id > $1 and state = 'pending' and due_at < $2
        and mailbox_id = (select first.mailbox_id from outbox first where first.id = $1)
        and request_id = (select first.request_id from outbox first where first.id = $1)";
    run(tx, sql, vec![id.0.into(), at.as_second().into()])
        .await
        .map(drop)
}

/// When a new mail is due that would leave at `due`: not before the earlier ones to this mailbox about this request.
pub(super) fn not_before_its_turn(due: &str, mailbox: &str, request: &str) -> String {
    format!(
        "coalesce((select max(earlier.due_at) from outbox earlier
            where earlier.mailbox_id = {mailbox} and earlier.request_id = {request}
              and earlier.state = 'pending' and earlier.due_at > {due}), {due})"
    )
}

async fn fenced<const N: usize>(
    tx: &Tx,
    set: &str,
    owner: &str,
    mail: &Fence,
    values: [Value; N],
) -> Result<bool, DbErr> {
    let mut all: Vec<Value> = vec![mail.id.0.into(), owner.into(), mail.attempts.into()];
    all.extend(values);
    let text = format!(
        "update outbox set {set} where id = $1 and lease_owner = $2 and attempts = $3 and state = 'sending'"
    );
    Ok(run(tx, &text, all).await? == 1)
}

/// A relay may say a lot; the reason is for people.
fn short(reason: &str) -> String {
    reason
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(500)
        .collect()
}

impl TryFrom<Model> for Claimed {
    type Error = DbErr;

    fn try_from(row: Model) -> Result<Self, DbErr> {
        Ok(Self {
            id: OutboxId(row.id),
            attempts: row.attempts.into(),
            kind: MailKind::parse(&row.kind).ok_or_else(|| broken("kind of mail"))?,
            event: row.event_id.map(EventId),
            request: row.request_id.map(RequestId),
            comment: row.comment_id.map(CommentId),
            token: row.token_id.map(TokenId),
            person: row.person_id.map(PersonId),
            mailbox: MailboxId(row.mailbox_id),
            locale: Locale::parse(&row.locale).ok_or_else(|| broken("language"))?,
            bulk: row.priority >= BULK,
            created_at: moment(row.created_at)?,
            sealed: row
                .sealed_nonce
                .zip(row.sealed)
                .map(|(nonce, bytes)| Sealed { nonce, bytes }),
        })
    }
}

fn moment(second: i64) -> Result<Timestamp, DbErr> {
    Timestamp::from_second(second).map_err(|_| broken("moment"))
}
