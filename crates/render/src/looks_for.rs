//! What a list is narrowed to, in words: “pauta”, Respondido, Salud.

use domain::{
    locale::Locale,
    status::{Kind, Outcome, Status},
    store::{areas::Area, requests::Filter, themes::Theme},
};

use crate::{Args, Words};

mod pair;

pub use pair::in_words;

/// What a search looks for. Names of places are in the reader's language already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LooksFor {
    /// The words.
    pub q: Option<String>,
    /// The dataset.
    pub dataset: Option<String>,
    /// The statuses.
    pub statuses: Vec<Status>,
    /// The outcomes.
    pub outcomes: Vec<Outcome>,
    /// The kinds.
    pub kinds: Vec<Kind>,
    /// The names of themes and areas.
    pub places: Vec<String>,
    /// What else it asks for, as in its query, with the names of areas.
    pub others: Vec<(&'static str, String)>,
}

impl LooksFor {
    /// Of a filter. A place that is not there any more is left out.
    pub fn of(filter: &Filter, locale: Locale, themes: &[Theme], areas: &[Area]) -> Self {
        let theme = |key: &String| themes.iter().find(|theme| theme.key == *key);
        let area = |slug: &String| areas.iter().find(|area| area.slug == *slug);
        let named = |(key, value): (&'static str, String)| {
            let place = area(&value).filter(|_| key.ends_with("_by"));
            let name = place.map_or(value, |area| area.name_in(locale).to_owned());
            (key, name)
        };
        let others = filter.pairs().into_iter().filter(|(key, _)| {
            !matches!(
                *key,
                "q" | "status" | "outcome" | "theme" | "area" | "kind" | "dataset"
            )
        });
        let others = others.map(named).collect();
        let themes = filter.themes.iter().filter_map(theme);
        let areas = filter.areas.iter().filter_map(area);
        Self {
            q: filter.q.clone(),
            dataset: filter.dataset.clone(),
            statuses: filter.statuses.clone(),
            outcomes: filter.outcomes.clone(),
            kinds: filter.kinds.clone(),
            places: themes
                .map(|theme| theme.name_in(locale).to_owned())
                .chain(areas.map(|area| area.name_in(locale).to_owned()))
                .collect(),
            others,
        }
    }

    /// In one line.
    pub fn say(&self, words: &Words, locale: Locale) -> String {
        let quoted = |text: &String| {
            words.text(
                locale,
                "looks-for-words",
                &Args::new().with("words", text.as_str()),
            )
        };
        let mut parts: Vec<String> = self.q.iter().chain(&self.dataset).map(quoted).collect();
        parts.extend(self.statuses.iter().map(|status| words.name(locale, *status)));
        parts.extend(self.outcomes.iter().map(|outcome| words.name(locale, *outcome)));
        parts.extend(self.kinds.iter().map(|kind| words.name(locale, *kind)));
        parts.extend(self.places.iter().cloned());
        let others = self.others.iter();
        parts.extend(others.filter_map(|(key, value)| in_words(words, locale, key, value)));
        if parts.is_empty() {
            return words.text(locale, "looks-for-all", &Args::new());
        }
        parts.join(" · ")
    }
}
