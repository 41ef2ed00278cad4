//! The days off, and the due dates that move with them.
//!
//! A bookmark remembers how far the due dates have been looked at: a process that ends half-way leaves the rest to the next.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{Caller, Error, audit::audit, get, record::record_consequence};
use crate::{
    audit::Audited,
    deadline::Calendar,
    event::ActorRole,
    field::{FieldCode, Fields, Invalid},
    ids::RequestId,
    import::NonWorkingDay,
    policy::AdminPermit,
    reference::Reference,
    standing::Given,
    store::{
        Source, Tx,
        calendar::{self, Put},
        health::DUE_DATES_LEFT,
        requests::{self, Lock},
        settings,
    },
};

const BOOKMARK: &str = DUE_DATES_LEFT;
/// Characters of the name of a day.
const NAME: usize = 200;
/// Requests that are looked at to say what a change would do, and those of them that are named.
const LOOKED_AT: u32 = 1_000;
const NAMED: usize = 10;

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

/// A change of the days off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarChange {
    /// A day does not count any more, or is called otherwise.
    Add(NonWorkingDay),
    /// It counts again.
    Remove(Date),
}

impl CalendarChange {
    /// Reads the fields of a form: `date`, and `name` and perhaps `name_en`, or `remove`.
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let on = fields.date("date");
        if on.is_none() && !fields.has_error("date") {
            fields.error("date", FieldCode::Required);
        }
        if members.contains_key("remove") {
            return fields.finish(Self::Remove(on.unwrap_or_default()));
        }
        let name = fields.required_text("name", 1, NAME).unwrap_or_default();
        let name_en = fields.text_within("name_en", 1, NAME);
        fields.finish(Self::Add(NonWorkingDay {
            on: on.unwrap_or_default(),
            name,
            name_en,
        }))
    }

    fn applied(&self, calendar: Calendar) -> Calendar {
        match self {
            Self::Add(day) => calendar.with(day.on),
            Self::Remove(day) => calendar.without(*day),
        }
    }
}

/// What a change of the days off would do to the due dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarEffect {
    /// Requests whose due date would move: the first of them, with the date it has and the one it would have.
    pub moves: Vec<(Reference, Date, Date)>,
    /// How many there are in all.
    pub count: u64,
    /// There are more requests than were looked at.
    pub more: bool,
}

/// What a change would do; does nothing.
pub async fn calendar_effect(
    source: &impl Source,
    caller: &Caller,
    _: &AdminPermit,
    change: &CalendarChange,
) -> Result<CalendarEffect, Error> {
    let ids = requests::undetermined(source, RequestId(0), LOOKED_AT + 1).await?;
    let mut effect = CalendarEffect {
        more: ids.len() > LOOKED_AT as usize,
        ..CalendarEffect::default()
    };
    for id in ids.into_iter().take(LOOKED_AT as usize) {
        let Some(before) = requests::get(source, id, Lock::No).await? else {
            continue;
        };
        let calendar = change.applied(calendar::load(source, before.standing.round.day_0).await?);
        let given = Given {
            moment: caller.moment,
            calendar: &calendar,
            actor: None,
            role: ActorRole::System,
        };
        let moved = before.standing.recompute_due_on(&given);
        let days = moved.and_then(|change| change.details.due_before.zip(change.details.due_on));
        if let Some((from, to)) = days {
            effect.count += 1;
            if effect.moves.len() < NAMED {
                effect.moves.push((before.reference, from, to));
            }
        }
    }
    Ok(effect)
}

/// Changes the days off; due dates follow by [`move_due_dates`]. Says what that came to: a day that goes is one that was put.
pub async fn change_calendar(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    change: CalendarChange,
) -> Result<Put, Error> {
    let (put, on, what) = match change {
        CalendarChange::Add(day) => {
            let put = calendar::put(tx, day.on, &day.name, day.name_en.as_deref()).await?;
            (put, day.on, "added")
        }
        CalendarChange::Remove(on) if calendar::remove(tx, on).await? => (Put::Added, on, "removed"),
        CalendarChange::Remove(on) => (Put::Same, on, "removed"),
    };
    match put {
        Put::Same => return Ok(put),
        Put::Added => due_dates_are_open(tx).await?,
        Put::Renamed => (),
    }
    audit(tx, caller, Audited::DayOff, Some(format!("{on} {what}"))).await?;
    Ok(put)
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
