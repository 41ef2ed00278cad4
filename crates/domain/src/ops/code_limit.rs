//! How many codes an address gets: nobody's mailbox is filled by somebody else's form.

use jiff::{SignedDuration, Timestamp};

use super::Error;
use crate::{
    ids::MailboxId,
    limits::Limit,
    store::{Tx, drafts, limits, one_time, people},
};

/// How long a code works.
pub(super) const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// How often a wrong code may be typed.
pub(super) const TRIES: u32 = 10;
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Refuses one code too many, and says when to come again.
pub(super) async fn limit(tx: &Tx, mailbox: MailboxId, now: Timestamp) -> Result<(), Error> {
    let limits = limits::get(tx).await?;
    let made = one_time::made_since(tx, mailbox, before(now, DAY)).await?;
    let unproved = !people::is_confirmed(tx, mailbox).await?;
    let wait = |window: SignedDuration, most: usize| {
        let inside: Vec<_> = made.iter().filter(|at| **at > before(now, window)).collect();
        // The place of the oldest is free again when it leaves the window.
        let frees = inside
            .len()
            .checked_sub(most)
            .and_then(|index| inside.get(index).copied())?;
        Some(after(*frees, window).duration_since(now).as_secs())
    };
    let daily = wait(DAY, limits.count(Limit::CodesADay)).filter(|_| unproved);
    match wait(HOUR, limits.count(Limit::CodesAnHour)).max(daily) {
        Some(retry_after) => Err(Error::TooMany { retry_after }),
        None => Ok(()),
    }
}

/// Refuses one form too many from one place, and says when to come again. Counted in the database, so that a restart forgives
/// nobody.
pub(super) async fn limit_source(tx: &Tx, source: &str, now: Timestamp) -> Result<(), Error> {
    let made = drafts::started_since(tx, source, before(now, HOUR)).await?;
    let frees = made
        .len()
        .checked_sub(limits::get(tx).await?.count(Limit::FormsAnHour))
        .and_then(|index| made.get(index));
    match frees {
        Some(frees) => Err(Error::TooMany {
            retry_after: after(*frees, HOUR).duration_since(now).as_secs(),
        }),
        None => Ok(()),
    }
}

pub(super) fn after(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.saturating_add(span).unwrap_or(at)
}

pub(super) fn before(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.saturating_sub(span).unwrap_or(at)
}
