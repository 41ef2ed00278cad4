//! An event, as anyone may read it.

use std::collections::HashMap;

use domain::{
    event::ActorRole,
    ids::{AreaId, PersonId, RequestId},
    status::Status,
    store::{
        ReadError, Reader, areas,
        events::Told,
        people,
        requests::{self, Lock},
    },
};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    details,
    keys::{EventKey, RoleKey, StatusKey},
};

/// An event of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventView {
    /// Larger for later events of the same request.
    pub id: i64,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// What happened.
    #[schema(value_type = EventKey)]
    pub action: &'static str,
    /// The status before.
    #[schema(required, value_type = Option<StatusKey>)]
    pub from: Option<&'static str>,
    /// The status after.
    #[schema(value_type = StatusKey)]
    pub to: &'static str,
    /// Who did it.
    pub actor: Voice,
    /// The official or personal words with it.
    #[schema(required)]
    pub message: Option<String>,
    /// The action's own fields, and what changed with them.
    #[schema(value_type = Object)]
    pub details: Map<String, Value>,
}

/// Who did or said something.
#[derive(Debug, Serialize, ToSchema)]
pub struct Voice {
    /// Null for the system, the nameless and the anonymous.
    #[schema(required)]
    pub name: Option<String>,
    /// In what capacity.
    #[schema(required, value_type = Option<RoleKey>)]
    pub role: Option<&'static str>,
}

/// The names that events give by number.
#[derive(Default)]
pub struct Names {
    /// The slugs of areas.
    pub areas: HashMap<AreaId, String>,
    /// The names of liaisons; never an address.
    pub people: HashMap<PersonId, String>,
    /// The references of requests.
    pub requests: HashMap<RequestId, String>,
}

impl Names {
    /// Every name that `events` need.
    pub async fn of(reader: &Reader<'_>, events: &[Told]) -> Result<Self, ReadError> {
        let mut names = Self {
            areas: areas::slugs(reader).await?,
            ..Self::default()
        };
        for details in events.iter().map(|told| &told.event.change.details) {
            for id in [details.into, details.source].into_iter().flatten() {
                if !names.requests.contains_key(&id)
                    && let Some(request) = requests::get(reader, id, Lock::No).await?
                {
                    names.requests.insert(id, request.reference.to_string());
                }
            }
            if let Some(id) = details.person
                && !names.people.contains_key(&id)
                && let Some(person) = people::get(reader, id).await?
            {
                names.people.insert(id, person.name);
            }
        }
        Ok(names)
    }
}

impl EventView {
    /// An event with its texts.
    pub fn of(told: &Told, names: &Names) -> Self {
        let change = &told.event.change;
        let name = told
            .actor_name
            .clone()
            .filter(|_| change.role != ActorRole::Supporter);
        Self {
            id: told.event.id.0,
            at: change.at.to_string(),
            action: change.kind.as_str(),
            from: change.from.map(Status::as_str),
            to: change.to.as_str(),
            actor: Voice {
                name,
                role: Some(change.role.as_str()),
            },
            message: told.text("message").map(str::to_owned),
            details: details::of(told, names),
        }
    }
}
