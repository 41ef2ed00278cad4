//! What the figures are narrowed to, as the address says it. Values that mean nothing are left out: an old address still
//! shows figures.

use std::collections::BTreeSet;

use domain::{
    figures::Narrowed,
    period::Period,
    store::{areas::Area, themes::Theme},
};
use jiff::tz::TimeZone;
use serde::Serialize;
use url::form_urlencoded;

use super::{Lists, Say};
use crate::{pages::places::Places, query::Query};

/// Something the figures can be narrowed to, and the values there are.
#[derive(Debug, Serialize)]
pub struct Chosen {
    /// The query's key: `area`, `theme`, `year`.
    pub name: &'static str,
    /// The values.
    pub values: Vec<Value>,
}

/// A value to narrow to.
#[derive(Debug, Serialize)]
pub struct Value {
    /// As the query has it.
    pub key: String,
    /// As people read it.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What was asked for.
pub struct Asked<'a> {
    area: Option<&'a Area>,
    theme: Option<&'a Theme>,
    year: Option<i32>,
}

impl<'a> Asked<'a> {
    /// Reads the query.
    pub fn read(query: &Query, places: &'a Places) -> Self {
        let (slug, key) = (query.one("area"), query.one("theme"));
        Self {
            area: places.areas.iter().find(|area| Some(area.slug.as_str()) == slug),
            theme: places.themes.iter().find(|theme| Some(theme.key.as_str()) == key),
            year: query
                .one("year")
                .and_then(|year| year.parse().ok())
                .filter(|year| (1..=9999).contains(year)),
        }
    }

    pub fn narrowed(&self) -> Narrowed {
        Narrowed {
            area: self.area.map(|area| area.id),
            theme: self.theme.map(|theme| theme.id),
            year: self.year,
        }
    }

    /// Whether nothing of the past or of a theme is asked for: the state of today is meant, too.
    pub fn is_of_today(&self) -> bool {
        self.theme.is_none() && self.year.is_none()
    }

    pub fn area(&self) -> Option<&str> {
        self.area.map(|area| area.slug.as_str())
    }

    pub fn year(&self) -> Option<i32> {
        self.year
    }

    /// In words; nothing for everything.
    pub fn scope(&self, places: &Places) -> Option<String> {
        let area = self.area.map(|area| area.name_in(places.locale()).to_owned());
        let theme = self.theme.map(|theme| theme.name_in(places.locale()).to_owned());
        let year = self.year.map(|year| year.to_string());
        let words: Vec<String> = [area, theme, year].into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(" · "))
    }

    /// As a query.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.area.map(|area| ("area", &area.slug)));
        query.extend_pairs(self.theme.map(|theme| ("theme", &theme.key)));
        query.extend_pairs(self.year.map(|year| ("year", year.to_string())));
        query.finish()
    }

    /// The lists behind its figures.
    pub fn lists(&self, zone: &'a TimeZone) -> Lists<'a> {
        let year = self.year.and_then(|year| i16::try_from(year).ok());
        Lists::new(zone)
            .of_area(self.area.map(|area| area.slug.as_str()))
            .of_theme(self.theme.map(|theme| theme.key.as_str()))
            .within(year.map(Period::Year))
    }

    /// What can be chosen.
    pub fn choices(&self, say: &Say<'_>, places: &Places, years: &BTreeSet<i32>) -> Vec<Chosen> {
        let value = |key: &str, label: &str, chosen| Value {
            key: key.to_owned(),
            label: label.to_owned(),
            chosen,
        };
        let area = |area: &Area| {
            let chosen = self.area.is_some_and(|chosen| chosen.id == area.id);
            value(&area.slug, area.name_in(say.locale), chosen)
        };
        let theme = |theme: &Theme| {
            let chosen = self.theme.is_some_and(|chosen| chosen.id == theme.id);
            value(&theme.key, theme.name_in(say.locale), chosen)
        };
        let mut years: BTreeSet<i32> = years.clone();
        years.extend(self.year);
        let year = |year: &i32| value(&year.to_string(), &year.to_string(), self.year == Some(*year));
        vec![
            Chosen {
                name: "area",
                values: places.areas.iter().map(area).collect(),
            },
            Chosen {
                name: "theme",
                values: places.themes.iter().map(theme).collect(),
            },
            Chosen {
                name: "year",
                values: years.iter().rev().map(year).collect(),
            },
        ]
    }
}
