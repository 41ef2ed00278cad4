//! An admin changes what each thing is worth in the priority score: shown before it is done, public after, and every
//! request finds its new place in pages.
//!
//! A bookmark remembers how far the order has been renewed: a process that ends half-way leaves the rest to the next.

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    ids::RequestId,
    policy::AdminPermit,
    priority::weights::{Weights, WeightsChange},
    reference::Reference,
    store::{
        Source, Tx,
        health::ORDER_LEFT,
        requests::{self, Lock},
        settings, weights,
    },
};

const BOOKMARK: &str = ORDER_LEFT;
/// The lock of those who change the weights.
const LOCK: &str = "weights";
/// Requests that are read at once.
const PAGE: u32 = 1_000;

/// A request that is among the first by other weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub reference: Reference,
    /// What it is called.
    pub title: String,
    /// The place it would have, from 1.
    pub after: usize,
    /// The place it has.
    pub before: usize,
    /// The score it has today, and the one it would have.
    pub score: (i64, i64),
}

/// The first `most` of the open requests by other weights; changes nothing.
pub async fn weights_effect(
    source: &impl Source,
    caller: &Caller,
    _: &AdminPermit,
    (proposed, most): (&Weights, usize),
) -> Result<Vec<Place>, Error> {
    let present = weights::get(source).await?;
    let today = caller.moment.today;
    let mut all = Vec::new();
    let mut after = RequestId(0);
    loop {
        let page = weights::ranked(source, after, PAGE, true).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        all.extend(
            page.iter()
                .map(|one| (one.id, one.weigh(&present), one.weigh(proposed))),
        );
    }
    // As the list does: of two that are equal, the later one comes first.
    all.sort_by_key(|(id, weighed, _)| std::cmp::Reverse((weighed.rank_key(), id.0)));
    let mut places: Vec<_> = all.into_iter().zip(1..).collect();
    places.sort_by_key(|((id, _, proposed), _)| std::cmp::Reverse((proposed.rank_key(), id.0)));
    let mut first = Vec::new();
    for (((id, present, proposed), before), after) in places.into_iter().zip(1..).take(most) {
        let request = requests::get(source, id, Lock::No)
            .await?
            .ok_or(Error::NotFound)?;
        first.push(Place {
            reference: request.reference,
            title: request.title,
            after,
            before,
            score: (present.on(today).score(), proposed.on(today).score()),
        });
    }
    Ok(first)
}

/// Changes the weights; the order follows by [`renew_order`]. False if they are as they were.
pub async fn change_weights(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    change: &WeightsChange,
) -> Result<bool, Error> {
    settings::lock(tx, LOCK, "").await?;
    let before = weights::get(tx).await?;
    if crate::person::Sector::ALL
        .iter()
        .all(|sector| before.sector(*sector) == change.weights.sector(*sector))
        && (before.theme, before.table_rank, before.legal_duty)
            == (
                change.weights.theme,
                change.weights.table_rank,
                change.weights.legal_duty,
            )
    {
        return Ok(false);
    }
    order_is_open(tx).await?;
    let said = (&change.weights, change.reason.as_str());
    weights::put(tx, caller.actor.person(), said, caller.moment.at).await?;
    audit(tx, caller, Audited::Weights, None).await?;
    Ok(true)
}

/// Notes that every request has to be given its place again, from the first.
pub(super) async fn order_is_open(tx: &Tx) -> Result<(), Error> {
    settings::lock(tx, BOOKMARK, "0").await?;
    settings::set(tx, BOOKMARK, "0").await.map_err(Error::from)
}

/// Gives the next `page` requests their place by the weights as they are; whether there are more to look at: call again, in
/// another transaction.
pub async fn renew_order(tx: &Tx, page: u32) -> Result<bool, Error> {
    let Some(after) = settings::get(tx, BOOKMARK).await? else {
        return Ok(false);
    };
    settings::lock(tx, BOOKMARK, &after).await?;
    let after = settings::get(tx, BOOKMARK).await?;
    let after = after.and_then(|after| after.parse().ok()).unwrap_or(0);
    let weights = weights::get(tx).await?;
    weights::hold(tx, RequestId(after), page).await?;
    let ranked = weights::ranked(tx, RequestId(after), page, false).await?;
    for one in &ranked {
        weights::set_rank(tx, one.id, one.weigh(&weights).rank_key()).await?;
    }
    match ranked.last() {
        Some(last) => settings::set(tx, BOOKMARK, &last.id.to_string()).await?,
        None => settings::remove(tx, BOOKMARK).await?,
    }
    Ok(!ranked.is_empty())
}
