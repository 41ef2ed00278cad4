//! Looking after the installation. Whoever coordinates may look; only an admin may do something about it.

use domain::policy::{Actor, Denied};

use crate::{problem::Fault, visitor::Visitor};

pub mod moderation;
pub mod outbox;
pub mod quarantine;

/// Somebody who coordinates, signed in.
fn keeper(visitor: &Visitor) -> Result<(), Fault> {
    match &visitor.actor {
        Actor::Person(_) if visitor.actor.coordinates() => Ok(()),
        Actor::Person(_) => Err(Fault::Denied(Denied::NotCoordinator)),
        Actor::Visitor | Actor::System(_) => Err(Fault::Unauthenticated),
    }
}
