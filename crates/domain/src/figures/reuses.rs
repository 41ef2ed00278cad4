//! What people did with the data, counted: what was published of it, by area, theme and sector.

use std::collections::BTreeMap;

use super::{FEWEST_ANSWERS, Narrowed};
use crate::{
    ids::{AreaId, ThemeId},
    person::Sector,
};

/// Published reuses that are alike.
#[derive(Debug, Clone, Copy)]
pub struct Alike {
    /// The area that has the request they came of.
    pub area: Option<AreaId>,
    /// The theme of that request.
    pub theme: Option<ThemeId>,
    /// Who made them.
    pub sector: Sector,
    /// How many.
    pub count: i64,
}

/// Published reuses, added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reuses {
    /// All of them.
    pub all: i64,
    /// Those that came of requests an area has.
    pub areas: BTreeMap<AreaId, i64>,
    /// Those that came of requests of a theme.
    pub themes: BTreeMap<ThemeId, i64>,
    sectors: BTreeMap<Sector, i64>,
}

impl Reuses {
    /// Adds some, if the figures are about them.
    pub fn add(&mut self, narrowed: &Narrowed, some: &Alike) {
        let in_area = narrowed.area.is_none_or(|area| some.area == Some(area));
        if !in_area || narrowed.theme.is_some_and(|theme| some.theme != Some(theme)) {
            return;
        }
        self.all += some.count;
        *self.sectors.entry(some.sector).or_default() += some.count;
        if let Some(area) = some.area {
            *self.areas.entry(area).or_default() += some.count;
        }
        if let Some(theme) = some.theme {
            *self.themes.entry(theme).or_default() += some.count;
        }
    }

    /// By sector: those with few, and those nobody named, are summed under `None`, last.
    pub fn shown_sectors(&self) -> Vec<(Option<Sector>, i64)> {
        let is_shown =
            |(sector, count): &(&Sector, &i64)| **sector != Sector::Unknown && **count >= FEWEST_ANSWERS;
        let (shown, few): (Vec<_>, Vec<_>) = self.sectors.iter().partition(is_shown);
        let other: i64 = few.iter().map(|(_, count)| **count).sum();
        let shown = shown.into_iter().map(|(sector, count)| (Some(*sector), *count));
        shown.chain(Some((None, other)).filter(|_| other > 0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Alike, Narrowed, Reuses};
    use crate::{ids::AreaId, person::Sector};

    #[test]
    fn a_sector_with_few_is_not_told_apart() {
        let some = |sector, area: Option<i64>, count| Alike {
            area: area.map(AreaId),
            theme: None,
            sector,
            count,
        };
        let all = [
            some(Sector::Journalism, Some(1), 4),
            some(Sector::Journalism, None, 1),
            some(Sector::Academia, Some(1), 4),
            some(Sector::Unknown, Some(2), 7),
        ];
        let sums = |narrowed: Narrowed| {
            let mut sums = Reuses::default();
            for some in &all {
                sums.add(&narrowed, some);
            }
            sums
        };
        let everything = sums(Narrowed::default());
        assert_eq!(everything.all, 16);
        assert_eq!(
            everything.shown_sectors(),
            [(Some(Sector::Journalism), 5), (None, 11)]
        );
        let of_area = sums(Narrowed {
            area: Some(AreaId(1)),
            ..Narrowed::default()
        });
        assert_eq!((of_area.all, of_area.shown_sectors()), (8, vec![(None, 8)]));
    }
}
