//! How fresh the datasets of each area are today.

use domain::store::{
    ReadError, Reader,
    datasets::{self, Look},
};
use jiff::civil::Date;
use serde::Serialize;

use super::Listed;
use crate::pages::places::{Place, Places};

/// The datasets of an area.
#[derive(Debug, Clone, Serialize)]
pub struct FreshArea {
    /// The area.
    pub place: Place,
    /// All of them.
    pub all: Listed,
    /// How many are so fresh, in the order of [`Look::ALL`].
    pub states: Vec<Listed>,
}

/// The areas that keep datasets, those with the most stale ones first; only one of them, if that was asked for.
pub async fn read(
    reader: &Reader<'_>,
    places: &Places,
    only: Option<&str>,
    today: Date,
) -> Result<Vec<FreshArea>, ReadError> {
    let only = only.map(|slug| places.current(slug));
    let mut found: Vec<(i64, FreshArea)> = datasets::by_area(reader, today)
        .await?
        .iter()
        .filter(|(slug, _)| only.is_none_or(|only| only == slug.as_str()))
        .filter_map(|(slug, counts)| {
            let stale = counts.iter().find(|(look, _)| *look == Look::Stale);
            let area = FreshArea::of(places.area(Some(slug))?, counts);
            Some((stale.map_or(0, |(_, count)| *count), area))
        })
        .collect();
    found.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.place.name.cmp(&b.place.name)));
    Ok(found.into_iter().map(|(_, area)| area).collect())
}

impl FreshArea {
    /// With these counts.
    pub fn of(place: Place, counts: &[(Look, i64)]) -> Self {
        let list = format!("/datasets?area={}", place.key);
        let state = |(look, count): &(Look, i64)| Listed::new(*count, format!("{list}&state={look}"));
        Self {
            states: counts.iter().map(state).collect(),
            all: Listed::new(counts.iter().map(|(_, count)| count).sum(), list),
            place,
        }
    }
}
