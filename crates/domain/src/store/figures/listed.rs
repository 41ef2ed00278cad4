//! How many requests a list has by the figures, which know what it costs much to count: what happened when, and to whom.

use sea_orm::DbErr;

use super::known::counted;
use crate::{
    figures::{Cell, Metric, Milestone},
    ids::{AreaId, ThemeId},
    status::{Ground, Outcome},
    store::{
        Source, areas,
        requests::{Days, Filter, Within},
        themes,
    },
};

/// What the figures know of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Listed {
    /// There are no more public requests in it.
    pub most: i64,
    /// There are exactly so many.
    pub exact: bool,
}

/// What the figures know of a list; nothing of one that asks for nothing they count.
pub(in crate::store) async fn listed(source: &impl Source, filter: &Filter) -> Result<Option<Listed>, DbErr> {
    let asked = Asked::of(filter);
    if asked.is_empty() {
        return Ok(None);
    }
    let (areas, themes) = (areas::slugs(source).await?, themes::names(source).await?);
    let in_theme = |id: ThemeId| {
        let is_one = |theme: &themes::Theme| theme.id == id && filter.themes.contains(&theme.key);
        filter.themes.is_empty() || themes.iter().any(is_one)
    };
    let in_area = |id: Option<AreaId>, wanted: &[String]| {
        let slug = id.and_then(|id| areas.get(&id));
        wanted.is_empty() || slug.is_some_and(|slug| wanted.contains(slug))
    };
    let now = counted(source).await?;
    let mut sums = vec![0; asked.len()];
    for (cell, theme, n) in now.iter() {
        for (sum, asked) in sums.iter_mut().zip(&asked) {
            if asked.holds(cell) && in_area(cell.area, asked.areas) && in_theme(theme) {
                *sum += n;
            }
        }
    }
    Ok(sums.into_iter().min().map(|most| Listed {
        most,
        exact: is_all(filter, &asked),
    }))
}

/// A thing that a list asks for, as the figures count it.
struct Asked<'a> {
    metric: Metric,
    values: Vec<&'static str>,
    within: Option<(i32, i32)>,
    areas: &'a [String],
    days: Option<Days>,
    /// The cells of a longer time are looked at than was asked for.
    wider: bool,
}

impl<'a> Asked<'a> {
    fn of(filter: &'a Filter) -> Vec<Self> {
        let of = |metric, within: Option<Within>, areas| Self {
            metric,
            values: Vec::new(),
            within: within.map(|within| within.period.months()),
            areas,
            days: None,
            wider: false,
        };
        let mut asked = Vec::new();
        if filter.received.is_some() {
            let metric = if filter.is_open() {
                Metric::Open
            } else {
                Metric::Filed
            };
            asked.push(of(metric, filter.received, &filter.areas));
        }
        if !filter.grounds.is_empty() {
            let values = filter.grounds.iter().map(|ground| Ground::as_str(*ground));
            asked.push(Self {
                values: values.collect(),
                ..of(Metric::Ground, filter.ended, &filter.areas)
            });
        } else if filter.ended.is_some() {
            let values = filter.outcomes.iter().map(|outcome| Outcome::as_str(*outcome));
            asked.push(Self {
                values: values.collect(),
                ..of(Metric::Outcome, filter.ended, &filter.areas)
            });
        }
        for reached in &filter.reached {
            let (count, took) = match reached.milestone {
                Milestone::Determined => (None, Metric::DaysToDetermination),
                Milestone::Answered => (Some(Metric::Answered), Metric::DaysToAnswer),
                Milestone::Published => (Some(Metric::Published), Metric::DaysToPublication),
            };
            let count = count.filter(|_| reached.days.is_none());
            let mut part = of(count.unwrap_or(took), reached.within, &reached.by);
            part.days = reached.days;
            // Days are kept by year.
            if let (None, Some((first, last))) = (count, part.within) {
                part.within = Some((first / 100 * 100, last / 100 * 100));
                part.wider = first == last;
            }
            asked.push(part);
        }
        asked
    }

    fn holds(&self, cell: &Cell) -> bool {
        self.metric == cell.metric
            && (self.values.is_empty() || self.values.contains(&cell.value))
            && self
                .within
                .is_none_or(|(first, last)| (first..=last).contains(&cell.period))
            && self.days.is_none_or(|days| days.hold(cell.amount))
    }
}

/// Whether the list asks for nothing besides.
fn is_all(filter: &Filter, asked: &[Asked<'_>]) -> bool {
    let [only] = asked else { return false };
    let is_of_today = filter.reached.is_empty();
    let outcomes_fit = match only.metric {
        Metric::Outcome => true,
        Metric::Ground => filter.outcomes.is_empty() || filter.outcomes.contains(&Outcome::NotSuitable),
        _ => filter.outcomes.is_empty(),
    };
    !only.wider
        && outcomes_fit
        && (filter.statuses.is_empty() || only.metric == Metric::Open)
        && (is_of_today || filter.areas.is_empty())
        && filter.kinds.is_empty()
        && filter.q.is_none()
        && filter.dataset.is_none()
        && filter.requester.is_none()
        && !filter.where_to_get_it
}
