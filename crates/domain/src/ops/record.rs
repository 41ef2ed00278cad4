//! The heart of every change: one event, the request as it then stands, and the mail that follows from it, together.

use jiff::civil::Date;

use super::Error;
use crate::{
    audience::{MailKind, Recipient, audience},
    data_request::DataRequest,
    deadline::Calendar,
    event::Change,
    ids::{EventId, PersonId},
    policy::Permit,
    standing::Standing,
    store::{
        Tx, events,
        mailing::{self, Letter, To},
        people,
        requests::{self, Moves, Saved},
    },
};

/// The texts of an event: the name of the field and its text.
pub(super) type Texts<'a> = Vec<(&'a str, &'a str)>;

/// Records an action that `permit` allows. `after` carries what the action did to the request's own fields; its standing
/// is made here, from the event.
pub(super) async fn record(
    tx: &Tx,
    permit: &Permit,
    before: &DataRequest,
    after: &mut DataRequest,
    change: &Change,
    (texts, calendar): (Texts<'_>, &Calendar),
) -> Result<EventId, Error> {
    debug_assert!(permit.request() == before.id && Some(permit.action()) == change.kind.action());
    write(tx, before, after, change, (texts, calendar), Moves::Version).await
}

/// Records what follows from an action elsewhere, or from time or the calendar: the version does not move.
pub(super) async fn record_consequence(
    tx: &Tx,
    before: &DataRequest,
    change: &Change,
    calendar: &Calendar,
) -> Result<EventId, Error> {
    let mut after = before.clone();
    write(
        tx,
        before,
        &mut after,
        change,
        (Vec::new(), calendar),
        Moves::Revision,
    )
    .await
}

/// The same, where the request's own fields changed with it.
pub(super) async fn record_with(
    tx: &Tx,
    before: &DataRequest,
    after: &mut DataRequest,
    change: &Change,
    calendar: &Calendar,
) -> Result<EventId, Error> {
    write(tx, before, after, change, (Vec::new(), calendar), Moves::Revision).await
}

async fn write(
    tx: &Tx,
    before: &DataRequest,
    after: &mut DataRequest,
    change: &Change,
    (texts, calendar): (Texts<'_>, &Calendar),
    moves: Moves,
) -> Result<EventId, Error> {
    after.standing.evolve(change);
    if requests::save(tx, before, after, change, calendar, moves).await? == Saved::Conflict {
        return Err(Error::Stale {
            version: before.version + 1,
        });
    }
    let event = events::append(tx, before.id, change, &texts).await?;
    tell(tx, event, after, change, Some(&before.standing)).await?;
    Ok(event)
}

/// Writes the mail rows of an event.
pub(super) async fn tell(
    tx: &Tx,
    event: EventId,
    request: &DataRequest,
    change: &Change,
    before: Option<&Standing>,
) -> Result<(), Error> {
    let audience = audience(change, before, &request.standing);
    for (recipient, kind) in audience.direct {
        for person in resolve(tx, recipient, &request.standing, change.on).await? {
            if change.actor == Some(person) && kind != MailKind::Receipt {
                continue;
            }
            let letter = Letter {
                dedupe_key: format!("e:{event}:{kind}:{person}"),
                kind,
                event: Some(event),
                request: Some(request.id),
                comment: None,
                to: To::Person(person),
                due_at: change.at,
            };
            mailing::enqueue(tx, &letter, change.at).await?;
        }
    }
    for (rule, kind) in audience.fanout {
        mailing::fan_out(tx, event, request.id, rule, kind).await?;
    }
    Ok(())
}

/// The people a recipient stands for on `today`.
pub(super) async fn resolve(
    tx: &Tx,
    recipient: Recipient,
    standing: &Standing,
    today: Date,
) -> Result<Vec<PersonId>, Error> {
    Ok(match recipient {
        Recipient::Requester => vec![standing.requester],
        Recipient::Former(person) => vec![person],
        Recipient::Coordinators => people::coordinators(tx).await?,
        // A head is no person, and hears of no event: only timers write to one.
        Recipient::Head => Vec::new(),
        Recipient::Desk => people::at_desk(tx, (standing.assignee, standing.area), today).await?,
    })
}
