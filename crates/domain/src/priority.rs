//! The priority score: visible components that sum to it (PRODUCT §2.4), and the stored key that lists are ordered by.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::person::Sector;

pub mod weights;

pub use weights::Weights;

/// The components, in points; they sum to the score, 0..100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priority {
    /// min(40, supporters x weight of their sector).
    pub support: i64,
    /// If the theme comes first.
    pub theme: i64,
    /// From its rank in the last closed round of a work table.
    pub table_rank: i64,
    /// If a law obliges to publish it.
    pub legal_duty: i64,
    /// 0..5, declared by the area.
    pub readiness: i64,
    /// 1 per 60 days, up to 5.
    pub age: i64,
}

/// What the score is made from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Distinct supporters, by their sector.
    pub supporters: &'a BTreeMap<Sector, i64>,
    /// The theme is one that comes first.
    pub priority_theme: bool,
    /// The rank in the last closed round of a work table, from 1.
    pub table_rank: Option<i64>,
    /// A law obliges to publish it.
    pub legal_duty: bool,
    /// Declared by the area, 0..5.
    pub readiness: i64,
    /// The local date of reception.
    pub received_on: Date,
}

/// Everything of a score that only events change, weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed {
    /// The components, without the age.
    components: Priority,
    received_on: Date,
}

const DAYS_PER_POINT: i64 = 60;
/// Supporters are worth no more than so many points.
const MOST_SUPPORT: i64 = 40;

impl Inputs<'_> {
    /// What each is worth by `weights`.
    pub fn weigh(&self, weights: &Weights) -> Weighed {
        let support = self
            .supporters
            .iter()
            .map(|(sector, count)| count.saturating_mul(weights.sector(*sector)));
        let support = support.fold(0_i64, i64::saturating_add) / weights::WHOLE;
        let rank = |rank: i64| (weights.table_rank - 2 * (rank - 1)).max(0);
        Weighed {
            components: Priority {
                support: support.clamp(0, MOST_SUPPORT),
                theme: if self.priority_theme { weights.theme } else { 0 },
                table_rank: self.table_rank.map_or(0, rank),
                legal_duty: if self.legal_duty { weights.legal_duty } else { 0 },
                readiness: self.readiness.clamp(0, 5),
                age: 0,
            },
            received_on: self.received_on,
        }
    }
}

impl Weighed {
    /// The components as of `today`.
    pub fn on(&self, today: Date) -> Priority {
        let days = today.duration_since(self.received_on).as_hours() / 24;
        Priority {
            age: (days / DAYS_PER_POINT).clamp(0, 5),
            ..self.components
        }
    }

    /// The stored order: larger comes first. It holds the date of reception instead of the age, so that it changes by
    /// events only: an order that ages by itself cannot be indexed.
    pub fn rank_key(&self) -> i64 {
        let epoch = Date::constant(1970, 1, 1);
        self.components.score() * DAYS_PER_POINT - self.received_on.duration_since(epoch).as_hours() / 24
    }
}

impl Priority {
    /// The sum.
    pub fn score(&self) -> i64 {
        self.support + self.theme + self.table_rank + self.legal_duty + self.readiness + self.age
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Inputs, Weights};
    use crate::person::Sector;

    fn supporters(count: i64) -> BTreeMap<Sector, i64> {
        BTreeMap::from([(Sector::Citizen, count)])
    }

    fn inputs(supporters: &BTreeMap<Sector, i64>) -> Inputs<'_> {
        Inputs {
            supporters,
            priority_theme: true,
            table_rank: Some(2),
            legal_duty: true,
            readiness: 4,
            received_on: "2026-01-01".parse().unwrap(),
        }
    }

    #[test]
    fn components_sum_to_the_score() {
        let three = supporters(3);
        let weighed = inputs(&three).weigh(&Weights::default());
        let priority = weighed.on("2026-05-05".parse().unwrap());
        assert_eq!(
            (priority.support, priority.theme, priority.table_rank),
            (3, 20, 18)
        );
        assert_eq!(
            (priority.legal_duty, priority.readiness, priority.age),
            (10, 4, 2)
        );
        assert_eq!(priority.score(), 57);
    }

    #[test]
    fn the_score_stays_within_a_hundred() {
        let many = supporters(i64::MAX);
        let most = Inputs {
            table_rank: Some(1),
            readiness: 5,
            ..inputs(&many)
        };
        let weighed = most.weigh(&Weights::most());
        assert_eq!(weighed.on("2036-01-01".parse().unwrap()).score(), 100);
    }

    #[test]
    fn sixty_days_are_worth_a_point() {
        let (three, four) = (supporters(3), supporters(4));
        let later = Inputs {
            received_on: "2026-03-02".parse().unwrap(),
            ..inputs(&four)
        };
        let weights = Weights::default();
        assert_eq!(
            inputs(&three).weigh(&weights).rank_key(),
            later.weigh(&weights).rank_key()
        );
    }

    #[test]
    fn a_sector_may_weigh_more_and_another_nothing() {
        let mixed = BTreeMap::from([
            (Sector::Citizen, 3),
            (Sector::PublicSector, 8),
            (Sector::Academia, 1),
        ]);
        let weights = Weights {
            sectors: BTreeMap::from([(Sector::Citizen, 150), (Sector::PublicSector, 0)]),
            ..Weights::default()
        };
        let weighed = inputs(&mixed).weigh(&weights);
        assert_eq!(weighed.on("2026-01-01".parse().unwrap()).support, 5);
    }
}
