//! The catalogue of the portal is read: again and again by the worker, and when somebody says so. Page by page, each with how far
//! that is, so that whoever is stopped goes on where they were.

use std::{collections::HashSet, time::Duration};

use anyhow::Context as _;
use catalog::{Cursor, Drafts, Ended, Pace, Page, Reader, Source};
use domain::{
    ops::{self, CatalogueEnd, CataloguePage, Told},
    store::{
        Tx, WriteError,
        jobs::{self, JobRun},
    },
    timed_job::TimedJob,
};
use jiff::{SignedDuration, Timestamp};
use outgoing::{Allowed, Client, Guard, Plain, agent};
use tokio::{sync::Notify, time::sleep};
use tokio_util::sync::CancellationToken;

use crate::{evidence, instance::Instance};

/// How often we look whether it is time to read.
const PAUSE: Duration = Duration::from_mins(1);
/// How soon after a failure it is tried again.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// What a reading has brought.
#[derive(Debug, Clone, Copy, Default, serde::Serialize)]
pub struct Synced {
    /// Datasets that were read.
    pub read: usize,
    /// Those of them that were not known before.
    pub new: u64,
    /// Those of them whose data is newer.
    pub updated: u64,
    /// Those of them that could not be understood.
    pub broken: usize,
    /// Datasets that are gone from the source.
    pub gone: u64,
    /// It was stopped before its end.
    pub stopped: bool,
}

/// Reads the catalogue whenever it is time, until `shutdown`, and rings `bell` when there may be mail.
pub async fn run(instance: &Instance, bell: &Notify, shutdown: &CancellationToken) {
    while !shutdown.is_cancelled() {
        if let Err(error) = if_due(instance, shutdown).await {
            let error = format!("{error:#}");
            tracing::error!(
                error,
                "the catalogue could not be read; it is tried again in an hour"
            );
        }
        match after_reading(instance, shutdown).await {
            Ok(0) => {}
            Ok(_) => bell.notify_one(),
            Err(error) => {
                let error = format!("{error:#}");
                tracing::error!(error, "datasets could not be looked at; it is tried again");
            }
        }
        tokio::select! {
            () = shutdown.cancelled() => {}
            () = sleep(PAUSE) => {}
        }
    }
}

