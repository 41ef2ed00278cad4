//! What an action does besides its event: to the request's own fields before it, to other rows after it.

use super::{Caller, Error, act::Failed, catalogue::check_dataset, evidence, followed};
use crate::{
    action::Action,
    data_request::DataRequest,
    deadline::Calendar,
    event::{ActorRole, Change},
    ids::EventId,
    policy::Permit,
    store::{Tx, following, mailing, people, requests},
};

mod edit;
mod merge;
mod redact;
mod split;
mod withdraw;

/// Texts of the event being made: field and text.
type Texts = Vec<(String, String)>;

/// What changes in the request itself, and in the event, before it is written.
pub(super) async fn before_the_event(
    tx: &Tx,
    caller: &Caller,
    permit: &Permit,
    (before, after): (&DataRequest, &mut DataRequest),
    action: &Action,
    change: &mut Change,
    texts: &mut Texts,
) -> Result<(), Failed> {
    match action {
        Action::Answer { evidence, .. } => {
            if let Some(dataset) = &evidence.dataset {
                check_dataset(tx, dataset).await?;
            }
            after.evidence = evidence.clone();
            after.verdict_comment = None;
            let told = [
                ("how", &evidence.how),
                ("missing", &evidence.missing),
                ("responsible", &evidence.responsible),
            ];
            texts.extend(
                told.into_iter()
                    .filter_map(|(field, text)| Some((field.to_owned(), text.clone()?))),
            );
        }
        Action::Confirm { .. } => {
            after.verdict_comment = texts
                .iter()
                .find(|(field, _)| field == "message")
                .map(|(_, text)| text.clone());
        }
        Action::Dispute => clear_answer(after),
        Action::Reopen => {
            clear_answer(after);
            if permit.role() == ActorRole::Supporter {
                take_over(tx, permit, after, change).await?;
            }
        }
        Action::Edit(edit) => edit::apply(edit, before, after, change, texts)?,
        Action::Redact(redaction) => redact::apply(tx, caller, before, after, redaction, texts).await?,
        Action::Split { .. } => split::check(before)?,
        Action::Assign { .. }
        | Action::Ask
        | Action::Reply
        | Action::Lapse
        | Action::Plan { .. }
        | Action::Start
        | Action::Inform
        | Action::Expire
        | Action::Extend
        | Action::Merge { .. }
        | Action::Unmerge
        | Action::Withdraw
        | Action::Hide { .. }
        | Action::Unhide => {}
    }
    Ok(())
}

/// What changes elsewhere, once the event is written.
pub(super) async fn after_the_event(
    tx: &Tx,
    caller: &Caller,
    permit: &Permit,
    (before, after): (&DataRequest, &DataRequest),
    action: &Action,
    (event, calendar): (EventId, &Calendar),
) -> Result<(), Failed> {
    let now = caller.moment.at;
    match action {
        Action::Merge { into } => merge::merge(tx, caller, permit, before, *into, (event, calendar)).await?,
        Action::Unmerge => merge::unmerge(tx, caller, permit, before, calendar).await?,
        Action::Split { areas } => {
            followed::follow(tx, after, (now, false)).await?;
            split::split(tx, caller, before, areas).await?;
        }
        Action::Withdraw => {
            evidence::watch(tx, after, now).await?;
            withdraw::parts(tx, caller, after).await?;
        }
        Action::Answer { .. } => {
            evidence::watch(tx, after, now).await?;
            followed::follow(tx, after, (now, false)).await?;
            split::tell_the_whole(tx, caller, permit, after, calendar).await?;
        }
        Action::Dispute | Action::Reopen => {
            evidence::watch(tx, after, now).await?;
            followed::follow(tx, after, (now, true)).await?;
            if permit.role() == ActorRole::Supporter {
                following::follow(tx, before.id, before.standing.requester, now).await?;
                requests::recount(tx, after).await?;
            }
        }
        Action::Edit(_) => followed::follow(tx, after, (now, false)).await?,
        // What was composed of it, a digest that names it among others, is composed anew: without it.
        Action::Hide { .. } => mailing::forget_composed(tx, after.id).await?,
        Action::Assign { .. }
        | Action::Ask
        | Action::Reply
        | Action::Lapse
        | Action::Plan { .. }
        | Action::Start
        | Action::Inform
        | Action::Confirm { .. }
        | Action::Expire
        | Action::Extend
        | Action::Unhide
        | Action::Redact(_) => {}
    }
    Ok(())
}

fn clear_answer(request: &mut DataRequest) {
    request.evidence = crate::action::Evidence::default();
    request.verdict_comment = None;
}

/// A supporter takes a given-up request on: it is theirs now. Supporters' names are never public, so it becomes anonymous.
async fn take_over(
    tx: &Tx,
    permit: &Permit,
    after: &mut DataRequest,
    change: &mut Change,
) -> Result<(), Error> {
    let supporter = permit.actor().ok_or(Error::NotFound)?;
    let person = people::get(tx, supporter).await?.ok_or(Error::NotFound)?;
    change.details.requester = Some(supporter);
    after.requester_name = Some(person.name).filter(|name| !name.is_empty());
    after.anonymous = true;
    following::unsupport(tx, after.id, supporter).await?;
    following::unfollow(tx, after.id, supporter).await?;
    Ok(())
}
