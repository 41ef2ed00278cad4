//! A filter as the query that asks for it.

use super::{Filter, Reached};
use crate::figures::Milestone;

/// Whenever that was.
pub const EVER: &str = "any";

impl Filter {
    /// The query that asks for this, in the order of the contract (PRODUCT §6).
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        type Pairs = Vec<(&'static str, String)>;
        fn each<T>(key: &'static str, values: &[T], text: impl Fn(&T) -> String) -> Pairs {
            values.iter().map(|value| (key, text(value))).collect()
        }
        let mut pairs = Pairs::new();
        pairs.extend(self.q.iter().map(|q| ("q", q.clone())));
        pairs.extend(each("status", &self.statuses, ToString::to_string));
        pairs.extend(each("outcome", &self.outcomes, ToString::to_string));
        pairs.extend(each("ground", &self.grounds, ToString::to_string));
        pairs.extend(each("theme", &self.themes, Clone::clone));
        pairs.extend(each("area", &self.areas, Clone::clone));
        pairs.extend(each("kind", &self.kinds, ToString::to_string));
        pairs.extend(self.dataset.iter().map(|dataset| ("dataset", dataset.clone())));
        for (key, within) in [("received", &self.received), ("ended", &self.ended)] {
            pairs.extend(within.iter().map(|within| (key, within.period.to_string())));
        }
        for reached in &self.reached {
            let [when, by, days] = Reached::keys(reached.milestone);
            if let Some(within) = reached.within {
                pairs.push((when, within.period.to_string()));
            } else if reached.by.is_empty() && reached.days.is_none() {
                pairs.push((when, EVER.to_owned()));
            }
            pairs.extend(each(by, &reached.by, Clone::clone));
            pairs.extend(reached.days.iter().map(|wanted| (days, wanted.to_string())));
        }
        pairs
    }
}

impl Reached {
    /// The keys of a milestone in a query: when, by which area, after how many days.
    pub const fn keys(milestone: Milestone) -> [&'static str; 3] {
        match milestone {
            Milestone::Determined => ["determined", "determined_by", "determined_days"],
            Milestone::Answered => ["answered", "answered_by", "answered_days"],
            Milestone::Published => ["published", "published_by", "published_days"],
        }
    }
}
