//! The names of areas and themes, in the reader's language.

use std::collections::HashMap;

use domain::{
    ids::AreaId,
    locale::Locale,
    store::{ReadError, Reader, areas, areas::Area, themes, themes::Theme},
};
use serde::Serialize;

/// A thing with a page of its own: its part of the address, and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Slug or key.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// Every area and theme.
pub struct Places {
    /// By name.
    pub areas: Vec<Area>,
    /// In their order.
    pub themes: Vec<Theme>,
    locale: Locale,
    by_id: HashMap<AreaId, Place>,
}

impl Places {
    /// Their names, as they are now.
    pub async fn load(reader: &Reader<'_>, locale: Locale) -> Result<Self, ReadError> {
        let (areas, themes) = (areas::names(reader).await?, themes::names(reader).await?);
        Ok(Self::new(areas, themes, locale))
    }

    /// And how many requests each has.
    pub async fn counted(reader: &Reader<'_>, locale: Locale) -> Result<Self, ReadError> {
        let (areas, themes) = (areas::list(reader).await?, themes::list(reader).await?);
        Ok(Self::new(areas, themes, locale))
    }

    fn new(areas: Vec<Area>, themes: Vec<Theme>, locale: Locale) -> Self {
        let place = |area: &Area| (area.id, Place::new(&area.slug, area.name_in(locale)));
        Self {
            by_id: areas.iter().map(place).collect(),
            areas,
            themes,
            locale,
        }
    }

    /// The language of the names.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The area with this slug.
    pub fn area(&self, slug: Option<&str>) -> Option<Place> {
        let area = self.areas.iter().find(|area| Some(area.slug.as_str()) == slug)?;
        Some(Place::new(&area.slug, area.name_in(self.locale)))
    }

    /// The area that has what the one with this slug had: itself, unless it was merged into another.
    pub fn current<'a>(&'a self, slug: &'a str) -> &'a str {
        let area = self.areas.iter().find(|area| area.slug == slug);
        area.and_then(|area| area.merged_into.as_deref()).unwrap_or(slug)
    }

    /// The areas that were merged into the one with this slug, by name.
    pub fn merged_into(&self, slug: &str) -> Vec<Place> {
        let merged = |area: &&Area| area.merged_into.as_deref() == Some(slug);
        let place = |area: &Area| Place::new(&area.slug, area.name_in(self.locale));
        self.areas.iter().filter(merged).map(place).collect()
    }

    /// The area with this number.
    pub fn area_by_id(&self, id: Option<AreaId>) -> Option<Place> {
        self.by_id.get(&id?).cloned()
    }

    /// The areas that are not closed, to choose from.
    pub fn open_areas(&self) -> Vec<Place> {
        let open = self.areas.iter().filter(|area| area.closed_on.is_none());
        open.map(|area| Place::new(&area.slug, area.name_in(self.locale)))
            .collect()
    }

    /// Every theme, to choose from.
    pub fn all_themes(&self) -> Vec<Place> {
        let place = |theme: &Theme| Place::new(&theme.key, theme.name_in(self.locale));
        self.themes.iter().map(place).collect()
    }

    /// The theme with this key.
    pub fn theme(&self, key: &str) -> Place {
        let theme = self.themes.iter().find(|theme| theme.key == key);
        Place::new(key, theme.map_or(key, |theme| theme.name_in(self.locale)))
    }
}

impl Place {
    /// From its parts.
    pub fn new(key: &str, name: &str) -> Self {
        Self {
            key: key.to_owned(),
            name: name.to_owned(),
        }
    }
}
