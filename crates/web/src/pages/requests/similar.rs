//! What was asked in like words: shown before a request is sent, so that nobody asks for what is there, and many ask together.

use domain::{
    ops::{self, Similar},
    status::Outcome,
};
use serde::Serialize;

use super::chip::Chip;
use crate::{AppState, form::Form, problem::Fault, visitor::Visitor};

/// How many are shown.
const SHOWN: usize = 4;
/// The hidden field of whoever has seen them.
pub const SEEN: &str = "similar_seen";

/// A request like the one being written.
#[derive(Debug, Clone, Serialize)]
pub struct Like {
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub chip: Chip,
    /// How many need it too.
    pub supporters: i64,
    /// It ended with data: the answer is there.
    pub is_answer: bool,
}

/// What to show before a form is sent; nothing if its writer has seen it, or if it cannot be sent as it is anyway.
pub async fn before_sending(app: &AppState, visitor: &Visitor, form: &Form) -> Result<Vec<Like>, Fault> {
    let body = form.one("body").unwrap_or_default();
    if form.one(SEEN).is_some() || body.trim().chars().count() < 20 {
        return Ok(Vec::new());
    }
    let found = ops::similar(&app.reader(&visitor.actor), &visitor.actor, body, SHOWN).await?;
    Ok(found.into_iter().map(Like::of).collect())
}

impl Like {
    fn of(similar: Similar) -> Self {
        Self {
            reference: similar.reference.to_string(),
            title: similar.title,
            chip: similar
                .outcome
                .map_or_else(|| Chip::of_status(similar.status), Chip::of_outcome),
            supporters: similar.supporters,
            is_answer: similar.outcome.is_some_and(Outcome::is_data),
        }
    }

    /// One of each.
    pub fn samples() -> Vec<Self> {
        let like = |reference: &str, chip, supporters, is_answer| Self {
            reference: reference.into(),
            title: "Dotacion <b>por</b> reparticion".into(),
            chip,
            supporters,
            is_answer,
        };
        vec![
            like("PD-2026-000001", Chip::of_outcome(Outcome::Published), 133, true),
            like(
                "PD-2026-000002",
                Chip::of_status(domain::status::Status::Planned),
                0,
                false,
            ),
        ]
    }
}
