//! Figures in JSON. What too few people said is null.

use std::collections::BTreeMap;

use domain::{
    deadline::{PromiseResult, RoundResult},
    figures::{BANDS, Judgement, Metric, Spread, Sums},
    status::{Ground, Outcome},
};
use serde::Serialize;
use utoipa::ToSchema;

/// The figures of some requests.
#[derive(Debug, Serialize, ToSchema)]
pub struct FiguresView {
    /// Requests received.
    pub filed: i64,
    /// Those of them that still wait for an answer.
    pub open: i64,
    /// Requests answered for the first time.
    pub answered: i64,
    /// Requests answered with data for the first time.
    pub published: i64,
    /// Days from reception to the first plan or answer.
    pub days_to_determination: SpreadView,
    /// Days from reception to the first answer.
    pub days_to_answer: SpreadView,
    /// Days from reception to the first answer with data.
    pub days_to_publication: SpreadView,
    /// The outcomes that requests have.
    pub outcomes: Vec<OutcomeCount>,
    /// The legal grounds of those refused.
    pub grounds: Vec<GroundCount>,
    /// Promises that ended.
    pub promises: PromisesView,
    /// Rounds of the clock that ended.
    pub clock: ClockView,
    /// What requesters said of answers that gave something. Null below five answers.
    pub satisfaction: JudgedView,
    /// Whether requesters understood refusals. Null below five answers.
    pub understood: JudgedView,
    /// The stars beside the verdicts. Null below five.
    pub rating: RatingView,
}

/// How long something took, in whole days.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpreadView {
    /// How many there are.
    pub count: i64,
    /// The middle one, or the mean of the two in the middle.
    #[schema(required)]
    pub median: Option<f64>,
    /// The least number of days that nine in ten did not exceed.
    #[schema(required)]
    pub p90: Option<i64>,
    /// How many took how long.
    pub histogram: Vec<BandView>,
}

/// A band of a histogram.
#[derive(Debug, Serialize, ToSchema)]
pub struct BandView {
    /// Its first day.
    pub from: usize,
    /// Its last day; null for the band without an end.
    #[schema(required)]
    pub to: Option<usize>,
    /// How many are in it.
    pub count: i64,
}

/// How many requests have an outcome.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutcomeCount {
    /// The outcome.
    pub outcome: &'static str,
    /// How many.
    pub count: i64,
}

/// How many requests were refused on a ground.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroundCount {
    /// The ground.
    pub ground: &'static str,
    /// How many.
    pub count: i64,
}

/// Promises that ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct PromisesView {
    /// Data by the promised date.
    pub kept: i64,
    /// Data later than that.
    pub late: i64,
    /// No data, or another area.
    pub dropped: i64,
}

/// Rounds of the clock that ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockView {
    /// Determined on or before the due date.
    pub met: i64,
    /// Not.
    pub missed: i64,
    /// Ended in time without a determination.
    pub stopped: i64,
}

/// What was said of answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgedView {
    /// How many answers that is.
    #[schema(required)]
    pub answers: Option<i64>,
    /// Yes.
    #[schema(required)]
    pub yes: Option<i64>,
    /// Partly.
    #[schema(required)]
    pub partly: Option<i64>,
    /// Nothing, in the time there was.
    #[schema(required)]
    pub none: Option<i64>,
    /// Disputed.
    #[schema(required)]
    pub disputed: Option<i64>,
}

/// Stars.
#[derive(Debug, Serialize, ToSchema)]
pub struct RatingView {
    /// How many gave some.
    #[schema(required)]
    pub count: Option<i64>,
    /// How many they gave, on average.
    #[schema(required)]
    pub mean: Option<f64>,
}

impl FiguresView {
    /// Of these sums.
    pub fn of(sums: &Sums) -> Self {
        let outcome = |outcome: &Outcome| OutcomeCount {
            outcome: outcome.as_str(),
            count: sums.outcome(*outcome),
        };
        let ground = |ground: &Ground| GroundCount {
            ground: ground.as_str(),
            count: sums.ground(*ground),
        };
        Self {
            filed: sums.all(Metric::Filed),
            open: sums.all(Metric::Open),
            answered: sums.all(Metric::Answered),
            published: sums.all(Metric::Published),
            days_to_determination: SpreadView::of(&sums.to_determination),
            days_to_answer: SpreadView::of(&sums.to_answer),
            days_to_publication: SpreadView::of(&sums.to_publication),
            outcomes: Outcome::ALL.iter().map(outcome).collect(),
            grounds: Ground::ALL.iter().map(ground).collect(),
            promises: PromisesView {
                kept: sums.promises(PromiseResult::Kept),
                late: sums.promises(PromiseResult::Late),
                dropped: sums.promises(PromiseResult::Dropped),
            },
            clock: ClockView {
                met: sums.rounds(RoundResult::Met),
                missed: sums.rounds(RoundResult::Missed),
                stopped: sums.rounds(RoundResult::Stopped),
            },
            satisfaction: JudgedView::of(sums.satisfaction().as_ref()),
            understood: JudgedView::of(sums.understood().as_ref()),
            rating: RatingView::of(sums.stars()),
        }
    }
}

impl SpreadView {
    fn of(spread: &Spread) -> Self {
        let bands = BANDS.iter().zip(spread.bands());
        Self {
            count: spread.count(),
            median: spread.twice_the_median().map(|twice| as_float(twice) / 2.0),
            p90: spread.p90(),
            histogram: bands
                .map(|((from, to), count)| BandView {
                    from: *from,
                    to: *to,
                    count,
                })
                .collect(),
        }
    }
}

impl JudgedView {
    fn of(said: Option<&BTreeMap<Judgement, i64>>) -> Self {
        let of = |judgement| said.map(|said| said.get(&judgement).copied().unwrap_or(0));
        Self {
            answers: said.map(|said| said.values().sum()),
            yes: of(Judgement::Yes),
            partly: of(Judgement::Partly),
            none: of(Judgement::None),
            disputed: of(Judgement::Disputed),
        }
    }
}

impl RatingView {
    fn of(stars: Option<(i64, i64)>) -> Self {
        Self {
            count: stars.map(|(count, _)| count),
            mean: stars.map(|(count, stars)| as_float(stars) / as_float(count)),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn as_float(n: i64) -> f64 {
    n as f64
}
