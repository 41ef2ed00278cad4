//! `/requests/{reference}`: where it stands, what was answered, everything that happened.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    data_request::DataRequest,
    ops,
    person::Sector,
    status::Outcome,
    store::{
        ReadError, Reader, comments, datasets, events, following, mentions,
        requests::{self, Lock},
        reuses,
    },
};
use serde::Serialize;

use super::{card::Card, chip::Chip, shelf::FileShown};
use crate::{
    AppState,
    page::{self, Here, Page},
    pages::{
        datasets::DatasetShown,
        places::{Place, Places},
        reuses::ReuseShown,
    },
    problem::Fault,
    reference::InPath,
    visitor::Visitor,
};

mod answer;
mod checks;
mod clock;
mod event;
mod stages;
mod ways;

pub use answer::{Answer, Evidence, VerdictSaid, open_question};
pub use checks::Checks;
pub use clock::{Clock, DayOff, Pause, Promise};
pub use event::{EventShown, FieldChange, shown as events_shown};
pub use stages::{Stage, Stages};
pub use ways::{Own, Ways};

/// Comments shown on the page; the API has all.
const COMMENTS: usize = 100;
/// What supporters say, as many as are shown.
const TOLD: u32 = 5;
/// Requests that name it, as many as are shown.
const MENTIONS: u32 = 10;
/// Reuses, as many as are shown.
const REUSES: u32 = 10;
/// How often a merged request may have been merged on.
const MERGES: usize = 20;

/// The page.
#[derive(Debug, Serialize)]
pub struct OneRequest {
    pub card: Card,
    pub purpose: Option<String>,
    pub kind: &'static str,
    pub dataset: Option<String>,
    pub wanted_frequency: Option<String>,
    pub format: Option<String>,
    pub period: Option<String>,
    pub coverage: Option<String>,
    pub stages: Stages,
    pub clock: Option<Clock>,
    pub promise: Option<Promise>,
    pub answer: Option<Answer>,
    /// The question that waits for the requester.
    pub question: Option<String>,
    pub verdict: Option<VerdictSaid>,
    /// Supporters by sector; no sector for the few.
    pub sectors: Vec<SectorCount>,
    pub events: Vec<EventShown>,
    /// Its files.
    pub shown: Vec<FileShown>,
    pub comments: Vec<CommentShown>,
    pub comments_left_out: i64,
    pub parts: Vec<Part>,
    /// How many of them are answered.
    pub parts_answered: usize,
    /// The dataset it is about, or that answers it, as the catalogue has it.
    pub published: Option<DatasetShown>,
    /// What the area found when it looked; none before it did.
    pub checks: Option<Checks>,
    pub part_of: Option<String>,
    pub follows: Option<String>,
    /// How many were merged into it.
    pub merged: i64,
    /// Requests whose texts name it.
    pub mentions: Vec<Named>,
    /// What was done with the data it brought.
    pub reuses: Vec<ReuseShown>,
    /// What supporters need it for, in their words.
    pub told: Vec<String>,
    /// What anybody is offered to do.
    pub ways: Ways,
    /// What it is to whoever is signed in.
    pub own: Option<Own>,
    pub api: String,
    /// Its address, to be passed on.
    pub url: String,
    /// Where other sites find its card.
    pub oembed: String,
}

/// Supporters of a sector.
#[derive(Debug, Clone, Serialize)]
pub struct SectorCount {
    /// The sector's key; none for the rest.
    pub sector: Option<&'static str>,
    /// How many.
    pub count: i64,
    /// Against the largest, in percent.
    pub share: i64,
}

/// A comment.
#[derive(Debug, Clone, Serialize)]
pub struct CommentShown {
    pub id: i64,
    pub name: Option<String>,
    pub role: Option<&'static str>,
    pub official: bool,
    pub at: String,
    pub edited_at: Option<String>,
    pub text: String,
}

/// Another request.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// `PD-2026-000123`.
    pub reference: String,
    /// Its title.
    pub title: String,
}

/// A part of a request that was split.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// `PD-2026-000123`.
    pub reference: String,
    /// Who answers it.
    pub area: Option<Place>,
    /// Where it stands.
    pub chip: Chip,
}

/// The dataset that answers a request, else the one it is about, if the catalogue has it.
async fn published(
    app: &AppState,
    visitor: &Visitor,
    reader: &Reader<'_>,
    request: &DataRequest,
    places: &Places,
) -> Result<Option<DatasetShown>, ReadError> {
    let Some(named) = request.evidence.dataset.as_ref().or(request.dataset.as_ref()) else {
        return Ok(None);
    };
    let Some(name) = ops::named_dataset(reader, named).await? else {
        return Ok(None);
    };
    let found = datasets::get(reader, &name).await?;
    Ok(found.map(|(dataset, _)| DatasetShown::of(app, visitor.locale, places, &dataset)))
}

/// The page. A merged request has moved to the one it was merged into.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let request = ops::find(&reader, &visitor.actor, reference, Lock::No).await?;
    if let Some(target) = merged_into(&reader, &request).await? {
        let path = format!(
            "{}/requests/{}",
            app.base.path().trim_end_matches('/'),
            target.reference
        );
        let to = HeaderValue::from_str(&path).map_err(|_| Fault::Internal)?;
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response());
    }
    let page = OneRequest::read(&app, &visitor, &reader, &request).await?;
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

