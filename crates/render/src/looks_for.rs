//! What a list is narrowed to, in words: “pauta”, Respondido, Salud.

use domain::{
    locale::Locale,
    status::{Kind, Status},
    store::{areas::Area, requests::Filter, themes::Theme},
};

use crate::{Args, Words};

/// What a search looks for. Names of places are in the reader's language already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LooksFor {
    /// The words.
    pub q: Option<String>,
    /// The dataset.
    pub dataset: Option<String>,
    /// The statuses.
    pub statuses: Vec<Status>,
    /// The kinds.
    pub kinds: Vec<Kind>,
    /// The names of themes and areas.
    pub places: Vec<String>,
}

impl LooksFor {
    /// Of a filter. A place that is not there any more is left out.
    pub fn of(filter: &Filter, locale: Locale, themes: &[Theme], areas: &[Area]) -> Self {
        let theme = |key: &String| themes.iter().find(|theme| theme.key == *key);
        let area = |slug: &String| areas.iter().find(|area| area.slug == *slug);
        let themes = filter.themes.iter().filter_map(theme);
        let areas = filter.areas.iter().filter_map(area);
        Self {
            q: filter.q.clone(),
            dataset: filter.dataset.clone(),
            statuses: filter.statuses.clone(),
            kinds: filter.kinds.clone(),
            places: themes
                .map(|theme| theme.name_in(locale).to_owned())
                .chain(areas.map(|area| area.name_in(locale).to_owned()))
                .collect(),
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
        parts.extend(self.kinds.iter().map(|kind| words.name(locale, *kind)));
        parts.extend(self.places.iter().cloned());
        if parts.is_empty() {
            return words.text(locale, "looks-for-all", &Args::new());
        }
        parts.join(" · ")
    }
}
