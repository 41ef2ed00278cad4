//! The work that time asks for: reminders, lapses, expiries, and tidying up. What is to be done is the domain's business.

use std::{collections::HashSet, time::Duration};

use domain::{
    clock::Clock,
    office_hours,
    ops::{self, Caller, Tick},
    policy::{Actor, Job},
    store::{
        Tx, WriteError, bounces, calendar, drafts, entries, facets, figures, health, idempotency, incoming,
        invitations, jobs, kept_forms, missing, one_time, requests, sessions, sign_in_tries,
    },
    timed_job::TimedJob,
};
use files::upkeep;
use jiff::SignedDuration;
use tokio::{sync::Notify, time::sleep};
use tokio_util::sync::CancellationToken;

use crate::{digests, instance::Instance, refusal, renewal};

/// How often we look. Everything timed happens on a date or in an hour, so a minute late is not late.
const PAUSE: Duration = Duration::from_mins(1);
/// Rounds, an hour of them, after which the log of the database is emptied and all the files are looked through.
const ROUNDS_AN_HOUR: u32 = 60;
/// Requests or drafts that are looked at in one go.
const PAGE: u32 = 200;

/// How long a sign-in link is remembered after it stopped working: the limit of codes a day looks back so far.
const SIGN_INS_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How long it is remembered, unreadably, from where a form without a session came: the limit looks back an hour.
const SOURCES_KEPT: SignedDuration = SignedDuration::from_hours(1);
/// How long what was sent after a meeting is kept: as long as a draft.
const ENTRIES_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long somebody is waited for whose name was put to a request.
const INVITATIONS_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Does what is due, again and again, and rings `bell` when there may be mail.
pub async fn run(instance: &Instance, bell: &Notify, shutdown: &CancellationToken) {
    let mut rounds = 0_u32;
    while !shutdown.is_cancelled() {
        if rounds.is_multiple_of(ROUNDS_AN_HOUR)
            && let Err(error) = hourly(instance).await
        {
            tracing::error!(
                error = format!("{error:#}"),
                "timed work failed; it is tried again in an hour"
            );
        }
        rounds = rounds.wrapping_add(1);
        match round(instance, shutdown).await {
            Ok(0) => {}
            Ok(_) => bell.notify_one(),
            Err(error) => tracing::error!(
                error = format!("{error:#}"),
                "timed work failed; it is tried again"
            ),
        }
        tokio::select! {
            () = shutdown.cancelled() => {}
            () = sleep(PAUSE) => {}
        }
    }
}

/// What is done once an hour: the log of the database is emptied, and all the files are looked through.
pub async fn hourly(instance: &Instance) -> anyhow::Result<()> {
    let mut runs = Runs::default();
    let emptied = instance.db.empty_log().await;
    runs.note(TimedJob::Log, emptied.map(|()| 0).map_err(Into::into));
    runs.note(TimedJob::Files, sweep(instance).await);
    runs.keep(instance).await
}

