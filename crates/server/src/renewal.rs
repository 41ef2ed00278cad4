//! What follows a change of the installation's settings: due dates move with the days off, the order of requests with the
//! weights of the priority score, and requests with the area that theirs was merged into. In pages, until all were looked at.

use domain::{
    ops::{self, Caller},
    policy::{Actor, Job},
    store::Tx,
};

use tokio_util::sync::CancellationToken;

use crate::{instance::Instance, refusal};

/// Requests looked at in one transaction: it must stay short for those who wait.
const PAGE: u32 = 200;

/// Moves all that have to move; gives how many did. Whoever goes down leaves the rest to the next.
pub async fn due_dates(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<u64> {
    let mut moved = 0;
    while !shutdown.is_cancelled() {
        let caller = Caller {
            actor: Actor::System(Job::Calendar),
            ..instance.caller()
        };
        let done = instance
            .db
            .write(async move |tx: &Tx| ops::move_due_dates(tx, &caller, PAGE).await)
            .await;
        let done = done.map_err(refusal::explain)?;
        moved += done.moved;
        if !done.more {
            break;
        }
    }
    Ok(moved)
}

/// Gives what areas that ended still have to those that have it now.
pub async fn areas(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<()> {
    if !ops::are_left_behind(&instance.db.read()).await? {
        return Ok(());
    }
    while !shutdown.is_cancelled() {
        let caller = Caller {
            actor: Actor::System(Job::Handover),
            ..instance.caller()
        };
        let done = instance
            .db
            .write(async move |tx: &Tx| ops::move_left_behind(tx, &caller, PAGE).await)
            .await;
        if !done.map_err(refusal::explain)? {
            break;
        }
    }
    Ok(())
}

/// Gives every request its place, if the weights have changed. Whoever goes down leaves the rest to the next.
pub async fn order(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<()> {
    while !shutdown.is_cancelled() {
        let done = instance
            .db
            .write(async move |tx: &Tx| ops::renew_order(tx, PAGE).await)
            .await;
        if !done.map_err(refusal::explain)? {
            break;
        }
    }
    Ok(())
}
