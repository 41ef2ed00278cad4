//! The doors of the demo: sign-in links that go on working, one per role, without a second factor; and its open mailbox.
//!
//! They live in memory only, the demo's command alone makes them, and [`crate::AppState`] hands them out under a loopback
//! address only: no other installation can have one.

use std::path::{Path, PathBuf};

use domain::{
    ids::PersonId,
    person::{Email, Role},
    secret,
};
use serde::Serialize;

/// Somebody who may walk in.
#[derive(Clone)]
pub struct DemoPerson {
    /// Who.
    pub person: PersonId,
    /// Their address.
    pub email: Email,
    /// What they may do.
    pub role: Role,
    /// Their name.
    pub name: String,
    /// What their link carries, fresh from [`secret::random_token`].
    pub secret: String,
}

/// The same as a page shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoVisitor {
    /// The role's key.
    pub role: &'static str,
    /// Their name.
    pub name: String,
    /// Their link, below the site's root: `/sign-in?token=…`.
    pub path: String,
}

/// All of them.
pub struct DemoDoors {
    people: Vec<DemoPerson>,
    visitors: Vec<DemoVisitor>,
    mailbox: PathBuf,
}

impl DemoPerson {
    /// The path of their link, below the site's root.
    pub fn path(&self) -> String {
        format!("/sign-in?token={}", self.secret)
    }
}

impl DemoDoors {
    /// Only the state makes them: it knows under which address they would stand.
    pub(crate) fn new(people: Vec<DemoPerson>, mailbox: PathBuf) -> Self {
        let visitor = |person: &DemoPerson| DemoVisitor {
            role: person.role.as_str(),
            name: person.name.clone(),
            path: person.path(),
        };
        Self {
            visitors: people.iter().map(visitor).collect(),
            people,
            mailbox,
        }
    }

    /// Whose link carries `token`. Every door is tried, so that the time tells nothing.
    pub fn guest(&self, token: &str) -> Option<&DemoPerson> {
        self.people.iter().fold(None, |found, guest| {
            let fits = secret::same(&guest.secret, token);
            found.or(fits.then_some(guest))
        })
    }

    /// The same, by number.
    pub fn person(&self, token: &str) -> Option<PersonId> {
        self.guest(token).map(|guest| guest.person)
    }

    /// Who may walk in, in the order of their roles.
    pub fn visitors(&self) -> &[DemoVisitor] {
        &self.visitors
    }

    /// The folder its mails go to.
    pub fn mailbox(&self) -> &Path {
        &self.mailbox
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_link_lets_in_its_own_person_again_and_again() {
        let person = |id, secret: &str| DemoPerson {
            person: PersonId(id),
            email: Email::parse("hugo@example.org").unwrap(),
            role: Role::Liaison,
            name: "Hugo".to_owned(),
            secret: secret.to_owned(),
        };
        let doors = DemoDoors::new(vec![person(1, "one"), person(2, "two")], PathBuf::new());
        for _ in 0..2 {
            assert_eq!(
                [doors.person("one"), doors.person("two")],
                [Some(PersonId(1)), Some(PersonId(2))]
            );
        }
        for wrong in ["", "on", "one ", "onetwo"] {
            assert_eq!(doors.person(wrong), None, "{wrong}");
        }
        assert_eq!(
            doors.visitors()[1],
            DemoVisitor {
                role: "liaison",
                name: "Hugo".to_owned(),
                path: "/sign-in?token=two".to_owned()
            }
        );
    }
}
