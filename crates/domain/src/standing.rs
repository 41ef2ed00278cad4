//! Where a request stands, and how each action changes that: decide first ([`Standing::decide`]), then take the event in
//! ([`Standing::evolve`]). Replaying the events of a request gives its standing, by construction.
//!
//! No database and no clock in here: dates, calendar and capacity are arguments.

use jiff::{Span, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    action::Action,
    clock::Moment,
    deadline::{Calendar, ClockState, Promise, PromiseState, Round, RoundResult, TERM},
    event::{ActorRole, Change, Details, EventKind},
    evidence::EvidenceState,
    ids::{AreaId, PersonId, RequestId},
    status::{ActionKind, HideReason, Next, Outcome, Status, Verdict, apply},
};

mod desk;
mod evolve;
mod possible;
mod timers;

pub use desk::{News, NewsKind};
pub use possible::Refusal;
pub use timers::{Closing, Due, Matter, Reminder};

/// Calendar days after closing in which the requester may reopen (PRODUCT §2.2).
pub const REOPEN_DAYS: i64 = 60;
/// Transfers by liaisons after which only a coordinator may transfer.
pub const LIAISON_TRANSFERS: u32 = 2;

/// A question that waits for its reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The local date it was put.
    pub asked_on: Date,
    /// The status to go back to.
    pub before: Status,
}

/// What the requester said of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictGiven {
    /// Yes, partly, or none (nobody answered in time).
    pub value: Verdict,
    /// 1 to 5 stars.
    pub rating: Option<u8>,
    /// When, in UTC.
    pub at: Timestamp,
}

/// What a merged request was before, so that the merge can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// The request it was merged into.
    pub into: RequestId,
    /// The local date of the merge.
    pub on: Date,
    status: Status,
    question: Option<Question>,
    result: Option<RoundResult>,
    promise: Promise,
}

/// Why and when a request was hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// Why.
    pub reason: HideReason,
    /// When, in UTC.
    pub at: Timestamp,
}

/// Where a request stands: the fold of its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The status.
    pub status: Status,
    /// How it ended, from the answer on.
    pub outcome: Option<Outcome>,
    /// The responsible area.
    pub area: Option<AreaId>,
    /// The liaison it was given to, else all of the area.
    pub assignee: Option<PersonId>,
    /// Whose request it is; changes when a supporter takes it up again.
    pub requester: PersonId,
    /// The current round of the clock.
    pub round: Round,
    /// The promise of the current round.
    pub promise: Promise,
    /// The open question.
    pub question: Option<Question>,
    /// The merge, while it lasts.
    pub merged: Option<Merged>,
    /// Hidden from the public.
    pub hidden: Option<Hidden>,
    /// Split into parts (once).
    pub split: bool,
    /// Whether an area was ever assigned.
    pub assigned: bool,
    /// Transfers to another area by liaisons.
    pub transfers: u32,
    /// How often the answer was disputed.
    pub disputes: u32,
    /// What is known of what the answer rests on.
    #[serde(default = "unchecked", skip_serializing_if = "is_unchecked")]
    pub evidence: EvidenceState,
    /// The verdict on the answer.
    pub verdict: Option<VerdictGiven>,
    /// When the current answer was given.
    pub answered_at: Option<Timestamp>,
    /// The local date of the current answer.
    pub answered_on: Option<Date>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The local date of closing.
    pub closed_on: Option<Date>,
    /// What no staff has acted on, while it is open: see [`Standing::news`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    news: Option<News>,
}

const fn unchecked() -> EvidenceState {
    EvidenceState::Unchecked
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_unchecked(state: &EvidenceState) -> bool {
    *state == EvidenceState::Unchecked
}

/// What a decision rests on besides the standing.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// Now.
    pub moment: Moment,
    /// The days that count.
    pub calendar: &'a Calendar,
    /// Who acts; none for the system.
    pub actor: Option<PersonId>,
    /// In what capacity.
    pub role: ActorRole,
}

impl Given<'_> {
    /// An event now, by whoever acts.
    pub fn change(&self, kind: EventKind, from: Option<Status>, to: Status, details: Details) -> Change {
        let Moment { at, today: on } = self.moment;
        Change {
            kind,
            from,
            to,
            at,
            on,
            actor: self.actor,
            role: self.role,
            details,
        }
    }
}

impl Standing {
    /// Whether it rests on data that can be looked at again: an answer that gave some.
    pub fn has_data(&self) -> bool {
        !self.status.is_open() && self.outcome.is_some_and(Outcome::is_data)
    }

    /// The first event of a request received now: for `requester`, about `area` if it names one.
    pub fn file(requester: PersonId, area: Option<AreaId>, given: &Given<'_>) -> (Self, Change) {
        let due_on = given.calendar.working_day_after(given.moment.today, TERM);
        let details = Details {
            area,
            requester: Some(requester),
            due_on: Some(due_on),
            ..Details::default()
        };
        let change = given.change(EventKind::File, None, Status::Received, details);
        (Self::begin(&change, requester), change)
    }

    /// Decides what `action` does now. It must be possible ([`Standing::possible`]) and permitted; what is refused here
    /// anyway is refused for the same reasons.
    pub fn decide(&self, action: &Action, given: &Given<'_>) -> Result<Change, Refusal> {
        let kind = action.kind();
        self.possible(kind, given.role, given.moment.today)?;
        let next = apply(self.status, kind).map_err(|_| Refusal::Status)?;
        let mut details = self.details_of(action);
        let to = self.status_after(next, &details)?;
        self.add_due_on(kind, &mut details, given);
        Ok(given.change(kind.into(), Some(self.status), to, details))
    }

