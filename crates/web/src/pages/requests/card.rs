//! A request in a list: title, excerpt, where it stands, who wants it, and the date that matters.

use domain::{
    data_request::DataRequest,
    deadline::{Calendar, ClockState, PromiseResult},
    status::Status,
};
use jiff::civil::Date;
use serde::Serialize;

use super::chip::{Chip, stage};
use crate::pages::places::{Place, Places};

/// What a card shows.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// `PD-2026-000123`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language the person wrote in.
    pub language: String,
    /// The beginning of its text, in Markdown.
    pub body: String,
    /// Its status chip.
    pub chip: Chip,
    /// The stage it is in, 1 to 5; none where it ended without data.
    pub stage: Option<u8>,
    /// Who answers.
    pub area: Option<Place>,
    /// What it is about.
    pub theme: Place,
    /// When it came in, and when it last moved.
    pub created_at: String,
    /// When it last moved.
    pub moved_at: String,
    /// Public comments.
    pub comments: i64,
    /// How many need it too.
    pub supporters: i64,
    /// The date that matters now.
    pub due: Due,
    /// Who asked, unless nameless.
    pub requester: Option<String>,
    /// What kind of data user asked.
    pub sector: &'static str,
}

/// The date that matters now: which one it is, and the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// `due`, `overdue`, `paused`, `promised`, `late`, `answered`, `closed`, or `none`.
    pub kind: &'static str,
    /// The day; none for `paused` and `none`.
    pub on: Option<String>,
}

impl Card {
    /// Of a request, today.
    pub fn of(request: &DataRequest, places: &Places, today: Date, calendar: &Calendar) -> Self {
        Self {
            reference: request.reference.to_string(),
            title: request.title.clone(),
            language: request.language.clone(),
            body: request.body.clone(),
            chip: Chip::of(request, today, calendar),
            stage: stage(request),
            area: places.area(request.area.as_deref()),
            theme: places.theme(&request.theme),
            created_at: request.created_at.to_string(),
            moved_at: request.updated_at.to_string(),
            comments: request.comments,
            supporters: request.supporters,
            due: Due::of(request, today, calendar),
            requester: request.public_name().map(str::to_owned),
            sector: request.sector.as_str(),
        }
    }
}

impl Due {
    fn of(request: &DataRequest, today: Date, calendar: &Calendar) -> Self {
        let standing = &request.standing;
        let some = |kind, on: Option<Date>| match on {
            Some(on) => Self {
                kind,
                on: Some(on.to_string()),
            },
            None => Self {
                kind: "none",
                on: None,
            },
        };
        match standing.status {
            Status::Answered => return some("answered", standing.answered_on),
            Status::Closed if standing.answered_on.is_some() => {
                return some("answered", standing.answered_on);
            }
            Status::Closed => return some("closed", standing.closed_on),
            _ => {}
        }
        let promise = &standing.promise;
        if promise.result == PromiseResult::Open && promise.on.is_some() {
            let kind = if promise.on.is_some_and(|on| today > on) {
                "late"
            } else {
                "promised"
            };
            return some(kind, promise.on);
        }
        match standing.clock_state(today, calendar) {
            ClockState::Paused => Self {
                kind: "paused",
                on: None,
            },
            ClockState::Overdue => some("overdue", standing.round.due_on),
            ClockState::DueSoon | ClockState::OnTime => some("due", standing.round.due_on),
            ClockState::Stopped | ClockState::Met | ClockState::Missed => Self {
                kind: "none",
                on: None,
            },
        }
    }
}
