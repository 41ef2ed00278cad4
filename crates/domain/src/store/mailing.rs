//! Puts mail into the outbox, in the transaction of the event it tells about. One row per recipient; followers are one
//! row that the worker spreads. Sending is the notifier's.

use std::fmt;

use jiff::Timestamp;
use sea_orm::DbErr;

use super::{
    Tx,
    outbox::{self, OneTime, Purpose},
    people, run,
};
use crate::{
    audience::{MailKind, Rule},
    ids::{CommentId, EventId, MailboxId, PersonId, RequestId},
    locale::Locale,
    standing::Due,
};

/// To whom a mail goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// A person, wherever they read mail, in their language.
    Person(PersonId),
    /// An address without an account.
    Mailbox(MailboxId, Locale),
}

/// In the key of a letter.
impl fmt::Display for To {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => write!(f, "{person}"),
            Self::Mailbox(mailbox, _) => write!(f, "m{mailbox}"),
        }
    }
}

/// What the keys of a reminder have in common, whoever is reminded.
pub fn reminder_key(request: RequestId, due: &Due) -> String {
    format!("r:{request}:{}:{}:", due.reminder, due.about)
}

/// A mail to be written to somebody.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Two letters with the same key are one.
    pub dedupe_key: String,
    /// Which message.
    pub kind: MailKind,
    /// The event it tells.
    pub event: Option<EventId>,
    /// The request it is about.
    pub request: Option<RequestId>,
    /// The comment it tells.
    pub comment: Option<CommentId>,
    /// To whom.
    pub to: To,
    /// Not before this moment.
    pub due_at: Timestamp,
}

/// How urgent a message is: smaller leaves first. Codes and links that somebody waits for overtake all else.
pub const fn priority(kind: MailKind) -> i32 {
    match kind {
        MailKind::ConfirmEmail | MailKind::SignIn => 0,
        MailKind::Receipt | MailKind::Question => 1,
        _ => 2,
    }
}

/// Puts a letter into the outbox; nothing happens if it is there already, or if the person cannot be written to.
pub async fn enqueue(tx: &Tx, letter: &Letter, now: Timestamp) -> Result<(), DbErr> {
    let (person, mailbox, locale) = match letter.to {
        To::Person(person) => match people::mailbox_of(tx, person).await? {
            Some((mailbox, locale)) => (Some(person), mailbox, locale),
            None => return Ok(()),
        },
        To::Mailbox(mailbox, locale) => (None, mailbox, locale),
    };
    let sql = format!(
        "insert into outbox (dedupe_key, kind, event_id, request_id, comment_id, person_id, mailbox_id, locale,
         priority, state, attempts, due_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending', 0, {}, $11) on conflict (dedupe_key) do nothing",
        outbox::not_before_its_turn("$10", "$7", "$4")
    );
    let values = vec![
        letter.dedupe_key.clone().into(),
        letter.kind.as_str().into(),
        letter.event.map(|id| id.0).into(),
        letter.request.map(|id| id.0).into(),
        letter.comment.map(|id| id.0).into(),
        person.map(|id| id.0).into(),
        mailbox.0.into(),
        locale.as_str().into(),
        priority(letter.kind).into(),
        letter.due_at.as_second().into(),
        now.as_second().into(),
    ];
    run(tx, &sql, values).await.map(drop)
}

/// Puts the mail of a one-time token into the outbox: to a mailbox, which may be nobody's yet.
pub async fn enqueue_token(tx: &Tx, token: &OneTime, locale: Locale, now: Timestamp) -> Result<(), DbErr> {
    let kind = match token.purpose {
        Purpose::ConfirmEmail => MailKind::ConfirmEmail,
        Purpose::SignIn => MailKind::SignIn,
    };
    let sql = "insert into outbox (dedupe_key, kind, token_id, mailbox_id, locale, priority, state, attempts, due_at,
        created_at) values ($1, $2, $3, $4, $5, $6, 'pending', 0, $7, $7) on conflict (dedupe_key) do nothing";
    let values = vec![
        format!("t:{}", token.id).into(),
        kind.as_str().into(),
        token.id.0.into(),
        token.mailbox.0.into(),
        locale.as_str().into(),
        priority(kind).into(),
        now.as_second().into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Leaves it to the worker to tell all supporters or followers of an event.
pub async fn fan_out(
    tx: &Tx,
    event: EventId,
    request: RequestId,
    rule: Rule,
    kind: MailKind,
) -> Result<(), DbErr> {
    let table = match rule {
        Rule::Supporters => "support",
        Rule::Followers => "follow",
    };
    // By person, not by row: what a merge carries along is made anew, with other row numbers.
    let sql = format!(
        "insert into fanout (event_id, request_id, rule, kind, after_id, upto_id)
         select $1, $2, $3, $4, 0, max(person_id) from {table} where request_id = $2
         having max(person_id) is not null"
    );
    let values = vec![
        event.0.into(),
        request.0.into(),
        rule.as_str().into(),
        kind.as_str().into(),
    ];
    run(tx, &sql, values).await.map(drop)
}

/// Like [`fan_out`], unless the same was left to the worker before.
pub async fn fan_out_once(
    tx: &Tx,
    event: EventId,
    request: RequestId,
    rule: Rule,
    kind: MailKind,
) -> Result<(), DbErr> {
    let sql = "select count(*) as n from fanout where event_id = $1 and rule = $2 and kind = $3";
    let values = vec![event.0.into(), rule.as_str().into(), kind.as_str().into()];
    if super::number(tx, sql, values).await?.unwrap_or(0) > 0 {
        return Ok(());
    }
    fan_out(tx, event, request, rule, kind).await
}

/// Drops what was composed but not sent about a request: it is composed anew, from the texts as they are now.
pub async fn forget_composed(tx: &Tx, request: RequestId) -> Result<(), DbErr> {
    let sql = "update outbox set sealed = null, sealed_nonce = null
        where state in ('pending', 'sending') and (request_id = $1
            or id in (select outbox_id from digest_entry where request_id = $1)
            or dedupe_key in (select mail from invitation where request_id = $1))";
    run(tx, sql, vec![request.0.into()]).await.map(drop)
}
