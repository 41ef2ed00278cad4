//! A way in for somebody whose mail does not work, or who is the first: made by whoever has the machine.

use jiff::SignedDuration;

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    person::Email,
    secret::InstanceKey,
    store::{
        Tx,
        one_time::{self, NewOneTime},
        outbox::{OneTime, Purpose},
        people,
    },
};

/// How long such a link works (PRODUCT §6).
const LIFE: SignedDuration = SignedDuration::from_mins(10);

/// Makes the token of a sign-in link.
pub async fn sign_in_link(
    tx: &Tx,
    caller: &Caller,
    email: &Email,
    key: &InstanceKey,
) -> Result<OneTime, Error> {
    let person = people::find(tx, email)
        .await?
        .filter(|person| !person.disabled)
        .ok_or(Error::NotFound)?;
    let now = caller.moment.at;
    let expires_at = now.saturating_add(LIFE).unwrap_or(now);
    let new = NewOneTime {
        purpose: Purpose::SignIn,
        mailbox: person.mailbox,
        draft: None,
        expires_at,
        next: None,
    };
    one_time::end_all(tx, Purpose::SignIn, person.mailbox, now).await?;
    let token = one_time::insert(tx, new, key, now).await?;
    audit(
        tx,
        caller,
        Audited::PersonSignInLink,
        Some(format!("person {}", person.id)),
    )
    .await?;
    Ok(token)
}
