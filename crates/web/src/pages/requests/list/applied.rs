//! What the list is narrowed to, in words, and what a form of it has to keep.

use domain::{locale::Locale, store::requests::Filter};
use render::{Words, in_words};
use serde::Serialize;

use super::Facet;
use crate::{
    list_query::{Pair, encode},
    pages::places::Places,
};

/// A filter in force.
#[derive(Debug, Serialize)]
pub struct Applied {
    /// What people read.
    pub label: String,
    /// The query without it.
    pub without: String,
}

/// A filter that the form of a list has no field for.
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    /// The query's key.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// Which of these the form has to keep.
pub fn kept(pairs: &[Pair]) -> Vec<Kept> {
    let has_field = |key: &str| {
        matches!(
            key,
            "q" | "status" | "outcome" | "theme" | "area" | "kind" | "sort"
        )
    };
    let others = pairs.iter().filter(|(key, _)| !has_field(key));
    others
        .map(|(name, value)| Kept {
            name,
            value: value.clone(),
        })
        .collect()
}

/// Each filter in force, and the address without it.
pub fn applied(
    said: (&Words, Locale),
    places: &Places,
    facets: &[Facet],
    filter: &Filter,
    pairs: &[Pair],
) -> Vec<Applied> {
    let without =
        |name: &str, value: &str| encode(pairs.iter().filter(|(key, other)| *key != name || other != value));
    let tag = |name: &str, value: &str, label: &str| Applied {
        label: label.to_owned(),
        without: without(name, value),
    };
    let q = filter.q.iter().map(|q| tag("q", q, q));
    let chosen = facets.iter().flat_map(|facet| {
        let checked = facet.choices.iter().filter(|choice| choice.checked);
        checked.map(|choice| tag(facet.name, &choice.value, &choice.label))
    });
    let others = pairs
        .iter()
        .filter_map(|(key, value)| Some(tag(key, value, &say(said, places, key, value)?)));
    q.chain(chosen).chain(others).collect()
}

/// What is asked for besides the words and the facets.
fn say((words, locale): (&Words, Locale), places: &Places, key: &str, value: &str) -> Option<String> {
    match key {
        "dataset" => Some(value.to_owned()),
        _ if key.ends_with("_by") => in_words(words, locale, key, &places.area(Some(value))?.name),
        _ => in_words(words, locale, key, value),
    }
}
