//! What waits for somebody: a question to be answered, an answer to be judged.

use domain::{
    ids::PersonId,
    status::Status,
    store::requests::{self, Filter, Sort},
};
use serde::Serialize;

use crate::{AppState, problem::Fault, visitor::Visitor};

/// How many are shown: more than anybody has at once.
const SHOWN: u32 = 50;

/// Something that waits.
#[derive(Debug, Clone, Serialize)]
pub struct Waits {
    /// What for: `reply` or `verdict`.
    pub what: &'static str,
    /// The request.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language it is written in.
    pub language: String,
}

impl Waits {
    /// What waits for `person`, newest request first.
    pub async fn read(app: &AppState, visitor: &Visitor, person: PersonId) -> Result<Vec<Self>, Fault> {
        let filter = Filter {
            requester: Some(person),
            statuses: vec![Status::NeedsInfo, Status::Answered],
            ..Filter::default()
        };
        let reader = app.db.read();
        let found = requests::list(&reader, &visitor.actor, &filter, Sort::Newest, None, SHOWN).await?;
        let waits = found.items.into_iter().map(|request| Self {
            what: if request.standing.status == Status::NeedsInfo {
                "reply"
            } else {
                "verdict"
            },
            reference: request.reference.to_string(),
            title: request.title,
            language: request.language,
        });
        Ok(waits.collect())
    }

    /// One of each.
    pub fn samples() -> Vec<Self> {
        let sample = |what| Self {
            what,
            reference: "PD-2026-000123".into(),
            title: "Compras <b>por hospital</b>".into(),
            language: "es-AR".into(),
        };
        vec![sample("reply"), sample("verdict")]
    }
}
