//! The system gives a request to somebody else, because whoever had it is not there any more.

use super::{Caller, Error, act::perform, get};
use crate::{
    action::Action,
    ids::{AreaId, RequestId},
    policy::{Actor, Intent, Job, authorize},
    status::ActionKind,
    store::{Tx, requests::Lock},
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
