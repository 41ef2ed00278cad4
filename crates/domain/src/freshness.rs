//! Whether a dataset is as fresh as it says it is: how often it should change, when it did, and what told us so; pure.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{clock::Moment, dataset::Resource, keys::keys};

mod frequency;
pub mod moment;

#[cfg(test)]
mod tests;

pub use frequency::{Frequency, WellKnown};

/// What tells when a dataset changed. Each may be missing, and each lies in its own way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signals {
    /// The newest of its files with data: when it changed, else since when it is there.
    pub resources: Option<Timestamp>,
    /// The newest of all its files. It decides nothing.
    pub any_resource: Option<Timestamp>,
    /// What its publisher says of it (`modified`).
    pub modified: Option<Timestamp>,
    /// When its description was touched last, for whatever reason.
    pub metadata_modified: Option<Timestamp>,
    /// When the newest of its files changed, as whoever serves it says (`Last-Modified`).
    pub file: Option<Timestamp>,
}

keys! {
    /// The one of them that decided; the best one first. The description comes last: each edit of it moves that one.
    Signal {
        /// [`Signals::resources`]
        Resources = "resources",
        /// [`Signals::modified`]
        Modified = "modified",
        /// [`Signals::file`]
        File = "file",
        /// [`Signals::metadata_modified`]
        Metadata = "metadata",
    }
}

/// How fresh a dataset is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// As fresh as it says.
    Fresh,
    /// Older than it says, by so many days, and by more than we tolerate.
    Stale {
        /// The days since it should have changed.
        days_late: i32,
    },
    /// It changes when it changes.
    Eventual,
    /// It does not say how often it changes.
    Undeclared,
    /// What it says means nothing to us, or nothing tells when it changed.
    Unknown,
}

/// How fresh a dataset is, and how we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// How fresh.
    pub freshness: Freshness,
    /// What told when it changed, and when that was.
    pub by: Option<(Signal, Timestamp)>,
    /// The first day on which it is stale, if nothing changes until then.
    pub stale_on: Option<Date>,
}

impl Signals {
    /// One signal and no other.
    pub fn only(signal: Signal, at: Timestamp) -> Self {
        let mut signals = Self::default();
        *match signal {
            Signal::Resources => &mut signals.resources,
            Signal::Modified => &mut signals.modified,
            Signal::File => &mut signals.file,
            Signal::Metadata => &mut signals.metadata_modified,
        } = Some(at);
        signals
    }

    /// What files tell.
    pub fn of_files<'a>(files: impl IntoIterator<Item = &'a Resource>) -> Self {
        let mut signals = Self::default();
        for file in files {
            signals.any_resource = signals.any_resource.max(file.changed());
            if file.kind == crate::dataset::Kind::Data {
                signals.resources = signals.resources.max(file.changed());
            }
        }
        signals
    }

    /// What one signal says.
    pub const fn get(&self, signal: Signal) -> Option<Timestamp> {
        match signal {
            Signal::Resources => self.resources,
            Signal::Modified => self.modified,
            Signal::File => self.file,
            Signal::Metadata => self.metadata_modified,
        }
    }

    /// The best one there is. What lies ahead by more than a day tells nothing: nobody's clock is that wrong.
    pub fn deciding(&self, now: Timestamp) -> Option<(Signal, Timestamp)> {
        let latest = now.checked_add(24.hours()).unwrap_or(now);
        Signal::ALL
            .iter()
            .copied()
            .filter_map(|signal| Some((signal, self.get(signal)?)))
            .find(|(_, at)| *at <= latest)
    }
}

/// How fresh a dataset is that says `declared` of itself, at a moment, in a zone.
pub fn judge(declared: Option<&str>, signals: &Signals, now: Moment, zone: &TimeZone) -> Judged {
    let by = signals.deciding(now.at);
    let frequency = declared.map(Frequency::parse);
    let days = match frequency {
        Some(Some(Frequency::Every { days })) => Some(days),
        _ => None,
    };
    let stale_on = by.zip(days).and_then(|((_, at), days)| stale_on(at, days, zone));
    let freshness = match (frequency, by) {
        (None, _) => Freshness::Undeclared,
        (Some(Some(Frequency::Eventual)), _) => Freshness::Eventual,
        (Some(None), _) | (_, None) => Freshness::Unknown,
        (Some(Some(Frequency::Every { days })), Some((_, at))) => match stale_on {
            Some(on) if on <= now.today => Freshness::Stale {
                days_late: days_since(at, now.today, zone) - days,
            },
            _ => Freshness::Fresh,
        },
    };
    Judged {
        freshness,
        by,
        stale_on,
    }
}

/// The first day on which something is stale that changed then and should each so many days, with a fifth more tolerated.
///
/// The convention is pydatajson's (`indicators.py`): fresh while `days since < days * 1.2`, where the days since are whole days of
/// the calendar, here of the installation's zone, whatever the hour. Counted in hours, four of the city's datasets change sides.
pub fn stale_on(changed: Timestamp, days: i32, zone: &TimeZone) -> Option<Date> {
    let tolerated = (days.checked_mul(6)?).checked_add(4)? / 5;
    let changed = changed.to_zoned_datetime(zone.clone()).date();
    changed.checked_add(tolerated.days()).ok()
}

fn days_since(changed: Timestamp, today: Date, zone: &TimeZone) -> i32 {
    let changed = changed.to_zoned_datetime(zone.clone()).date();
    changed.until(today).map_or(0, |span| span.get_days())
}
