//! Looking after the installation. Whoever coordinates may look; only an admin may do something about it.

use domain::policy::{Actor, AdminPermit, Denied, administer};

use crate::{problem::Fault, visitor::Visitor};

pub mod areas;
pub mod audit;
pub mod catalogue;
pub mod days;
pub mod health;
pub mod limits;
pub mod moderation;
pub mod outbox;
pub mod people;
pub mod priority;
pub mod quarantine;
pub mod site;
pub mod themes;
pub mod tokens;

/// Somebody who coordinates, signed in.
fn keeper(visitor: &Visitor) -> Result<(), Fault> {
    match &visitor.actor {
        Actor::Person(_) if visitor.actor.coordinates() => Ok(()),
        Actor::Person(_) => Err(Fault::Denied(Denied::NotCoordinator)),
        Actor::Visitor | Actor::System(_) => Err(Fault::Unauthenticated),
    }
}

/// Somebody who runs the installation: what is shown to them alone has addresses in it.
fn admin(visitor: &Visitor) -> Result<AdminPermit, Fault> {
    administer(&visitor.actor).map_err(|denied| match denied {
        Denied::SignIn => Fault::Unauthenticated,
        denied => Fault::Denied(denied),
    })
}
