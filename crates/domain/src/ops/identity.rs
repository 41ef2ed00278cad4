//! Somebody whom a provider of identities knows: known here by the name they have there, never by their address alone. Nobody
//! gets an account that was here before without having proved its address, or being signed in to it.

use super::{Caller, Error, SignedIn, audit::audit_of, begin};
use crate::{
    audit::Audited,
    ids::PersonId,
    person::{Email, Role, Sector},
    policy::Denied,
    secret,
    store::{
        Tx,
        identities::{self, Identity},
        people::{self, NewPerson},
        sessions, sign_in_tries,
    },
};

/// Somebody who came back from the provider.
#[derive(Debug, Clone)]
pub struct EnterByIdentity {
    /// Who they are there.
    pub identity: Identity,
    /// An address of which the provider says that it has seen it to be theirs.
    pub verified: Option<Email>,
    /// The secret of the session to begin.
    pub session: String,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnteredBy {
    /// In, or at the second factor.
    In(SignedIn),
    /// The account here is closed.
    Closed,
    /// It is not known whose they are: an address is to be proved first.
    Prove,
}

/// Takes what a provider sent back, once: false the second time.
pub async fn use_sign_in_state(tx: &Tx, caller: &Caller, hash: &str) -> Result<bool, Error> {
    Ok(sign_in_tries::use_state(tx, hash, caller.moment.at).await?)
}

/// Begins a session for whoever is known by this identity, or is new here with an address that nobody has.
pub async fn enter_by_identity(tx: &Tx, caller: &Caller, input: EnterByIdentity) -> Result<EnteredBy, Error> {
    let now = caller.moment.at;
    if let Some(id) = identities::whose(tx, &input.identity).await? {
        let person = people::get(tx, id).await?.filter(|person| !person.disabled);
        let Some(person) = person else {
            return Ok(EnteredBy::Closed);
        };
        return begin(tx, caller, &person, &input.session)
            .await
            .map(EnteredBy::In);
    }
    let Some(email) = input.verified else {
        return Ok(EnteredBy::Prove);
    };
    let mailbox = people::ensure_mailbox(tx, &email, now).await?;
    people::lock_mailbox(tx, mailbox).await?;
    if people::with_mailbox(tx, mailbox).await?.is_some() {
        return Ok(EnteredBy::Prove);
    }
    let new = NewPerson {
        email,
        // A name is public here: whoever wants one gives it.
        name: String::new(),
        role: Role::Person,
        areas: Vec::new(),
        locale: caller.locale,
        sector: Sector::Unknown,
        confirmed: true,
    };
    let id = people::insert(tx, &new, now).await?;
    if !identities::link(tx, &input.identity, id, now).await? {
        return Err(Error::NotFound);
    }
    let person = people::get(tx, id).await?.ok_or(Error::NotFound)?;
    begin(tx, caller, &person, &input.session)
        .await
        .map(EnteredBy::In)
}

/// Links an identity to somebody who has just shown who they are, the second factor included where there is one. False if it is
/// somebody else's.
pub async fn link_identity(
    tx: &Tx,
    caller: &Caller,
    identity: &Identity,
    person: PersonId,
) -> Result<bool, Error> {
    let person = people::get(tx, person).await?.ok_or(Error::NotFound)?;
    if let Some(known) = identities::whose(tx, identity).await? {
        return Ok(known == person.id);
    }
    if !identities::link(tx, identity, person.id, caller.moment.at).await? {
        return Ok(false);
    }
    if person.role.is_staff() {
        audit_of(
            tx,
            caller,
            (person.id, person.role),
            Audited::IdentityLinked,
            None,
        )
        .await?;
    }
    Ok(true)
}

/// Gives up an account of whoever asks, in the session with this secret; whoever came in by it elsewhere is out. They come
/// in by mail, as before.
pub async fn unlink_identity(tx: &Tx, caller: &Caller, id: i64, session: &str) -> Result<(), Error> {
    let own = caller.actor.person().ok_or(Denied::SignIn)?;
    let person = people::get(tx, own).await?.ok_or(Denied::SignIn)?;
    if !identities::unlink(tx, own, id).await? {
        return Err(Error::NotFound);
    }
    sessions::end_others(tx, own, &secret::hash(session)).await?;
    if person.role.is_staff() {
        audit_of(tx, caller, (own, person.role), Audited::IdentityUnlinked, None).await?;
    }
    Ok(())
}
