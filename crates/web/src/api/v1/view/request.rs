//! A request, and what of it a list shows.

use std::collections::BTreeMap;

use domain::{
    data_request::DataRequest,
    person::Sector,
    policy::{self, Actor},
    status::Outcome,
    store::{ReadError, following, requests},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Looking,
    keys::{ActionKey, CategoryKey, KindKey, OriginKey, OutcomeKey, StatusKey},
};

mod pieces;

pub use pieces::{
    Attachment, Clock, Components, EvidenceView, HiddenView, Part, PriorityView, PromiseView, RequesterView,
    VerdictView,
};

/// A request.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestView {
    /// What lists show too.
    #[serde(flatten)]
    pub summary: RequestSummary,
    /// What data is needed, in Markdown.
    pub body: String,
    /// What for.
    #[schema(required)]
    pub purpose: Option<String>,
    /// Its parts; null when it was never split.
    #[schema(required)]
    pub parts: Option<Vec<Part>>,
}

/// A request in a list.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the keys of the contract, by name")]
pub struct RequestSummary {
    #[schema(example = "PD-2026-000123")]
    pub reference: String,
    pub title: String,
    #[schema(value_type = KindKey)]
    pub kind: &'static str,
    pub theme: String,
    pub theme_pending: bool,
    #[schema(required)]
    pub area: Option<String>,
    #[schema(value_type = StatusKey)]
    pub status: &'static str,
    #[schema(value_type = CategoryKey)]
    pub category: &'static str,
    #[schema(required, value_type = Option<OutcomeKey>)]
    pub outcome: Option<&'static str>,
    #[schema(required)]
    pub evidence: Option<EvidenceView>,
    #[schema(required)]
    pub verdict: Option<VerdictView>,
    pub round: u32,
    #[schema(value_type = OriginKey)]
    pub origin: &'static str,
    pub language: String,
    #[schema(required)]
    pub dataset: Option<String>,
    #[schema(required)]
    pub wanted_frequency: Option<String>,
    #[schema(required)]
    pub format: Option<String>,
    #[schema(required)]
    pub period: Option<String>,
    #[schema(required)]
    pub coverage: Option<String>,
    pub supporters: i64,
    pub supporters_by_sector: BTreeMap<String, i64>,
    pub followers: i64,
    pub comments: i64,
    pub attachments: Vec<Attachment>,
    pub clock: Clock,
    pub promise: PromiseView,
    pub priority: PriorityView,
    #[schema(required)]
    pub part_of: Option<String>,
    #[schema(required)]
    pub follows: Option<String>,
    #[schema(required)]
    pub duplicate_of: Option<String>,
    /// Why and since when it is hidden; only coordinators see hidden requests.
    #[schema(required)]
    pub hidden: Option<HiddenView>,
    pub requester: RequesterView,
    pub anonymous: bool,
    #[schema(format = DateTime)]
    pub created_at: String,
    #[schema(format = DateTime)]
    pub updated_at: String,
    #[schema(required, format = DateTime)]
    pub answered_at: Option<String>,
    #[schema(required, format = DateTime)]
    pub closed_at: Option<String>,
    pub version: i64,
    /// Its page.
    pub url: String,
    /// What this caller could do now; null without a token.
    #[schema(required, value_type = Option<Vec<ActionKey>>)]
    pub allowed: Option<Vec<&'static str>>,
}

impl RequestView {
    /// A request as `looking` sees it.
    pub async fn of(request: &DataRequest, looking: &Looking<'_>) -> Result<Self, ReadError> {
        let parts = if request.standing.split {
            let parts = requests::parts(&looking.reader, looking.actor, request.id).await?;
            Some(parts.iter().map(Part::of).collect())
        } else {
            None
        };
        Ok(Self {
            summary: RequestSummary::of(request, looking).await?,
            body: request.body.clone(),
            purpose: request.purpose.clone(),
            parts,
        })
    }
}

impl RequestSummary {
    /// A request in a list, as `looking` sees it.
    pub async fn of(request: &DataRequest, looking: &Looking<'_>) -> Result<Self, ReadError> {
        let standing = &request.standing;
        let text = |value: &Option<_>| value.as_ref().map(ToString::to_string);
        Ok(Self {
            reference: request.reference.to_string(),
            title: request.title.clone(),
            kind: request.kind.as_str(),
            theme: request.theme.clone(),
            theme_pending: request.theme_pending,
            area: request.area.clone(),
            status: standing.status.as_str(),
            category: standing.status.category().as_str(),
            outcome: standing.outcome.map(Outcome::as_str),
            evidence: EvidenceView::of(request),
            verdict: VerdictView::of(request),
            round: standing.round.number,
            origin: request.origin.as_str(),
            language: request.language.clone(),
            dataset: request.dataset.clone(),
            wanted_frequency: request.wanted_frequency.clone(),
            format: request.format.clone(),
            period: request.period.clone(),
            coverage: request.coverage.clone(),
            supporters: request.supporters,
            supporters_by_sector: by_sector(request),
            followers: request.followers,
            comments: request.comments,
            attachments: Attachment::all(request, looking),
            clock: Clock::of(request, looking),
            promise: PromiseView::of(request, looking),
            priority: PriorityView::of(request, looking),
            part_of: text(&request.part_of),
            follows: text(&request.follows),
            duplicate_of: text(&request.duplicate_of),
            hidden: standing.hidden.map(|hidden| HiddenView {
                reason: hidden.reason.as_str(),
                at: hidden.at.to_string(),
            }),
            requester: RequesterView {
                name: request.public_name().map(str::to_owned),
                sector: request.sector.as_str(),
            },
            anonymous: request.anonymous,
            created_at: request.created_at.to_string(),
            updated_at: request.updated_at.to_string(),
            answered_at: standing.answered_at.map(|at| at.to_string()),
            closed_at: standing.closed_at.map(|at| at.to_string()),
            version: request.version,
            url: looking.links.request(request.reference),
            allowed: allowed(request, looking).await?,
        })
    }
}

fn by_sector(request: &DataRequest) -> BTreeMap<String, i64> {
    let named =
        |(sector, count): (Option<Sector>, i64)| (sector.map_or("other", Sector::as_str).to_owned(), count);
    request.shown_sectors().into_iter().map(named).collect()
}

async fn allowed(
    request: &DataRequest,
    looking: &Looking<'_>,
) -> Result<Option<Vec<&'static str>>, ReadError> {
    let Actor::Person(signed) = looking.actor else {
        return Ok(None);
    };
    let supports =
        request.supporters > 0 && following::supports(&looking.reader, request.id, signed.id).await?;
    let actions = policy::allowed(looking.actor, request, supports, looking.today);
    Ok(Some(
        actions
            .into_iter()
            .map(domain::status::ActionKind::as_str)
            .collect(),
    ))
}
