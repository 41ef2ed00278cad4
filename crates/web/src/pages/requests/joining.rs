//! What the pages have in common on which anybody hangs something on a request: "I need it too", following, a comment.

use domain::{data_request::DataRequest, ids::PersonId, ops, reference::Reference, store::requests::Lock};
use serde::Serialize;

use super::{head::Head, show::merged_into};
use crate::{AppState, problem::Fault, visitor::Visitor};

/// The request, and who stands before it.
#[derive(Debug, Clone, Serialize)]
pub struct Joining {
    /// The request.
    pub head: Head,
    /// Where it lives on, once it was merged: nothing is hung on it any more.
    pub merged: Option<Head>,
    /// Somebody is signed in: their address is known.
    pub known: bool,
    /// It is their own request.
    pub own: bool,
}

/// Finds the request. What is hidden is gone here for everybody, coordinators too.
pub async fn find(app: &AppState, visitor: &Visitor, reference: Reference) -> Result<DataRequest, Fault> {
    let request = ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?;
    match request.standing.hidden {
        Some(hidden) => Err(Fault::Hidden(reference, hidden.reason)),
        None => Ok(request),
    }
}

impl Joining {
    /// As it is now, for `person`.
    pub async fn read(
        app: &AppState,
        request: &DataRequest,
        person: Option<PersonId>,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let target = merged_into(&reader, request).await?;
        let merged = match target.filter(|target| target.standing.hidden.is_none()) {
            Some(target) => Some(Head::of(app, &reader, &target).await?),
            None => None,
        };
        Ok(Self {
            head: Head::of(app, &reader, request).await?,
            merged,
            known: person.is_some(),
            own: person == Some(request.standing.requester),
        })
    }

    /// Nobody, somebody, the requester, and one that was merged.
    pub fn samples() -> Vec<Self> {
        let nobody = Self {
            head: Head::sample(),
            merged: None,
            known: false,
            own: false,
        };
        let known = Self {
            known: true,
            ..nobody.clone()
        };
        let own = Self {
            own: true,
            ..known.clone()
        };
        let merged = Self {
            merged: Some(Head::sample()),
            ..nobody.clone()
        };
        vec![nobody, known, own, merged]
    }
}
