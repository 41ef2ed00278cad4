//! What a request becomes at the portal: gathered for whoever looks, and left there by one at a time. The portal is asked between
//! [`begin_push`] and [`end_push`], while no transaction is open.

use jiff::SignedDuration;

use super::{Caller, Error, audit::audit, find, named_dataset};
use crate::{
    audit::Audited,
    data_request::DataRequest,
    dataset::Named,
    dataset_draft::{Draft, Known, Pushed, is_prepared},
    policy::{DatasetDraftPermit, prepare_dataset},
    reference::Reference,
    store::{ReadError, Source, Tx, dataset_drafts, datasets, requests::Lock},
};

/// For how long somebody may be at it: longer than any portal is waited for.
const BUSY: SignedDuration = SignedDuration::from_secs(60);

/// Whether something may be left at the portal now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BegunPush {
    /// Yes: by this, over what was left there before.
    Go(DatasetDraftPermit, Option<String>),
    /// Somebody is at it.
    Busy,
    /// Nobody is at work on the request.
    NotNow,
}

/// The description of what a request becomes, with what the catalogue knows put to what is known already.
pub async fn dataset_draft(
    reader: &impl Source,
    request: &DataRequest,
    mut known: Known,
) -> Result<Draft, ReadError> {
    if let Some(named) = &request.dataset
        && let Some(name) = named_dataset(reader, named).await?
    {
        let found = datasets::get(reader, &name).await?;
        known.dataset = found.map(|(_, dataset)| dataset);
    }
    let area = request.area.as_deref().filter(|_| request.standing.assigned);
    known.organisations = are(datasets::filed_under_organisations(reader).await?, area);
    known.groups = are(datasets::filed_under_groups(reader).await?, Some(&request.theme));
    Ok(Draft::of(request, &known))
}

/// What one of ours is at the portal: what somebody said first, then what holds most.
fn are(mut filed: Vec<datasets::Filed>, ours: Option<&str>) -> Vec<Named> {
    filed.retain(|one| ours.is_some() && one.is.as_deref() == ours);
    filed.sort_by_key(|one| (!one.reviewed, -one.datasets));
    filed
        .into_iter()
        .map(|one| Named {
            name: one.name,
            title: one.title,
        })
        .collect()
}

/// Begins to leave a description at the portal.
pub async fn begin_push(tx: &Tx, caller: &Caller, reference: Reference) -> Result<BegunPush, Error> {
    let request = find(tx, &caller.actor, reference, Lock::Yes).await?;
    let permit = prepare_dataset(&caller.actor, &request)?;
    if !is_prepared(&request) {
        return Ok(BegunPush::NotNow);
    }
    let now = caller.moment.at;
    let before = dataset_drafts::of_request(tx, request.id).await?;
    if dataset_drafts::claim(tx, request.id, now, now + BUSY).await? {
        Ok(BegunPush::Go(permit, before.map(|left| left.pushed.id)))
    } else {
        Ok(BegunPush::Busy)
    }
}

/// Remembers what was left at the portal, or that nothing was.
pub async fn end_push(
    tx: &Tx,
    caller: &Caller,
    permit: &DatasetDraftPermit,
    (reference, pushed): (Reference, Option<&Pushed>),
) -> Result<(), Error> {
    let Some(pushed) = pushed else {
        return Ok(dataset_drafts::release(tx, permit.request()).await?);
    };
    let by = (permit.person(), caller.moment.at);
    dataset_drafts::put(tx, permit.request(), pushed, by).await?;
    let subject = format!("{reference} {}", pushed.name);
    Ok(audit(tx, caller, Audited::DatasetDraftPushed, Some(subject)).await?)
}
