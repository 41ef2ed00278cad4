//! How an area, a theme or the whole city does: the few figures that stand in a row of a table, and on their own pages.

use domain::{
    deadline::{PromiseResult, RoundResult},
    figures::{Judgement, Metric, Milestone, Sums},
    status::Ground,
};
use serde::Serialize;

use super::{Lists, Say};
use crate::pages::places::Place;

/// The figures.
#[derive(Debug, Default, Serialize)]
pub struct Score {
    /// Of whom, and the part of the site where their pages are.
    pub place: Option<(Place, &'static str)>,
    /// Requests received.
    pub filed: Listed,
    /// Those of them that wait for an answer.
    pub open: Listed,
    /// Answered with data for the first time.
    pub published: Listed,
    /// Days to the first answer, the median.
    pub to_answer: Option<String>,
    /// The same in halves, to order by.
    pub half_days: Option<i64>,
    /// Days to the first answer with data, the median.
    pub to_publication: Option<String>,
    /// Rounds of the clock determined in time.
    pub on_time: Share,
    /// Promises kept.
    pub kept: Share,
    /// What requesters said of the answers; nothing below five answers.
    pub content: Option<Content>,
    /// What was refused, by legal ground.
    pub refusals: Vec<(String, Listed)>,
    /// What people did with its data.
    pub reuses: i64,
}

/// A number of requests.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Listed {
    /// How many.
    pub count: i64,
    /// The list of them, if there are any.
    pub list: Option<String>,
}

impl Listed {
    /// So many, which are in this list.
    pub fn new(count: i64, list: String) -> Self {
        Self {
            count,
            list: Some(list).filter(|_| count > 0),
        }
    }
}

/// A part of something.
#[derive(Debug, Default, Serialize)]
pub struct Share {
    /// In percent; none of nothing.
    pub percent: Option<String>,
    /// Of how many.
    pub of: i64,
}

/// What requesters said of answers.
#[derive(Debug, Serialize)]
pub struct Content {
    /// Those who said yes.
    pub yes: String,
    /// Those who said partly.
    pub partly: String,
    /// Of how many answers.
    pub of: i64,
}

impl Score {
    /// Of these sums.
    pub fn of(say: &Say<'_>, sums: &Sums, lists: &Lists<'_>) -> Self {
        let share = |part: i64, of: i64| Share {
            percent: (of > 0).then(|| say.percent(part, of)),
            of,
        };
        let met = sums.rounds(RoundResult::Met);
        let kept = sums.promises(PromiseResult::Kept);
        let half_days = sums.to_answer.twice_the_median();
        let content = sums.satisfaction().map(|said| {
            let of: i64 = said.values().sum();
            let part = |judgement| say.percent(said.get(&judgement).copied().unwrap_or(0), of);
            Content {
                yes: part(Judgement::Yes),
                partly: part(Judgement::Partly),
                of,
            }
        });
        let refused = |ground: &Ground| {
            (
                say.name(*ground),
                Listed::new(sums.ground(*ground), lists.ground(*ground)),
            )
        };
        let refusals = Ground::ALL.iter().map(refused);
        Self {
            place: None,
            filed: Listed::new(sums.all(Metric::Filed), lists.filed()),
            open: Listed::new(sums.all(Metric::Open), lists.open()),
            published: Listed::new(sums.all(Metric::Published), lists.reached(Milestone::Published)),
            to_answer: half_days.map(|half| say.days(half)),
            half_days,
            to_publication: sums.to_publication.twice_the_median().map(|half| say.days(half)),
            on_time: share(met, met + sums.rounds(RoundResult::Missed)),
            kept: share(kept, kept + sums.promises(PromiseResult::Late)),
            content,
            refusals: refusals.filter(|(_, refused)| refused.count > 0).collect(),
            reuses: 0,
        }
    }

    /// With what people did with the data.
    pub fn reused(self, reuses: i64) -> Self {
        Self { reuses, ..self }
    }

    /// With the name of whose figures these are.
    pub fn named(mut self, place: Place, section: &'static str) -> Self {
        self.place = Some((place, section));
        self
    }
}
