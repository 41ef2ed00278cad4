//! Portals are read: real descriptions, served by a portal on loopback that also misbehaves.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of tests are tests"
)]

mod changes;
mod drafts;
mod evidence;
mod figures;
mod misbehaviour;
mod whole;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use catalog::{Broken, Cursor, Ended, Kind, Pace, Pause, PortalError, Progress, Reader, Source};
use domain::dataset::Dataset;
use jiff::tz::TimeZone;
use outgoing::{Allowed, Client, Guard, agent};
use serde_json::{Value, json};
use testkit::portal::{Portal, buenos_aires, descriptions};

fn zone() -> TimeZone {
    TimeZone::get("America/Argentina/Buenos_Aires").unwrap()
}

/// Somebody who may ask this machine, and does not wait.
struct Asker {
    reader: Reader,
    waited: Arc<Mutex<Vec<Duration>>>,
}

impl Asker {
    fn new() -> Self {
        Self::with(Duration::from_secs(20))
    }

    fn with(deadline: Duration) -> Self {
        let guard = Guard {
            allowed: Allowed::parse(["127.0.0.1"]).unwrap(),
            ..Guard::public()
        };
        let waited = Arc::default();
        let pace = Pace {
            // Turns would be noted among the pauses.
            per_second: u32::MAX,
            deadline,
            pause: Pause::Noted(Arc::clone(&waited)),
            ..Pace::default()
        };
        let reader = Reader::new(
            Client::new(guard, agent("https://pedidos.example.org")),
            zone(),
            pace,
        );
        Self { reader, waited }
    }

    /// The seconds it would have waited by now.
    fn waited(&self) -> Vec<u64> {
        let waited = std::mem::take(&mut *self.waited.lock().unwrap());
        let whole = waited.iter().filter(|time| time.as_millis() > 0);
        whole.map(Duration::as_secs).collect()
    }

    async fn read(&self, source: &Source, since: &Cursor) -> Result<Read, PortalError> {
        let mut reading = self.reader.read(source, since);
        let mut read = Read::default();
        while let Some(page) = reading.next().await? {
            read.largest = read.largest.max(page.datasets.len() + page.broken.len());
            read.pages += 1;
            read.datasets.extend(page.datasets);
            read.broken.extend(page.broken);
        }
        read.progress = reading.progress().clone();
        read.ended = reading.ended();
        Ok(read)
    }

    async fn fails(&self, source: &Source) -> Kind {
        self.read(source, &Cursor::default()).await.unwrap_err().kind
    }
}

/// All that was told.
#[derive(Debug, Default)]
struct Read {
    datasets: Vec<Dataset>,
    broken: Vec<Broken>,
    pages: usize,
    largest: usize,
    progress: Progress,
    ended: Option<Ended>,
}

impl Read {
    fn cursor(&self) -> &Cursor {
        &self.progress.cursor
    }

    /// In the order of their names.
    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .datasets
            .iter()
            .map(|dataset| dataset.name.as_str())
            .collect();
        names.sort_unstable();
        names
    }
}

fn ckan(portal: &Portal) -> Source {
    Source::parse(&portal.base()).unwrap()
}

fn data_json(portal: &Portal) -> Source {
    Source::parse(&format!("{}/data.json", portal.base())).unwrap()
}

/// A description, changed so many seconds after the first.
fn made(number: u32, seconds: i64) -> Value {
    let changed = jiff::Timestamp::from_second(1_614_600_000 + seconds).unwrap();
    let changed = changed.to_string().replace('Z', ".5");
    json!({
        "id": format!("made-{number:05}-id"),
        "name": format!("made-{number:05}"),
        "title": format!("Number {number}"),
        "notes": "Made for a test.",
        "state": "active",
        "private": false,
        "metadata_modified": changed,
        "organization": {"name": "area", "title": "Area"},
        "extras": [{"key": "accrualPeriodicity", "value": "R/P1M"}],
        "resources": [{"id": format!("made-{number}-file"), "url": "https://datos.example.org/a.csv", "format": "CSV",
            "created": "2021-01-01T00:00:00"}],
    })
}

/// The real descriptions, or as many made ones where those are missing.
fn all() -> Vec<Value> {
    buenos_aires().map_or_else(
        || (0..383).map(|number| made(number, i64::from(number))).collect(),
        |folder| descriptions(&folder),
    )
}
