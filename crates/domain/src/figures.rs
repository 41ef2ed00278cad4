//! The figures of the statistics: what the life of one request adds to them, and what many of them come to.
//!
//! Pure. Cells and marks are stored: whatever changes what [`fold`] gives raises [`FIGURES_VERSION`], and the worker counts
//! anew. What each figure means is written down in `docs/STATS.md`.

use jiff::civil::Date;

use crate::{deadline::PromiseResult, deadline::RoundResult, ids::AreaId, keys::keys, status};

mod fold;
mod reuses;
mod spread;
mod sums;

pub use fold::{Folded, Mark, Marks, counts, filed, fold};
pub use reuses::{Alike, Reuses};
pub use spread::{BANDS, Spread};
pub use sums::{Month, Narrowed, Sums};

/// Which definitions the stored cells follow.
pub const FIGURES_VERSION: i32 = 2;

/// Below this many answers nothing is said about how content people are.
pub const FEWEST_ANSWERS: i64 = 5;

keys! {
    /// What a cell counts.
    Metric {
        /// Requests received, in the month of reception.
        Filed = "filed",
        /// Those of them that still wait for an answer.
        Open = "open",
        /// Requests answered for the first time.
        Answered = "answered",
        /// Requests answered with data for the first time.
        Published = "published",
        /// The outcomes that requests have.
        Outcome = "outcome",
        /// The legal grounds of those refused.
        Ground = "ground",
        /// Promises that ended.
        Promise = "promise",
        /// Rounds of the clock that ended.
        Clock = "clock",
        /// What requesters said of answers.
        Verdict = "verdict",
        /// The same of refusals, where the question is whether they are understood.
        Understood = "understood",
        /// The stars beside a verdict.
        Rating = "rating",
        /// Days to the first plan or answer.
        DaysToDetermination = "days_to_determination",
        /// Days to the first answer.
        DaysToAnswer = "days_to_answer",
        /// Days to the first answer with data.
        DaysToPublication = "days_to_publication",
    }
}

impl Metric {
    /// Whether its cells hold a whole year: days have so many values that months would make too many cells.
    const fn is_yearly(self) -> bool {
        matches!(
            self,
            Self::DaysToDetermination | Self::DaysToAnswer | Self::DaysToPublication
        )
    }
}

keys! {
    /// What happens to a request once.
    Milestone {
        /// The first plan or answer.
        Determined = "determined",
        /// The first answer.
        Answered = "answered",
        /// The first answer with data.
        Published = "published",
    }
}

keys! {
    /// What became of the question whether an answer serves.
    Judgement {
        Yes = "yes",
        Partly = "partly",
        None = "none",
        Disputed = "disputed",
    }
}

/// A square of the big table: one request adds one to some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// What is counted.
    pub metric: Metric,
    /// Which of its kinds: the key of an outcome, a ground, a result, a judgement; else empty.
    pub value: &'static str,
    /// When: `202611`, or `202600` for a whole year.
    pub period: i32,
    /// The area it is put down to.
    pub area: Option<AreaId>,
    /// Whole days, or stars; else 0.
    pub amount: i64,
}

impl Cell {
    fn new(metric: Metric, value: &'static str, on: Date, area: Option<AreaId>, amount: i64) -> Self {
        let month = if metric.is_yearly() {
            0
        } else {
            i32::from(on.month())
        };
        Self {
            metric,
            value,
            period: i32::from(on.year()) * 100 + month,
            area,
            amount,
        }
    }

    /// The year it is in.
    pub const fn year(&self) -> i32 {
        self.period / 100
    }
}

/// The word of a cell as it is stored, if it is one.
pub fn known_value(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("");
    }
    status::Outcome::parse(text)
        .map(status::Outcome::as_str)
        .or_else(|| status::Ground::parse(text).map(status::Ground::as_str))
        .or_else(|| PromiseResult::parse(text).map(PromiseResult::as_str))
        .or_else(|| RoundResult::parse(text).map(RoundResult::as_str))
        .or_else(|| Judgement::parse(text).map(Judgement::as_str))
}
