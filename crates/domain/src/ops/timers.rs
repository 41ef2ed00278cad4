//! What time alone does: warnings, lapses, the second asking for a verdict, expiries, promises that pass.

use jiff::civil::Date;

use super::{Caller, Error, act::perform, get, record::resolve};
use crate::{
    action::Action,
    audience::{MailKind, Recipient, Rule},
    data_request::DataRequest,
    event::EventKind,
    ids::RequestId,
    policy::{Intent, authorize},
    standing::Timer,
    status::ActionKind,
    store::{
        Tx, calendar, events,
        mailing::{self, Letter},
        requests::{self, Lock},
    },
};

/// One request whose time may have come.
#[derive(Debug, Clone, Copy)]
pub struct Tick {
    /// Which.
    pub request: RequestId,
}

/// Does what is due on one request. The actor is [`crate::policy::Job::Timers`].
pub async fn tick(tx: &Tx, caller: &Caller, input: Tick) -> Result<(), Error> {
    let today = caller.moment.today;
    loop {
        let request = get(tx, input.request, Lock::Yes).await?;
        let calendar = calendar::load(tx, request.standing.round.day_0).await?;
        let timers = request.standing.timers(&calendar);
        let due: Vec<(Date, Timer)> = timers.iter().copied().filter(|(on, _)| *on <= today).collect();
        // The last word first: what has lapsed need not be warned of.
        if due.iter().any(|(_, timer)| *timer == Timer::Lapse) {
            close(tx, caller, &request, &Action::Lapse).await?;
        } else if due.iter().any(|(_, timer)| *timer == Timer::Expire) {
            close(tx, caller, &request, &Action::Expire).await?;
        } else {
            for (on, timer) in due {
                remind(tx, caller, &request, timer, on).await?;
            }
            let next = timers
                .into_iter()
                .map(|(on, _)| on)
                .filter(|on| *on > today)
                .min();
            return requests::set_timer(tx, request.id, next)
                .await
                .map_err(Error::from);
        }
    }
}

async fn close(tx: &Tx, caller: &Caller, request: &DataRequest, action: &Action) -> Result<(), Error> {
    let permit = authorize(&caller.actor, &Intent::any(action.kind()), request, false)?;
    debug_assert!(matches!(action.kind(), ActionKind::Lapse | ActionKind::Expire));
    perform(tx, caller, &permit, request, action, None)
        .await
        .map_err(|failed| failed.into_error(request))
}

/// A reminder is mail only, once per date: the key of its row sees to that, so it may be asked for again.
async fn remind(
    tx: &Tx,
    caller: &Caller,
    request: &DataRequest,
    timer: Timer,
    on: Date,
) -> Result<(), Error> {
    let (kind, about, recipients): (_, _, &[Recipient]) = match timer {
        Timer::LapseWarning => (MailKind::LapseWarning, EventKind::Ask, &[Recipient::Requester]),
        Timer::SecondAsking => (MailKind::VerdictAsked, EventKind::Answer, &[Recipient::Requester]),
        Timer::PromisePassed => (
            MailKind::PromisePassed,
            EventKind::Plan,
            &[Recipient::Requester, Recipient::Desk],
        ),
        Timer::Lapse | Timer::Expire => return Ok(()),
    };
    let Some(event) = events::last_of(tx, request.id, about).await? else {
        return Ok(());
    };
    for recipient in recipients {
        for person in resolve(tx, *recipient, &request.standing).await? {
            let letter = Letter {
                dedupe_key: format!("r:{}:{kind}:{on}:{person}", request.id),
                kind,
                event: Some(event),
                request: Some(request.id),
                comment: None,
                to: person,
                due_at: caller.moment.at,
            };
            mailing::enqueue(tx, &letter, caller.moment.at).await?;
        }
    }
    if timer == Timer::PromisePassed {
        mailing::fan_out_once(tx, event, request.id, Rule::Followers, kind).await?;
    }
    Ok(())
}
