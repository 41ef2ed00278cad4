//! Who may decide about what was reported and what was held back. [`moderate`] is the only source of a [`ModeratorPermit`], and
//! every op on those asks for one.

use super::{Actor, Denied};
use crate::person::Role;

/// Proof that somebody may moderate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModeratorPermit(());

/// Whether `actor` may moderate: coordinators and admins (PRODUCT §1).
pub fn moderate(actor: &Actor) -> Result<ModeratorPermit, Denied> {
    match actor {
        Actor::Person(signed) if signed.read_only => Err(Denied::ReadOnlyToken),
        Actor::Person(signed) if signed.role >= Role::Coordinator => Ok(ModeratorPermit(())),
        Actor::Person(_) | Actor::System(_) => Err(Denied::NotCoordinator),
        Actor::Visitor => Err(Denied::SignIn),
    }
}
