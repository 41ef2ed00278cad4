//! The days off, and the due dates that move with them.
//!
//! A bookmark remembers how far the due dates have been looked at: a process that ends half-way leaves the rest to the next.

use super::{Caller, Error, audit::audit, get, record::record_consequence};
use crate::{
    audit::Audited,
    event::ActorRole,
    ids::RequestId,
    import::NonWorkingDay,
    standing::Given,
    store::{
        Tx,
        calendar::{self, Put},
        requests::{self, Lock},
        settings,
    },
};

const BOOKMARK: &str = "due_dates_seen_to";

/// What became of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HolidayReport {
    /// Days that are off now and were not.
    pub added: u64,
    /// Days that got another name.
    pub renamed: u64,
    /// Days that were there already, as they are.
    pub unchanged: u64,
}

/// Puts days off. Where one was added, due dates may have to move: call [`move_due_dates`] until it says that all are done.
pub async fn put_holidays(
    tx: &Tx,
    caller: &Caller,
    rows: Vec<NonWorkingDay>,
) -> Result<HolidayReport, Error> {
    let mut report = HolidayReport::default();
    for row in rows {
        let count = match calendar::put(tx, row.on, &row.name, row.name_en.as_deref()).await? {
            Put::Added => &mut report.added,
            Put::Renamed => &mut report.renamed,
            Put::Same => &mut report.unchanged,
        };
        *count += 1;
    }
    if report.added > 0 {
        due_dates_are_open(tx).await?;
    }
    if report.added + report.renamed > 0 {
        let what = format!("{} added, {} renamed", report.added, report.renamed);
        audit(tx, caller, Audited::ImportHolidays, Some(what)).await?;
    }
    Ok(report)
}

/// Notes that every due date has to be looked at again, from the first.
pub(super) async fn due_dates_are_open(tx: &Tx) -> Result<(), Error> {
    settings::lock(tx, BOOKMARK, "0").await?;
    settings::set(tx, BOOKMARK, "0").await.map_err(Error::from)
}

/// What one call of [`move_due_dates`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedDueDates {
    /// How many moved.
    pub moved: u64,
    /// Whether there is more to look at: call again, in another transaction.
    pub more: bool,
}

/// Moves the due dates of the next `page` running clocks, if the calendar has changed since they were looked at. The actor
/// is [`crate::policy::Job::Calendar`]. The lock on the bookmark keeps a calendar from changing under it.
pub async fn move_due_dates(tx: &Tx, caller: &Caller, page: u32) -> Result<MovedDueDates, Error> {
    let Some(after) = settings::get(tx, BOOKMARK).await? else {
        return Ok(MovedDueDates {
            moved: 0,
            more: false,
        });
    };
    settings::lock(tx, BOOKMARK, &after).await?;
    let after = settings::get(tx, BOOKMARK)
        .await?
        .and_then(|after| after.parse().ok())
        .unwrap_or(0);
    let ids = requests::undetermined(tx, RequestId(after), page).await?;
    let mut moved = 0;
    for id in &ids {
        moved += u64::from(move_due_date(tx, caller, *id).await?);
    }
    match ids.last() {
        Some(last) => settings::set(tx, BOOKMARK, &last.to_string()).await?,
        None => settings::remove(tx, BOOKMARK).await?,
    }
    Ok(MovedDueDates {
        moved,
        more: !ids.is_empty(),
    })
}

async fn move_due_date(tx: &Tx, caller: &Caller, id: RequestId) -> Result<bool, Error> {
    let before = get(tx, id, Lock::Yes).await?;
    let calendar = calendar::load(tx, before.standing.round.day_0).await?;
    let given = Given {
        moment: caller.moment,
        calendar: &calendar,
        actor: None,
        role: ActorRole::System,
    };
    let Some(change) = before.standing.recompute_due_on(&given) else {
        return Ok(false);
    };
    record_consequence(tx, &before, &change, &calendar).await?;
    Ok(true)
}
