//! A request to renew a dataset, or to renew it more often, stays with its dataset: who asked hears when it was renewed, and the
//! area when it goes stale again (PRODUCT §5). Each is told once, until the other happens or a new round begins.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{Caller, Error, catalogue::named_dataset, evidence::note, get};
use crate::{
    data_request::DataRequest,
    event::Details,
    evidence::{Found, follows_dataset, tells_of_data},
    ids::RequestId,
    store::{
        Tx, datasets,
        followed::{self, Followed},
        requests::Lock,
    },
};

/// Follows the dataset that a request is about, as it now is, from `since` on; `anew`, if what was found so far is over.
pub(super) async fn follow(
    tx: &Tx,
    request: &DataRequest,
    (since, anew): (Timestamp, bool),
) -> Result<(), Error> {
    let named = request.evidence.dataset.as_ref().or(request.dataset.as_ref());
    let named = named.filter(|_| follows_dataset(request.kind) && !request.standing.split);
    let name = match named {
        Some(named) => named_dataset(tx, named).await?,
        None => None,
    };
    match name {
        Some(name) => {
            followed::follow(tx, request.id, &name, (since, anew), request.standing.answered_on).await?;
        }
        None => followed::unfollow(tx, request.id).await?,
    }
    Ok(())
}

/// The same of a request that has just come in: most follow none, and nothing has to be ended.
pub(super) async fn begin(tx: &Tx, request: &DataRequest) -> Result<(), Error> {
    if follows_dataset(request.kind) {
        follow(tx, request, (request.created_at, false)).await?;
    }
    Ok(())
}

/// Tells what is new of the dataset that a request follows; false if nothing is.
pub async fn tell_of_dataset(
    tx: &Tx,
    caller: &Caller,
    request: RequestId,
    zone: &TimeZone,
) -> Result<bool, Error> {
    let request = get(tx, request, Lock::Yes).await?;
    let standing = &request.standing;
    let is_over = !standing.status.is_open() && !standing.has_data();
    let Some(followed) = followed::of_request(tx, request.id).await? else {
        return Ok(false);
    };
    let Some((listed, _)) = datasets::get(tx, &followed.dataset).await? else {
        return Ok(false);
    };
    if is_over || standing.hidden.is_some() {
        return Ok(false);
    }
    let Some((signal, at)) = listed.changed.filter(|(signal, _)| tells_of_data(*signal)) else {
        return Ok(false);
    };
    let is_stale = listed.stale_on.is_some_and(|on| on <= caller.moment.today);
    let Some(found) = news(&followed, at, (is_stale, listed.stale_on), standing.answered_on) else {
        return Ok(false);
    };
    followed::found(tx, request.id, found, at).await?;
    let details = Details {
        found: Some(found),
        dataset: Some(followed.dataset),
        changed_on: Some(at.to_zoned_datetime(zone.clone()).date()),
        signal: Some(signal),
        ..Details::default()
    };
    note(tx, caller, &request, details).await?;
    Ok(true)
}

/// What is new: it was renewed since it was asked for, or since it went stale; or it has gone stale since it was renewed, or since
/// the answer that it needs no renewing.
fn news(
    followed: &Followed,
    changed: Timestamp,
    (is_stale, stale_on): (bool, Option<Date>),
    answered_on: Option<Date>,
) -> Option<Found> {
    let was_fresh = || answered_on.is_some_and(|answered| stale_on.is_some_and(|on| on > answered));
    match followed.found {
        None | Some(Found::Stale) if changed > followed.since => Some(Found::Updated),
        Some(Found::Updated) if is_stale => Some(Found::Stale),
        None if is_stale && was_fresh() => Some(Found::Stale),
        _ => None,
    }
}
