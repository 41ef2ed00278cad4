//! What the catalogue says of the dataset that somebody is about to answer with.

use domain::{data_request::DataRequest, evidence::Fault, freshness::Signal, ops};
use serde::Serialize;

use super::Looking;
use crate::problem::Fault as Problem;

/// The field that says that it was seen.
pub(in crate::pages::desk) const CHECKED: &str = "checked";

/// What it says.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    /// The dataset, by its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// How many files it has.
    pub files: i64,
    /// When it changed last, and what told so, by key.
    pub changed: Option<(String, &'static str)>,
    /// What is wrong with it, by key.
    pub fault: Option<&'static str>,
}

impl Checked {
    /// Of what was typed as the dataset; none where the catalogue says nothing of it, or does not show it.
    pub(in crate::pages::desk) async fn read(
        looking: &Looking<'_>,
        request: &DataRequest,
        named: &str,
    ) -> Result<Option<Self>, Problem> {
        if named.trim().is_empty() {
            return Ok(None);
        }
        let reader = looking.reader();
        let Some(known) = ops::known_dataset(&reader, request, named).await? else {
            return Ok(None);
        };
        let Some(dataset) = known.dataset else {
            return Ok(None);
        };
        let moment = looking.app.moment();
        let changed = dataset.signals.deciding(moment.at);
        let zone = &looking.app.zone;
        Ok(Some(Self {
            name: known.name,
            title: dataset.title,
            files: i64::try_from(dataset.resource_count).unwrap_or(i64::MAX),
            changed: changed.map(|(signal, at)| {
                let on = at.to_zoned_datetime(zone.clone()).date();
                (on.to_string(), Signal::as_str(signal))
            }),
            fault: known.fault.map(Fault::as_str),
        }))
    }
}
