//! How long things took: whole days, how often each, and what the middle of them is.

/// The bands of a histogram, first and last day of each; the last one has no end.
pub const BANDS: [(usize, Option<usize>); 7] = [
    (0, Some(7)),
    (8, Some(15)),
    (16, Some(30)),
    (31, Some(60)),
    (61, Some(90)),
    (91, Some(180)),
    (181, None),
];

/// A distribution of whole days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// How often it took so many days: the place is the number of days.
    days: Vec<i64>,
}

impl Spread {
    /// Adds `n` that took `days`.
    pub fn add(&mut self, days: i64, n: i64) {
        let days = usize::try_from(days).unwrap_or(0);
        if self.days.len() <= days {
            self.days.resize(days + 1, 0);
        }
        self.days[days] += n;
    }

    /// How many there are.
    pub fn count(&self) -> i64 {
        self.days.iter().sum()
    }

    /// Twice the median, so that it is whole: the middle one, or the sum of the two in the middle.
    pub fn twice_the_median(&self) -> Option<i64> {
        let count = self.count();
        let (low, high) = (self.at((count + 1) / 2)?, self.at(count / 2 + 1)?);
        Some(low + high)
    }

    /// The smallest number of days that nine in ten did not exceed.
    pub fn p90(&self) -> Option<i64> {
        self.at((self.count() * 9 + 9) / 10)
    }

    /// How many took longer than none and at most so many, band by band.
    pub fn bands(&self) -> [i64; BANDS.len()] {
        BANDS.map(|(first, last)| {
            let end = last.map_or(self.days.len(), |last| last + 1).min(self.days.len());
            self.days.get(first..end).unwrap_or_default().iter().sum()
        })
    }

    /// The days of the `nth`, the quickest being the first.
    fn at(&self, nth: i64) -> Option<i64> {
        if nth < 1 {
            return None;
        }
        let mut seen = 0;
        let place = self.days.iter().position(|n| {
            seen += n;
            seen >= nth
        })?;
        i64::try_from(place).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    fn of(days: &[i64]) -> Spread {
        let mut spread = Spread::default();
        for days in days {
            spread.add(*days, 1);
        }
        spread
    }

    #[test]
    fn the_middle_and_the_ninth_in_ten() {
        assert_eq!((of(&[]).twice_the_median(), of(&[]).p90()), (None, None));
        assert_eq!((of(&[4]).twice_the_median(), of(&[4]).p90()), (Some(8), Some(4)));
        let two = of(&[10, 3]);
        assert_eq!((two.twice_the_median(), two.p90()), (Some(13), Some(10)));
        let ten = of(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 200]);
        assert_eq!((ten.twice_the_median(), ten.p90()), (Some(9), Some(8)));
        assert_eq!(ten.bands(), [8, 1, 0, 0, 0, 0, 1]);
        assert_eq!(of(&[7, 8, 15, 16, 180]).bands(), [1, 2, 1, 0, 0, 1, 0]);
    }

    #[test]
    fn what_is_taken_back_was_never_there() {
        let mut spread = of(&[5, 9]);
        spread.add(5, -1);
        assert_eq!((spread.count(), spread.twice_the_median()), (1, Some(18)));
    }
}
