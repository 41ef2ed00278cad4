//! What time alone does: what ends by itself, and the reminders, which leave in working hours.

use super::{Caller, Error, act::perform, get, record::resolve};
use crate::{
    action::Action,
    audience::{Recipient, Rule, reminded},
    data_request::DataRequest,
    deadline::Calendar,
    event::EventKind,
    ids::{EventId, RequestId},
    policy::{Intent, authorize},
    standing::{Closing, Due, Matter, Reminder},
    store::{
        Tx, areas, calendar, events,
        mailing::{self, Letter, To},
        people,
        requests::{self, Lock},
    },
};

/// One request whose time may have come.
#[derive(Debug, Clone, Copy)]
pub struct Tick {
    /// Which.
    pub request: RequestId,
    /// Whether reminders may leave now: see [`crate::office_hours`]. Without it they stay due.
    pub reminders: bool,
}

/// Does what is due on one request. The actor is [`crate::policy::Job::Timers`].
pub async fn tick(tx: &Tx, caller: &Caller, input: Tick) -> Result<(), Error> {
    let today = caller.moment.today;
    let (request, calendar) = loop {
        let request = get(tx, input.request, Lock::Yes).await?;
        let calendar = calendar::load(tx, request.standing.round.day_0).await?;
        // The last word first: of what has lapsed nobody need be warned.
        match request.standing.closing(&calendar) {
            Some((on, closing)) if on <= today => close(tx, caller, &request, closing).await?,
            next => {
                requests::set_timer(tx, request.id, next.map(|(on, _)| on)).await?;
                break (request, calendar);
            }
        }
    };
    if input.reminders {
        remind(tx, caller, &request, &calendar).await?;
    }
    Ok(())
}

async fn close(tx: &Tx, caller: &Caller, request: &DataRequest, closing: Closing) -> Result<(), Error> {
    let action = match closing {
        Closing::Lapse => Action::Lapse,
        Closing::Expire => Action::Expire,
    };
    let permit = authorize(&caller.actor, &Intent::any(action.kind()), request, false)?;
    perform(tx, caller, &permit, request, &action, None)
        .await
        .map_err(|failed| failed.into_error(request))
}

/// Puts in what is to be said today, and notes the next day on which there may be something.
async fn remind(tx: &Tx, caller: &Caller, request: &DataRequest, calendar: &Calendar) -> Result<(), Error> {
    let (standing, today) = (&request.standing, caller.moment.today);
    for (due, reader) in standing.reminders_now(calendar, today) {
        say(tx, caller, request, &due, reader).await?;
    }
    let all = standing.reminders(calendar);
    let next = all.iter().map(|due| due.on).find(|on| *on > today);
    requests::set_reminder(tx, request.id, next)
        .await
        .map_err(Error::from)
}

/// A reminder is mail only, once per reader and date: the key of its row sees to that, so it may be asked for again.
async fn say(
    tx: &Tx,
    caller: &Caller,
    request: &DataRequest,
    due: &Due,
    reader: Recipient,
) -> Result<(), Error> {
    let (kind, _) = reminded(due.reminder);
    let event = event(tx, request.id, due.reminder).await?;
    for to in readers(tx, caller, request, reader).await? {
        let letter = Letter {
            dedupe_key: format!("{}{to}", mailing::reminder_key(request.id, due)),
            kind,
            event,
            request: Some(request.id),
            comment: None,
            to,
            due_at: caller.moment.at,
        };
        mailing::enqueue(tx, &letter, caller.moment.at).await?;
    }
    if let (Reminder::PromisePassed, Some(event)) = (due.reminder, event) {
        mailing::fan_out_once(tx, event, request.id, Rule::Followers, kind).await?;
    }
    Ok(())
}

/// The event a reminder rests on. The due date is that of the request as it stands.
async fn event(tx: &Tx, request: RequestId, reminder: Reminder) -> Result<Option<EventId>, Error> {
    let kind = match reminder.matter() {
        Matter::Question => EventKind::Ask,
        Matter::Verdict => EventKind::Answer,
        Matter::Promise => EventKind::Plan,
        Matter::Clock => return Ok(None),
    };
    Ok(events::last_of(tx, request, kind).await?)
}

async fn readers(
    tx: &Tx,
    caller: &Caller,
    request: &DataRequest,
    reader: Recipient,
) -> Result<Vec<To>, Error> {
    if reader != Recipient::Head {
        let people = resolve(tx, reader, &request.standing, caller.moment.today).await?;
        return Ok(people.into_iter().map(To::Person).collect());
    }
    let Some(area) = request.standing.area else {
        return Ok(Vec::new());
    };
    let Some(email) = areas::head(tx, area).await? else {
        return Ok(Vec::new());
    };
    let mailbox = people::ensure_mailbox(tx, &email, caller.moment.at).await?;
    Ok(vec![To::Mailbox(mailbox, caller.locale)])
}
