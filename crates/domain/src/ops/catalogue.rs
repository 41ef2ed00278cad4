//! The catalogue of the portal: taken in page by page as the portal is read, and what somebody of ours says of it.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    clock::Moment,
    dataset::{Dataset, State},
    field::FieldCode,
    freshness::judge,
    policy::AdminPermit,
    store::{
        ReadError, Source, Tx, areas,
        datasets::{self, Put, Remembered},
        evidence, settings, themes,
    },
};

/// Where the catalogue is read, and how far that was.
const SOURCE: &str = "catalogue_source";
const CURSOR: &str = "catalogue_cursor";
/// When it was last read to its end.
const READ_AT: &str = "catalogue_read_at";
/// Which source that was.
const WHOLE: &str = "catalogue_whole_source";

/// How long a portal has to say nothing of a dataset, at least, until it is gone: it may be ill for a while.
const MISSED_FOR: SignedDuration = SignedDuration::from_hours(3);
/// If a source has lost more than this part of what it had, in percent, it is more likely ill than empty.
const LOST: usize = 50;

/// Some datasets, as a portal describes them.
#[derive(Debug, Clone)]
pub struct CataloguePage {
    /// Those that were understood.
    pub datasets: Vec<Dataset>,
    /// The names of those that were not, and why.
    pub broken: Vec<(String, String)>,
    /// From where to go on.
    pub cursor: String,
}

/// What a page has changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CatalogueTaken {
    /// Datasets that were not known.
    pub new: u64,
    /// Datasets whose data is newer than was known.
    pub updated: u64,
}

/// How far `source` was read before: its cursor. Of another source, nothing.
pub async fn catalogue_cursor(reader: &impl Source, source: &str) -> Result<Option<String>, ReadError> {
    if settings::get(reader, SOURCE).await?.as_deref() == Some(source) {
        settings::get(reader, CURSOR).await
    } else {
        Ok(None)
    }
}

/// Where the catalogue was read last: the address of a portal or a catalogue, or a folder of this machine.
pub async fn catalogue_source(reader: &impl Source) -> Result<Option<String>, ReadError> {
    settings::get(reader, SOURCE).await
}

/// When the catalogue was last read to its end; never, where none is set up.
pub async fn catalogue_read_at(reader: &impl Source) -> Result<Option<Timestamp>, ReadError> {
    let at = settings::get(reader, READ_AT).await?;
    Ok(at.and_then(|at| at.parse().ok()))
}

/// Takes a page in, and with it how far the reading is: whoever stops here goes on behind it.
pub async fn take_datasets(
    tx: &Tx,
    (moment, zone): (Moment, &TimeZone),
    source: &str,
    page: &CataloguePage,
) -> Result<CatalogueTaken, ReadError> {
    let (mut taken, mut moved) = (CatalogueTaken::default(), Vec::new());
    for dataset in &page.datasets {
        let judged = judge(dataset.frequency.as_deref(), &dataset.signals, moment, zone);
        let Put {
            is_new, is_updated, ..
        } = datasets::put(tx, dataset, &judged, moment.at).await?;
        taken.new += u64::from(is_new);
        taken.updated += u64::from(is_updated);
        if is_new || is_updated {
            moved.push(dataset.name.as_str());
        }
    }
    evidence::look_soon(tx, &moved, moment.at).await?;
    let names: Vec<&str> = page
        .datasets
        .iter()
        .map(|dataset| dataset.name.as_str())
        .collect();
    datasets::unproblematic(tx, &names).await?;
    datasets::problems(tx, &page.broken, moment.at).await?;
    datasets::organisations_are_areas(tx).await?;
    datasets::groups_are_themes(tx).await?;
    settings::set(tx, SOURCE, source).await?;
    settings::set(tx, CURSOR, &page.cursor).await?;
    Ok(taken)
}

/// What a source says that it has, at the end of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// These, and nothing else.
    All(Vec<String>),
    /// What it had the last time.
    AsBefore,
    /// It does not say.
    Nothing,
}

/// The end of a reading.
#[derive(Debug, Clone)]
pub struct CatalogueEnd {
    /// What was read.
    pub source: String,
    /// From where to go on the next time.
    pub cursor: String,
    /// What it has.
    pub told: Told,
    /// When the reading began, if everything was read.
    pub whole_since: Option<Timestamp>,
}

/// What the end of a reading has changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CatalogueEnded {
    /// Datasets that are gone.
    pub gone: u64,
    /// So many were missing that the source is more likely ill than empty: nothing was taken for gone.
    pub is_ill: bool,
}

