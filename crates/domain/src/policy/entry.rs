//! Who may enter what was voiced at a meeting. [`enter`] is the only source of an [`EntryPermit`], and every op on entries asks
//! for one.

use super::{Actor, Denied};
use crate::ids::PersonId;

/// Proof that somebody may enter requests for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPermit {
    person: PersonId,
}

impl EntryPermit {
    /// Who enters them. What they sent is theirs alone: it holds addresses.
    pub fn person(&self) -> PersonId {
        self.person
    }
}

/// Whether `actor` may enter requests for others: staff files on behalf (PRODUCT §1), liaisons included.
pub fn enter(actor: &Actor) -> Result<EntryPermit, Denied> {
    match actor {
        Actor::Person(signed) if signed.read_only => Err(Denied::ReadOnlyToken),
        Actor::Person(signed) if signed.role.is_staff() => Ok(EntryPermit { person: signed.id }),
        Actor::Person(_) | Actor::System(_) => Err(Denied::NotStaff),
        Actor::Visitor => Err(Denied::SignIn),
    }
}
