//! `/about`: what this is, how a request goes, how requests are ordered, and where its data is.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    person::Sector,
    priority::{Weights, weights::WHOLE},
    store::weights::{self, Changed},
};
use serde::Serialize;

use crate::{
    AppState,
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

/// Changes of the weights that are shown.
const CHANGES: u32 = 20;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct About {
    /// What things are worth in the priority score.
    pub weights: Shown,
    /// How they changed, the latest first.
    pub changes: Vec<Change>,
}

/// Weights as they are shown.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// Points of a theme that comes first.
    pub theme: i64,
    /// Points of the first rank at a work table.
    pub table_rank: i64,
    /// Points of a duty by law.
    pub legal_duty: i64,
    /// Sectors whose supporters are not worth one point, and what they are worth, in hundredths.
    pub sectors: Vec<(&'static str, i64)>,
}

/// A change of the weights.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
    /// To what.
    pub weights: Shown,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let changes = weights::changes(&reader, CHANGES).await?;
    let now = changes.first().map(|change| change.weights.clone());
    let page = About {
        weights: Shown::of(&now.unwrap_or_default()),
        changes: changes.into_iter().map(Change::from).collect(),
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

impl Shown {
    fn of(weights: &Weights) -> Self {
        let sectors = Sector::ALL
            .iter()
            .map(|sector| (*sector, weights.sector(*sector)))
            .filter(|(_, hundredths)| *hundredths != WHOLE);
        Self {
            theme: weights.theme,
            table_rank: weights.table_rank,
            legal_duty: weights.legal_duty,
            sectors: sectors
                .map(|(sector, hundredths)| (sector.as_str(), hundredths))
                .collect(),
        }
    }
}

impl From<Changed> for Change {
    fn from(change: Changed) -> Self {
        Self {
            at: change.at.to_string(),
            reason: change.reason,
            weights: Shown::of(&change.weights),
        }
    }
}

impl Page for About {
    const TEMPLATE: &'static str = "pages/about.html";
    const SECTION: &'static str = "about";

    fn samples() -> Vec<Self> {
        let plain = Shown::of(&Weights::default());
        let other = Shown {
            theme: 0,
            sectors: vec![("citizen", 150), ("unknown", 0)],
            ..plain.clone()
        };
        let change = |weights: &Shown| Change {
            at: "2026-11-20T12:00:00Z".into(),
            reason: "Lo pidieron <b>en la mesa</b>.".into(),
            weights: weights.clone(),
        };
        vec![
            Self {
                changes: vec![change(&other), change(&plain)],
                weights: other,
            },
            Self {
                weights: plain,
                changes: Vec::new(),
            },
        ]
    }
}
