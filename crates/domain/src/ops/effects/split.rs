//! `split`: one request per area, each an ordinary request with its own answer and verdict.

use super::{Caller, Error};
use crate::{
    action::Action,
    data_request::{DataRequest, NewDataRequest},
    deadline::Calendar,
    event::{ActorRole, Change, Details, EventKind},
    ids::AreaId,
    ops::{
        act::Failed,
        file::texts,
        followed, get,
        record::{record, record_consequence},
    },
    policy::{Intent, Permit, authorize},
    standing::{Given, Refusal, Standing},
    status::ActionKind,
    store::{
        Tx, calendar, events,
        requests::{self, Lock, NewRow},
        themes,
    },
};

/// A part is not split again: its area answers or passes it on.
pub(super) fn check(before: &DataRequest) -> Result<(), Failed> {
    if before.part_of.is_some() {
        Err(Failed::Refused(Refusal::Split))
    } else {
        Ok(())
    }
}

/// Makes the parts. They begin where the whole stands: its day 0, its due date, its extension.
pub(super) async fn split(
    tx: &Tx,
    caller: &Caller,
    whole: &DataRequest,
    areas: &[AreaId],
) -> Result<(), Failed> {
    for area in areas {
        let part = insert_part(tx, caller, whole).await?;
        let calendar = calendar::load(tx, whole.standing.round.day_0).await?;
        let permit =
            authorize(&caller.actor, &Intent::any(ActionKind::Assign), &part, false).map_err(Error::from)?;
        let given = Given {
            moment: caller.moment,
            calendar: &calendar,
            actor: permit.actor(),
            role: permit.role(),
        };
        let action = Action::Assign {
            area: *area,
            person: None,
        };
        let mut change = part.standing.decide(&action, &given).map_err(Failed::Refused)?;
        change.details.source = Some(whole.id);
        let mut after = part.clone();
        record(tx, &permit, &part, &mut after, &change, (Vec::new(), &calendar)).await?;
    }
    Ok(())
}

async fn insert_part(tx: &Tx, caller: &Caller, whole: &DataRequest) -> Result<DataRequest, Error> {
    let round = &whole.standing.round;
    let requester = whole.standing.requester;
    let details = Details {
        requester: Some(requester),
        day_0: Some(round.day_0),
        due_on: round.due_on,
        extended: round.extended,
        kind: Some(whole.kind),
        source: Some(whole.id),
        ..Details::default()
    };
    let change = Change {
        kind: EventKind::File,
        from: None,
        to: crate::status::Status::Received,
        at: caller.moment.at,
        on: caller.moment.today,
        actor: None,
        role: ActorRole::System,
        details,
    };
    let standing = Standing::replay([&change]).ok_or(Error::NotFound)?;
    let new = NewDataRequest {
        title: whole.title.clone(),
        body: whole.body.clone(),
        purpose: whole.purpose.clone(),
        kind: whole.kind,
        theme: Some(whole.theme.clone()),
        area: None,
        dataset: whole.dataset.clone(),
        wanted_frequency: whole.wanted_frequency.clone(),
        format: whole.format.clone(),
        period: whole.period.clone(),
        coverage: whole.coverage.clone(),
        anonymous: whole.anonymous,
        sector: Some(whole.sector),
        language: Some(whole.language.clone()),
        follows: None,
        on_behalf_of: None,
    };
    let row = NewRow {
        new: &new,
        theme: themes::find(tx, &whole.theme).await?.ok_or(Error::NotFound)?,
        theme_pending: whole.theme_pending,
        requester_name: whole.requester_name.clone(),
        origin: whole.origin,
        language: &whole.language,
        standing: &standing,
        part_of: Some(whole.id),
        follows: None,
        import_key: None,
        remind_on: None,
    };
    let (id, _) = requests::insert(tx, &row, caller.moment).await?;
    events::append(tx, id, &change, &texts(&new)).await?;
    let part = get(tx, id, Lock::Yes).await?;
    followed::begin(tx, &part).await?;
    Ok(part)
}

/// A part was answered: the whole says so.
pub(super) async fn tell_the_whole(
    tx: &Tx,
    caller: &Caller,
    permit: &Permit,
    part: &DataRequest,
    calendar: &Calendar,
) -> Result<(), Error> {
    let Some(reference) = part.part_of else {
        return Ok(());
    };
    let whole = crate::ops::find(
        tx,
        &crate::policy::Actor::System(crate::policy::Job::Timers),
        reference,
        Lock::Yes,
    )
    .await?;
    let status = whole.standing.status;
    let change = Change {
        kind: EventKind::PartAnswered,
        from: Some(status),
        to: status,
        at: caller.moment.at,
        on: caller.moment.today,
        actor: permit.actor(),
        role: permit.role(),
        details: Details {
            source: Some(part.id),
            outcome: part.standing.outcome,
            ..Details::default()
        },
    };
    record_consequence(tx, &whole, &change, calendar).await.map(drop)
}
