//! What the list can be narrowed by, with how many there would be.

use std::{collections::HashMap, hash::Hash};

use domain::{
    locale::Locale,
    status::{Kind, Outcome, Status},
    store::{areas::Area, counts::Counts, requests::Filter, themes::Theme},
};
use render::{Words, names::Named};
use serde::Serialize;

use crate::pages::places::Places;

/// One thing to narrow by.
#[derive(Debug, Serialize)]
pub struct Facet {
    /// The query's key: `status`, `outcome`, `theme`, `area`, `kind`.
    pub name: &'static str,
    /// Whether it is unfolded.
    pub open: bool,
    /// Its choices.
    pub choices: Vec<Choice>,
}

/// A choice of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// The value in the query.
    pub value: String,
    /// What people read.
    pub label: String,
    /// How many there would be.
    pub count: i64,
    /// Whether it is chosen.
    pub checked: bool,
}

/// What `filter` can be narrowed by.
pub fn facets(
    words: &Words,
    locale: Locale,
    places: &Places,
    filter: &Filter,
    counts: &Counts,
) -> Vec<Facet> {
    let said = (words, locale);
    let theme = |theme: &Theme| Choice {
        value: theme.key.clone(),
        label: theme.name_in(locale).to_owned(),
        count: counts.themes.get(&theme.key).copied().unwrap_or(0),
        checked: filter.themes.contains(&theme.key),
    };
    let area = |area: &Area| Choice {
        value: area.slug.clone(),
        label: area.name_in(locale).to_owned(),
        count: counts.areas.get(&area.slug).copied().unwrap_or(0),
        checked: filter.areas.contains(&area.slug),
    };
    let statuses = (Status::ALL, &counts.statuses, filter.statuses.as_slice());
    let outcomes = (Outcome::ALL, &counts.outcomes, filter.outcomes.as_slice());
    let kinds = (Kind::ALL, &counts.kinds, filter.kinds.as_slice());
    let facets = [
        facet("status", true, keyed(said, Status::as_str, statuses)),
        // Of what is open nothing is left to choose.
        facet("outcome", false, keyed(said, Outcome::as_str, outcomes)),
        facet("theme", true, places.themes.iter().map(theme).collect()),
        facet("area", false, places.areas.iter().map(area).collect()),
        facet("kind", false, keyed(said, Kind::as_str, kinds)),
    ];
    facets
        .into_iter()
        .filter(|facet| !facet.choices.is_empty())
        .collect()
}

/// Of everything there is, what some have or what is chosen.
fn facet(name: &'static str, open: bool, choices: Vec<Choice>) -> Facet {
    let choices: Vec<Choice> = choices
        .into_iter()
        .filter(|choice| choice.checked || choice.count > 0)
        .collect();
    Facet {
        name,
        open: open || choices.iter().any(|choice| choice.checked),
        choices,
    }
}

fn keyed<T: Named + Hash + Eq>(
    (words, locale): (&Words, Locale),
    key: fn(T) -> &'static str,
    (all, counts, chosen): (&[T], &HashMap<T, i64>, &[T]),
) -> Vec<Choice> {
    let choice = |value: &T| Choice {
        value: key(*value).to_owned(),
        label: words.name(locale, *value),
        count: counts.get(value).copied().unwrap_or(0),
        checked: chosen.contains(value),
    };
    all.iter().map(choice).collect()
}
