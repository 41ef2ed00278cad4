//! Who may look after the installation itself. [`administer`] and [`AdminPermit::at_the_machine`] are the only sources of an
//! [`AdminPermit`], and every op on the mail on its way, on the mail that is kept and on the heads of areas asks for one.

use super::{Actor, Denied};
use crate::person::Role;

/// Proof that somebody may look after the installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminPermit(());

impl AdminPermit {
    /// For whoever is at the command line: they hold the database and the key already.
    pub const fn at_the_machine() -> Self {
        Self(())
    }
}

/// Whether `actor` may look after the installation.
pub fn administer(actor: &Actor) -> Result<AdminPermit, Denied> {
    match actor {
        Actor::Person(signed) if signed.read_only => Err(Denied::ReadOnlyToken),
        Actor::Person(signed) if signed.role == Role::Admin => Ok(AdminPermit(())),
        Actor::Person(_) | Actor::System(_) => Err(Denied::NotAdmin),
        Actor::Visitor => Err(Denied::SignIn),
    }
}

#[cfg(test)]
mod tests {
    use super::administer;
    use crate::{
        ids::PersonId,
        person::Role,
        policy::{Actor, Denied, Job, Signed},
    };

    fn with(role: Role, read_only: bool) -> Actor {
        Actor::Person(Signed {
            id: PersonId(7),
            role,
            areas: Vec::new(),
            read_only,
        })
    }

    #[test]
    fn an_admin_and_nobody_else() {
        for role in Role::ALL {
            let permit = administer(&with(*role, false));
            if *role == Role::Admin {
                assert!(permit.is_ok());
            } else {
                assert_eq!(permit, Err(Denied::NotAdmin), "{role}");
            }
        }
        assert_eq!(administer(&with(Role::Admin, true)), Err(Denied::ReadOnlyToken));
        assert_eq!(administer(&Actor::Visitor), Err(Denied::SignIn));
        assert_eq!(administer(&Actor::System(Job::Timers)), Err(Denied::NotAdmin));
    }
}
