//! Working days, rounds of the clock, promises: the arithmetic of PRODUCT §2.3.
//!
//! All dates are local dates of the installation. The term is fifteen working days and ten more once extended, as in
//! Ley 104 (arts. 10 and 11), shown as "plazo de referencia": a data request is not by itself a Ley 104 request.

use std::collections::BTreeSet;

use jiff::{
    Span,
    civil::{Date, Weekday},
};
use serde::{Deserialize, Serialize};

use crate::keys::keys;

/// Working days to the due date.
pub const TERM: u32 = 15;
/// Working days an extension adds.
pub const EXTENSION: u32 = 10;
/// Working days a question or a verdict stays open.
pub const PATIENCE: u32 = 20;
/// Working days after the answer at which the verdict is asked again.
pub const SECOND_ASKING: u32 = 10;
/// Working days left at which something is "due soon", and before a lapse is warned of.
pub const SOON: u32 = 5;

/// Which days count. Saturdays and Sundays never do.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    non_working: BTreeSet<Date>,
}

impl Calendar {
    /// A calendar with these days off.
    pub fn new(non_working: impl IntoIterator<Item = Date>) -> Self {
        Self {
            non_working: non_working.into_iter().collect(),
        }
    }

    /// The same with one more day off.
    #[must_use]
    pub fn with(mut self, day: Date) -> Self {
        self.non_working.insert(day);
        self
    }

    /// The same with one day off less.
    #[must_use]
    pub fn without(mut self, day: Date) -> Self {
        self.non_working.remove(&day);
        self
    }

    /// Whether `day` is a working day.
    pub fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.non_working.contains(&day)
    }

    /// The `count`-th working day after `day`.
    pub fn working_day_after(&self, day: Date, count: u32) -> Date {
        self.unpaused_day_after(day, count, |_| false)
    }

    /// The `count`-th working day after `day` for which `paused` is false.
    pub fn unpaused_day_after(&self, day: Date, count: u32, paused: impl Fn(Date) -> bool) -> Date {
        let (mut day, mut left) = (day, count);
        while left > 0 {
            let Ok(next) = day.tomorrow() else { return day };
            day = next;
            if self.is_working(day) && !paused(day) {
                left -= 1;
            }
        }
        day
    }

    /// The working day on which `count` working days are left until `day`, itself included.
    pub fn working_day_before(&self, day: Date, count: u32) -> Date {
        let (mut before, mut left) = (day, count);
        while left > 0 || !self.is_working(before) {
            left -= u32::from(self.is_working(before));
            let Ok(earlier) = before.yesterday() else {
                return before;
            };
            before = earlier;
        }
        before
    }

    /// Working days after `today` up to and including `last`; none when `last` has passed.
    pub fn working_days_left(&self, today: Date, last: Date) -> u32 {
        let (mut day, mut count) = (today, 0);
        while day < last {
            day = day.saturating_add(Span::new().days(1));
            count += u32::from(self.is_working(day));
        }
        count
    }

    /// The last date that is "due soon" on `today`.
    pub fn soon_until(&self, today: Date) -> Date {
        self.working_day_after(today, SOON + 1)
            .saturating_sub(Span::new().days(1))
    }

    fn is_soon(&self, today: Date, last: Date) -> bool {
        today <= last && last <= self.soon_until(today)
    }
}

keys! {
    /// Why a clock does not run.
    PauseReason {
        Question = "question",
        Hidden = "hidden",
        Merged = "merged",
    }
}

/// Days that do not count: those after `after`, up to and including `until`; open while `until` is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Why.
    pub reason: PauseReason,
    /// The day it began; that day still counts.
    pub after: Date,
    /// The day it ended; that day does not count.
    pub until: Option<Date>,
}

impl Pause {
    fn covers(&self, day: Date) -> bool {
        self.after < day && self.until.is_some_and(|until| day <= until)
    }
}

keys! {
    /// How a round of the clock ended, for good.
    RoundResult {
        Met = "met",
        Missed = "missed",
        Stopped = "stopped",
    }
}

/// One run of the clock, from reception (or a dispute, or a reopening) to the first plan or answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// 1 for the first.
    pub number: u32,
    /// The local date it began.
    pub day_0: Date,
    /// The last day of the term; none for requests imported as already ended, whose clock never ran.
    pub due_on: Option<Date>,
    /// Whether it was extended.
    pub extended: bool,
    /// How it ended.
    pub result: Option<RoundResult>,
    /// The days that did not count.
    pub pauses: Vec<Pause>,
}

impl Round {
    /// A round that begins on `day_0`.
    pub fn begin(number: u32, day_0: Date, due_on: Option<Date>) -> Self {
        Self {
            number,
            day_0,
            due_on,
            extended: false,
            result: None,
            pauses: Vec::new(),
        }
    }

