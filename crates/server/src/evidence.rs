//! The datasets that answers rest on are looked at where they are: at the portal, and at the addresses of their files. One after
//! the other, each a day after the last time; what that means for an answer is the domain's business.

use std::collections::{HashMap, HashSet};

use catalog::{Reader, Source};
use domain::{
    evidence::Looked,
    ids::RequestId,
    ops::{self, Caller},
    policy::{Actor, Job},
    store::{
        Tx, datasets,
        evidence::{self, Watched},
        followed,
    },
};
use tokio_util::sync::CancellationToken;

use crate::{catalogue::reader, instance::Instance, refusal};

/// Datasets that are looked at in one go.
const PAGE: u32 = 50;
/// Requests that hear of their datasets in one go.
const NEWS: u32 = 200;

/// Looks at what is due; gives how many answers that were.
pub async fn look(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<u64> {
    // Nothing is known of any dataset until the catalogue was read once.
    if ops::catalogue_read_at(&instance.db.read()).await?.is_none() {
        return Ok(0);
    }
    // Only the portal that the operator named is asked. Without one, what was read of another still says what is lost.
    let source = match &instance.config.catalogue_url {
        Some(url) => Some(Source::parse(url.as_str())?),
        None => None,
    };
    let reader = source.as_ref().map(|source| reader(instance, source));
    // Many answers rest on the same dataset.
    let (mut seen, mut known) = (HashSet::new(), HashMap::new());
    loop {
        // One that fails stays due. It must not keep the others waiting, so the page grows past it.
        let most = PAGE + u32::try_from(seen.len()).unwrap_or(u32::MAX - PAGE);
        let due = evidence::due(&instance.db.read(), instance.clock.now(), most).await?;
        let mut fresh = due
            .into_iter()
            .filter(|watched| seen.insert(watched.request))
            .peekable();
        if fresh.peek().is_none() {
            break;
        }
        for watched in fresh.collect::<Vec<_>>() {
            let looked = match known.get(&watched.dataset) {
                Some(looked) => *looked,
                None => tokio::select! {
                    looked = look_at(instance, source.as_ref().zip(reader.as_ref()), &watched.dataset) => looked?,
                    () = shutdown.cancelled() => return Ok(count(&seen)),
                },
            };
            known.insert(watched.dataset.clone(), looked);
            if let Err(error) = take(instance, &watched, looked).await {
                let error = format!("{error:#}");
                tracing::error!(
                    request = watched.request.0,
                    error,
                    "what was found of its data could not be kept"
                );
            }
        }
    }
    Ok(count(&seen))
}

fn count(seen: &HashSet<RequestId>) -> u64 {
    u64::try_from(seen.len()).unwrap_or(u64::MAX)
}

async fn take(instance: &Instance, watched: &Watched, looked: Looked) -> anyhow::Result<()> {
    let (caller, request, dataset) = (caller(instance), watched.request, watched.dataset.clone());
    let take = async move |tx: &Tx| ops::evidence_looked_at(tx, &caller, request, (&dataset, looked)).await;
    instance.db.write(take).await.map_err(refusal::explain)
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
            after = request;
            match instance.db.write(tell).await.map_err(refusal::explain) {
                Ok(()) => told += 1,
                Err(error) => {
                    let error = format!("{error:#}");
                    tracing::error!(request = request.0, error, "nobody could be told of its dataset");
                }
            }
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