/// What follows from what was read: answers whose data is looked at, and requests that hear of their dataset. Gives how many.
pub async fn after_reading(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<u64> {
    // Where no catalogue was ever read nothing follows, and nothing is written.
    if ops::catalogue_read_at(&instance.db.read()).await?.is_none() {
        return Ok(0);
    }
    let told = evidence::follow(instance, shutdown).await;
    note(instance, TimedJob::Followed, done(&told)).await?;
    let looked = evidence::look(instance, shutdown).await;
    note(instance, TimedJob::Evidence, done(&looked)).await?;
    Ok(looked? + told?)
}

fn done(ended: &anyhow::Result<u64>) -> Option<i64> {
    let done = ended.as_ref().ok()?;
    Some(i64::try_from(*done).unwrap_or(i64::MAX))
}

async fn note(instance: &Instance, job: TimedJob, done: Option<i64>) -> anyhow::Result<()> {
    let now = instance.clock.now();
    let note = async move |tx: &Tx| Ok::<_, WriteError>(jobs::note(tx, job, done, now).await?);
    instance.db.write(note).await?;
    Ok(())
}

/// Reads the catalogue that is configured, if it is time.
pub async fn if_due(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<()> {
    let Some(url) = &instance.config.catalogue_url else {
        return Ok(());
    };
    let last = jobs::list(&instance.db.read()).await?;
    let last = last.iter().find(|run| run.job == TimedJob::Catalogue);
    if !is_due(last, instance.clock.now()) {
        return Ok(());
    }
    let source = Source::parse(url.as_str())?;
    let synced = sync(instance, &source, &mut |_| {}, shutdown).await;
    let done = match &synced {
        // Whoever comes next goes on.
        Ok(Synced { stopped: true, .. }) => return Ok(()),
        Ok(synced) => {
            tracing::info!(?synced, "the catalogue was read");
            Some(i64::try_from(synced.read).unwrap_or(i64::MAX))
        }
        Err(_) => None,
    };
    note(instance, TimedJob::Catalogue, done).await?;
    synced.map(drop)
}

fn is_due(last: Option<&JobRun>, now: Timestamp) -> bool {
    let Some(last) = last else { return true };
    let pause = if last.is_well {
        SignedDuration::from_mins(TimedJob::Catalogue.every())
    } else {
        AGAIN
    };
    now.duration_since(last.ended_at) >= pause
}

/// Reads what is new in `source`, and tells after each page how far it is.
pub async fn sync(
    instance: &Instance,
    source: &Source,
    tell: &mut dyn FnMut(&Page),
    shutdown: &CancellationToken,
) -> anyhow::Result<Synced> {
    let name = source.to_string();
    let kept = ops::catalogue_cursor(&instance.db.read(), &name).await?;
    let cursor = kept.as_deref().map(Cursor::of_text).unwrap_or_default();
    let reader = reader(instance, source);
    let mut reading = reader.read(source, &cursor);
    let (mut synced, mut told, began) = (Synced::default(), HashSet::new(), instance.clock.now());
    loop {
        let page = tokio::select! {
            page = reading.next() => page?,
            () = shutdown.cancelled() => {
                synced.stopped = true;
                return Ok(synced);
            }
        };
        let Some(page) = page else { break };
        tell(&page);
        told.extend(page.datasets.iter().map(|dataset| dataset.name.clone()));
        told.extend(page.broken.iter().filter_map(|broken| broken.name.clone()));
        synced.read += page.datasets.len();
        synced.broken += page.broken.len();
        let taken = take(instance, &name, page).await?;
        synced.new += taken.new;
        synced.updated += taken.updated;
    }
    let told = tokio::select! {
        told = what_is_there(&reader, source, reading.ended(), told) => told,
        () = shutdown.cancelled() => {
            synced.stopped = true;
            return Ok(synced);
        }
    };
    let end = CatalogueEnd {
        source: name,
        cursor: reading.progress().cursor.to_text(),
        told,
        whole_since: (reading.ended() == Some(Ended::All)).then_some(began),
    };
    let now = instance.clock.now();
    let end = async move |tx: &Tx| Ok::<_, WriteError>(ops::end_of_catalogue(tx, now, &end).await?);
    let ended = instance.db.write(end).await?;
    if ended.is_ill {
        tracing::warn!("the source has lost most of its datasets; nothing is taken for gone");
    }
    synced.gone = ended.gone;
    Ok(synced)
}

/// Somebody who reads portals for us, and may ask the one that the operator named wherever it is.
pub fn reader(instance: &Instance, source: &Source) -> Reader {
    let config = &instance.config;
    let mut allowed = config.outgoing_allow.clone();
    if let Source::Ckan { base: url } | Source::DataJson { url } = source {
        allowed = allowed.and(Allowed::just(url));
    }
    let guard = Guard {
        plain: Plain::Everywhere,
        allowed,
    };
    let client = Client::new(guard, agent(&config.base_url.to_string()));
    Reader::new(client, config.time_zone.clone(), Pace::default())
}

/// Somebody who writes down what requests become at the portal, and leaves it there where the operator lets us.
pub fn drafts(instance: &Instance) -> Drafts {
    let config = &instance.config;
    match &config.catalogue_write {
        Some(write) => Drafts::at(
            write.base.clone(),
            write.token.clone(),
            agent(&config.base_url.to_string()),
        ),
        None => Drafts::written_only(),
    }
}

async fn take(instance: &Instance, source: &str, page: Page) -> anyhow::Result<ops::CatalogueTaken> {
    let (moment, zone) = (instance.moment(), instance.config.time_zone.clone());
    let source = source.to_owned();
    let page = CataloguePage {
        cursor: page.progress.cursor.to_text(),
        broken: page
            .broken
            .iter()
            .map(|broken| (broken.name.clone().unwrap_or_default(), broken.fault.to_string()))
            .collect(),
        datasets: page.datasets,
    };
    let take = async move |tx: &Tx| {
        let taken = ops::take_datasets(tx, (moment, &zone), &source, &page).await?;
        Ok::<_, WriteError>(taken)
    };
    instance
        .db
        .write(take)
        .await
        .context("a page of the catalogue could not be kept")
}

/// What the source says that it has. That a portal does not say ends no reading.
async fn what_is_there(
    reader: &Reader,
    source: &Source,
    ended: Option<Ended>,
    told: HashSet<String>,
) -> Told {
    match (source, ended) {
        (Source::Ckan { base }, _) => match reader.names(base).await {
            Ok(names) => Told::All(names),
            Err(error) => {
                tracing::warn!(%error, "the portal does not say which datasets it has; none is taken for gone");
                Told::Nothing
            }
        },
        (_, Some(Ended::All)) => Told::All(told.into_iter().collect()),
        (_, Some(Ended::Unchanged)) => Told::AsBefore,
        (_, Some(Ended::Changes) | None) => Told::Nothing,
    }
}
