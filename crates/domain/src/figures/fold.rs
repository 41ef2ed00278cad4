//! What the events of one request add to the figures. The standing knows what each event does; here is only what of that
//! is counted, when, and to whose account.

use jiff::civil::Date;

use super::{Cell, Judgement, Metric, Milestone};
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
        | EventKind::Imported
        | EventKind::AreaMoved => true,
        EventKind::Inform
        | EventKind::Split
        | EventKind::Edit
        | EventKind::Redact
        | EventKind::MergedIn
        | EventKind::EvidenceChecked
        | EventKind::PartAnswered
        | EventKind::Claimed => false,
    }
}

/// The cells of a request that was received on this day, about this area, and nothing more.
pub fn filed(on: Date, area: Option<AreaId>) -> [Cell; 2] {
    [Metric::Filed, Metric::Open].map(|metric| Cell::new(metric, "", on, area, 0))
}

/// What a request adds to the figures, and by what a list finds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The cells it is counted in.
    pub cells: Vec<Cell>,
    /// What lists are narrowed by.
    pub marks: Marks,
}

/// When a request came to what happens to it once, and how it ended: the list behind a figure is found by these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    reached: [Option<Mark>; Milestone::ALL.len()],
    /// The month in which it got the outcome it has, as `202611`.
    pub ended: Option<i32>,
    /// On which ground it was refused.
    pub ground: Option<Ground>,
}

/// That something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The month, as `202611`.
    pub month: i32,
    /// The area that was responsible then.
    pub area: Option<AreaId>,
    /// Whole days since the request was received.
    pub days: i64,
}

impl Marks {
    /// How it came to a milestone.
    pub fn of(&self, milestone: Milestone) -> Option<Mark> {
        self.reached[milestone as usize]
    }
}

/// What a request with this history adds to the figures, oldest event first; nothing while it is hidden.
pub fn fold<'a>(history: impl IntoIterator<Item = &'a Change>) -> Folded {
    let mut history = history.into_iter();
    let Some(first) = history.next() else {
        return Folded::default();
    };
    let Some(mut standing) = Standing::replay([first]) else {
        return Folded::default();
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
    marks: Marks,
    /// Since when it has its outcome, and on which ground.
    outcome: (Date, Option<Ground>),
}

impl Life {
    fn new(filed_on: Date) -> Self {
        Self {
            filed_on,
            cells: Vec::new(),
            before_merge: 0,
            marks: Marks::default(),
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
        self.reach(Milestone::Determined, change.on, area);
        let Some(outcome) = outcome else { return };
        self.reach(Milestone::Answered, change.on, area);
        if outcome.is_data() {
            self.reach(Milestone::Published, change.on, area);
        }
    }

    fn reach(&mut self, milestone: Milestone, on: Date, area: Option<AreaId>) {
        let mark = &mut self.marks.reached[milestone as usize];
        if mark.is_some() {
            return;
        }
        let days = days_between(self.filed_on, on);
        *mark = Some(Mark {
            month: month_of(on),
            area,
            days,
        });
        let (counted, took) = match milestone {
            Milestone::Determined => (None, Metric::DaysToDetermination),
            Milestone::Answered => (Some(Metric::Answered), Metric::DaysToAnswer),
            Milestone::Published => (Some(Metric::Published), Metric::DaysToPublication),
        };
        let counted = counted.map(|metric| Cell::new(metric, "", on, area, 0));
        self.cells.extend(counted);
        self.cells.push(Cell::new(took, "", on, area, days));
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
    fn end(mut self, standing: &Standing) -> Folded {
        if standing.hidden.is_some() {
            return Folded::default();
        }
        let [filed, open] = filed(self.filed_on, standing.area);
        self.cells.push(filed);
        if standing.status.is_open() {
            self.cells.push(open);
        }
        if let Some(outcome) = standing.outcome {
            let (on, ground) = self.outcome;
            let ground = ground.filter(|_| outcome == Outcome::NotSuitable);
            (self.marks.ended, self.marks.ground) = (Some(month_of(on)), ground);
            let mut add = |metric, value| self.cells.push(Cell::new(metric, value, on, standing.area, 0));
            add(Metric::Outcome, outcome.as_str());
            if let Some(ground) = ground {
                add(Metric::Ground, ground.as_str());
            }
        }
        Folded {
            cells: self.cells,
            marks: self.marks,
        }
    }
}

fn month_of(on: Date) -> i32 {
    i32::from(on.year()) * 100 + i32::from(on.month())
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
