//! People and their API tokens, as the command line makes them.

use jiff::{Span, Timestamp};

use super::{Caller, Error, act::perform, get};
use crate::{
    action::Action,
    field::FieldCode,
    ids::{AreaId, PersonId},
    locale::Locale,
    person::{Email, Role, Sector},
    policy::{Actor, Intent, Job, authorize},
    secret,
    status::ActionKind,
    store::{
        Tx, areas,
        people::{self, AuditLine, NewPerson},
        requests::{self, Lock},
        tokens::{self, Scope},
    },
};

/// Who somebody is to be.
#[derive(Debug, Clone)]
pub struct PersonChange {
    /// Their address; it counts as confirmed.
    pub email: Email,
    /// The name shown.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The slugs of a liaison's areas.
    pub areas: Vec<String>,
}

/// Makes somebody known, or gives somebody who is another name, role and areas.
pub async fn create_person(tx: &Tx, caller: &Caller, input: PersonChange) -> Result<PersonId, Error> {
    let areas = area_ids(tx, &input).await?;
    let id = match people::find(tx, &input.email).await? {
        Some(person) => {
            people::update(tx, person.id, &input.name, input.role, &areas).await?;
            person.id
        }
        None => {
            let new = NewPerson {
                email: input.email.clone(),
                name: input.name.clone(),
                role: input.role,
                areas,
                locale: Locale::EsAr,
                sector: Sector::Unknown,
                confirmed: true,
            };
            people::insert(tx, &new, caller.moment.at).await?
        }
    };
    audit(
        tx,
        caller,
        "person create",
        Some(format!("person {id} {}", input.role)),
    )
    .await?;
    Ok(id)
}

/// Closes somebody's account: sessions and tokens end at once, their open requests go back to the whole area.
pub async fn disable_person(tx: &Tx, caller: &Caller, email: &Email) -> Result<(), Error> {
    let person = people::find(tx, email).await?.ok_or(Error::NotFound)?;
    people::disable(tx, person.id, caller.moment.at).await?;
    let handover = Caller {
        actor: Actor::System(Job::Handover),
        ..caller.clone()
    };
    for id in requests::assigned_to(tx, person.id).await? {
        let request = get(tx, id, Lock::Yes).await?;
        // What is hidden waits: nothing is done to it, and it has no desk to tell.
        let Some(area) = request
            .standing
            .area
            .filter(|_| request.standing.hidden.is_none())
        else {
            continue;
        };
        let permit = authorize(&handover.actor, &Intent::any(ActionKind::Assign), &request, false)?;
        let action = Action::Assign { area, person: None };
        perform(tx, &handover, &permit, &request, &action, None)
            .await
            .map_err(|failed| failed.into_error(&request))?;
    }
    audit(
        tx,
        caller,
        "person disable",
        Some(format!("person {}", person.id)),
    )
    .await
}

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// Whose.
    pub email: Email,
    /// What it may do.
    pub scope: Scope,
    /// What it is called.
    pub name: String,
    /// For how long, in days, at most 365.
    pub days: i64,
    /// The token itself, `vt_…`; only its hash is stored.
    pub secret: String,
}

/// Makes a token. The caller made the secret, and shows it once.
pub async fn create_token(tx: &Tx, caller: &Caller, input: NewToken) -> Result<Timestamp, Error> {
    let person = people::find(tx, &input.email)
        .await?
        .filter(|person| !person.disabled)
        .ok_or(Error::NotFound)?;
    if !(1..=365).contains(&input.days) {
        return Err(Error::field("#/days", FieldCode::OutOfRange));
    }
    let now = caller.moment.at;
    let expires_at = now.checked_add(Span::new().hours(input.days * 24)).unwrap_or(now);
    let hash = secret::hash(&input.secret);
    tokens::insert(tx, person.id, (&hash, &input.name, input.scope), now, expires_at).await?;
    audit(
        tx,
        caller,
        "token create",
        Some(format!("person {} {}", person.id, input.scope)),
    )
    .await?;
    Ok(expires_at)
}

async fn area_ids(tx: &Tx, input: &PersonChange) -> Result<Vec<AreaId>, Error> {
    let mut ids = Vec::with_capacity(input.areas.len());
    for (index, slug) in input.areas.iter().enumerate() {
        let area = areas::find(tx, slug).await?;
        ids.push(
            area.ok_or_else(|| Error::field(&format!("#/areas/{index}"), FieldCode::NotAnArea))?
                .id,
        );
    }
    match (input.role, ids.is_empty()) {
        (Role::Liaison, true) => Err(Error::field("#/areas", FieldCode::Required)),
        (Role::Liaison, false) | (_, true) => Ok(ids),
        (_, false) => Err(Error::field("#/areas", FieldCode::NotALiaison)),
    }
}

pub(super) async fn audit(
    tx: &Tx,
    caller: &Caller,
    what: &str,
    subject: Option<String>,
) -> Result<(), Error> {
    let role = match &caller.actor {
        Actor::Person(signed) => signed.role.as_str(),
        Actor::Visitor | Actor::System(_) => "command line",
    };
    let line = AuditLine {
        person: caller.actor.person(),
        role,
        what,
        subject,
    };
    people::audit(tx, &line, caller.moment.at)
        .await
        .map_err(Error::from)
}
