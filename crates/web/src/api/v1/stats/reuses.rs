//! Published reuses in JSON.

use std::collections::HashMap;

use domain::{
    figures::Reuses,
    ids::{AreaId, ThemeId},
    person::Sector,
};
use serde::Serialize;
use utoipa::ToSchema;

/// What people did with the data, as far as it is published.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReusesView {
    /// How many there are.
    pub count: i64,
    /// Those that came of requests an area has, by slug.
    pub areas: Vec<ReusesOfArea>,
    /// Those that came of requests of a theme, by key.
    pub themes: Vec<ReusesOfTheme>,
    /// By who made them. A sector with fewer than five is in `other`, and so is what nobody said.
    pub sectors: Vec<ReusesOfSector>,
}

/// How many came of the requests an area has.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReusesOfArea {
    /// Its slug.
    pub area: String,
    /// How many.
    pub count: i64,
}

/// How many came of the requests of a theme.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReusesOfTheme {
    /// Its key.
    pub theme: String,
    /// How many.
    pub count: i64,
}

/// How many a sector made.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReusesOfSector {
    /// The sector, or `other`.
    pub sector: &'static str,
    /// How many.
    pub count: i64,
}

impl ReusesView {
    /// Of these sums.
    pub fn of(sums: &Reuses, areas: &HashMap<AreaId, String>, themes: &HashMap<ThemeId, String>) -> Self {
        let area = |(id, count): (&AreaId, &i64)| {
            let (area, count) = (areas.get(id)?.clone(), *count);
            Some(ReusesOfArea { area, count })
        };
        let theme = |(id, count): (&ThemeId, &i64)| {
            let (theme, count) = (themes.get(id)?.clone(), *count);
            Some(ReusesOfTheme { theme, count })
        };
        let sector = |(sector, count): (Option<Sector>, i64)| ReusesOfSector {
            sector: sector.map_or("other", Sector::as_str),
            count,
        };
        let mut by_area: Vec<_> = sums.areas.iter().filter_map(area).collect();
        by_area.sort_by(|a, b| a.area.cmp(&b.area));
        let mut by_theme: Vec<_> = sums.themes.iter().filter_map(theme).collect();
        by_theme.sort_by(|a, b| a.theme.cmp(&b.theme));
        Self {
            count: sums.all,
            areas: by_area,
            themes: by_theme,
            sectors: sums.shown_sectors().into_iter().map(sector).collect(),
        }
    }
}