    /// The due date as its pauses and the calendar now make it. Pauses that still run are not counted yet.
    pub fn compute_due_on(&self, calendar: &Calendar) -> Date {
        let term = if self.extended { TERM + EXTENSION } else { TERM };
        calendar.unpaused_day_after(self.day_0, term, |day| {
            self.pauses.iter().any(|pause| pause.covers(day))
        })
    }

    /// The last of `count` working days after `from`, leaving out days on which the request was hidden or merged.
    pub fn patience_ends(&self, calendar: &Calendar, from: Date, count: u32) -> Date {
        let counts_against = |pause: &&Pause| pause.reason != PauseReason::Question;
        calendar.unpaused_day_after(from, count, |day| {
            self.pauses
                .iter()
                .filter(counts_against)
                .any(|pause| pause.covers(day))
        })
    }

    /// A pause begins on `day`.
    pub fn pause(&mut self, reason: PauseReason, day: Date) {
        self.pauses.push(Pause {
            reason,
            after: day,
            until: None,
        });
    }

    /// The pause for `reason` ends with `day`.
    pub fn resume(&mut self, reason: PauseReason, day: Date) {
        for pause in &mut self.pauses {
            if pause.reason == reason && pause.until.is_none() {
                pause.until = Some(day);
            }
        }
    }

    /// The first determination, or the end without one, on `day`; what is settled stays settled.
    pub fn settle(&mut self, day: Date, in_time: RoundResult) {
        let late = self.due_on.is_some_and(|due| day > due);
        self.result
            .get_or_insert(if late { RoundResult::Missed } else { in_time });
    }

    /// What the clock says on `today`. `asked_on` is the date of the question that is open, if one is.
    pub fn state(&self, today: Date, asked_on: Option<Date>, calendar: &Calendar) -> ClockState {
        match (self.result, self.due_on) {
            (Some(RoundResult::Stopped), _) | (None, None) => ClockState::Stopped,
            (Some(RoundResult::Met), _) => ClockState::Met,
            (Some(RoundResult::Missed), _) => ClockState::Missed,
            (None, Some(due)) if asked_on.is_some_and(|asked| asked < due) => ClockState::Paused,
            (None, Some(due)) if today > due => ClockState::Overdue,
            (None, Some(due)) if calendar.is_soon(today, due) => ClockState::DueSoon,
            (None, Some(_)) => ClockState::OnTime,
        }
    }
}

keys! {
    /// What the clock says.
    ClockState {
        Stopped = "stopped",
        Met = "met",
        Missed = "missed",
        Paused = "paused",
        Overdue = "overdue",
        DueSoon = "due_soon",
        OnTime = "on_time",
    }
}

keys! {
    /// What became of a promise so far.
    PromiseResult {
        None = "none",
        Open = "open",
        Kept = "kept",
        Late = "late",
        Dropped = "dropped",
    }
}

/// The date by which an area promised to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The date.
    pub on: Option<Date>,
    /// Open, or how it ended.
    pub result: PromiseResult,
    /// How often it was put off.
    pub slips: u32,
}

impl Promise {
    /// Nothing promised.
    pub const NONE: Self = Self {
        on: None,
        result: PromiseResult::None,
        slips: 0,
    };

    /// A promise for `on`; one for later than an open one is a slip.
    pub fn set(&mut self, on: Date) {
        if self.result == PromiseResult::Open && self.on.is_some_and(|before| on > before) {
            self.slips += 1;
        }
        (self.on, self.result) = (Some(on), PromiseResult::Open);
    }

    /// The answer came on `day`, with data or without.
    pub fn answer(&mut self, day: Date, with_data: bool) {
        if self.result == PromiseResult::Open {
            self.result = match self.on {
                _ if !with_data => PromiseResult::Dropped,
                Some(on) if day > on => PromiseResult::Late,
                _ => PromiseResult::Kept,
            };
        }
    }

    /// An open promise ends unkept and unbroken.
    pub fn drop_open(&mut self) {
        if self.result == PromiseResult::Open {
            self.result = PromiseResult::Dropped;
        }
    }

    /// What the promise says on `today`.
    pub fn state(&self, today: Date, calendar: &Calendar) -> PromiseState {
        match (self.result, self.on) {
            (PromiseResult::Kept, _) => PromiseState::Kept,
            (PromiseResult::Late, _) => PromiseState::Late,
            (PromiseResult::Dropped, _) => PromiseState::Dropped,
            (PromiseResult::Open, Some(on)) if today > on => PromiseState::Late,
            (PromiseResult::Open, Some(on)) if calendar.is_soon(today, on) => PromiseState::DueSoon,
            (PromiseResult::Open, Some(_)) => PromiseState::Ahead,
            (PromiseResult::None | PromiseResult::Open, _) => PromiseState::None,
        }
    }
}

keys! {
    /// What a promise says.
    PromiseState {
        None = "none",
        Ahead = "ahead",
        DueSoon = "due_soon",
        Late = "late",
        Kept = "kept",
        Dropped = "dropped",
    }
}

#[cfg(test)]
mod tests;
