//! What people did with the data: `/reuses` for everybody, `/reuses/new` for whoever did something.

pub mod list;
pub mod new;

use domain::store::reuses::Reuse;
use serde::Serialize;

/// Something that was made of the data.
#[derive(Debug, Clone, Serialize)]
pub struct ReuseShown {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// What it is about, in Markdown.
    pub text: Option<String>,
    /// What kind of data user made it, by key.
    pub sector: &'static str,
    /// The request that brought the data.
    pub request: Option<String>,
    /// The datasets it uses.
    pub datasets: Vec<String>,
    /// When it was told.
    pub at: String,
}

impl ReuseShown {
    /// Of a reuse.
    pub fn of(reuse: Reuse) -> Self {
        Self {
            id: reuse.id.0,
            title: reuse.title,
            url: reuse.url,
            text: reuse.text,
            sector: reuse.sector.as_str(),
            request: reuse.request.map(|reference| reference.to_string()),
            datasets: reuse.datasets,
            at: reuse.at.to_string(),
        }
    }

    /// One with everything, and one with as little as there must be.
    pub fn samples() -> Vec<Self> {
        let bare = Self {
            id: 7,
            title: "Mapa <b>de sueldos".into(),
            url: "https://example.org/mapa?a=1&b=2".into(),
            text: None,
            sector: "unknown",
            request: None,
            datasets: Vec::new(),
            at: "2026-11-20T15:00:00Z".into(),
        };
        let full = Self {
            id: 8,
            text: Some("Con <b>todos</b> los cargos".into()),
            sector: "journalism",
            request: Some("PD-2026-000123".into()),
            datasets: vec!["sueldos-<b>".into(), "https://example.org/conjunto".into()],
            ..bare.clone()
        };
        vec![bare, full]
    }
}