/// Does all that is due now; gives how many requests that was, the digests counting as one. What fails does not keep the
/// rest from being done.
pub async fn round(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<u64> {
    let mut runs = Runs::default();
    let moved = renewal::due_dates(instance, shutdown).await;
    if let Ok(moved @ 1..) = moved {
        tracing::info!(moved, "due dates moved with the calendar");
    }
    runs.note(TimedJob::DueDates, moved);
    runs.note(
        TimedJob::Order,
        renewal::order(instance, shutdown).await.map(|()| 0),
    );
    runs.note(
        TimedJob::Areas,
        renewal::areas(instance, shutdown).await.map(|()| 0),
    );
    let due = runs.note(TimedJob::Requests, due_requests(instance, shutdown).await);
    runs.note(TimedJob::Tidying, tidy(instance).await.map(|()| 0));
    let (db, zone) = (&instance.db, &instance.config.time_zone);
    let digests = digests::gather_all(db, instance.moment(), zone, shutdown).await;
    let digests = digests.map(u64::from).map_err(refusal::explain);
    let digests = runs.note(TimedJob::Digests, digests);
    runs.keep(instance).await?;
    let now = instance.clock.now();
    let done = async move |tx: &Tx| Ok::<_, WriteError>(health::timed_work_done(tx, now).await?);
    instance.db.write(done).await?;
    Ok(due + digests)
}

/// How each kind of work of a round ended: so much was done, or it failed.
#[derive(Default)]
struct Runs(Vec<(TimedJob, anyhow::Result<u64>)>);

impl Runs {
    /// Takes it in; gives how much was done.
    fn note(&mut self, job: TimedJob, ended: anyhow::Result<u64>) -> u64 {
        let done = *ended.as_ref().unwrap_or(&0);
        self.0.push((job, ended));
        done
    }

    /// Writes down how each ended. What failed is an error, when everything was done that could be.
    async fn keep(self, instance: &Instance) -> anyhow::Result<()> {
        let now = instance.clock.now();
        let done = |ended: &anyhow::Result<u64>| {
            let done = ended.as_ref().ok()?;
            Some(i64::try_from(*done).unwrap_or(i64::MAX))
        };
        let ends: Vec<_> = self.0.iter().map(|(job, ended)| (*job, done(ended))).collect();
        let keep = async move |tx: &Tx| {
            for (job, done) in &ends {
                jobs::note(tx, *job, *done, now).await?;
            }
            Ok::<_, WriteError>(())
        };
        instance.db.write(keep).await?;
        let failed =
            |(job, ended): (TimedJob, anyhow::Result<u64>)| Some(format!("{job}: {:#}", ended.err()?));
        let failed: Vec<_> = self.0.into_iter().filter_map(failed).collect();
        anyhow::ensure!(failed.is_empty(), "{}", failed.join("; "));
        Ok(())
    }
}

/// Does what requests ask for by today; gives how many were looked at.
async fn due_requests(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<u64> {
    let moment = instance.moment();
    let calendar = calendar::load(&instance.db.read(), moment.today).await?;
    let reminders = office_hours::are_open(moment.at, &instance.config.time_zone, &calendar);
    let mut seen = HashSet::new();
    loop {
        // One that fails stays due. It must not keep the others waiting, so the page grows past it.
        let most = PAGE + u32::try_from(seen.len()).unwrap_or(u32::MAX - PAGE);
        let due = requests::with_timers(&instance.db.read(), moment.today, reminders, most).await?;
        let fresh: Vec<_> = due.into_iter().filter(|request| seen.insert(*request)).collect();
        if fresh.is_empty() || shutdown.is_cancelled() {
            break;
        }
        for request in fresh {
            let caller = Caller {
                actor: Actor::System(Job::Timers),
                ..instance.caller()
            };
            let done = instance
                .db
                .write(async move |tx: &Tx| ops::tick(tx, &caller, Tick { request, reminders }).await)
                .await;
            if let Err(error) = done {
                let error = refusal::explain(error);
                tracing::error!(
                    request = request.0,
                    error = format!("{error:#}"),
                    "timed work on a request failed"
                );
            }
        }
    }
    Ok(u64::try_from(seen.len()).unwrap_or(u64::MAX))
}

/// Forgets what is over, and folds the counters.
async fn tidy(instance: &Instance) -> anyhow::Result<()> {
    let (now, today) = (instance.clock.now(), instance.moment().today);
    instance
        .db
        .write(async move |tx: &Tx| {
            facets::fold(tx).await?;
            figures::fold(tx).await?;
            idempotency::forget_old(tx, now).await?;
            sessions::forget_old(tx, now).await?;
            kept_forms::forget_old(tx, now).await?;
            incoming::forget_old(tx, now).await?;
            bounces::forget_old(tx, now).await?;
            missing::forget_old(tx, today).await?;
            entries::forget_sources(tx, now.saturating_sub(ENTRIES_KEPT).unwrap_or(now)).await?;
            invitations::forget_old(tx, now.saturating_sub(INVITATIONS_KEPT).unwrap_or(now)).await?;
            drafts::forget_sources(tx, now.saturating_sub(SOURCES_KEPT).unwrap_or(now)).await?;
            sign_in_tries::forget_old(tx, now.saturating_sub(SIGN_INS_KEPT).unwrap_or(now)).await?;
            one_time::forget_old(tx, now.saturating_sub(SIGN_INS_KEPT).unwrap_or(now)).await?;
            Ok::<_, WriteError>(())
        })
        .await?;
    // Whoever enters the requests of a meeting may have been stopped before those who were named were written to.
    let language = instance.config.locale;
    let tell = async move |tx: &Tx| ops::tell_left_behind(tx, language, now).await;
    while instance.db.write(tell).await.map_err(refusal::explain)? {}
    // Requests whose figures nobody counted yet: those from before there were any, or from before they meant something else.
    let count = async move |tx: &Tx| Ok::<_, WriteError>(figures::count_others(tx, PAGE).await?);
    while instance.db.write(count).await? > 0 {}
    // A draft's text is not kept a day longer than we said; those who wait for the writer are not kept waiting for it.
    loop {
        let erase = async move |tx: &Tx| Ok::<_, WriteError>(drafts::erase_expired(tx, now, PAGE).await?);
        if instance.db.write(erase).await? < u64::from(PAGE) {
            break;
        }
    }
    upkeep::remove_erased(&instance.db, &instance.files()?, now).await?;
    Ok(())
}

/// Removes files that nobody has any more, those that were sent with forms that never got here among them.
async fn sweep(instance: &Instance) -> anyhow::Result<u64> {
    // A file is stamped by the system, wherever our own clock stands.
    let (now, system) = (instance.clock.now(), Clock::System.now());
    let swept = upkeep::sweep(&instance.db, &instance.files()?, now, system).await?;
    if swept > 0 {
        tracing::info!(swept, "files that nobody has any more were removed");
    }
    Ok(u64::try_from(swept).unwrap_or(u64::MAX))
}
