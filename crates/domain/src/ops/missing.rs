//! What people look for and do not find is counted, and nobody with it. Whoever coordinates strikes words that name somebody or
//! insult: for good.

use jiff::civil::Date;

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    missing::Words,
    policy::ModeratorPermit,
    store::{Tx, missing},
};

/// Adds how often each of these was looked for, the last time on `on`. Those that were struck stay out.
pub async fn count_missing(tx: &Tx, counted: &[(Words, i64)], on: Date) -> Result<(), Error> {
    let room = missing::has_room(tx).await?;
    for (words, times) in counted {
        if !missing::is_struck(tx, words).await? {
            missing::add(tx, words, *times, on, room).await?;
        }
    }
    Ok(())
}

/// Strikes words from the list for good. False if they were struck already. The log keeps the mark and not the words: it
/// is never changed, and they may name somebody.
pub async fn strike_missing(
    tx: &Tx,
    caller: &Caller,
    _: &ModeratorPermit,
    words: &Words,
) -> Result<bool, Error> {
    let done = missing::strike(tx, words, caller.moment.today).await?;
    if done {
        let mark = words.mark();
        let subject = format!("search {}", mark.get(..12).unwrap_or(&mark));
        audit(tx, caller, Audited::SearchStruck, Some(subject)).await?;
    }
    Ok(done)
}
