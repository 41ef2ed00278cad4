//! The datasets that answers rest on are looked at where they are: at the portal, and at the addresses of their files. One after
//! the other, each a day after the last time; what that means for an answer is the domain's business.

use std::collections::HashSet;

use anyhow::Context as _;
use catalog::{Reader, Source};
use domain::{
    evidence::Looked,
    ids::RequestId,
    ops::{self, Caller},
    policy::{Actor, Job},
    store::{Tx, datasets, evidence, followed},
};
use tokio_util::sync::CancellationToken;

use crate::{catalogue::reader, instance::Instance, refusal};

/// Datasets that are looked at in one go.
const PAGE: u32 = 50;
/// Requests that hear of their datasets in one go.
const NEWS: u32 = 200;

/// Looks at what is due; gives how many answers that were.
pub async fn look(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<u64> {
    let reader_of = instance.db.read();
    let source = match &instance.config.catalogue_url {
        Some(url) => Some(url.to_string()),
        None => ops::catalogue_source(&reader_of).await?,
    };
    let Some(source) = source.filter(|_| !shutdown.is_cancelled()) else {
        return Ok(0);
    };
    // Nothing is known of any dataset until the catalogue was read once.
    if ops::catalogue_read_at(&instance.db.read()).await?.is_none() {
        return Ok(0);
    }
    // A folder that is gone is no portal either: nobody can be asked, and the catalogue still says what it said.
    let source = Source::parse(&source).ok();
    let reader = source.as_ref().map(|source| reader(instance, source));
    let (mut seen, mut last) = (HashSet::new(), None::<(String, Looked)>);
    loop {
        let most = PAGE + u32::try_from(seen.len()).unwrap_or(u32::MAX - PAGE);
        let due = evidence::due(&instance.db.read(), instance.clock.now(), most).await?;
        let fresh: Vec<_> = due
            .into_iter()
            .filter(|watched| seen.insert(watched.request))
            .collect();
        if fresh.is_empty() {
            return Ok(u64::try_from(seen.len()).unwrap_or(u64::MAX));
        }
        for watched in fresh {
            let looked = match &last {
                // Many answers rest on the same dataset, and were often given together.
                Some((dataset, looked)) if *dataset == watched.dataset => *looked,
                _ => tokio::select! {
                    looked = look_at(instance, source.as_ref().zip(reader.as_ref()), &watched.dataset) => looked?,
                    () = shutdown.cancelled() => return Ok(u64::try_from(seen.len() - 1).unwrap_or(0)),
                },
            };
            take(instance, watched.request, &watched.dataset, looked).await?;
            last = Some((watched.dataset, looked));
        }
    }
}

async fn take(instance: &Instance, request: RequestId, dataset: &str, looked: Looked) -> anyhow::Result<()> {
    let (caller, dataset) = (caller(instance), dataset.to_owned());
    let take = async move |tx: &Tx| ops::evidence_looked_at(tx, &caller, request, (&dataset, looked)).await;
    instance
        .db
        .write(take)
        .await
        .map_err(refusal::explain)
        .context("what was found of the data of an answer could not be kept")
}

/// Tells those who asked for a dataset, and the areas that keep it, what is new of it; gives how many requests that were.
pub async fn follow(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<u64> {
    let (mut after, mut told) = (RequestId(0), 0);
    loop {
        let today = instance.moment().today;
        let page = followed::with_news(&instance.db.read(), today, after, NEWS).await?;
        for request in &page {
            if shutdown.is_cancelled() {
                return Ok(told);
            }
            let (caller, request, zone) = (caller(instance), *request, instance.config.time_zone.clone());
            let tell = async move |tx: &Tx| ops::tell_of_dataset(tx, &caller, request, &zone).await;
            instance.db.write(tell).await.map_err(refusal::explain)?;
            told += 1;
            after = request;
        }
        if page.is_empty() {
            return Ok(told);
        }
    }
}

fn caller(instance: &Instance) -> Caller {
    Caller {
        actor: Actor::System(Job::Timers),
        ..instance.caller()
    }
}

/// Looks at a dataset where it is, if anybody can be asked about it.
async fn look_at(
    instance: &Instance,
    asked: Option<(&Source, &Reader)>,
    name: &str,
) -> anyhow::Result<Looked> {
    let known = datasets::get(&instance.db.read(), name).await?;
    let known = known.map(|(_, dataset)| dataset);
    Ok(match asked {
        Some((source, reader)) => reader.look_at(source, name, known).await,
        None => Looked::Unsure,
    })
}
