//! The datasets that answers rest on are looked at where they are: at the portal, and at the addresses of their files. One after
//! the other, each a day after the last time; what that means for an answer is the domain's business.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use catalog::{Reader, Source};
use domain::{
    evidence::{Fault, Looked},
    ids::RequestId,
    ops::{self, Caller},
    policy::{Actor, Job},
    store::{
        Tx, datasets,
        evidence::{self, Watched},
        followed,
    },
};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::{catalogue::reader, instance::Instance, refusal};

/// Datasets that are looked at in one go.
const PAGE: u32 = 50;
/// How long one goes on looking: a portal that is slow must not keep the catalogue from being read.
const LONGEST: Duration = Duration::from_mins(10);
/// If a portal has lost more than this part of what is looked at, in percent, and more than a few, it is more likely ill.
const LOST: usize = 50;
const FEW: usize = 3;
/// Requests that hear of their datasets in one go.
const NEWS: u32 = 200;

/// Looks at what is due; gives how many answers that were.
pub async fn look(instance: &Instance, shutdown: &CancellationToken) -> anyhow::Result<u64> {
    let source = asked(instance).await?;
    let reader = source.as_ref().map(|source| reader(instance, source));
    // Many answers rest on the same dataset.
    let (mut seen, mut known, mut lost) = (HashSet::new(), HashMap::new(), Vec::new());
    let since = Instant::now();
    'all: loop {
        // One that fails stays due. It must not keep the others waiting, so the page grows past it.
        let most = PAGE + u32::try_from(seen.len()).unwrap_or(u32::MAX - PAGE);
        let due = evidence::due(&instance.db.read(), instance.clock.now(), most).await?;
        let fresh: Vec<_> = due
            .into_iter()
            .filter(|watched| !seen.contains(&watched.request))
            .collect();
        if fresh.is_empty() {
            break;
        }
        for watched in fresh {
            let looked = match known.get(&watched.dataset) {
                Some(looked) => *looked,
                // Whatever is left is due the next time: the catalogue has to be read, too.
                None if since.elapsed() > LONGEST => break 'all,
                None => tokio::select! {
                    looked = look_at(instance, source.as_ref().zip(reader.as_ref()), &watched.dataset) => looked?,
                    () = shutdown.cancelled() => break 'all,
                },
            };
            seen.insert(watched.request);
            known.insert(watched.dataset.clone(), looked);
            match looked {
                Looked::Wrong(Fault::Gone | Fault::Private) => lost.push((watched, looked)),
                _ => take(instance, &watched, looked).await,
            }
        }
    }
    let gone = known.values().filter(|looked| is_lost(**looked)).count();
    let is_ill = gone > FEW && gone * 100 > known.len() * LOST;
    if is_ill {
        tracing::warn!(
            gone,
            looked_at = known.len(),
            "the portal has lost most of what answers rest on; none is taken for gone"
        );
    }
    for (watched, looked) in lost {
        take(instance, &watched, if is_ill { Looked::Unsure } else { looked }).await;
    }
    Ok(u64::try_from(seen.len()).unwrap_or(u64::MAX))
}

const fn is_lost(looked: Looked) -> bool {
    matches!(looked, Looked::Wrong(Fault::Gone | Fault::Private))
}

/// The portal that is asked: only the one that the operator named, and only if it is what was read. Without one, what was read of
/// another still says what is lost.
async fn asked(instance: &Instance) -> anyhow::Result<Option<Source>> {
    let Some(url) = &instance.config.catalogue_url else {
        return Ok(None);
    };
    let source = Source::parse(url.as_str())?;
    let read = ops::catalogue_source(&instance.db.read()).await?;
    Ok(Some(source).filter(|source| read.as_deref() == Some(source.to_string().as_str())))
}

async fn take(instance: &Instance, watched: &Watched, looked: Looked) {
    let (caller, request, dataset) = (caller(instance), watched.request, watched.dataset.clone());
    let take = async move |tx: &Tx| ops::evidence_looked_at(tx, &caller, request, (&dataset, looked)).await;
    if let Err(error) = instance.db.write(take).await.map_err(refusal::explain) {
        let error = format!("{error:#}");
        tracing::error!(
            request = watched.request.0,
            error,
            "what was found of its data could not be kept"
        );
    }
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
                Ok(is_news) => told += u64::from(is_news),
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