    /// The days off have changed: the event that moves the due date, if it moves.
    ///
    /// Only rounds that are still open, and never to before tomorrow.
    pub fn recompute_due_on(&self, given: &Given<'_>) -> Option<Change> {
        let before = self.round.due_on.filter(|_| self.round.result.is_none())?;
        let tomorrow = given.moment.today.saturating_add(Span::new().days(1));
        let computed = self.round.compute_due_on(given.calendar);
        let due_on = if computed < before {
            computed.max(tomorrow.min(before))
        } else {
            computed
        };
        let details = Details {
            due_on: Some(due_on),
            due_before: Some(before),
            ..Details::default()
        };
        // A date that is over stays where it is.
        (due_on != before && due_on >= tomorrow)
            .then(|| given.change(EventKind::DueMoved, Some(self.status), self.status, details))
    }

    /// The area that has it is no more, and `to` goes on with all it had: the event that says so. Unlike a transfer it asks
    /// nothing of the status, so it can be said of what has ended or is hidden as well.
    pub fn area_moves(&self, to: AreaId, given: &Given<'_>) -> Option<Change> {
        let before = self.area.filter(|before| *before != to)?;
        let details = Details {
            area: Some(to),
            area_from: Some(before),
            ..Details::default()
        };
        Some(given.change(EventKind::AreaMoved, Some(self.status), self.status, details))
    }

    /// What the clock says today.
    pub fn clock_state(&self, today: Date, calendar: &Calendar) -> ClockState {
        self.round
            .state(today, self.question.map(|question| question.asked_on), calendar)
    }

    /// What the promise says today.
    pub fn promise_state(&self, today: Date, calendar: &Calendar) -> PromiseState {
        self.promise.state(today, calendar)
    }

    fn details_of(&self, action: &Action) -> Details {
        let none = Details::default();
        match action {
            Action::Assign { area, person } => Details {
                area: Some(*area),
                area_from: self.area.filter(|before| before != area),
                person: *person,
                ..none
            },
            Action::Plan { promised_on } => Details {
                promised_on: Some(*promised_on),
                promised_before: self.promise.on.filter(|before| before != promised_on),
                ..none
            },
            Action::Answer { outcome, evidence } => Details {
                outcome: Some(*outcome),
                dataset: evidence.dataset.clone(),
                url: evidence.url.clone(),
                ground: evidence.ground,
                correction: self.status == Status::Answered,
                ..none
            },
            Action::Confirm { verdict, rating } => Details {
                verdict: Some(*verdict),
                rating: *rating,
                ..none
            },
            Action::Expire => Details {
                verdict: Some(Verdict::None),
                ..none
            },
            Action::Merge { into } => Details {
                into: Some(*into),
                ..none
            },
            Action::Unmerge => Details {
                into: self.merged.map(|merged| merged.into),
                ..none
            },
            Action::Split { areas } => Details {
                areas: areas.clone(),
                ..none
            },
            Action::Hide { reason } => Details {
                reason: Some(*reason),
                ..none
            },
            Action::Redact(redaction) => Details {
                target: Some(redaction.target.as_str().to_owned()),
                id: redaction.id,
                ..none
            },
            Action::Edit(edit) => Details {
                fields: edit.fields().map(str::to_owned).collect(),
                kind: edit.kind,
                theme: edit.theme.clone(),
                ..none
            },
            Action::Ask
            | Action::Reply
            | Action::Lapse
            | Action::Start
            | Action::Inform
            | Action::Dispute
            | Action::Reopen
            | Action::Extend
            | Action::Withdraw
            | Action::Unhide => none,
        }
    }

    fn status_after(&self, next: Next, details: &Details) -> Result<Status, Refusal> {
        Ok(match next {
            // A transfer takes planned and started work back to the assessment; its promise does not bind the new area.
            Next::Stay
                if details.area_from.is_some()
                    && matches!(self.status, Status::Planned | Status::InPreparation) =>
            {
                Status::UnderReview
            }
            Next::Stay => self.status,
            Next::To(status) => status,
            Next::BackFromQuestion => self.question.ok_or(Refusal::Status)?.before,
            Next::BackFromMerge => self.merged.ok_or(Refusal::NotMerged)?.status,
            Next::BackToWork if self.area.is_some() => Status::UnderReview,
            Next::BackToWork => Status::Received,
        })
    }

    /// Works out the due date after the action, where the action moves it.
    fn add_due_on(&self, kind: ActionKind, details: &mut Details, given: &Given<'_>) {
        let today = given.moment.today;
        let new_round = matches!(kind, ActionKind::Dispute | ActionKind::Reopen);
        let due_on = if new_round {
            given.calendar.working_day_after(today, TERM)
        } else {
            if self.round.due_on.is_none() || self.round.result.is_some() && kind != ActionKind::Unmerge {
                return;
            }
            let mut round = self.round.clone();
            match kind {
                ActionKind::Extend => round.extended = true,
                _ => evolve::move_pauses(&mut round, kind, today),
            }
            if kind == ActionKind::Unmerge && self.merged.is_some_and(|merged| merged.result.is_some()) {
                return;
            }
            if round == self.round {
                return;
            }
            round.compute_due_on(given.calendar)
        };
        if self.round.due_on != Some(due_on) {
            (details.due_on, details.due_before) = (Some(due_on), self.round.due_on);
        }
    }
}

#[cfg(test)]
mod tests;
