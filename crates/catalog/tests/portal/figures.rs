//! How fresh Buenos Aires was on 30 April 2021, in numbers that others have counted.

use std::collections::HashSet;

use catalog::{Cursor, Source};
use domain::{
    clock::Moment,
    dataset::Dataset,
    freshness::{Frequency, Freshness, Signal, Signals, judge},
};
use jiff::Timestamp;
use testkit::portal::buenos_aires;

use crate::{Asker, zone};

/// Those that are stale at a moment, as one signal has it.
fn stale<'a>(datasets: &[&'a Dataset], now: &str, signals: impl Fn(&Signals) -> Signals) -> HashSet<&'a str> {
    let now = Moment::new(now.parse::<Timestamp>().unwrap(), &zone());
    let is_stale = |dataset: &&&Dataset| {
        let judged = judge(
            dataset.frequency.as_deref(),
            &signals(&dataset.signals),
            now,
            &zone(),
        );
        matches!(judged.freshness, Freshness::Stale { days_late } if days_late > 0)
    };
    datasets
        .iter()
        .filter(is_stale)
        .map(|dataset| dataset.name.as_str())
        .collect()
}

#[tokio::test]
async fn the_reference_figures_hold_at_every_hour_of_the_day() {
    let Some(path) = buenos_aires() else {
        return;
    };
    let read = Asker::new()
        .read(&Source::Folder { path }, &Cursor::default())
        .await
        .unwrap();
    let is_periodic = |dataset: &&Dataset| {
        let frequency = dataset.frequency.as_deref().and_then(Frequency::parse);
        matches!(frequency, Some(Frequency::Every { .. }))
    };
    let periodic: Vec<&Dataset> = read.datasets.iter().filter(is_periodic).collect();
    assert_eq!(periodic.len(), 228);
    for now in [
        "2021-04-30T03:00:00Z",
        "2021-04-30T15:00:00Z",
        "2021-05-01T02:59:59Z",
    ] {
        let by_publisher = stale(&periodic, now, |signals| Signals {
            modified: signals.modified,
            ..Signals::default()
        });
        let by_files = stale(&periodic, now, |signals| Signals {
            resources: signals.any_resource,
            ..Signals::default()
        });
        let disagree = by_publisher.symmetric_difference(&by_files).count();
        assert_eq!(
            (by_publisher.len(), by_files.len(), disagree),
            (107, 189, 84),
            "{now}"
        );
    }
    // What we say: the files with data decide, and all of these have some.
    let now = Moment::new("2021-04-30T15:00:00Z".parse().unwrap(), &zone());
    let deciding: Vec<Signal> = periodic
        .iter()
        .map(|dataset| dataset.signals.deciding(now.at).unwrap().0)
        .collect();
    let by = |signal: Signal| deciding.iter().filter(|decided| **decided == signal).count();
    let ours = stale(&periodic, "2021-04-30T15:00:00Z", |signals| *signals).len();
    assert_eq!((by(Signal::Resources), by(Signal::Modified), ours), (228, 0, 189));
}
