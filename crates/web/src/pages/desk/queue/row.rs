//! A request on a desk: where it stands, and in one sentence why it is there now.

use std::collections::HashMap;

use domain::{
    data_request::DataRequest,
    deadline::{Calendar, ClockState, PromiseState},
    evidence::EvidenceState,
    ids::RequestId,
    standing::NewsKind,
    status::Status,
};
use jiff::civil::Date;
use serde::Serialize;

use crate::pages::{places::Places, requests::chip::Chip};

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// `PD-2026-000123`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language the person wrote in.
    pub language: String,
    /// Where it stands.
    pub chip: Chip,
    /// Hidden from the public.
    pub hidden: bool,
    /// Who answers.
    pub area: Option<String>,
    /// Its parts, if it was split.
    pub parts: Option<Parts>,
    /// Why now.
    pub why: Why,
    /// How many need it too.
    pub supporters: i64,
}

/// The parts of a request that was split.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Parts {
    /// Answered.
    pub answered: i64,
    /// In all.
    pub count: i64,
}

/// Why a request is on the desk now.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Why {
    /// Which sentence says it.
    pub kind: &'static str,
    /// The day it is about.
    pub on: Option<String>,
    /// The moment it is about.
    pub at: Option<String>,
    /// Working days left.
    pub left: i64,
    /// What the requester said, in Markdown.
    pub words: Option<String>,
    /// Why it is hidden, by key.
    pub reason: Option<&'static str>,
}

impl Row {
    /// Of a request, today. `words` holds what requesters said last.
    pub fn of(
        request: &DataRequest,
        places: &Places,
        today: Date,
        calendar: &Calendar,
        words: &HashMap<RequestId, String>,
    ) -> Self {
        let why = Why::of(request, today, calendar);
        let spoke = matches!(why.kind, "replied" | "disputed" | "reopened");
        Self {
            reference: request.reference.to_string(),
            title: request.title.clone(),
            language: request.language.clone(),
            chip: Chip::on_desk(request, today, calendar),
            hidden: request.standing.hidden.is_some(),
            area: places.area(request.area.as_deref()).map(|area| area.name),
            parts: None,
            why: Why {
                words: words.get(&request.id).filter(|_| spoke).cloned(),
                ..why
            },
            supporters: request.supporters,
        }
    }
}

impl Why {
    fn of(request: &DataRequest, today: Date, calendar: &Calendar) -> Self {
        let standing = &request.standing;
        if let Some(hidden) = standing.hidden {
            return Self {
                at: Some(hidden.at.to_string()),
                reason: Some(hidden.reason.as_str()),
                ..Self::kind("hidden")
            };
        }
        if standing.evidence == EvidenceState::Broken {
            return Self::kind("evidence");
        }
        let act_by = standing.act_by();
        let dated = |kind| Self {
            on: act_by.map(|on| on.to_string()),
            left: act_by.map_or(0, |on| i64::from(calendar.working_days_left(today, on))),
            ..Self::kind(kind)
        };
        let clock = standing.clock_state(today, calendar);
        let promise = standing.promise_state(today, calendar);
        let is_open = act_by.is_some();
        match (clock, promise, standing.news().map(|news| (news.kind, news.at))) {
            (ClockState::Overdue, _, _) => dated("late"),
            (_, PromiseState::Late, _) if is_open => dated("promise_late"),
            (_, _, Some((kind, at))) if !kind.is_arrival() => Self::since(kind, at),
            (ClockState::DueSoon, _, _) => dated("soon"),
            (_, PromiseState::DueSoon, _) if is_open => dated("promise_soon"),
            (_, _, Some((kind, at))) => Self::since(kind, at),
            _ if act_by.is_some() && promise != PromiseState::None => dated("promised"),
            _ if act_by.is_some() => dated("due"),
            _ => Self::at_rest(request),
        }
    }

    fn since(kind: NewsKind, at: jiff::Timestamp) -> Self {
        Self {
            at: Some(at.to_string()),
            ..Self::kind(kind.as_str())
        }
    }

    /// Nothing is owed: it waits for somebody else, or is over.
    fn at_rest(request: &DataRequest) -> Self {
        let standing = &request.standing;
        let (kind, on) = match standing.status {
            Status::NeedsInfo => ("asked", standing.question.map(|question| question.asked_on)),
            Status::Answered => ("answered", standing.answered_on),
            Status::Closed => ("closed", standing.closed_on),
            Status::Received | Status::UnderReview | Status::Planned | Status::InPreparation => {
                ("open", None)
            }
        };
        Self {
            on: on.map(|on| on.to_string()),
            ..Self::kind(if on.is_some() { kind } else { "open" })
        }
    }

    fn kind(kind: &'static str) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }
}
