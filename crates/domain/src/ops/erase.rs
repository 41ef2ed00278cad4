//! Somebody leaves for good: what says who they are is erased everywhere at once. What they asked and said is public record and
//! stays, nameless (PRODUCT §1; Ley 1845, Ley 25.326 art. 16).

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    field::FieldCode,
    person::Email,
    policy::Denied,
    store::{
        Tx, erasure, people,
        requests::{self, Lock},
    },
};

/// Erases whoever asks, who types their own address to show that they mean it. Staff answers for the government and is
/// closed by an admin instead.
pub async fn erase_me(tx: &Tx, caller: &Caller, typed: &str) -> Result<(), Error> {
    let id = caller.actor.person().ok_or(Denied::SignIn)?;
    let person = people::get(tx, id).await?.ok_or(Denied::SignIn)?;
    if person.role.is_staff() {
        return Err(Denied::NotWhileStaff.into());
    }
    if typed.trim().is_empty() {
        return Err(Error::field("#/email", FieldCode::Required));
    }
    if Email::parse(typed).is_none_or(|email| email.key() != person.email.key()) {
        return Err(Error::field("#/email", FieldCode::NotYours));
    }
    let touched = erasure::touched(tx, id).await?;
    erasure::erase(tx, id, caller.moment.at).await?;
    for request in touched {
        if let Some(request) = requests::get(tx, request, Lock::Yes).await? {
            requests::recount(tx, &request).await?;
        }
    }
    Ok(audit(tx, caller, Audited::PersonErased, Some(format!("person {id}"))).await?)
}
