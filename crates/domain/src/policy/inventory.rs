//! Who may say what an area holds and does not publish: its liaisons, and the coordinators of every area. [`keep_inventory`] is
//! the only source of an [`InventoryPermit`].

use super::{Actor, Denied};
use crate::ids::AreaId;

/// Proof that somebody may keep the inventory of one area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InventoryPermit {
    area: AreaId,
}

impl InventoryPermit {
    /// Whose inventory.
    pub fn area(self) -> AreaId {
        self.area
    }
}

/// Whether `actor` may keep the inventory of `area`.
pub fn keep_inventory(actor: &Actor, area: AreaId) -> Result<InventoryPermit, Denied> {
    match actor {
        Actor::Visitor => Err(Denied::SignIn),
        Actor::Person(signed) if signed.read_only => Err(Denied::ReadOnlyToken),
        Actor::Person(_) if !actor.is_staff() => Err(Denied::NotStaff),
        Actor::Person(_) if actor.answers_for(Some(area)) => Ok(InventoryPermit { area }),
        Actor::Person(_) | Actor::System(_) => Err(Denied::NotYourArea(Some(area))),
    }
}

#[cfg(test)]
mod tests {
    use super::{InventoryPermit, keep_inventory};
    use crate::{
        ids::{AreaId, PersonId},
        person::Role,
        policy::{Actor, Denied, Job, Signed},
    };

    #[test]
    fn each_area_its_own_and_coordinators_all() {
        let (own, other) = (AreaId(1), AreaId(2));
        let with = |role, read_only| {
            Actor::Person(Signed {
                id: PersonId(7),
                role,
                areas: vec![own],
                read_only,
            })
        };
        let may = |actor: &Actor, area| keep_inventory(actor, area).map(InventoryPermit::area);
        assert_eq!(may(&with(Role::Liaison, false), own), Ok(own));
        assert_eq!(
            may(&with(Role::Liaison, false), other),
            Err(Denied::NotYourArea(Some(other)))
        );
        assert_eq!(may(&with(Role::Coordinator, false), other), Ok(other));
        assert_eq!(
            may(&with(Role::Coordinator, true), own),
            Err(Denied::ReadOnlyToken)
        );
        assert_eq!(may(&with(Role::Person, false), own), Err(Denied::NotStaff));
        assert_eq!(may(&Actor::Visitor, own), Err(Denied::SignIn));
        assert!(may(&Actor::System(Job::Timers), own).is_err());
    }
}
