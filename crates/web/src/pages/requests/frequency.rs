//! How often data should be updated, as people say it: the contract's ISO 8601 intervals, each with words.

use domain::{freshness::WellKnown, locale::Locale};
use render::{Args, names::frequency_key};

use crate::{AppState, pages::places::Place};

/// What can be chosen; and whatever else is written there already, as it is.
pub fn choices(app: &AppState, locale: Locale, current: Option<&str>) -> Vec<Place> {
    let words = app.engine.words();
    let said = [
        ("R/P1D", "frequency-day"),
        ("R/P1W", "frequency-week"),
        ("R/P1M", "frequency-month"),
        ("R/P3M", "frequency-quarter"),
        ("R/P6M", "frequency-half"),
        ("R/P1Y", "frequency-year"),
    ];
    let other = current.filter(|current| !current.is_empty() && said.iter().all(|(key, _)| key != current));
    said.iter()
        .map(|(key, word)| Place::new(key, &words.text(locale, word, &Args::new())))
        .chain(other.map(|other| Place::new(other, other)))
        .collect()
}

/// What is written, in words; as it is written where there are none.
pub fn said(app: &AppState, locale: Locale, code: &str) -> String {
    match WellKnown::of(code) {
        Some(known) => app
            .engine
            .words()
            .text(locale, frequency_key(known), &Args::new()),
        None => code.to_owned(),
    }
}
