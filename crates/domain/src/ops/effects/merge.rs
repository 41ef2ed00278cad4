//! `merge` and `unmerge`: supporters, followers and comments are carried to the target, and brought back exactly.

use super::{Caller, Error};
use crate::{
    data_request::DataRequest,
    deadline::Calendar,
    event::{Change, Details, EventKind},
    ids::{EventId, RequestId},
    ops::{get, record::record_consequence},
    policy::Permit,
    store::{
        Tx, comments, following,
        requests::{self, Lock},
    },
};

/// Carries what hangs on `source` to `into`, and tells the target.
pub(super) async fn merge(
    tx: &Tx,
    caller: &Caller,
    permit: &Permit,
    source: &DataRequest,
    into: RequestId,
    (event, calendar): (EventId, &Calendar),
) -> Result<(), Error> {
    comments::carry(tx, source.id, into, event).await?;
    carry_up(tx, caller, into).await?;
    requests::recount(tx, source).await?;
    let target = get(tx, into, Lock::Yes).await?;
    let change = tell(caller, permit, &target, source.id, false);
    record_consequence(tx, &target, &change, calendar).await.map(drop)
}

/// Brings back what [`merge`] carried, wherever it has gone since.
pub(super) async fn unmerge(
    tx: &Tx,
    caller: &Caller,
    permit: &Permit,
    source: &DataRequest,
    calendar: &Calendar,
) -> Result<(), Error> {
    let Some(merged) = source.standing.merged else {
        return Ok(());
    };
    comments::take_back(tx, source.id).await?;
    carry_up(tx, caller, merged.into).await?;
    requests::recount(tx, source).await?;
    let target = get(tx, merged.into, Lock::Yes).await?;
    let change = tell(caller, permit, &target, source.id, true);
    record_consequence(tx, &target, &change, calendar).await.map(drop)
}

/// Makes the carried rows of a target anew, and of whatever it was merged into itself.
async fn carry_up(tx: &Tx, caller: &Caller, target: RequestId) -> Result<(), Error> {
    let mut next = Some(target);
    while let Some(id) = next {
        let request = get(tx, id, Lock::Yes).await?;
        following::carry(tx, id, caller.moment.at).await?;
        requests::recount(tx, &request).await?;
        next = request.standing.merged.map(|merged| merged.into);
    }
    Ok(())
}

fn tell(caller: &Caller, permit: &Permit, target: &DataRequest, source: RequestId, undone: bool) -> Change {
    let status = target.standing.status;
    Change {
        kind: EventKind::MergedIn,
        from: Some(status),
        to: status,
        at: caller.moment.at,
        on: caller.moment.today,
        actor: permit.actor(),
        role: permit.role(),
        details: Details {
            source: Some(source),
            undone,
            ..Details::default()
        },
    }
}
