//! What a list of requests can be narrowed to.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::super::{Kind, Status};
use crate::{
    figures::Milestone,
    ids::PersonId,
    period::Period,
    status::{Ground, Outcome},
    store::facets::Counted,
};

/// What a list is narrowed to. Whoever keeps a search keeps it as it is written here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words that all have to occur, as the analyser reads them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Any of these statuses; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<Status>,
    /// Any of these outcomes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// Refused on any of these grounds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<Ground>,
    /// Any of these themes, by key.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Any of these areas, by slug.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// Any of these kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// About exactly this dataset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    /// Received then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<Within>,
    /// Given the outcome they have then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<Within>,
    /// Past these milestones, each of them once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<Reached>,
    /// Filed by this person.
    #[serde(skip)]
    pub requester: Option<PersonId>,
    /// Only those whose answer says where something is to be had.
    #[serde(skip)]
    pub where_to_get_it: bool,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// As people say it.
    pub period: Period,
    /// Its first second, where the installation is.
    pub(super) from: i64,
    /// The first second after it.
    pub(super) until: i64,
}

impl Within {
    /// A period as it is in `zone`.
    pub fn new(period: Period, zone: &TimeZone) -> Option<Self> {
        let (from, until) = period.bounds(zone)?;
        Some(Self {
            period,
            from: from.as_second(),
            until: until.as_second(),
        })
    }
}

/// What happens to a request once, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// What.
    pub milestone: Milestone,
    /// When.
    pub within: Option<Within>,
    /// By any of these areas, by slug: the one that was responsible then.
    pub by: Vec<String>,
    /// After so many days.
    pub days: Option<Days>,
}

impl Reached {
    /// Whenever, whoever did it.
    pub fn ever(milestone: Milestone) -> Self {
        Self {
            milestone,
            within: None,
            by: Vec::new(),
            days: None,
        }
    }
}

/// A number of days: from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The fewest.
    pub first: u16,
    /// The most; none without an end.
    pub last: Option<u16>,
}

impl Days {
    /// From `8-15`, or `181-` without an end.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once('-')?;
        let first = first.parse().ok()?;
        let last = match last {
            "" => None,
            last => Some(last.parse().ok()?),
        };
        last.is_none_or(|last| last >= first)
            .then_some(Self { first, last })
    }

    /// Whether so many are in it.
    pub fn hold(self, days: i64) -> bool {
        days >= i64::from(self.first) && self.last.is_none_or(|last| days <= i64::from(last))
    }
}

impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.last {
            Some(last) => write!(f, "{}-{last}", self.first),
            None => write!(f, "{}-", self.first),
        }
    }
}

impl Filter {
    /// Whether it asks for what the kept counts do not tell apart.
    pub(in crate::store) fn needs_hits(&self) -> bool {
        self.q.is_some() || self.dataset.is_some() || self.needs_history()
    }

    /// Whether it asks for what only the history of a request tells.
    pub(in crate::store) fn needs_history(&self) -> bool {
        self.received.is_some()
            || self.ended.is_some()
            || !self.reached.is_empty()
            || !self.grounds.is_empty()
    }

    /// Whether its statuses are exactly those in which somebody still has to answer.
    pub(in crate::store) fn is_open(&self) -> bool {
        let has = |status: &Status| self.statuses.contains(status) == status.is_open();
        Status::ALL.iter().all(has)
    }

    /// How many things that the kept counts know are chosen.
    pub(super) fn chosen(&self) -> usize {
        self.statuses.len() + self.outcomes.len() + self.themes.len() + self.areas.len() + self.kinds.len()
    }

    /// Whether requests that are alike have one of the chosen statuses, outcomes, themes, areas and kinds.
    pub(in crate::store) fn fits(&self, counted: &Counted) -> bool {
        self.parts(counted).iter().all(|fits| *fits) && !self.where_to_get_it
    }

    /// The same of each of them: status, outcome, theme, area, kind.
    pub(in crate::store) fn parts(&self, counted: &Counted) -> [bool; 5] {
        fn any<T: PartialEq>(chosen: &[T], value: Option<&T>) -> bool {
            chosen.is_empty() || value.is_some_and(|value| chosen.contains(value))
        }
        [
            any(&self.statuses, Some(&counted.status)),
            any(&self.outcomes, counted.outcome.as_ref()),
            any(&self.themes, Some(&counted.theme)),
            any(&self.areas, counted.area.as_ref()),
            any(&self.kinds, Some(&counted.kind)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::Days;

    #[test]
    fn days_are_read_and_said() {
        for text in ["0-7", "8-15", "181-", "3-3"] {
            assert_eq!(Days::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "-", "7", "-7", "9-8", "1-x", "1-2-3", "70000-"] {
            assert_eq!(Days::parse(text), None, "{text}");
        }
        let days = Days::parse("8-15").unwrap();
        assert_eq!([7, 8, 15, 16].map(|n| days.hold(n)), [false, true, true, false]);
    }
}