/// Where a merged request lives on.
pub async fn merged_into(
    reader: &Reader<'_>,
    request: &DataRequest,
) -> Result<Option<DataRequest>, ReadError> {
    let mut last = None;
    let mut next = request.standing.merged.map(|merged| merged.into);
    for _ in 0..MERGES {
        let Some(id) = next else { break };
        let Some(target) = requests::get(reader, id, Lock::No).await? else {
            break;
        };
        next = target.standing.merged.map(|merged| merged.into);
        last = Some(target);
    }
    Ok(last)
}

impl OneRequest {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        reader: &Reader<'_>,
        request: &DataRequest,
    ) -> Result<Self, Fault> {
        let places = Places::load(reader, visitor.locale).await?;
        let today = app.moment().today;
        let calendar = app.calendar(reader, today).await?;
        let told = events::of_request(reader, request.id).await?;
        let comments = comments::of_request(reader, request.id, false).await?;
        let left_out = comments.len().saturating_sub(COMMENTS);
        let parts = if request.standing.split {
            requests::parts(reader, &visitor.actor, request.id).await?
        } else {
            Vec::new()
        };
        let merged = requests::merged_into(reader, request.id).await?.len();
        let mentions = mentions::of_target(reader, &visitor.actor, request.id, MENTIONS).await?;
        let text = |value: Option<&domain::reference::Reference>| value.map(ToString::to_string);
        Ok(Self {
            card: Card::of(request, &places, today, &calendar),
            purpose: request.purpose.clone(),
            kind: request.kind.as_str(),
            dataset: request.dataset.clone(),
            wanted_frequency: request.wanted_frequency.clone(),
            format: request.format.clone(),
            period: request.period.clone(),
            coverage: request.coverage.clone(),
            stages: Stages::of(request, &told),
            clock: Clock::read(reader, request, visitor.locale, today, &calendar).await?,
            promise: Promise::of(request, today, &calendar),
            answer: Answer::of(request, &told, &places),
            question: answer::open_question(request, &told),
            verdict: VerdictSaid::of(request),
            sectors: sectors(request),
            shown: FileShown::of_request(app, visitor, reader, request).await?,
            events: events_shown(reader, &told, &places).await?,
            comments: comments.iter().skip(left_out).map(CommentShown::of).collect(),
            comments_left_out: i64::try_from(left_out).unwrap_or(0),
            parts_answered: parts.iter().filter(|part| part.is_answered()).count(),
            parts: parts
                .iter()
                .map(|part| Part {
                    reference: part.reference.to_string(),
                    area: places.area(part.area.as_deref()),
                    chip: Chip::of(part, today, &calendar),
                })
                .collect(),
            published: published(app, visitor, reader, request, &places).await?,
            checks: Checks::of(request),
            part_of: text(request.part_of.as_ref()),
            follows: text(request.follows.as_ref()),
            merged: i64::try_from(merged).unwrap_or(0),
            mentions: mentions
                .into_iter()
                .map(|mention| Named {
                    reference: mention.reference.to_string(),
                    title: mention.title,
                })
                .collect(),
            reuses: reuses::of_request(reader, request.id, REUSES)
                .await?
                .into_iter()
                .map(ReuseShown::of)
                .collect(),
            told: following::told_to_all(reader, request.id, TOLD).await?,
            ways: Ways::of(request, today),
            own: Own::read(reader, &visitor.actor, request, today).await?,
            api: format!("/api/v1/requests/{}", request.reference),
            oembed: app.links().oembed(&app.links().request(request.reference)),
            url: app.links().request(request.reference),
        })
    }
}

impl CommentShown {
    /// Of a comment.
    pub fn of(comment: &comments::Comment) -> Self {
        Self {
            id: comment.id.0,
            name: comment.author_name.clone(),
            role: comment.role.map(domain::event::ActorRole::as_str),
            official: comment.role.is_some_and(domain::event::ActorRole::is_staff),
            at: comment.at.to_string(),
            edited_at: comment.edited_at.map(|at| at.to_string()),
            text: comment.text.clone(),
        }
    }
}

fn sectors(request: &DataRequest) -> Vec<SectorCount> {
    let mut shown = request.shown_sectors();
    // Nobody is named: the number alone says it all.
    if shown.iter().all(|(sector, _)| sector.is_none()) {
        return Vec::new();
    }
    // The rest stays last, whatever its size.
    shown.sort_by_key(|(sector, count)| (sector.is_none(), -count));
    let most = shown.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let counted = |(sector, count): (Option<Sector>, i64)| SectorCount {
        sector: sector.map(Sector::as_str),
        count,
        share: count * 100 / most,
    };
    shown.into_iter().map(counted).collect()
}

/// Whether an outcome has an answer to show.
fn is_answer(outcome: Option<Outcome>) -> bool {
    outcome.is_some_and(Outcome::is_an_answer)
}

impl Page for OneRequest {
    const TEMPLATE: &'static str = "pages/requests/show.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        super::samples::requests()
    }
}
