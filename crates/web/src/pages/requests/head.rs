//! What every small page of a request says of it: which one it is, and where it stands.

use domain::{data_request::DataRequest, status::Status, store::Reader};
use serde::Serialize;

use super::chip::Chip;
use crate::{AppState, problem::Fault};

/// A request, in two lines.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// `PD-2026-000123`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language it is written in.
    pub language: String,
    /// Where it stands.
    pub chip: Chip,
}

impl Head {
    /// Of a request, today.
    pub async fn of(app: &AppState, reader: &Reader<'_>, request: &DataRequest) -> Result<Self, Fault> {
        let today = app.moment().today;
        let calendar = app.calendar(reader, today).await?;
        Ok(Self {
            reference: request.reference.to_string(),
            title: request.title.clone(),
            language: request.language.clone(),
            chip: Chip::of(request, today, &calendar),
        })
    }

    /// A made-up one, its title in another language than one of the pages.
    pub fn sample() -> Self {
        Self {
            reference: "PD-2026-000123".into(),
            title: "Compras <b>por hospital</b> & mes".into(),
            language: "es-AR".into(),
            chip: Chip::of_status(Status::Answered),
        }
    }
}
