//! The priority score: visible components that sum to it (PRODUCT §2.4), and the stored key that lists are ordered by.

use jiff::civil::Date;

/// The components, in points; they sum to the score, 0..100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priority {
    /// min(40, supporters x weight of their sector).
    pub support: i64,
    /// 20 if the theme comes first.
    pub theme: i64,
    /// From its rank in the last closed round of a work table.
    pub table_rank: i64,
    /// 10 if a law obliges to publish it.
    pub legal_duty: i64,
    /// 0..5, declared by the area.
    pub readiness: i64,
    /// 1 per 60 days, up to 5.
    pub age: i64,
}

/// What the score is made from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs {
    /// Distinct supporters; every sector weighs the same until an admin changes that.
    pub supporters: i64,
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

const DAYS_PER_POINT: i64 = 60;

impl Priority {
    /// The components as of `today`.
    pub fn of(inputs: &Inputs, today: Date) -> Self {
        let days = today.duration_since(inputs.received_on).as_hours() / 24;
        Self {
            support: inputs.supporters.clamp(0, 40),
            theme: if inputs.priority_theme { 20 } else { 0 },
            table_rank: inputs.table_rank.map_or(0, |rank| (20 - 2 * (rank - 1)).max(0)),
            legal_duty: if inputs.legal_duty { 10 } else { 0 },
            readiness: inputs.readiness.clamp(0, 5),
            age: (days / DAYS_PER_POINT).clamp(0, 5),
        }
    }

    /// The sum.
    pub fn score(&self) -> i64 {
        self.support + self.theme + self.table_rank + self.legal_duty + self.readiness + self.age
    }
}

impl Inputs {
    /// The stored order: larger comes first. It holds the date of reception instead of the age, so that it changes by
    /// events only: an order that ages by itself cannot be indexed.
    pub fn rank_key(&self) -> i64 {
        let without_age = Priority {
            age: 0,
            ..Priority::of(self, self.received_on)
        };
        let epoch = Date::constant(1970, 1, 1);
        without_age.score() * DAYS_PER_POINT - self.received_on.duration_since(epoch).as_hours() / 24
    }
}

#[cfg(test)]
mod tests {
    use super::{Inputs, Priority};

    fn inputs() -> Inputs {
        Inputs {
            supporters: 3,
            priority_theme: true,
            table_rank: Some(2),
            legal_duty: true,
            readiness: 4,
            received_on: "2026-01-01".parse().unwrap(),
        }
    }

    #[test]
    fn components_sum_to_the_score() {
        let priority = Priority::of(&inputs(), "2026-05-05".parse().unwrap());
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
        let most = Inputs {
            supporters: 9_999,
            table_rank: Some(1),
            readiness: 5,
            ..inputs()
        };
        assert_eq!(Priority::of(&most, "2036-01-01".parse().unwrap()).score(), 100);
    }

    #[test]
    fn sixty_days_are_worth_a_point() {
        let later = Inputs {
            received_on: "2026-03-02".parse().unwrap(),
            supporters: 4,
            ..inputs()
        };
        assert_eq!(inputs().rank_key(), later.rank_key());
    }
}
