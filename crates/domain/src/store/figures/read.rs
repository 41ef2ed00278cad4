//! The figures that a page shows: all that it is narrowed to, and the same by area and by theme.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::DbErr;

use super::known::counted;
use crate::{
    figures::{Narrowed, Sums},
    ids::{AreaId, ThemeId},
    store::Source,
};

/// The figures.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Of everything that it is narrowed to.
    pub all: Sums,
    /// Of each area in it.
    pub areas: BTreeMap<AreaId, Sums>,
    /// Of each theme in it.
    pub themes: BTreeMap<ThemeId, Sums>,
    /// The years in which something happened, whatever it is narrowed to.
    pub years: BTreeSet<i32>,
}

/// The figures of public requests, narrowed to some. They are the same for everybody.
pub async fn read(source: &impl Source, narrowed: &Narrowed) -> Result<Figures, DbErr> {
    let mut figures = Figures::default();
    let now = counted(source).await?;
    let mut years: BTreeMap<i32, i64> = BTreeMap::new();
    for (cell, theme, n) in now.iter() {
        *years.entry(cell.year()).or_default() += n;
        if !narrowed.holds(cell, theme) {
            continue;
        }
        figures.all.add(cell, n);
        if let Some(area) = cell.area {
            figures.areas.entry(area).or_default().add(cell, n);
        }
        figures.themes.entry(theme).or_default().add(cell, n);
    }
    figures.years = years
        .into_iter()
        .filter(|(_, n)| *n != 0)
        .map(|(year, _)| year)
        .collect();
    figures.areas.retain(|_, sums| !sums.is_empty());
    figures.themes.retain(|_, sums| !sums.is_empty());
    Ok(figures)
}
