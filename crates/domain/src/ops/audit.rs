//! Writes down who did what, when, and from where. Where from is kept of staff only: nobody else's address is.

use super::Caller;
use crate::{
    audit::Audited,
    ids::PersonId,
    person::Role,
    policy::{Actor, Job},
    store::{ReadError, Tx, audit},
};

/// Writes a line about the caller.
pub(super) async fn audit(
    tx: &Tx,
    caller: &Caller,
    what: Audited,
    subject: Option<String>,
) -> Result<(), ReadError> {
    let (person, role) = match &caller.actor {
        Actor::Person(signed) => return audit_of(tx, caller, (signed.id, signed.role), what, subject).await,
        Actor::System(Job::Timers | Job::Handover | Job::Calendar) => (None, "system"),
        // Mail that comes in is nobody's doing here.
        Actor::Visitor if matches!(what, Audited::AddressSuspended | Audited::MailRedelivered) => {
            (None, "system")
        }
        Actor::Visitor | Actor::System(Job::Import) => (None, "command line"),
    };
    let line = audit::NewLine {
        person,
        role,
        what,
        subject,
        from: None,
    };
    audit::write(tx, &line, caller.moment.at).await
}

/// Writes a line about somebody who is only just coming in.
pub(super) async fn audit_of(
    tx: &Tx,
    caller: &Caller,
    (person, role): (PersonId, Role),
    what: Audited,
    subject: Option<String>,
) -> Result<(), ReadError> {
    let line = audit::NewLine {
        person: Some(person),
        role: role.as_str(),
        what,
        subject,
        from: caller
            .from
            .filter(|_| role.is_staff())
            .map(|from| from.to_string()),
    };
    audit::write(tx, &line, caller.moment.at).await
}
