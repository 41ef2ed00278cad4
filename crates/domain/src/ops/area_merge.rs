//! An area is merged into another: everything it has goes over, its requests in pages, the first of them at once. A bookmark
//! remembers that some are left: a process that ends half-way leaves them to the next.

use super::{Caller, Error, audit::audit, handover::pass_on};
use crate::{
    audit::Audited,
    field::FieldCode,
    policy::AdminPermit,
    store::{
        ReadError, Source, Tx,
        areas::{self, Area, Holdings},
        health::AREAS_LEFT,
        searches, settings,
    },
};

/// So many requests go over with the area itself; the transaction must stay short for those who wait.
pub(super) const AT_ONCE: u32 = 200;

/// What an area would bring to another; changes nothing.
pub async fn merge_effect(
    source: &impl Source,
    _: &AdminPermit,
    (slug, into): (&str, &str),
) -> Result<(Area, Holdings), Error> {
    let (area, into) = both(source, slug, into).await?;
    let holdings = areas::holdings(source, &area, &into).await?;
    Ok((into, holdings))
}

/// Merges the area called `slug` into the one called `into`; what is left of its requests follows by [`move_left_behind`].
pub async fn merge_area(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    (slug, into): (&str, &str),
) -> Result<(), Error> {
    // Whoever ends another area at the same time waits, and sees what came of this.
    settings::lock(tx, AREAS_LEFT, "1").await?;
    let (area, into) = both(tx, slug, into).await?;
    areas::merge(tx, &area, &into, caller.moment.today).await?;
    searches::rename_area(tx, &area.slug, &into.slug).await?;
    pass_a_page_on(tx, caller, AT_ONCE).await?;
    let subject = format!("area {slug} into {}", into.slug);
    Ok(audit(tx, caller, Audited::AreaMerged, Some(subject)).await?)
}

/// Gives the next `page` requests of areas that ended to those that have them now; whether there are more to look at: call
/// again, in another transaction.
pub async fn move_left_behind(tx: &Tx, caller: &Caller, page: u32) -> Result<bool, Error> {
    settings::lock(tx, AREAS_LEFT, "1").await?;
    let moved = pass_a_page_on(tx, caller, page).await?;
    if !moved {
        settings::remove(tx, AREAS_LEFT).await?;
    }
    Ok(moved)
}

/// Whether some are left: those of an area that has just ended, or one that came back to an area that ended long ago.
pub async fn are_left_behind(source: &impl Source) -> Result<bool, ReadError> {
    let noted = settings::get(source, AREAS_LEFT).await?.is_some();
    Ok(noted || !areas::left_behind(source, 1).await?.is_empty())
}

/// Passes so many on; whether there were any. One that cannot be passed on stays, and is no reason to look again.
pub(super) async fn pass_a_page_on(tx: &Tx, caller: &Caller, page: u32) -> Result<bool, Error> {
    let mut any = false;
    for one in areas::left_behind(tx, page).await? {
        any |= pass_on(tx, caller, one.request, (one.from, one.to)).await?;
    }
    Ok(any)
}

async fn both(source: &impl Source, slug: &str, into: &str) -> Result<(Area, Area), Error> {
    let area = areas::find(source, slug).await?.ok_or(Error::NotFound)?;
    let into = areas::find(source, into)
        .await?
        .ok_or_else(|| Error::field("#/into", FieldCode::NotAnArea))?;
    if into.closed_on.is_some() || into.id == area.id || area.merged_into.is_some() {
        return Err(Error::field("#/into", FieldCode::AreaClosed));
    }
    Ok((area, into))
}
