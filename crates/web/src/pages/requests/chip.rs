//! The status chip and the five-stage track: the same on every surface.

use domain::{
    data_request::DataRequest,
    deadline::{Calendar, ClockState, PromiseState},
    freshness::Freshness,
    inventory::InventoryState,
    status::{Outcome, Status},
    store::datasets::Look,
};
use jiff::civil::Date;
use serde::Serialize;

/// The words of a chip, by family and key, and its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Chip {
    /// `default`, `info`, `success`, `warning` or `danger`.
    pub tone: &'static str,
    /// `status`, `outcome`, `clock` or `promise`.
    pub family: &'static str,
    /// The key in the family.
    pub key: &'static str,
}

impl Chip {
    /// What matters most about a request today: what it came to, or that it is late, or its status.
    pub fn of(request: &DataRequest, today: Date, calendar: &Calendar) -> Self {
        let standing = &request.standing;
        let open =
            standing.outcome.is_none() && !matches!(standing.status, Status::Answered | Status::Closed);
        if open && standing.clock_state(today, calendar) == ClockState::Overdue {
            return Self::new("danger", "clock", ClockState::Overdue.as_str());
        }
        if open && standing.promise_state(today, calendar) == PromiseState::Late {
            return Self::new("danger", "promise", PromiseState::Late.as_str());
        }
        Self::of_standing(request)
    }

    /// What it came to, or where it stands, late or not.
    pub fn of_standing(request: &DataRequest) -> Self {
        let standing = &request.standing;
        standing
            .outcome
            .map_or_else(|| Self::of_status(standing.status), Self::of_outcome)
    }

    /// The same for staff, to whom what is soon late matters too.
    pub fn on_desk(request: &DataRequest, today: Date, calendar: &Calendar) -> Self {
        let standing = &request.standing;
        let chip = Self::of(request, today, calendar);
        if chip.family != "status" || standing.act_by().is_none() {
            return chip;
        }
        if standing.clock_state(today, calendar) == ClockState::DueSoon {
            return Self::new("warning", "clock", ClockState::DueSoon.as_str());
        }
        if standing.promise_state(today, calendar) == PromiseState::DueSoon {
            return Self::new("warning", "promise", PromiseState::DueSoon.as_str());
        }
        chip
    }

    /// What a request came to.
    pub fn of_outcome(outcome: Outcome) -> Self {
        let tone = if outcome.is_data() || outcome == Outcome::AvailableElsewhere {
            "success"
        } else {
            "default"
        };
        Self::new(tone, "outcome", outcome.as_str())
    }

    /// Where it stands.
    pub fn of_status(status: Status) -> Self {
        let tone = match status {
            Status::Received | Status::Closed => "default",
            Status::UnderReview | Status::Planned | Status::InPreparation => "info",
            Status::NeedsInfo => "warning",
            Status::Answered => "success",
        };
        Self::new(tone, "status", status.as_str())
    }

    /// How fresh a dataset is.
    pub const fn of_freshness(freshness: Freshness) -> Self {
        let look = Look::of(freshness);
        let tone = match look {
            Look::Fresh => "success",
            Look::Stale => "warning",
            Look::Eventual | Look::Unknown => "default",
        };
        Self::new(tone, "freshness", look.as_str())
    }

    /// What became of something an area holds and does not publish.
    pub const fn of_inventory(state: InventoryState) -> Self {
        let tone = match state {
            InventoryState::Asked => "info",
            InventoryState::Published => "success",
            InventoryState::NotAsked | InventoryState::Ended | InventoryState::TakenDown => "default",
        };
        Self::new(tone, "inventory", state.as_str())
    }

    const fn new(tone: &'static str, family: &'static str, key: &'static str) -> Self {
        Self { tone, family, key }
    }
}

/// The City's stage of a status (PRODUCT §2.1); none for a question, which belongs to the stage before it.
pub fn stage_of(status: Status) -> Option<u8> {
    match status {
        Status::Received => Some(1),
        Status::UnderReview | Status::Planned => Some(2),
        Status::NeedsInfo => None,
        Status::InPreparation => Some(3),
        Status::Answered => Some(4),
        Status::Closed => Some(5),
    }
}

/// The stage a request is in; none where it ended without data.
pub fn stage(request: &DataRequest) -> Option<u8> {
    let standing = &request.standing;
    match standing.status {
        Status::NeedsInfo => standing
            .question
            .and_then(|question| stage_of(question.before))
            .or(Some(1)),
        Status::Answered | Status::Closed => standing
            .outcome
            .filter(|outcome| outcome.is_data())
            .and_then(|_| stage_of(standing.status)),
        status => stage_of(status),
    }
}
