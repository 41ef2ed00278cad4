//! `withdraw` of a request that was split: its open parts are withdrawn with it.

use super::{Caller, Error};
use crate::{
    action::Action,
    data_request::DataRequest,
    ops::{
        act::{Failed, perform},
        get,
    },
    policy::{Intent, authorize},
    status::{ActionKind, Category},
    store::{
        Tx,
        requests::{self, Lock},
    },
};

/// Withdraws the open parts.
pub(super) async fn parts(tx: &Tx, caller: &Caller, whole: &DataRequest) -> Result<(), Failed> {
    if !whole.standing.split {
        return Ok(());
    }
    for part in requests::parts(tx, &caller.actor, whole.id).await? {
        // One that was answered has its answer, and its requester still has the verdict.
        if !matches!(
            part.standing.status.category(),
            Category::Open | Category::Waiting
        ) {
            continue;
        }
        let part = get(tx, part.id, Lock::Yes).await?;
        let permit = authorize(&caller.actor, &Intent::any(ActionKind::Withdraw), &part, false)
            .map_err(Error::from)?;
        Box::pin(perform(tx, caller, &permit, &part, &Action::Withdraw, None)).await?;
    }
    Ok(())
}
