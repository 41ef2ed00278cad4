//! The pages of the catalogue's datasets: all of them, and one.

pub mod list;
pub mod show;

use domain::{
    freshness::{Freshness, Signal},
    locale::Locale,
    store::datasets::Listed,
};
use jiff::Timestamp;
use serde::Serialize;

use super::{
    places::{Place, Places},
    requests::{chip::Chip, frequency},
};
use crate::AppState;

/// A dataset in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DatasetShown {
    /// What its page is called.
    pub name: String,
    /// Its title.
    pub title: String,
    /// How fresh it is.
    pub chip: Chip,
    /// By how many days it is late.
    pub days_late: i32,
    /// Which of our areas it is of.
    pub area: Option<Place>,
    /// Whose it is at its portal, where that is none of our areas.
    pub organisation: Option<String>,
    /// How often it is said to change, in words.
    pub frequency: Option<String>,
    /// When it last changed.
    pub changed_at: Option<String>,
    /// What told us so, by key.
    pub changed_by: Option<&'static str>,
    /// How many files it has.
    pub files: i64,
}

impl DatasetShown {
    /// Of a dataset, now.
    pub fn of(app: &AppState, locale: Locale, places: &Places, dataset: &Listed) -> Self {
        let freshness = dataset.freshness(app.moment(), &app.zone);
        let area = places.area(dataset.area.as_deref());
        let changed = |(_, at): (Signal, Timestamp)| at.to_string();
        Self {
            name: dataset.name.clone(),
            title: dataset.title.clone(),
            chip: Chip::of_freshness(freshness),
            days_late: match freshness {
                Freshness::Stale { days_late } => days_late,
                _ => 0,
            },
            organisation: dataset
                .organisation
                .as_ref()
                .filter(|_| area.is_none())
                .map(|named| named.title.clone()),
            area,
            frequency: dataset
                .frequency
                .as_deref()
                .map(|code| frequency::said(app, locale, code)),
            changed_at: dataset.changed.map(changed),
            changed_by: dataset.changed.map(|(signal, _)| signal.as_str()),
            files: dataset.resources,
        }
    }

    /// One of each freshness, with everything and with nothing.
    pub fn samples() -> Vec<Self> {
        let full = Self {
            name: "compras".into(),
            title: "Compras <b>y contrataciones".into(),
            chip: Chip::of_freshness(Freshness::Stale { days_late: 40 }),
            days_late: 40,
            area: Some(Place::new("hacienda", "Ministerio <b>de Hacienda")),
            organisation: None,
            frequency: Some("Cada mes".into()),
            changed_at: Some("2026-09-20T15:00:00Z".into()),
            changed_by: Some("resources"),
            files: 1_234,
        };
        let bare = Self {
            chip: Chip::of_freshness(Freshness::Undeclared),
            days_late: 0,
            area: None,
            organisation: Some("Subsecretaria <b>de Datos".into()),
            frequency: None,
            changed_at: None,
            changed_by: None,
            files: 0,
            ..full.clone()
        };
        let mut all = vec![full.clone(), bare];
        all.extend(Signal::ALL.iter().map(|signal| Self {
            chip: Chip::of_freshness(Freshness::Fresh),
            days_late: 0,
            changed_by: Some(signal.as_str()),
            files: 1,
            ..full.clone()
        }));
        all.push(Self {
            chip: Chip::of_freshness(Freshness::Eventual),
            days_late: 0,
            ..full
        });
        all
    }
}
