//! The objects inside a request.

use domain::{
    attachment,
    data_request::DataRequest,
    deadline::ClockState,
    reference::Reference,
    status::{Ground, Outcome},
};
use render::Links;
use serde::Serialize;
use utoipa::ToSchema;

use super::Looking;
use crate::{
    api::v1::view::keys::{
        ClockKey, GroundKey, HideReasonKey, OutcomeKey, PromiseKey, SectorKey, StatusKey, VerdictKey,
    },
    pages::requests::file,
};

/// What the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct EvidenceView {
    #[schema(required)]
    pub dataset: Option<String>,
    #[schema(required)]
    pub url: Option<String>,
    #[schema(required)]
    pub how: Option<String>,
    #[schema(required)]
    pub missing: Option<String>,
    #[schema(required, value_type = Option<GroundKey>)]
    pub ground: Option<&'static str>,
    #[schema(required)]
    pub responsible: Option<String>,
    /// `ok`, `unchecked` or `broken`.
    pub state: &'static str,
    #[schema(required)]
    pub duplicate_of: Option<String>,
}

impl EvidenceView {
    /// Of an answered request, or of one that is a duplicate; else there is none.
    pub fn of(request: &DataRequest) -> Option<Self> {
        let outcome = request.standing.outcome?;
        if !outcome.is_an_answer() && outcome != Outcome::Duplicate {
            return None;
        }
        let evidence = request.evidence.clone();
        Some(Self {
            dataset: evidence.dataset,
            url: evidence.url,
            how: evidence.how,
            missing: evidence.missing,
            ground: evidence.ground.map(Ground::as_str),
            responsible: evidence.responsible,
            state: request.standing.evidence.as_str(),
            duplicate_of: request.duplicate_of.as_ref().map(ToString::to_string),
        })
    }
}

/// What the requester said of the answer.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct VerdictView {
    #[schema(value_type = VerdictKey)]
    pub value: &'static str,
    #[schema(required)]
    pub rating: Option<u8>,
    #[schema(required)]
    pub comment: Option<String>,
    #[schema(format = DateTime)]
    pub at: String,
}

impl VerdictView {
    /// Of a request that has one.
    pub fn of(request: &DataRequest) -> Option<Self> {
        let given = request.standing.verdict?;
        Some(Self {
            value: given.value.as_str(),
            rating: given.rating,
            comment: request.verdict_comment.clone(),
            at: given.at.to_string(),
        })
    }
}

/// The clock of the current round.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct Clock {
    #[schema(required, format = Date)]
    pub due_on: Option<String>,
    #[schema(value_type = ClockKey)]
    pub state: &'static str,
    pub extended: bool,
    pub paused: bool,
}

impl Clock {
    /// As it stands today.
    pub fn of(request: &DataRequest, looking: &Looking<'_>) -> Self {
        let state = request.standing.clock_state(looking.today, &looking.calendar);
        let round = &request.standing.round;
        Self {
            due_on: round.due_on.map(|due| due.to_string()),
            state: state.as_str(),
            extended: round.extended,
            paused: state == ClockState::Paused,
        }
    }
}

/// The date by which the area promised to publish.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct PromiseView {
    #[schema(required, format = Date)]
    pub on: Option<String>,
    #[schema(value_type = PromiseKey)]
    pub state: &'static str,
    pub slips: u32,
}

impl PromiseView {
    /// As it stands today.
    pub fn of(request: &DataRequest, looking: &Looking<'_>) -> Self {
        let promise = &request.standing.promise;
        Self {
            on: promise.on.map(|on| on.to_string()),
            state: request
                .standing
                .promise_state(looking.today, &looking.calendar)
                .as_str(),
            slips: promise.slips,
        }
    }
}

/// The priority score.
#[derive(Debug, Serialize, ToSchema)]
pub struct PriorityView {
    /// 0 to 100.
    pub score: i64,
    /// What it is the sum of.
    pub components: Components,
}

/// What the priority score is the sum of.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct Components {
    pub support: i64,
    pub theme: i64,
    pub table_rank: i64,
    pub legal_duty: i64,
    pub readiness: i64,
    pub age: i64,
}

impl PriorityView {
    /// As it stands today.
    pub fn of(request: &DataRequest, looking: &Looking<'_>) -> Self {
        let priority = request.priority(looking.today);
        Self {
            score: priority.score(),
            components: Components {
                support: priority.support,
                theme: priority.theme,
                table_rank: priority.table_rank,
                legal_duty: priority.legal_duty,
                readiness: priority.readiness,
                age: priority.age,
            },
        }
    }
}

/// A part of a split request.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct Part {
    pub reference: String,
    #[schema(required)]
    pub area: Option<String>,
    #[schema(value_type = StatusKey)]
    pub status: &'static str,
    #[schema(required, value_type = Option<OutcomeKey>)]
    pub outcome: Option<&'static str>,
}

impl Part {
    /// Of the whole it belongs to.
    pub fn of(request: &DataRequest) -> Self {
        Self {
            reference: request.reference.to_string(),
            area: request.area.clone(),
            status: request.standing.status.as_str(),
            outcome: request.standing.outcome.map(Outcome::as_str),
        }
    }
}

/// Why and since when a request is hidden.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct HiddenView {
    #[schema(value_type = HideReasonKey)]
    pub reason: &'static str,
    #[schema(format = DateTime)]
    pub at: String,
}

/// Whose request it is, as far as anyone may know.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequesterView {
    /// Null when anonymous.
    #[schema(required)]
    pub name: Option<String>,
    /// What kind of data user.
    #[schema(value_type = SectorKey)]
    pub sector: &'static str,
}

/// A file that belongs to a request.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct Attachment {
    pub id: i64,
    pub name: String,
    #[serde(rename = "type")]
    pub media_type: &'static str,
    pub size: i64,
    pub url: String,
    /// False while whoever sent it has not decided about what was found in it. Others do not see it then.
    pub public: bool,
    /// What was found in it; only for whoever sent it and the staff that answers for the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<Vec<Found>>,
}

/// Something found in a file, and how often.
#[derive(Debug, Serialize, ToSchema)]
pub struct Found {
    /// What.
    #[schema(example = "hidden_sheets")]
    pub kind: &'static str,
    /// How often.
    pub count: i64,
}

impl Attachment {
    /// As whoever sent it sees it.
    pub fn of(file: &attachment::Attachment, reference: Reference, links: &Links) -> Self {
        let found = |finding: &attachment::Finding| Found {
            kind: finding.kind.as_str(),
            count: finding.count,
        };
        Self {
            id: file.id.0,
            name: file.name.clone(),
            media_type: file.kind.media_type(),
            size: file.size,
            url: links.to(&file::path(reference, file)),
            public: file.public,
            findings: Some(file.findings.iter().map(found).collect()),
        }
    }

    /// Those of a request that `looking` may read.
    pub fn all(request: &DataRequest, looking: &Looking<'_>) -> Vec<Self> {
        let area = request.standing.area;
        let files = looking
            .files
            .get(&request.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let readable = files.iter().filter(|file| file.is_for(looking.actor, area));
        let seen = |file: &attachment::Attachment| {
            let told = file.is_known_to(looking.actor, area);
            let whole = Self::of(file, request.reference, &looking.links);
            Self {
                findings: whole.findings.filter(|_| told),
                ..whole
            }
        };
        readable.map(seen).collect()
    }
}
