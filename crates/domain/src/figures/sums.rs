//! Many cells added up: what a page of statistics shows of all requests, of an area, or of a theme.

use std::collections::BTreeMap;

use super::{Cell, FEWEST_ANSWERS, Judgement, Metric, Spread};
use crate::{
    deadline::{PromiseResult, RoundResult},
    ids::{AreaId, ThemeId},
    status::{Ground, Outcome},
};

/// What the figures are narrowed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// To an area.
    pub area: Option<AreaId>,
    /// To a theme.
    pub theme: Option<ThemeId>,
    /// To what happened in a year.
    pub year: Option<i32>,
}

impl Narrowed {
    /// Whether a cell of this theme is in it.
    pub fn holds(&self, cell: &Cell, theme: ThemeId) -> bool {
        self.area.is_none_or(|area| cell.area == Some(area))
            && self.theme.is_none_or(|wanted| wanted == theme)
            && self.year.is_none_or(|year| cell.year() == year)
    }
}

/// What happened in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Month {
    /// Requests received.
    pub filed: i64,
    /// Requests answered for the first time.
    pub answered: i64,
    /// Requests answered with data for the first time.
    pub published: i64,
}

/// Cells, added up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sums {
    counts: BTreeMap<(Metric, &'static str), i64>,
    months: BTreeMap<i32, Month>,
    /// Days to the first plan or answer.
    pub to_determination: Spread,
    /// Days to the first answer.
    pub to_answer: Spread,
    /// Days to the first answer with data.
    pub to_publication: Spread,
    stars: i64,
}

impl Sums {
    /// Adds `n` of a cell.
    pub fn add(&mut self, cell: &Cell, n: i64) {
        match cell.metric {
            Metric::DaysToDetermination => return self.to_determination.add(cell.amount, n),
            Metric::DaysToAnswer => return self.to_answer.add(cell.amount, n),
            Metric::DaysToPublication => return self.to_publication.add(cell.amount, n),
            Metric::Filed => self.months.entry(cell.period).or_default().filed += n,
            Metric::Answered => self.months.entry(cell.period).or_default().answered += n,
            Metric::Published => self.months.entry(cell.period).or_default().published += n,
            Metric::Rating => self.stars += cell.amount * n,
            _ => {}
        }
        *self.counts.entry((cell.metric, cell.value)).or_default() += n;
    }

    /// How many of a metric that has no kinds.
    pub fn all(&self, metric: Metric) -> i64 {
        self.of(metric, "")
    }

    /// How many requests have this outcome.
    pub fn outcome(&self, outcome: Outcome) -> i64 {
        self.of(Metric::Outcome, outcome.as_str())
    }

    /// How many were refused on this ground.
    pub fn ground(&self, ground: Ground) -> i64 {
        self.of(Metric::Ground, ground.as_str())
    }

    /// How many promises ended so.
    pub fn promises(&self, result: PromiseResult) -> i64 {
        self.of(Metric::Promise, result.as_str())
    }

    /// How many rounds of the clock ended so.
    pub fn rounds(&self, result: RoundResult) -> i64 {
        self.of(Metric::Clock, result.as_str())
    }

    /// What was said of the answers that gave something; nothing while they are too few.
    pub fn satisfaction(&self) -> Option<BTreeMap<Judgement, i64>> {
        self.judgements(Metric::Verdict)
    }

    /// What was said of refusals; nothing while they are too few.
    pub fn understood(&self) -> Option<BTreeMap<Judgement, i64>> {
        self.judgements(Metric::Understood)
    }

    /// How many gave stars, and how many stars they gave; nothing while they are too few.
    pub fn stars(&self) -> Option<(i64, i64)> {
        let count = self.all(Metric::Rating);
        (count >= FEWEST_ANSWERS).then_some((count, self.stars))
    }

    /// Month by month without a gap, from the first in which something happened to the last.
    pub fn months(&self) -> Vec<(i32, Month)> {
        let happened = |month: &&Month| **month != Month::default();
        let mut there = self
            .months
            .iter()
            .filter(|(_, month)| happened(month))
            .map(|(period, _)| *period);
        let Some(first) = there.next() else {
            return Vec::new();
        };
        let last = there.next_back().unwrap_or(first);
        let mut months = Vec::new();
        let mut period = first;
        while period <= last {
            months.push((period, self.months.get(&period).copied().unwrap_or_default()));
            period += if period % 100 == 12 { 89 } else { 1 };
        }
        months
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.counts.values().all(|n| *n == 0)
    }

    fn of(&self, metric: Metric, value: &'static str) -> i64 {
        self.counts.get(&(metric, value)).copied().unwrap_or(0)
    }

    fn judgements(&self, metric: Metric) -> Option<BTreeMap<Judgement, i64>> {
        let of = |judgement: &Judgement| (*judgement, self.of(metric, judgement.as_str()));
        let said: BTreeMap<_, _> = Judgement::ALL.iter().map(of).collect();
        (said.values().sum::<i64>() >= FEWEST_ANSWERS).then_some(said)
    }
}
