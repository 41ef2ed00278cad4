//! Everything that happened, newest first: who, when, what, and in which words.

use std::collections::HashMap;

use domain::{
    event::{ActorRole, EventKind},
    evidence::{Fault, Found},
    freshness::Signal,
    ids::RequestId,
    status::{HideReason, Outcome, Verdict},
    store::{
        ReadError, Reader,
        events::Told,
        requests::{self, Lock},
    },
};
use serde::Serialize;

use crate::pages::places::{Place, Places};

/// An event.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EventShown {
    /// What happened, by key.
    pub action: &'static str,
    /// `official`, `team`, `person` or `system`.
    pub voice: &'static str,
    /// Who, unless nameless.
    pub name: Option<String>,
    /// In what capacity, by key.
    pub role: &'static str,
    /// When.
    pub at: String,
    /// The words that came with it, in Markdown.
    pub message: Option<String>,
    /// The area it went to.
    pub area: Option<Place>,
    /// The area it came from.
    pub area_from: Option<Place>,
    /// The date that was promised or moved to.
    pub on: Option<String>,
    /// The date before.
    pub before: Option<String>,
    /// What it came to, by key.
    pub outcome: Option<&'static str>,
    /// What the requester said, by key.
    pub verdict: Option<&'static str>,
    /// The other request.
    pub other: Option<String>,
    /// Why it was hidden, by key.
    pub reason: Option<&'static str>,
    /// What a look at the dataset found, by key.
    pub found: Option<&'static str>,
    /// What is wrong with it, by key.
    pub fault: Option<&'static str>,
    /// What told when it changed, by key.
    pub signal: Option<&'static str>,
    /// The dataset, by its name.
    pub dataset: Option<String>,
    /// An answer that replaced another.
    pub correction: bool,
    /// Written by staff for the requester.
    pub on_behalf: bool,
    /// The areas that got a part.
    pub areas: Vec<Place>,
    /// What an edit changed.
    pub changes: Vec<FieldChange>,
    /// What was taken out, by key.
    pub target: Option<String>,
}

/// A field before and after.
#[derive(Debug, Clone, Serialize)]
pub struct FieldChange {
    /// The field, by key.
    pub field: String,
    /// As it was.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
}

/// The events of a request, newest first.
pub async fn shown(
    reader: &Reader<'_>,
    told: &[Told],
    places: &Places,
) -> Result<Vec<EventShown>, ReadError> {
    let mut others: HashMap<RequestId, String> = HashMap::new();
    for details in told.iter().map(|told| &told.event.change.details) {
        for id in [details.into, details.source].into_iter().flatten() {
            if !others.contains_key(&id)
                && let Some(request) = requests::get(reader, id, Lock::No).await?
            {
                others.insert(id, request.reference.to_string());
            }
        }
    }
    Ok(told
        .iter()
        .rev()
        .map(|told| EventShown::of(told, places, &others))
        .collect())
}

impl EventShown {
    fn of(told: &Told, places: &Places, others: &HashMap<RequestId, String>) -> Self {
        let change = &told.event.change;
        let details = &change.details;
        let name = told
            .actor_name
            .clone()
            .filter(|_| change.role != ActorRole::Supporter);
        let said = |field: &str, name: &str| {
            let text = told.text(name)?;
            Some(if field == "theme" {
                places.theme(text).name
            } else {
                text.to_owned()
            })
        };
        let field = |field: &String| FieldChange {
            field: field.clone(),
            before: said(field, &format!("{field}_before")),
            after: said(field, field),
        };
        let areas = details.areas.iter().filter_map(|id| places.area_by_id(Some(*id)));
        Self {
            action: change.kind.as_str(),
            voice: voice(change.role),
            name,
            role: change.role.as_str(),
            at: change.at.to_string(),
            message: told.text("message").map(str::to_owned),
            area: places.area_by_id(details.area),
            area_from: places.area_by_id(details.area_from),
            on: details
                .promised_on
                .or(details.due_on)
                .or(details.changed_on)
                .map(|on| on.to_string()),
            found: details.found.map(Found::as_str),
            fault: details.fault.map(Fault::as_str),
            signal: details.signal.map(Signal::as_str),
            dataset: details.dataset.clone(),
            before: details
                .promised_before
                .or(details.due_before)
                .map(|on| on.to_string()),
            outcome: details.outcome.map(Outcome::as_str),
            verdict: details.verdict.map(Verdict::as_str),
            other: details
                .source
                .or(details.into)
                .and_then(|id| others.get(&id).cloned()),
            reason: details.reason.map(HideReason::as_str),
            correction: details.correction,
            on_behalf: details.on_behalf,
            areas: areas.collect(),
            changes: if change.kind == EventKind::Edit {
                details.fields.iter().map(field).collect()
            } else {
                Vec::new()
            },
            target: details.target.clone(),
        }
    }
}

fn voice(role: ActorRole) -> &'static str {
    match role {
        ActorRole::Requester | ActorRole::Supporter => "person",
        ActorRole::Liaison => "official",
        ActorRole::Coordinator | ActorRole::Admin => "team",
        ActorRole::System => "system",
    }
}
