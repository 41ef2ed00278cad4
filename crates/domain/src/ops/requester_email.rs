//! A look at a requester's e-mail: for coordinators and admins, and never without a line in the audit log (PRODUCT §1).

use super::{Caller, Error, audit::audit, find};
use crate::{
    audit::Audited,
    person::Email,
    policy::Denied,
    reference::Reference,
    store::{Tx, people, requests::Lock},
};

/// The address of whoever asked; none when they have none, as with imported requests.
pub async fn requester_email(tx: &Tx, caller: &Caller, reference: Reference) -> Result<Option<Email>, Error> {
    let request = find(tx, &caller.actor, reference, Lock::No).await?;
    if !caller.actor.coordinates() {
        return Err(Denied::NotCoordinator.into());
    }
    let requester = request.standing.requester;
    audit(
        tx,
        caller,
        Audited::RequesterEmail,
        Some(format!("person {requester} {reference}")),
    )
    .await?;
    Ok(people::get(tx, requester).await?.map(|person| person.email))
}
