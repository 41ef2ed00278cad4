//! Who may keep the answers that are ready: an area's its liaisons, everybody's the coordinators. [`keep_ready_answers`] is
//! the only source of a [`ReadyAnswersPermit`].

use super::{Actor, Denied};
use crate::ids::AreaId;

/// Proof that somebody may keep the answers of one area, or everybody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyAnswersPermit {
    area: Option<AreaId>,
}

impl ReadyAnswersPermit {
    /// Whose answers.
    pub fn area(&self) -> Option<AreaId> {
        self.area
    }
}

/// Whether `actor` may keep the answers of `area`, or everybody's when it is `None`.
pub fn keep_ready_answers(actor: &Actor, area: Option<AreaId>) -> Result<ReadyAnswersPermit, Denied> {
    match actor {
        Actor::Visitor => Err(Denied::SignIn),
        Actor::Person(signed) if signed.read_only => Err(Denied::ReadOnlyToken),
        Actor::Person(_) if !actor.is_staff() => Err(Denied::NotStaff),
        Actor::Person(_) if actor.answers_for(area) => Ok(ReadyAnswersPermit { area }),
        Actor::Person(_) | Actor::System(_) if area.is_none() => Err(Denied::NotCoordinator),
        Actor::Person(_) | Actor::System(_) => Err(Denied::NotYourArea(area)),
    }
}
