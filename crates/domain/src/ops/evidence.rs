//! The dataset that an answer rests on is looked at: when it is given, and each day after. What is found is an event; no status
//! moves by it (PRODUCT §2.1).

use jiff::{SignedDuration, Timestamp};

use super::{Caller, Error, catalogue::named_dataset, get, record::record_consequence};
use crate::{
    data_request::DataRequest,
    dataset::Dataset,
    event::{Change, Details, EventKind},
    evidence::{EvidenceState, Fault, Found, Looked, fault},
    ids::RequestId,
    standing::Given,
    store::{
        ReadError, Source, Tx, calendar, datasets,
        evidence::{self, Watched},
        requests::Lock,
    },
};

/// How long what is in order is left alone.
const DAILY: SignedDuration = SignedDuration::from_hours(24);
/// How soon somebody looks again at what seems to be wrong, or could not be looked at.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);
/// How long files have to be silent until they are taken for gone: a server may be ill for a while.
const SILENT: SignedDuration = SignedDuration::from_hours(24);

/// From an answer on, the dataset that it names is looked at; with any other answer, none is.
pub(super) async fn watch(tx: &Tx, request: &DataRequest, now: Timestamp) -> Result<(), Error> {
    match dataset_of(tx, request).await? {
        Some(dataset) => evidence::watch(tx, request.id, &dataset, now).await?,
        None => evidence::unwatch(tx, request.id).await?,
    }
    Ok(())
}

/// The dataset that an answer rests on: by the name of it, else by the address of its page.
async fn dataset_of(tx: &Tx, request: &DataRequest) -> Result<Option<String>, ReadError> {
    if !request
        .standing
        .outcome
        .is_some_and(crate::status::Outcome::is_data)
    {
        return Ok(None);
    }
    if let Some(named) = &request.evidence.dataset {
        return named_dataset(tx, named).await;
    }
    match &request.evidence.url {
        Some(url) => named_dataset(tx, url).await,
        None => Ok(None),
    }
}

