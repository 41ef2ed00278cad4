//! An area is merged into another: everything it has goes over. What is open is handed over in the same transaction; what
//! has ended follows in pages. A bookmark remembers that some are left: a process that ends half-way leaves them to the next.

use super::{Caller, Error, audit::audit, handover::pass_on};
use crate::{
    audit::Audited,
    field::FieldCode,
    policy::AdminPermit,
    store::{
        Source, Tx,
        areas::{self, Area, Holdings},
        health::AREAS_LEFT,
        requests, searches, settings,
    },
};

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

/// Merges the area called `slug` into the one called `into`; what has ended follows by [`move_merged`].
pub async fn merge_area(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    (slug, into): (&str, &str),
) -> Result<(), Error> {
    let (area, into) = both(tx, slug, into).await?;
    areas::merge(tx, &area, &into, caller.moment.today).await?;
    searches::rename_area(tx, &area.slug, &into.slug).await?;
    for id in requests::of_area_open(tx, area.id).await? {
        pass_on(tx, caller, id, into.id).await?;
    }
    settings::set(tx, AREAS_LEFT, "1").await?;
    let subject = format!("area {slug} into {}", into.slug);
    Ok(audit(tx, caller, Audited::AreaMerged, Some(subject)).await?)
}

/// Gives the next `page` requests of merged areas to those that have them now; whether there are more to look at: call
/// again, in another transaction.
pub async fn move_merged(tx: &Tx, caller: &Caller, page: u32) -> Result<bool, Error> {
    if settings::get(tx, AREAS_LEFT).await?.is_none() {
        return Ok(false);
    }
    settings::lock(tx, AREAS_LEFT, "1").await?;
    let left = areas::left_behind(tx, page).await?;
    for (id, area) in &left {
        pass_on(tx, caller, *id, *area).await?;
    }
    if left.is_empty() {
        settings::remove(tx, AREAS_LEFT).await?;
    }
    Ok(!left.is_empty())
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
