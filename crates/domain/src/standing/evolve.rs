//! Takes an event in. Everything an event does to the standing is here, and nothing else can change it.

use jiff::civil::Date;

use super::{Hidden, Merged, News, NewsKind, Question, Standing, VerdictGiven};
use crate::{
    deadline::{PauseReason, Promise, Round, RoundResult},
    event::{ActorRole, Change, EventKind},
    evidence::{EvidenceState, Found},
    ids::PersonId,
    status::{ActionKind, Outcome, Status},
};

impl Standing {
    /// The standing that a whole history of events gives; `None` if it does not begin with `file`.
    pub fn replay<'a>(history: impl IntoIterator<Item = &'a Change>) -> Option<Self> {
        let mut history = history.into_iter();
        let first = history.next().filter(|first| first.kind == EventKind::File)?;
        let mut standing = Self::begin(first, first.details.requester?);
        history.for_each(|change| standing.evolve(change));
        Some(standing)
    }

    /// The standing after `file`.
    pub(super) fn begin(first: &Change, requester: PersonId) -> Self {
        Self {
            status: first.to,
            outcome: None,
            area: first.details.area,
            assignee: None,
            requester,
            round: Round {
                extended: first.details.extended,
                ..Round::begin(1, first.details.day_0.unwrap_or(first.on), first.details.due_on)
            },
            promise: Promise::NONE,
            question: None,
            merged: None,
            hidden: None,
            split: false,
            assigned: false,
            transfers: 0,
            disputes: 0,
            evidence: EvidenceState::Unchecked,
            verdict: None,
            answered_at: None,
            answered_on: None,
            closed_at: None,
            closed_on: None,
            news: Some(News {
                kind: NewsKind::Filed,
                at: first.at,
            }),
        }
    }

    /// Takes `change` in.
    pub fn evolve(&mut self, change: &Change) {
        if let Some(kind) = change.kind.action() {
            move_pauses(&mut self.round, kind, change.on);
        }
        if let Some(due_on) = change.details.due_on {
            self.round.due_on = Some(due_on);
        }
        self.news = self.news_after(change);
        self.take_in(change);
        self.status = change.to;
    }

    fn take_in(&mut self, change: &Change) {
        let details = &change.details;
        match change.kind {
            EventKind::Assign => self.assign(change),
            EventKind::Ask => {
                self.question = Some(Question {
                    asked_on: change.on,
                    before: self.status,
                });
            }
            EventKind::Reply | EventKind::Start => self.question = None,
            EventKind::Plan => {
                self.question = None;
                self.round.settle(change.on, RoundResult::Met);
                if let Some(on) = details.promised_on {
                    self.promise.set(on);
                }
            }
            EventKind::Answer => self.answer(change),
            EventKind::Confirm | EventKind::Expire => {
                self.verdict = details.verdict.map(|value| VerdictGiven {
                    value,
                    rating: details.rating,
                    at: change.at,
                });
                self.close(change, self.outcome);
            }
            EventKind::Dispute => {
                self.disputes += 1;
                self.begin_round(change);
            }
            // Whoever has it has gone with the area: neither status nor promise changes, only whose name they have.
            EventKind::AreaMoved => self.area = details.area.or(self.area),
            EventKind::Claimed => self.requester = details.requester.unwrap_or(self.requester),
            EventKind::Reopen => {
                self.requester = details.requester.unwrap_or(self.requester);
                self.begin_round(change);
            }
            EventKind::Extend => self.round.extended = true,
            EventKind::Lapse => self.stop(change, Outcome::Lapsed),
            EventKind::Withdraw => self.stop(change, Outcome::Withdrawn),
            EventKind::Merge => self.merge(change),
            EventKind::Unmerge => self.unmerge(),
            EventKind::Split => self.split = true,
            EventKind::Hide => {
                self.hidden = details.reason.map(|reason| Hidden {
                    reason,
                    at: change.at,
                });
            }
            EventKind::Unhide => self.hidden = None,
            EventKind::Imported => self.import(change),
            EventKind::File
            | EventKind::Inform
            | EventKind::Edit
            | EventKind::Redact
            | EventKind::MergedIn
            | EventKind::DueMoved
            | EventKind::PartAnswered => {}
            EventKind::EvidenceChecked => match details.found {
                Some(Found::Ok) => self.evidence = EvidenceState::Ok,
                Some(Found::Broken) => self.evidence = EvidenceState::Broken,
                Some(Found::Updated | Found::Stale) | None => {}
            },
        }
    }

    fn assign(&mut self, change: &Change) {
        let transfer = change.details.area_from.is_some();
        self.assigned = true;
        self.area = change.details.area.or(self.area);
        self.assignee = change.details.person;
        if transfer {
            self.transfers += u32::from(change.role == ActorRole::Liaison);
            self.promise.drop_open();
            self.promise.on = self
                .promise
                .on
                .filter(|_| self.promise.result != crate::deadline::PromiseResult::Dropped);
        }
        if let Some(question) = &mut self.question {
            // It was assigned from `received`, or changed hands: the reply finds it under review.
            if transfer || question.before == Status::Received {
                question.before = Status::UnderReview;
            }
        }
    }

    fn answer(&mut self, change: &Change) {
        self.question = None;
        self.outcome = change.details.outcome;
        self.verdict = None;
        self.evidence = EvidenceState::Unchecked;
        (self.answered_at, self.answered_on) = (Some(change.at), Some(change.on));
        if !change.details.correction {
            self.round.settle(change.on, RoundResult::Met);
            self.promise
                .answer(change.on, self.outcome.is_some_and(Outcome::is_data));
        }
    }

    fn begin_round(&mut self, change: &Change) {
        self.round = Round::begin(self.round.number + 1, change.on, self.round.due_on);
        self.promise = Promise::NONE;
        (self.outcome, self.verdict, self.question) = (None, None, None);
        self.evidence = EvidenceState::Unchecked;
        (self.answered_at, self.answered_on) = (None, None);
        (self.closed_at, self.closed_on) = (None, None);
    }

    /// The round ends without a determination.
    fn stop(&mut self, change: &Change, outcome: Outcome) {
        self.evidence = EvidenceState::Unchecked;
        self.question = None;
        self.round.settle(change.on, RoundResult::Stopped);
        self.promise.drop_open();
        self.close(change, Some(outcome));
    }

    fn close(&mut self, change: &Change, outcome: Option<Outcome>) {
        self.outcome = outcome;
        (self.closed_at, self.closed_on) = (Some(change.at), Some(change.on));
    }

    fn merge(&mut self, change: &Change) {
        let Some(into) = change.details.into else { return };
        self.merged = Some(Merged {
            into,
            on: change.on,
            status: self.status,
            question: self.question,
            result: self.round.result,
            promise: self.promise,
        });
        // A clock that a question has stopped is not late, whatever its date says.
        if self.is_paused() {
            self.round.result.get_or_insert(RoundResult::Stopped);
        }
        self.stop(change, Outcome::Duplicate);
    }

    fn unmerge(&mut self) {
        let Some(merged) = self.merged.take() else { return };
        self.question = merged.question;
        self.round.result = merged.result;
        self.promise = merged.promise;
        self.outcome = None;
        (self.closed_at, self.closed_on) = (None, None);
    }

    /// An import tells of the past: how it ended, or that it is still open with an area.
    fn import(&mut self, change: &Change) {
        let details = &change.details;
        self.area = details.area.or(self.area);
        self.assigned |= details.area.is_some();
        if details.ended {
            self.round.due_on = None;
            self.round.result = Some(RoundResult::Stopped);
            (self.answered_at, self.answered_on) = (Some(change.at), Some(change.on));
            self.close(change, details.outcome);
        }
    }
}

/// Which pauses begin and end with an action. The clock of a settled round does not care, but the patience for a
/// reply or a verdict does.
pub(super) fn move_pauses(round: &mut Round, kind: ActionKind, on: Date) {
    match kind {
        ActionKind::Ask => round.pause(PauseReason::Question, on),
        ActionKind::Reply
        | ActionKind::Lapse
        | ActionKind::Plan
        | ActionKind::Start
        | ActionKind::Answer
        | ActionKind::Withdraw => round.resume(PauseReason::Question, on),
        ActionKind::Hide => round.pause(PauseReason::Hidden, on),
        ActionKind::Unhide => round.resume(PauseReason::Hidden, on),
        // The question's own pause goes on behind the merge: undoing it finds the question as it was.
        ActionKind::Merge => round.pause(PauseReason::Merged, on),
        ActionKind::Unmerge => round.resume(PauseReason::Merged, on),
        ActionKind::File
        | ActionKind::Assign
        | ActionKind::Inform
        | ActionKind::Confirm
        | ActionKind::Dispute
        | ActionKind::Expire
        | ActionKind::Reopen
        | ActionKind::Extend
        | ActionKind::Split
        | ActionKind::Edit
        | ActionKind::Redact => {}
    }
}
