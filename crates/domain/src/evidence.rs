//! Whether the dataset that an answer names is what it promises to be, and what becomes of a dataset that somebody asked to
//! have renewed; pure.

use std::collections::BTreeSet;

use jiff::SignedDuration;

use crate::{
    data_request::DataRequest,
    dataset::{Dataset, State},
    freshness::Signal,
    keys::keys,
    status::{Kind, Outcome},
};

keys! {
    /// What is known of the evidence of an answer (PRODUCT §2.1).
    EvidenceState {
        /// Nobody has looked, or nobody can.
        Unchecked = "unchecked",
        /// It is there.
        Ok = "ok",
        /// It is not there, or is not what was agreed.
        Broken = "broken",
    }
}

keys! {
    /// What a look at a dataset found that was not so before.
    Found {
        /// It is there.
        Ok = "ok",
        /// It is not there, or is not what was agreed.
        Broken = "broken",
        /// Its data is newer than the request for it.
        Updated = "updated",
        /// It has become older than it says it is, again.
        Stale = "stale",
    }
}

keys! {
    /// What is wrong with the dataset of an answer, the worst first.
    Fault {
        /// The portal has none of this name any more.
        Gone = "gone",
        /// Only some may see it.
        Private = "private",
        /// There is nothing in it.
        Empty = "empty",
        /// None of its files can be had.
        Silent = "silent",
        /// None of its files has the format that was asked for.
        OtherFormat = "other_format",
        /// Its data is older than the request to renew it.
        NotNewer = "not_newer",
    }
}

/// What a look at a dataset at its portal came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// It is there, and at least one of its files can be had.
    There,
    /// The portal says so.
    Wrong(Fault),
    /// The portal has it, and nobody gives its files just now.
    Silent,
    /// Nobody could look.
    Unsure,
}

/// Formats that tables, maps and texts of open data come in, by the endings of their files.
const FORMATS: [&str; 22] = [
    "csv", "tsv", "xls", "xlsx", "ods", "json", "jsonl", "geojson", "xml", "rdf", "ttl", "shp", "kml", "kmz",
    "gpkg", "gtfs", "parquet", "sql", "txt", "zip", "pdf", "html",
];

/// What is wrong with a dataset as the catalogue has it, without asking anybody: `state` and `dataset` are none where the
/// catalogue does not know it. Nothing, if it is what `request` was promised.
pub fn fault(state: Option<State>, dataset: Option<&Dataset>, request: &DataRequest) -> Option<Fault> {
    match state {
        Some(State::Active) => {}
        Some(State::Private) => return Some(Fault::Private),
        Some(State::Deleted) | None => return Some(Fault::Gone),
    }
    let dataset = dataset?;
    if dataset.resource_count == 0 {
        return Some(Fault::Empty);
    }
    if !has_format(dataset, request.format.as_deref()) {
        return Some(Fault::OtherFormat);
    }
    is_older(dataset, request).then_some(Fault::NotNewer)
}

/// Whether one of its files has a format that was asked for. Whoever named none that we know asked for none.
fn has_format(dataset: &Dataset, asked: Option<&str>) -> bool {
    let asked = asked.map(formats).unwrap_or_default();
    // Of a dataset with very many files not all are known.
    asked.is_empty()
        || dataset.resources.len() < dataset.resource_count
        || dataset
            .resources
            .iter()
            .any(|file| !formats(&file.format).is_disjoint(&asked))
}

/// The formats in a text: `CSV o Excel`.
fn formats(text: &str) -> BTreeSet<&'static str> {
    let words = text.split(|char: char| !char.is_alphanumeric());
    let mut named = BTreeSet::new();
    for word in words.map(str::to_lowercase) {
        match word.as_str() {
            "excel" => named.extend(["xls", "xlsx"]),
            "shape" | "shapefile" => named.extend(["shp", "zip"]),
            word => named.extend(FORMATS.iter().copied().filter(|format| *format == word)),
        }
    }
    named
}

/// Whether a dataset that was published anew for a request to renew it has changed since. An answer that it exists already says
/// that nothing had to change.
fn is_older(dataset: &Dataset, request: &DataRequest) -> bool {
    let renewed = matches!(
        request.standing.outcome,
        Some(Outcome::Published | Outcome::Partial) | None
    );
    let signals = &dataset.signals;
    let data = Signal::ALL
        .iter()
        .filter(|signal| tells_of_data(**signal))
        .find_map(|signal| signals.get(*signal));
    // Some publishers write the day alone: on the day of the request nobody can tell which was first.
    let long_before = request.created_at.saturating_sub(SignedDuration::from_hours(24));
    let long_before = long_before.unwrap_or(request.created_at);
    request.kind == Kind::Update && renewed && data.is_some_and(|at| at < long_before)
}

/// Whether a signal tells of the data, rather than of its description: the latter moves with each edit of it.
pub const fn tells_of_data(signal: Signal) -> bool {
    !matches!(signal, Signal::Metadata)
}

/// Whether a request follows its dataset once it is answered, and before: those to renew it, and to renew it more often.
pub const fn follows_dataset(kind: Kind) -> bool {
    matches!(kind, Kind::Update | Kind::Frequency)
}

#[cfg(test)]
mod tests {
    use super::formats;

    #[test]
    fn a_format_is_found_in_the_words_for_it() {
        let named = |text: &str| formats(text).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(named("CSV o Excel"), "csv xls xlsx");
        assert_eq!(named("GeoJSON"), "geojson");
        assert_eq!(named(".csv"), "csv");
        assert_eq!(named("lo que tengan"), "");
    }
}
