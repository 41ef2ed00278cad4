//! Who may describe what a request becomes at the portal, and leave it there: the area that answers, and the coordinators.
//! [`prepare_dataset`] is the only source of a [`DatasetDraftPermit`].

use super::{Actor, Denied};
use crate::{
    data_request::DataRequest,
    ids::{PersonId, RequestId},
};

/// Proof that somebody may leave the description of one request's dataset at the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetDraftPermit {
    person: PersonId,
    request: RequestId,
}

impl DatasetDraftPermit {
    /// Who.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// For which request.
    pub fn request(&self) -> RequestId {
        self.request
    }
}

/// Whether `actor` may leave a description of what `request` becomes at the portal.
pub fn prepare_dataset(actor: &Actor, request: &DataRequest) -> Result<DatasetDraftPermit, Denied> {
    let area = request.standing.area;
    match actor {
        Actor::Visitor => Err(Denied::SignIn),
        Actor::System(_) => Err(Denied::NotStaff),
        Actor::Person(signed) if signed.read_only => Err(Denied::ReadOnlyToken),
        Actor::Person(_) if !actor.is_staff() => Err(Denied::NotStaff),
        Actor::Person(_) if !actor.answers_for(area) => Err(Denied::NotYourArea(area)),
        Actor::Person(_) if request.standing.split && !actor.coordinates() => Err(Denied::SplitParent),
        Actor::Person(signed) => Ok(DatasetDraftPermit {
            person: signed.id,
            request: request.id,
        }),
    }
}
