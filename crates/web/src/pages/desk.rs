//! The desk: what staff has to do, and one request with everything that can be done to it. Nothing here is for others, and
//! nothing here decides: what is offered and what is refused is the domain's.

use domain::{
    data_request::DataRequest,
    ops,
    policy::{Actor, Denied},
    reference::Reference,
    store::requests::Lock,
};

use crate::{AppState, problem::Fault, visitor::Visitor};

pub mod act;
pub mod bulk;
pub mod dataset_draft;
pub mod entry;
pub mod note;
mod notice;
pub mod overview;
pub mod queue;
pub mod ready;
pub mod requester;
mod samples;
pub mod show;

/// Staff that is signed in.
fn staff(visitor: &Visitor) -> Result<(), Fault> {
    match &visitor.actor {
        Actor::Person(_) if visitor.actor.is_staff() => Ok(()),
        Actor::Person(_) => Err(Fault::Denied(Denied::NotStaff)),
        Actor::Visitor | Actor::System(_) => Err(Fault::Unauthenticated),
    }
}

/// A request as staff finds it.
async fn find(app: &AppState, visitor: &Visitor, reference: Reference) -> Result<DataRequest, Fault> {
    staff(visitor)?;
    Ok(ops::find(&app.db.read(), &visitor.actor, reference, Lock::No).await?)
}

/// A request that this person answers for; 403 says whose it is.
async fn own(app: &AppState, visitor: &Visitor, reference: Reference) -> Result<DataRequest, Fault> {
    let request = find(app, visitor, reference).await?;
    if visitor.actor.answers_for(request.standing.area) {
        Ok(request)
    } else {
        Err(Fault::Denied(Denied::NotYourArea(request.standing.area)))
    }
}
