//! What the desk of an area has to know of a request: by when it must do something, and what it has not acted on yet.
//! Both follow from the events; queues are ordered by them.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::Standing;
use crate::{
    deadline::PromiseResult,
    event::{ActorRole, Change, EventKind},
    keys::keys,
    status::Status,
};

keys! {
    /// What happened last that no staff has acted on.
    NewsKind {
        /// It came in.
        Filed = "filed",
        /// It was given to the area by others.
        Assigned = "assigned",
        /// The question was answered.
        Replied = "replied",
        /// The answer does not solve the need.
        Disputed = "disputed",
        /// It was taken up again.
        Reopened = "reopened",
    }
}

impl NewsKind {
    /// The request itself is new to the desk, rather than something that its requester said.
    pub const fn is_arrival(self) -> bool {
        matches!(self, Self::Filed | Self::Assigned)
    }
}

/// News for the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// What.
    pub kind: NewsKind,
    /// Since when, in UTC.
    pub at: Timestamp,
}

impl Standing {
    /// The last day on which the area is in time with what it owes: the due date until the clock is determined, then the
    /// day it promised. None while the requester is asked, and when nothing is owed any more.
    pub fn act_by(&self) -> Option<Date> {
        let round = &self.round;
        match (self.status, round.result) {
            (Status::Answered | Status::Closed, _) => None,
            (_, None) => round.due_on.filter(|_| !self.is_paused()),
            (_, Some(_)) => self
                .promise
                .on
                .filter(|_| self.promise.result == PromiseResult::Open),
        }
    }

    /// What nobody of the staff has acted on yet.
    pub fn news(&self) -> Option<News> {
        self.news
            .filter(|_| !matches!(self.status, Status::Answered | Status::Closed))
    }

    /// Whether a question has stopped the clock.
    pub(super) fn is_paused(&self) -> bool {
        self.question
            .is_some_and(|asked| self.round.due_on.is_some_and(|due| asked.asked_on < due))
    }

    /// The news once `change` has happened. A merge keeps them for its undoing; what only tidies up is no answer to them.
    pub(super) fn news_after(&self, change: &Change) -> Option<News> {
        let news = |kind| Some(News { kind, at: change.at });
        match change.kind {
            EventKind::File => news(NewsKind::Filed),
            EventKind::Assign if self.assigned && change.details.area_from.is_none() => self.news,
            // A liaison that takes a request in knows it.
            EventKind::Assign if !self.assigned && change.role == ActorRole::Liaison => None,
            EventKind::Assign => news(NewsKind::Assigned),
            EventKind::Reply if !change.role.is_staff() => news(NewsKind::Replied),
            EventKind::Dispute => news(NewsKind::Disputed),
            EventKind::Reopen => news(NewsKind::Reopened),
            EventKind::Ask
            | EventKind::Reply
            | EventKind::Plan
            | EventKind::Start
            | EventKind::Inform
            | EventKind::Answer
            | EventKind::Extend
            | EventKind::Split
            | EventKind::Confirm
            | EventKind::Expire
            | EventKind::Lapse
            | EventKind::Withdraw => None,
            EventKind::Merge
            | EventKind::Unmerge
            | EventKind::Edit
            | EventKind::Hide
            | EventKind::Unhide
            | EventKind::Redact
            | EventKind::MergedIn
            | EventKind::DueMoved
            | EventKind::Imported
            | EventKind::EvidenceChecked
            | EventKind::PartAnswered
            | EventKind::Claimed
            | EventKind::AreaMoved => self.news,
        }
    }
}
