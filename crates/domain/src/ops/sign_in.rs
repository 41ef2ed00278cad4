//! The way in by a link: used once, by a POST. For staff it only opens the step of the second factor.

use jiff::Timestamp;

use super::{Caller, Error};
use crate::{
    ids::PersonId,
    person::Role,
    secret,
    store::{
        Tx, one_time,
        outbox::Purpose,
        people::{self, AuditLine},
        sessions,
    },
};

/// A link that was followed.
#[derive(Debug, Clone)]
pub struct Redeem {
    /// What the link carries.
    pub token: String,
    /// The secret of the session to begin, fresh from [`secret::random_token`]; only its hash is stored.
    pub session: String,
}

/// Somebody who is in, or at the second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub person: PersonId,
    /// What they may do.
    pub role: Role,
    /// When the session ends.
    pub expires_at: Timestamp,
}

/// Begins a session for whoever holds the link. Every other link of theirs dies with it.
pub async fn redeem(tx: &Tx, caller: &Caller, input: Redeem) -> Result<SignedIn, Error> {
    let now = caller.moment.at;
    let standing = one_time::find(tx, Purpose::SignIn, &input.token)
        .await?
        .ok_or(Error::NotFound)?;
    let token = standing.token;
    if standing.expires_at <= now || !one_time::use_up(tx, token.id, now).await? {
        return Err(Error::NotFound);
    }
    one_time::end_all(tx, Purpose::SignIn, token.mailbox, now).await?;
    let person = people::with_mailbox(tx, token.mailbox)
        .await?
        .filter(|person| !person.disabled);
    let person = person.ok_or(Error::NotFound)?;
    people::confirm_mailbox(tx, token.mailbox, now).await?;
    let expires_at = sessions::begin(tx, &secret::hash(&input.session), person.id, person.role, now).await?;
    let line = AuditLine {
        person: Some(person.id),
        role: person.role.as_str(),
        what: "sign in",
        subject: None,
    };
    people::audit(tx, &line, now).await?;
    Ok(SignedIn {
        person: person.id,
        role: person.role,
        expires_at,
    })
}
