//! The official answer that stands now, what it rests on, and what the requester said of it.

use domain::{
    data_request::DataRequest,
    event::EventKind,
    evidence::{Fault, Found},
    status::{Ground, Outcome},
    store::events::Told,
};
use serde::Serialize;

use super::{super::chip::Chip, is_answer};
use crate::pages::places::{Place, Places};

/// The answer.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// What it came to, as a chip.
    pub chip: Chip,
    /// What it came to, by key.
    pub outcome: &'static str,
    /// Whether data was given.
    pub is_data: bool,
    /// Whether it is a refusal: what is asked is whether it can be understood.
    pub is_refusal: bool,
    /// The official words, in Markdown.
    pub message: Option<String>,
    /// Who signed it.
    pub name: Option<String>,
    /// When.
    pub at: Option<String>,
    /// The area that gave it.
    pub area: Option<Place>,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What an answer rests on.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Evidence {
    pub dataset: Option<String>,
    pub url: Option<String>,
    pub how: Option<String>,
    pub missing: Option<String>,
    pub ground: Option<&'static str>,
    pub responsible: Option<String>,
    /// What a look at the dataset came to, by key.
    pub state: &'static str,
    /// What is wrong with it, by key.
    pub fault: Option<&'static str>,
    /// There is something to show beside the words.
    pub is_there: bool,
}

/// What the requester said of the answer.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictSaid {
    /// `yes`, `partly` or `none`.
    pub value: &'static str,
    /// 1 to 5.
    pub rating: Option<u8>,
    /// Their words.
    pub comment: Option<String>,
    /// When.
    pub at: String,
    /// The answer was a refusal: what was asked is whether it is understood.
    pub of_refusal: bool,
}

impl Answer {
    /// The one that stands; none while there is none.
    pub fn of(request: &DataRequest, told: &[Told], places: &Places) -> Option<Self> {
        let outcome = request
            .standing
            .outcome
            .filter(|outcome| is_answer(Some(*outcome)))?;
        let at = told
            .iter()
            .rposition(|told| told.event.change.kind == EventKind::Answer);
        let event = at.map(|at| &told[at]);
        // Whoever had it when it was answered, if it has gone to another area since.
        let mut later = told.iter().skip(at.unwrap_or(told.len()));
        let before = later.find_map(|told| told.event.change.details.area_from);
        Some(Self {
            area: places.area_by_id(before.or(request.standing.area)),
            chip: Chip::of_outcome(outcome),
            outcome: outcome.as_str(),
            is_data: outcome.is_data(),
            is_refusal: outcome.is_refusal(),
            message: event.and_then(|told| told.text("message")).map(str::to_owned),
            name: event.and_then(|told| told.actor_name.clone()),
            at: request.standing.answered_at.map(|at| at.to_string()),
            evidence: Evidence {
                fault: last_fault(told),
                ..Evidence::of(request)
            },
        })
    }
}

impl Evidence {
    /// Of a request that has an answer.
    pub fn of(request: &DataRequest) -> Self {
        let given = request.evidence.clone();
        let is_there = given.dataset.is_some()
            || given.url.is_some()
            || given.how.is_some()
            || given.missing.is_some()
            || given.ground.is_some()
            || given.responsible.is_some();
        Self {
            dataset: given.dataset,
            url: given.url,
            how: given.how,
            missing: given.missing,
            ground: given.ground.map(Ground::as_str),
            responsible: given.responsible,
            state: request.standing.evidence.as_str(),
            fault: None,
            is_there,
        }
    }
}

/// What the last look at the evidence found wrong.
fn last_fault(told: &[Told]) -> Option<&'static str> {
    let looks = told.iter().rev().map(|told| &told.event.change);
    let last = looks
        .filter(|change| change.kind == EventKind::EvidenceChecked)
        .find(|change| matches!(change.details.found, Some(Found::Ok | Found::Broken)))?;
    last.details.fault.map(Fault::as_str)
}

impl VerdictSaid {
    /// Of a request that has one.
    pub fn of(request: &DataRequest) -> Option<Self> {
        let given = request.standing.verdict?;
        Some(Self {
            value: given.value.as_str(),
            rating: given.rating,
            comment: request.verdict_comment.clone(),
            at: given.at.to_string(),
            of_refusal: request.standing.outcome.is_some_and(Outcome::is_refusal),
        })
    }
}

/// The words of the question that waits for its reply.
pub fn open_question(request: &DataRequest, told: &[Told]) -> Option<String> {
    request.standing.question?;
    let asked = told
        .iter()
        .rev()
        .find(|told| told.event.change.kind == EventKind::Ask)?;
    asked.text("message").map(str::to_owned)
}
