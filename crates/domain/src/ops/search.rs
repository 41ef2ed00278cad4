//! Somebody keeps a search, to hear of what comes into it, or keeps it no longer.

use super::{Caller, Error};
use crate::{
    field::FieldCode,
    ids::SearchId,
    store::{Tx, requests::Filter, searches},
};

/// Searches that one person keeps at most.
pub const MOST_SEARCHES: usize = 20;
/// The longest words a search is kept with, in characters.
const WORDS: usize = 200;

/// Keeps a search for whoever is signed in; saying it again changes nothing.
pub async fn keep_search(tx: &Tx, caller: &Caller, filter: &Filter) -> Result<(), Error> {
    let person = caller.actor.writes()?.id;
    if filter
        .q
        .as_ref()
        .is_some_and(|words| words.chars().count() > WORDS)
    {
        return Err(Error::field("#/q", FieldCode::TooLong));
    }
    let kept = searches::of(tx, person).await?;
    if kept.iter().any(|search| search.filter == *filter) {
        return Ok(());
    }
    if kept.len() >= MOST_SEARCHES {
        return Err(Error::field("#/search", FieldCode::OutOfRange));
    }
    Ok(searches::keep(tx, person, filter, caller.moment.at).await?)
}

/// Keeps it no longer.
pub async fn forget_search(tx: &Tx, caller: &Caller, search: SearchId) -> Result<(), Error> {
    let person = caller.actor.writes()?.id;
    if searches::forget(tx, person, search).await? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}
