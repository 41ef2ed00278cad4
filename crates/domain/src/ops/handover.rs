//! The system gives a request to somebody else, because whoever had it is not there any more.

use super::{Caller, Error, act::perform, get, record::record_consequence};
use crate::{
    action::Action,
    event::ActorRole,
    ids::{AreaId, RequestId},
    policy::{Actor, Intent, Job, authorize},
    standing::Given,
    status::{ActionKind, Status},
    store::{Tx, calendar, requests::Lock},
};

/// Gives a request that an area works on to the whole of an area: the one that `to` names for it, if any. What is hidden
/// waits, and so does what was split: only a coordinator acts on those.
pub(super) async fn hand_over(
    tx: &Tx,
    caller: &Caller,
    id: RequestId,
    to: impl FnOnce(AreaId) -> Option<AreaId>,
) -> Result<(), Error> {
    let request = get(tx, id, Lock::Yes).await?;
    let standing = &request.standing;
    let acts = standing.assigned && standing.hidden.is_none() && !standing.split;
    let Some(area) = standing.area.filter(|_| acts).and_then(to) else {
        return Ok(());
    };
    let handover = Caller {
        actor: Actor::System(Job::Handover),
        ..caller.clone()
    };
    let permit = authorize(&handover.actor, &Intent::any(ActionKind::Assign), &request, false)?;
    let action = Action::Assign { area, person: None };
    perform(tx, &handover, &permit, &request, &action, None)
        .await
        .map_err(|failed| failed.into_error(&request))
}

/// The area that has a request is no more: `to` has it. What is at work is handed over as any other; of what has ended, is
/// hidden or was split only the area changes, and the event that says so tells nobody by mail. False if it was not there any more.
pub(super) async fn pass_on(
    tx: &Tx,
    caller: &Caller,
    id: RequestId,
    (from, to): (AreaId, AreaId),
) -> Result<bool, Error> {
    let request = get(tx, id, Lock::Yes).await?;
    let standing = &request.standing;
    // Somebody may have given it to another area meanwhile.
    if standing.area != Some(from) {
        return Ok(false);
    }
    let ended = matches!(standing.status, Status::Answered | Status::Closed);
    if standing.assigned && standing.hidden.is_none() && !standing.split && !ended {
        return hand_over(tx, caller, id, |_| Some(to)).await.map(|()| true);
    }
    let calendar = calendar::load(tx, standing.round.day_0).await?;
    let given = Given {
        moment: caller.moment,
        calendar: &calendar,
        actor: None,
        role: ActorRole::System,
    };
    let Some(change) = standing.area_moves(to, &given) else {
        return Ok(false);
    };
    record_consequence(tx, &request, &change, &calendar).await?;
    Ok(true)
}
