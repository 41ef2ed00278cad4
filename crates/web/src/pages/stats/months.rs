//! Month by month: what came in, what was answered, what was published. Twelve months fit on a phone.

use domain::{
    figures::{Milestone, Month, Sums},
    period::Period,
};
use jiff::civil::Date;
use serde::Serialize;

use super::{Listed, Lists, Say};

/// How many months are shown.
const SHOWN: i32 = 12;
/// The lines of the drawing: the highest value is at the top one, nothing at the lowest.
const TOP: i64 = 16;
const GROUND: i64 = 284;
/// Where the first month begins, and how wide all of them are.
const LEFT: i64 = 44;
const WIDTH: i64 = 436;
const BAR: i64 = 10;

/// The chart, and its table.
#[derive(Debug, Default, Serialize)]
pub struct Months {
    /// From the first to the last, in words.
    pub first: String,
    /// The last.
    pub last: String,
    /// All that came in, was answered, was published in them.
    pub sums: [i64; 3],
    /// The lines: where each is, and what it stands for.
    pub lines: Vec<(i64, String)>,
    /// The months.
    pub columns: Vec<Column>,
}

/// A month.
#[derive(Debug, Serialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its short name.
    pub short: String,
    /// Where that stands.
    pub middle: i64,
    /// What came in, was answered, was published.
    pub counts: [Listed; 3],
    /// Where its bars begin, and how high they are.
    pub bars: [(i64, i64, i64); 3],
}

impl Months {
    /// The months of a year as far as it has come, or the last twelve.
    pub fn of(say: &Say<'_>, sums: &Sums, lists: &Lists<'_>, year: Option<i32>, today: Date) -> Self {
        let this = i32::from(today.year()) * 12 + i32::from(today.month()) - 1;
        let (first, last) = match year {
            Some(year) => (year * 12, (year * 12 + 11).min(this.max(year * 12))),
            None => (this - SHOWN + 1, this),
        };
        let there = sums.months();
        let of = |month: i32| {
            let period = month.div_euclid(12) * 100 + month.rem_euclid(12) + 1;
            let found = there.iter().find(|(place, _)| *place == period);
            (period, found.map(|(_, month)| *month).unwrap_or_default())
        };
        let months: Vec<(i32, [i64; 3])> = (first..=last)
            .map(of)
            .map(|(period, month)| (period, counts(month)))
            .collect();
        let most = months
            .iter()
            .flat_map(|(_, counts)| counts)
            .copied()
            .max()
            .unwrap_or(0);
        let step = step(most);
        let highest = step * ((most + step - 1) / step).max(1);
        let y = |n: i64| GROUND - n * (GROUND - TOP) / highest;
        let slot = WIDTH / i64::from(SHOWN);
        let column = |(place, (period, counts)): (i64, &(i32, [i64; 3]))| {
            let x = LEFT + place * slot + (slot - 3 * BAR - 2) / 2;
            let bar = |nth: i64, n: i64| (x + nth * (BAR + 1), y(n), GROUND - y(n));
            Column {
                name: say.month(*period),
                short: say.month_short(*period),
                middle: LEFT + place * slot + slot / 2,
                counts: listed(lists, *period, *counts),
                bars: [bar(0, counts[0]), bar(1, counts[1]), bar(2, counts[2])],
            }
        };
        Self {
            first: say.month(of(first).0),
            last: say.month(of(last).0),
            sums: [0, 1, 2].map(|kind| months.iter().map(|(_, counts)| counts[kind]).sum()),
            lines: (0..=highest / step)
                .map(|n| (y(n * step), say.number(n * step)))
                .collect(),
            columns: (0..).zip(&months).map(column).collect(),
        }
    }
}

/// What happened in a month, and where it is listed.
fn listed(lists: &Lists<'_>, period: i32, [filed, answered, published]: [i64; 3]) -> [Listed; 3] {
    let lists = lists.within(Period::of_cell(period));
    [
        Listed::new(filed, lists.filed()),
        Listed::new(answered, lists.reached(Milestone::Answered)),
        Listed::new(published, lists.reached(Milestone::Published)),
    ]
}

fn counts(month: Month) -> [i64; 3] {
    [month.filed, month.answered, month.published]
}

/// How far apart the lines are: 1, 2 or 5, with zeros, and at most five of them.
fn step(most: i64) -> i64 {
    let mut size = 1;
    loop {
        for step in [size, 2 * size, 5 * size] {
            if step * 5 >= most {
                return step;
            }
        }
        size *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn lines_are_round_and_few() {
        assert_eq!(
            [0, 3, 5, 6, 11, 29, 51, 1_000].map(step),
            [1, 1, 1, 2, 5, 10, 20, 200]
        );
    }
}