/// Notes that the source was read to its end, and which datasets it did not tell of. One that it has not told of for some hours
/// is gone; at once, if it was another portal's.
pub async fn end_of_catalogue(
    tx: &Tx,
    now: Timestamp,
    end: &CatalogueEnd,
) -> Result<CatalogueEnded, ReadError> {
    let was = settings::get(tx, WHOLE).await?;
    let is_other = was.is_some_and(|was| was != end.source);
    let known = datasets::remembered(tx).await?;
    let shown = |one: &&Remembered| one.state == State::Active;
    let long_ago = now.saturating_sub(MISSED_FOR).unwrap_or(now);
    let mut ended = CatalogueEnded::default();
    let mut anew = false;
    match &end.told {
        Told::Nothing => {}
        Told::AsBefore => {
            let missed = known.iter().filter(shown).filter(|one| one.is_missing);
            let missed: Vec<&str> = missed.map(|one| one.name.as_str()).collect();
            ended.gone = datasets::missing(tx, &missed, (now, long_ago)).await?;
        }
        Told::All(names) => {
            let names: HashSet<&str> = names.iter().map(String::as_str).collect();
            let there = |one: &&Remembered| names.contains(one.name.as_str());
            let missed = known.iter().filter(shown).filter(|one| !there(one));
            let missed: Vec<&str> = missed.map(|one| one.name.as_str()).collect();
            let back = known.iter().filter(there).filter(|one| one.is_missing);
            let back: Vec<&str> = back.map(|one| one.name.as_str()).collect();
            datasets::back(tx, &back).await?;
            // It was taken for gone, and has not changed since: only a reading from the beginning tells of it.
            anew = known.iter().filter(there).any(|one| one.state == State::Deleted);
            if is_other {
                ended.gone = datasets::of_another_portal(tx, &missed).await?;
            } else if missed.len() > 1 && missed.len() * 100 > known.iter().filter(shown).count() * LOST {
                ended.is_ill = true;
            } else {
                ended.gone = datasets::missing(tx, &missed, (now, long_ago)).await?;
            }
        }
    }
    evidence::look_soon_for_lost(tx, now).await?;
    if let Some(since) = end.whole_since {
        datasets::forget_problems(tx, since).await?;
    }
    let cursor = if anew || ended.is_ill { "{}" } else { &end.cursor };
    settings::set(tx, SOURCE, &end.source).await?;
    settings::set(tx, WHOLE, &end.source).await?;
    settings::set(tx, CURSOR, cursor).await?;
    settings::set(tx, READ_AT, &now.to_string()).await?;
    Ok(ended)
}

/// The name of the dataset that somebody named: by its name, or by the address of its page at the portal that was read. None
/// if it is the address of another place.
pub async fn named_dataset(reader: &impl Source, text: &str) -> Result<Option<String>, ReadError> {
    let text = text.trim();
    if !text.contains("://") {
        return Ok(Some(text.to_owned()));
    }
    let source = settings::get(reader, SOURCE).await?.unwrap_or_default();
    let ours = host(text).is_some() && host(text) == host(&source);
    Ok(page_of(text).filter(|_| ours).map(str::to_owned))
}

/// The host of an address, in lower case.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    Some(host.to_lowercase())
}

/// The name in the address of a dataset's page.
fn page_of(address: &str) -> Option<&str> {
    let (_, behind) = address.split_once("/dataset/")?;
    behind
        .split(['/', '?', '#'])
        .next()
        .filter(|name| !name.is_empty())
}

/// Whether an answer may name this dataset: the catalogue has to know it, and anybody has to be able to see it. Where no catalogue
/// was read, or the address is one of another place, nobody can tell.
pub(super) async fn check_dataset(tx: &Tx, text: &str) -> Result<(), Error> {
    if catalogue_read_at(tx).await?.is_none() {
        return Ok(());
    }
    let Some(name) = named_dataset(tx, text).await? else {
        return Ok(());
    };
    let code = match datasets::state(tx, &name).await? {
        Some(State::Active) => return Ok(()),
        Some(State::Private) => FieldCode::PrivateDataset,
        Some(State::Deleted) | None => FieldCode::NotADataset,
    };
    Err(Error::field("#/evidence/dataset", code))
}

/// Says which area an organisation of the portal is; none of ours with none.
pub async fn organisation_is(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    name: &str,
    area: Option<&str>,
) -> Result<(), Error> {
    if let Some(area) = area
        && areas::find(tx, area).await?.is_none()
    {
        return Err(Error::field("#/area", FieldCode::NotAnArea));
    }
    if !datasets::organisation_is(tx, name, area).await? {
        return Err(Error::NotFound);
    }
    let subject = format!("organisation {name}: {}", area.unwrap_or("none"));
    Ok(audit(tx, caller, Audited::CatalogueFiled, Some(subject)).await?)
}

/// Says which theme a group of the portal is; none of ours with none.
pub async fn group_is(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    name: &str,
    theme: Option<&str>,
) -> Result<(), Error> {
    if let Some(theme) = theme
        && themes::find(tx, theme).await?.is_none()
    {
        return Err(Error::field("#/theme", FieldCode::UnknownValue));
    }
    if !datasets::group_is(tx, name, theme).await? {
        return Err(Error::NotFound);
    }
    let subject = format!("group {name}: {}", theme.unwrap_or("none"));
    Ok(audit(tx, caller, Audited::CatalogueFiled, Some(subject)).await?)
}

#[cfg(test)]
mod tests {
    use super::{host, page_of};

    #[test]
    fn a_dataset_is_known_by_the_address_of_its_page() {
        for (address, name) in [
            (
                "https://data.example.org/dataset/pauta-publicitaria",
                Some("pauta-publicitaria"),
            ),
            (
                "https://data.example.org/es/dataset/pauta/resource/12?a=b",
                Some("pauta"),
            ),
            ("https://data.example.org/dataset/pauta#2021", Some("pauta")),
            ("https://data.example.org/dataset/", None),
            ("https://data.example.org/group/salud", None),
        ] {
            assert_eq!(page_of(address), name, "{address}");
            assert_eq!(host(address).as_deref(), Some("data.example.org"));
        }
        assert_eq!(
            host("HTTPS://Data.Example.org:8080"),
            Some("data.example.org:8080".into())
        );
    }
}
