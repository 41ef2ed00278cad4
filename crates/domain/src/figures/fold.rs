//! What the events of one request add to the figures. The standing knows what each event does; here is only what of that
//! is counted, when, and to whose account.

use jiff::civil::Date;

use super::{Cell, Judgement, Metric};
use crate::{
    deadline::PromiseResult,
    event::{Change, EventKind},
    ids::AreaId,
    standing::Standing,
    status::{Ground, Outcome, Verdict},
};

/// Whether an event of this kind can move a figure. The others need not be read.
pub const fn counts(kind: EventKind) -> bool {
    match kind {
        EventKind::File
        | EventKind::Assign
        | EventKind::Ask
        | EventKind::Reply
        | EventKind::Lapse
        | EventKind::Plan
        | EventKind::Start
        | EventKind::Answer
        | EventKind::Confirm
        | EventKind::Dispute
        | EventKind::Expire
        | EventKind::Reopen
        | EventKind::Extend
        | EventKind::Merge
        | EventKind::Unmerge
        | EventKind::Withdraw
        | EventKind::Hide
        | EventKind::Unhide
        | EventKind::DueMoved
        | EventKind::Imported => true,
        EventKind::Inform
        | EventKind::Split
        | EventKind::Edit
        | EventKind::Redact
        | EventKind::MergedIn
        | EventKind::EvidenceChecked
        | EventKind::PartAnswered => false,
    }
}

/// The cells of a request that was received on this day, about this area, and nothing more.
pub fn filed(on: Date, area: Option<AreaId>) -> [Cell; 2] {
    [Metric::Filed, Metric::Open].map(|metric| Cell::new(metric, "", on, area, 0))
}

/// The cells of a request with this history, oldest event first; none while it is hidden.
pub fn fold<'a>(history: impl IntoIterator<Item = &'a Change>) -> Vec<Cell> {
    let mut history = history.into_iter();
    let Some(first) = history.next() else {
        return Vec::new();
    };
    let Some(mut standing) = Standing::replay([first]) else {
        return Vec::new();
    };
    let mut life = Life::new(first.on);
    for change in history {
        let before = standing.clone();
        standing.evolve(change);
        life.take_in(&before, change, &standing);
    }
    life.end(&standing)
}

/// A request's life so far, as the figures see it.
struct Life {
    filed_on: Date,
    cells: Vec<Cell>,
    /// How many cells there were before a merge, which takes its own back when it is undone.
    before_merge: usize,
    determined: bool,
    answered: bool,
    published: bool,
    /// Since when it has its outcome, and on which ground.
    outcome: (Date, Option<Ground>),
}

impl Life {
    fn new(filed_on: Date) -> Self {
        Self {
            filed_on,
            cells: Vec::new(),
            before_merge: 0,
            determined: false,
            answered: false,
            published: false,
            outcome: (filed_on, None),
        }
    }

    fn take_in(&mut self, before: &Standing, change: &Change, after: &Standing) {
        match change.kind {
            EventKind::Merge => self.before_merge = self.cells.len(),
            EventKind::Unmerge => return self.cells.truncate(self.before_merge),
            EventKind::Dispute => self.judged(before, change, Judgement::Disputed),
            EventKind::Confirm | EventKind::Expire => self.confirmed(before, change),
            _ => {}
        }
        self.clock_and_promise(before, change, after);
        if after.outcome.is_some() && is_an_end(change.kind) {
            self.outcome = (change.on, change.details.ground);
        }
        let is_answer = change.kind == EventKind::Answer
            || change.kind == EventKind::Imported && after.outcome.is_some_and(Outcome::is_an_answer);
        if is_answer || change.kind == EventKind::Plan {
            self.first(change, after.area, is_answer.then_some(after.outcome).flatten());
        }
    }

    /// What happens to a request once: its first determination, its first answer, its first data.
    fn first(&mut self, change: &Change, area: Option<AreaId>, outcome: Option<Outcome>) {
        let days = days_between(self.filed_on, change.on);
        let mut add = |metric, amount| self.cells.push(Cell::new(metric, "", change.on, area, amount));
        if !std::mem::replace(&mut self.determined, true) {
            add(Metric::DaysToDetermination, days);
        }
        let Some(outcome) = outcome else { return };
        if !std::mem::replace(&mut self.answered, true) {
            add(Metric::Answered, 0);
            add(Metric::DaysToAnswer, days);
        }
        if outcome.is_data() && !std::mem::replace(&mut self.published, true) {
            add(Metric::Published, 0);
            add(Metric::DaysToPublication, days);
        }
    }

    /// A round that ended, a promise that ended. A promise is the account of who made it.
    fn clock_and_promise(&mut self, before: &Standing, change: &Change, after: &Standing) {
        let same_round = before.round.number == after.round.number;
        if let (true, None, Some(result)) = (same_round, before.round.result, after.round.result)
            && after.round.due_on.is_some()
        {
            let cell = Cell::new(Metric::Clock, result.as_str(), change.on, after.area, 0);
            self.cells.push(cell);
        }
        let ended = matches!(
            after.promise.result,
            PromiseResult::Kept | PromiseResult::Late | PromiseResult::Dropped
        );
        if before.promise.result == PromiseResult::Open && ended {
            let result = after.promise.result.as_str();
            let cell = Cell::new(Metric::Promise, result, change.on, before.area, 0);
            self.cells.push(cell);
        }
    }

    fn confirmed(&mut self, before: &Standing, change: &Change) {
        if change.details.by_area_staff {
            return;
        }
        let judgement = match change.details.verdict {
            Some(Verdict::Yes) => Judgement::Yes,
            Some(Verdict::Partly) => Judgement::Partly,
            Some(Verdict::None) | None => Judgement::None,
        };
        self.judged(before, change, judgement);
        if let Some(stars) = change.details.rating.filter(|_| !is_refused(before)) {
            let cell = Cell::new(Metric::Rating, "", change.on, before.area, stars.into());
            self.cells.push(cell);
        }
    }

    fn judged(&mut self, before: &Standing, change: &Change, judgement: Judgement) {
        let metric = if is_refused(before) {
            Metric::Understood
        } else {
            Metric::Verdict
        };
        let cell = Cell::new(metric, judgement.as_str(), change.on, before.area, 0);
        self.cells.push(cell);
    }

    /// With what is true of the request as it stands now.
    fn end(mut self, standing: &Standing) -> Vec<Cell> {
        if standing.hidden.is_some() {
            return Vec::new();
        }
        let [filed, open] = filed(self.filed_on, standing.area);
        self.cells.push(filed);
        if standing.status.is_open() {
            self.cells.push(open);
        }
        if let Some(outcome) = standing.outcome {
            let (on, ground) = self.outcome;
            let mut add = |metric, value| self.cells.push(Cell::new(metric, value, on, standing.area, 0));
            add(Metric::Outcome, outcome.as_str());
            if let Some(ground) = ground.filter(|_| outcome == Outcome::NotSuitable) {
                add(Metric::Ground, ground.as_str());
            }
        }
        self.cells
    }
}

fn is_refused(answered: &Standing) -> bool {
    answered.outcome.is_some_and(Outcome::is_refusal)
}

/// Whether an event of this kind gives an outcome.
const fn is_an_end(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Answer | EventKind::Lapse | EventKind::Merge | EventKind::Withdraw | EventKind::Imported
    )
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days())).max(0)
}

#[cfg(test)]
mod tests;