/// What the catalogue alone says of a dataset: whether it may be named at all, and what is wrong with it for a request.
#[derive(Debug, Clone)]
pub struct KnownDataset {
    /// Its name.
    pub name: String,
    /// As the portal describes it; none of one that nobody or not everybody may see.
    pub dataset: Option<Box<Dataset>>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

/// What is known of the dataset that somebody is about to name as the answer to a request; none where there is no catalogue, or
/// the address is one of another place.
pub async fn known_dataset(
    reader: &impl Source,
    request: &DataRequest,
    named: &str,
) -> Result<Option<KnownDataset>, ReadError> {
    if super::catalogue_read_at(reader).await?.is_none() {
        return Ok(None);
    }
    let Some(name) = named_dataset(reader, named).await? else {
        return Ok(None);
    };
    let state = datasets::state(reader, &name).await?;
    let dataset = datasets::get(reader, &name)
        .await?
        .map(|(_, dataset)| Box::new(dataset));
    Ok(Some(KnownDataset {
        fault: fault(state, dataset.as_deref(), request),
        name,
        dataset,
    }))
}

/// Takes in what a look at a dataset came to, beside what the catalogue says of it. It is an event if that is new.
pub async fn evidence_looked_at(
    tx: &Tx,
    caller: &Caller,
    request: RequestId,
    (dataset, looked): (&str, Looked),
) -> Result<(), Error> {
    let request = get(tx, request, Lock::Yes).await?;
    // It was answered otherwise, disputed or hidden while somebody looked.
    let Some(before) = evidence::of_request(tx, request.id).await? else {
        return Ok(());
    };
    let standing = &request.standing;
    if !standing.has_data() {
        return Ok(evidence::unwatch(tx, request.id).await?);
    }
    if before.dataset != dataset || standing.hidden.is_some() {
        return Ok(());
    }
    let now = caller.moment.at;
    let state = datasets::state(tx, dataset).await?;
    let known = datasets::get(tx, dataset).await?.map(|(_, dataset)| dataset);
    let by_catalogue = fault(state, known.as_ref(), &request);
    let (after, again) = judged(before.clone(), by_catalogue, looked, now);
    evidence::looked(tx, &after, now, again).await?;
    let is = match after.fault {
        Some(_) => EvidenceState::Broken,
        // Nobody has seen it yet.
        None if looked != Looked::There && standing.evidence == EvidenceState::Unchecked => return Ok(()),
        None => EvidenceState::Ok,
    };
    if standing.evidence == is && before.fault == after.fault {
        return Ok(());
    }
    let found = if is == EvidenceState::Ok {
        Found::Ok
    } else {
        Found::Broken
    };
    let details = Details {
        found: Some(found),
        fault: after.fault,
        dataset: Some(dataset.to_owned()),
        ..Details::default()
    };
    note(tx, caller, &request, details).await
}

/// The event of a look at a dataset: nobody's, and no status moves.
pub(super) async fn note(
    tx: &Tx,
    caller: &Caller,
    request: &DataRequest,
    details: Details,
) -> Result<(), Error> {
    let calendar = calendar::load(tx, request.standing.round.day_0).await?;
    let status = request.standing.status;
    let given = Given {
        moment: caller.moment,
        calendar: &calendar,
        actor: None,
        role: crate::event::ActorRole::System,
    };
    let change: Change = given.change(EventKind::EvidenceChecked, Some(status), status, details);
    record_consequence(tx, request, &change, &calendar)
        .await
        .map(drop)
}

/// What is wrong after a look, and when to look again. What the catalogue says holds at once. What one look at the portal says has
/// to be said twice, and silence has to last.
fn judged(
    mut watched: Watched,
    by_catalogue: Option<Fault>,
    looked: Looked,
    now: Timestamp,
) -> (Watched, Timestamp) {
    let (suspect, patience) = match (by_catalogue, looked) {
        (Some(fault), _) => (Some(fault), SignedDuration::ZERO),
        (None, Looked::There) => (None, SignedDuration::ZERO),
        (None, Looked::Wrong(fault)) => (Some(fault), AGAIN),
        (None, Looked::Silent) => (Some(Fault::Silent), SILENT),
        (None, Looked::Unsure) => return (watched, now.saturating_add(AGAIN).unwrap_or(now)),
    };
    let since = |fault: Fault| match watched.suspect {
        Some((before, since)) if before == fault => since,
        _ => now,
    };
    watched.suspect = suspect.map(|fault| (fault, since(fault)));
    match watched.suspect {
        None => watched.fault = None,
        Some((fault, since)) if now.duration_since(since) >= patience => watched.fault = Some(fault),
        Some(_) => {}
    }
    let is_settled = watched.suspect.map(|(fault, _)| fault) == watched.fault;
    let pause = if is_settled { DAILY } else { AGAIN };
    (watched, now.saturating_add(pause).unwrap_or(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + hour * 3_600).unwrap()
    }

    /// What is wrong after each of these looks, an hour after the last.
    fn told(looks: &[(Option<Fault>, Looked)]) -> Vec<Option<Fault>> {
        let mut watched = Watched {
            request: RequestId(1),
            dataset: "pauta".into(),
            checked_at: None,
            suspect: None,
            fault: None,
        };
        let look = |(hour, (catalogue, looked)): (usize, &(Option<Fault>, Looked))| {
            let (after, _) = judged(
                watched.clone(),
                *catalogue,
                *looked,
                at(i64::try_from(hour).unwrap()),
            );
            watched = after;
            watched.fault
        };
        looks.iter().enumerate().map(look).collect()
    }

    #[test]
    fn the_catalogue_is_believed_at_once_and_the_portal_the_second_time() {
        let gone = Some(Fault::Gone);
        assert_eq!(told(&[(gone, Looked::Unsure)]), [gone]);
        let wrong = (None, Looked::Wrong(Fault::Gone));
        assert_eq!(told(&[wrong, wrong]), [None, gone]);
        let there = (None, Looked::There);
        assert_eq!(told(&[wrong, there, wrong]), [None, None, None]);
        assert_eq!(told(&[(gone, Looked::There), there]), [gone, None]);
    }

    #[test]
    fn silence_has_to_last_for_a_day_and_mends_nothing() {
        let silent = [(None, Looked::Silent); 25];
        let told_of = told(&silent);
        assert_eq!(told_of[23], None);
        assert_eq!(told_of[24], Some(Fault::Silent));
        let broken = (Some(Fault::Private), Looked::There);
        assert_eq!(told(&[broken, (None, Looked::Silent)])[1], Some(Fault::Private));
        assert_eq!(told(&[broken, (None, Looked::Unsure)])[1], Some(Fault::Private));
        assert_eq!(told(&[(None, Looked::Unsure); 50])[49], None);
    }

    #[test]
    fn what_is_settled_is_left_alone_for_a_day() {
        let watched = Watched {
            request: RequestId(1),
            dataset: "pauta".into(),
            checked_at: None,
            suspect: None,
            fault: None,
        };
        let hours = |catalogue, looked| {
            let (_, again) = judged(watched.clone(), catalogue, looked, at(0));
            again.duration_since(at(0)).as_hours()
        };
        assert_eq!(hours(None, Looked::There), 24);
        assert_eq!(hours(Some(Fault::Gone), Looked::There), 24);
        assert_eq!(hours(None, Looked::Wrong(Fault::Gone)), 1);
        assert_eq!(hours(None, Looked::Unsure), 1);
    }
}
