//! The clock and the promise, and how the due date was computed.

use domain::{
    data_request::DataRequest,
    deadline::{Calendar, ClockState, EXTENSION, PauseReason, PromiseResult, PromiseState, TERM},
    locale::Locale,
    store::{ReadError, Reader, calendar},
};
use jiff::civil::{Date, Weekday};
use serde::Serialize;

/// The clock of the current round.
#[derive(Debug, Clone, Serialize)]
pub struct Clock {
    /// What it says, by key.
    pub state: &'static str,
    /// The last day of the term.
    pub due_on: String,
    /// Working days left; none unless it runs.
    pub left: Option<i64>,
    /// Working days of the term.
    pub term: i64,
    /// Of those, how many are over.
    pub used: i64,
    /// Whether it was extended.
    pub extended: bool,
    /// Which round it is.
    pub round: u32,
    /// The day before its first day.
    pub day_0: String,
    /// Days that did not count.
    pub days_off: Vec<DayOff>,
    /// Times that did not count.
    pub pauses: Vec<Pause>,
}

/// A day that did not count.
#[derive(Debug, Clone, Serialize)]
pub struct DayOff {
    /// The day.
    pub on: String,
    /// Its name.
    pub name: String,
}

/// A time that did not count.
#[derive(Debug, Clone, Serialize)]
pub struct Pause {
    /// `question`, `hidden` or `merged`.
    pub reason: &'static str,
    /// The day it began.
    pub after: String,
    /// The day it ended; none while it lasts.
    pub until: Option<String>,
}

/// What the area promised.
#[derive(Debug, Clone, Serialize)]
pub struct Promise {
    /// What became of it so far, by key.
    pub state: &'static str,
    /// The day.
    pub on: String,
    /// How often it was put off.
    pub slips: i64,
    /// It still binds.
    pub open: bool,
}

impl Clock {
    /// As it stands today; none for requests whose clock never ran.
    pub async fn read(
        reader: &Reader<'_>,
        request: &DataRequest,
        locale: Locale,
        today: Date,
        days: &Calendar,
    ) -> Result<Option<Self>, ReadError> {
        let round = &request.standing.round;
        let Some(due) = round.due_on else { return Ok(None) };
        let state = request.standing.clock_state(today, days);
        let runs = matches!(state, ClockState::OnTime | ClockState::DueSoon);
        let left = i64::from(days.working_days_left(today, due));
        let term = i64::from(if round.extended { TERM + EXTENSION } else { TERM });
        let off = calendar::between(reader, round.day_0, due).await?;
        let is_weekday = |on: Date| !matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday);
        let named = |day: calendar::DayOff| DayOff {
            on: day.on.to_string(),
            name: match (locale, day.name_en) {
                (Locale::En, Some(name)) => name,
                _ => day.name,
            },
        };
        let pause = |pause: &domain::deadline::Pause| Pause {
            reason: PauseReason::as_str(pause.reason),
            after: pause.after.to_string(),
            until: pause.until.map(|until| until.to_string()),
        };
        Ok(Some(Self {
            state: state.as_str(),
            due_on: due.to_string(),
            left: runs.then_some(left),
            term,
            used: if runs { (term - left).clamp(0, term) } else { term },
            extended: round.extended,
            round: round.number,
            day_0: round.day_0.to_string(),
            days_off: off
                .into_iter()
                .filter(|day| day.on > round.day_0 && is_weekday(day.on))
                .map(named)
                .collect(),
            pauses: round.pauses.iter().map(pause).collect(),
        }))
    }
}

impl Promise {
    /// As it stands today; none where nothing was promised in this round.
    pub fn of(request: &DataRequest, today: Date, days: &Calendar) -> Option<Self> {
        let promise = &request.standing.promise;
        let state = request.standing.promise_state(today, days);
        let on = promise.on.filter(|_| state != PromiseState::None)?;
        Some(Self {
            state: state.as_str(),
            on: on.to_string(),
            slips: i64::from(promise.slips),
            open: promise.result == PromiseResult::Open,
        })
    }
}
