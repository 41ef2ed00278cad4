//! People and their API tokens. No admin takes away the last one, themselves included.

use jiff::{Span, Timestamp};

use super::{Caller, Error, audit::audit, handover::hand_over};
use crate::{
    audit::Audited,
    field::FieldCode,
    ids::{AreaId, PersonId, TokenId},
    locale::Locale,
    person::{Email, Person, Role, Sector},
    policy::AdminPermit,
    secret,
    store::{
        Tx, areas, identities,
        people::{self, NewPerson},
        requests, sessions, settings,
        tokens::{self, Scope},
    },
};

/// The lock of those who change who runs the installation.
const ADMINS: &str = "admins";

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

/// Makes somebody known, or gives somebody who is another name, role and areas; an account that was closed is open again.
/// Requests they can answer for no more go back to the whole area.
pub async fn create_person(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    input: PersonChange,
) -> Result<PersonId, Error> {
    let areas = area_ids(tx, &input).await?;
    // Who runs the installation is looked at by one after the other: two must not go at once.
    settings::lock(tx, ADMINS, "").await?;
    let id = match people::find(tx, &input.email).await? {
        Some(person) => {
            if input.role != Role::Admin {
                keep_an_admin(tx, caller, &person, "#/role").await?;
            }
            people::update(tx, person.id, &input.name, input.role, &areas).await?;
            if person.role != input.role {
                // What they may do now is another thing: they come in anew, by the door that is theirs.
                sessions::end_all(tx, person.id).await?;
            }
            if person.disabled || input.role.is_staff() && !person.role.is_staff() {
                // Their app is enrolled by whoever reads their mail, not by whoever holds an account elsewhere; and what
                // was closed is opened for its address alone.
                identities::unlink_all(tx, person.id).await?;
            }
            let all = input.role >= Role::Coordinator;
            give_back(tx, caller, person.id, |area| all || areas.contains(&area)).await?;
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
    let subject = Some(format!("person {id} {}", input.role));
    audit(tx, caller, Audited::PersonCreate, subject).await?;
    Ok(id)
}

/// Closes somebody's account: sessions and tokens end at once, their open requests go back to the whole area.
pub async fn disable_person(tx: &Tx, caller: &Caller, _: &AdminPermit, email: &Email) -> Result<(), Error> {
    settings::lock(tx, ADMINS, "").await?;
    let person = people::find(tx, email).await?.ok_or(Error::NotFound)?;
    keep_an_admin(tx, caller, &person, "#/do").await?;
    people::disable(tx, person.id, caller.moment.at).await?;
    give_back(tx, caller, person.id, |_| false).await?;
    let subject = Some(format!("person {}", person.id));
    Ok(audit(tx, caller, Audited::PersonDisable, subject).await?)
}

/// Whoever runs the installation cannot be sent away by its pages while nobody else does.
async fn keep_an_admin(tx: &Tx, caller: &Caller, person: &Person, pointer: &str) -> Result<(), Error> {
    // Whoever is at the machine makes another one whenever they like.
    if caller.actor.person().is_none() {
        return Ok(());
    }
    if person.role == Role::Admin && !person.disabled && people::admins(tx).await? <= 1 {
        return Err(Error::field(pointer, FieldCode::LastAdmin));
    }
    Ok(())
}

/// Gives the open requests of somebody back to the whole area, but for those of areas they keep.
async fn give_back(
    tx: &Tx,
    caller: &Caller,
    person: PersonId,
    keeps: impl Fn(AreaId) -> bool,
) -> Result<(), Error> {
    for id in requests::assigned_to(tx, person).await? {
        hand_over(tx, caller, id, |area| Some(area).filter(|area| !keeps(*area))).await?;
    }
    Ok(())
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
pub async fn create_token(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    input: NewToken,
) -> Result<Timestamp, Error> {
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
        Audited::TokenCreate,
        Some(format!("person {} {}", person.id, input.scope)),
    )
    .await?;
    Ok(expires_at)
}

/// Ends a token, at once. False if it is over already, or none.
pub async fn revoke_token(tx: &Tx, caller: &Caller, _: &AdminPermit, token: TokenId) -> Result<bool, Error> {
    let Some(person) = tokens::revoke(tx, token, caller.moment.at).await? else {
        return Ok(false);
    };
    let subject = Some(format!("person {person}"));
    audit(tx, caller, Audited::TokenRevoke, subject).await?;
    Ok(true)
}

async fn area_ids(tx: &Tx, input: &PersonChange) -> Result<Vec<AreaId>, Error> {
    let mut ids = Vec::with_capacity(input.areas.len());
    for (index, slug) in input.areas.iter().enumerate() {
        let wrong = |code| Error::field(&format!("#/areas/{index}"), code);
        let mut area = areas::find(tx, slug).await?;
        if let Some(into) = area.as_ref().and_then(|area| area.merged_into.clone()) {
            area = areas::find(tx, &into).await?;
        }
        let area = area.ok_or_else(|| wrong(FieldCode::NotAnArea))?;
        if area.closed_on.is_some() {
            return Err(wrong(FieldCode::AreaClosed));
        }
        if !ids.contains(&area.id) {
            ids.push(area.id);
        }
    }
    match (input.role, ids.is_empty()) {
        (Role::Liaison, true) => Err(Error::field("#/areas", FieldCode::Required)),
        (Role::Liaison, false) | (_, true) => Ok(ids),
        (_, false) => Err(Error::field("#/areas", FieldCode::NotALiaison)),
    }
}
