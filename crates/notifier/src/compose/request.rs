//! Loads what a mail about a request speaks of: the request, its event with the standing before and after, the calendar.

use std::collections::HashMap;

use domain::{
    audience::MailKind,
    data_request::DataRequest,
    event::EventKind,
    ids::{AreaId, RequestId},
    locale::Locale,
    standing::Standing,
    status::{Outcome, Status},
    store::{
        Source, areas, calendar, comments, datasets,
        events::{self, Told},
        outbox::{self, Claimed, Reader},
        requests::{self, Lock},
    },
};

use render::Links;

use super::{CannotCompose, facts::Facts, happened::happened};
use crate::message::{About, Dataset, Listed, Quote, Topic};

/// What a mail about a request says. `action_link` is the reader's own, for its button.
pub(super) fn topic(facts: &Facts, action_link: Option<String>) -> Result<Topic, CannotCompose> {
    let about = About {
        reference: facts.request.reference,
        title: facts.request.title.clone(),
        stage: stage(&facts.after),
    };
    Ok(Topic::Request {
        about,
        reader: facts.reader,
        happened: happened(facts)?,
        action_link,
    })
}

/// The requests that came in since the coordinators were last told.
pub(super) async fn new_requests(source: &impl Source, mail: &Claimed) -> Result<Topic, CannotCompose> {
    let listed = outbox::new_requests(source, mail).await?;
    if listed.is_empty() {
        return Err(CannotCompose::Missing("list of new requests"));
    }
    Ok(Topic::NewRequests(
        listed
            .into_iter()
            .map(|(reference, title)| Listed { reference, title })
            .collect(),
    ))
}

/// Everything the mail may need.
pub(super) async fn load(
    source: &impl Source,
    mail: &Claimed,
    reader: &Reader,
    (request, links): (DataRequest, &Links),
) -> Result<Facts, CannotCompose> {
    let mut history = events::of_request(source, request.id).await?;
    let at = position(&history, mail)?;
    history.truncate(at + 1);
    let question = history
        .iter()
        .rfind(|told| told.event.change.kind == EventKind::Ask)
        .cloned();
    let changes: Vec<_> = history.iter().map(|told| &told.event.change).collect();
    let before = Standing::replay(changes[..at].iter().copied());
    let after = Standing::replay(changes.iter().copied()).ok_or(CannotCompose::Missing("history"))?;
    let rests_on = match mail.kind {
        MailKind::VerdictAsked => history
            .iter()
            .rposition(|told| told.event.change.kind == EventKind::Answer),
        _ => Some(at),
    };
    let told = rests_on
        .map(|at| history.swap_remove(at))
        .ok_or(CannotCompose::Missing("answer"))?;
    let first = request.standing.round.day_0.min(after.round.day_0);
    let calendar = calendar::load(source, first).await?;
    let areas = area_names(source, mail.locale, &told, before.as_ref(), &after).await?;
    let details = &told.event.change.details;
    let other = match details.into.or(details.source) {
        Some(id) => other(source, id).await?,
        None => None,
    };
    let dataset = match &details.dataset {
        Some(name) if told.event.change.kind == EventKind::EvidenceChecked => {
            datasets::get(source, name).await?.map(|(listed, _)| Dataset {
                name: listed.title,
                url: Some(links.dataset(name)),
            })
        }
        _ => None,
    };
    let comment = match mail.comment {
        Some(id) => comments::get(source, id).await?.map(|comment| Quote {
            text: comment.text,
            name: comment.author_name,
            role: comment.role.unwrap_or(domain::event::ActorRole::Supporter),
        }),
        None => None,
    };
    Ok(Facts {
        kind: mail.kind,
        reader: reader.relation.into(),
        request,
        told,
        before,
        after,
        question,
        calendar,
        areas,
        other,
        dataset,
        comment,
        on: reader.on,
    })
}

/// Where in the history the event of a mail is; a mail without one speaks of the whole.
fn position(history: &[Told], mail: &Claimed) -> Result<usize, CannotCompose> {
    let found = match mail.event {
        Some(event) => history.iter().position(|told| told.event.id == event),
        None => history.len().checked_sub(1),
    };
    found.ok_or(CannotCompose::Missing("event"))
}

async fn area_names(
    source: &impl Source,
    locale: Locale,
    told: &Told,
    before: Option<&Standing>,
    after: &Standing,
) -> Result<HashMap<AreaId, String>, CannotCompose> {
    let details = &told.event.change.details;
    let mut ids: Vec<AreaId> = details.areas.clone();
    ids.extend(
        [
            details.area,
            details.area_from,
            after.area,
            before.and_then(|before| before.area),
        ]
        .into_iter()
        .flatten(),
    );
    ids.sort_unstable();
    ids.dedup();
    let mut names = HashMap::with_capacity(ids.len());
    for id in ids {
        if let Some(area) = areas::get(source, id).await? {
            names.insert(id, area.name_in(locale).to_owned());
        }
    }
    Ok(names)
}

async fn other(source: &impl Source, id: RequestId) -> Result<Option<DataRequest>, CannotCompose> {
    Ok(requests::get(source, id, Lock::No).await?)
}

/// The stage of the City's five (PRODUCT §2.1); none where the request ended without data.
fn stage(standing: &Standing) -> Option<u8> {
    let with_data = standing.outcome.is_none_or(Outcome::is_data);
    match standing.status {
        Status::NeedsInfo => standing
            .question
            .map_or(Some(1), |question| stage_of(question.before)),
        Status::Answered | Status::Closed if !with_data => None,
        status => stage_of(status),
    }
}

fn stage_of(status: Status) -> Option<u8> {
    match status {
        Status::Received => Some(1),
        Status::UnderReview | Status::Planned => Some(2),
        Status::InPreparation => Some(3),
        Status::Answered => Some(4),
        Status::Closed => Some(5),
        Status::NeedsInfo => None,
    }
}
