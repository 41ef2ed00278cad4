//! Staff keeps a view of the desk under a name, or keeps it no longer.

use super::{Caller, Error};
use crate::{
    field::FieldCode,
    ids::{DeskViewId, PersonId},
    policy::Denied,
    store::{Tx, desk_views},
};

/// Views that one person keeps at most.
pub const MOST_VIEWS: usize = 12;
/// Characters of a name, and of the query of a view.
const NAME: usize = 40;
const QUERY: usize = 1_000;

/// Keeps a view; of the same name there is one.
pub async fn keep_view(tx: &Tx, caller: &Caller, name: &str, query: &str) -> Result<(), Error> {
    let person = staff(caller)?;
    let name = name.trim();
    let code = match name.chars().count() {
        0 => Some(FieldCode::Required),
        length if length > NAME => Some(FieldCode::TooLong),
        _ => None,
    };
    if let Some(code) = code {
        return Err(Error::field("#/name", code));
    }
    let kept = desk_views::of(tx, person).await?;
    let is_new = kept.iter().all(|view| view.name != name);
    if is_new && kept.len() >= MOST_VIEWS || query.chars().count() > QUERY {
        return Err(Error::field("#/name", FieldCode::OutOfRange));
    }
    Ok(desk_views::keep(tx, person, name, query).await?)
}

/// Keeps it no longer.
pub async fn forget_view(tx: &Tx, caller: &Caller, view: DeskViewId) -> Result<(), Error> {
    let person = staff(caller)?;
    if desk_views::forget(tx, person, view).await? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

fn staff(caller: &Caller) -> Result<PersonId, Error> {
    let signed = caller.actor.writes()?;
    if signed.role.is_staff() {
        Ok(signed.id)
    } else {
        Err(Denied::NotStaff.into())
    }
}
