//! The catalogue of the portal: taken in page by page as the portal is read, and what somebody of ours says of it.

use jiff::{Timestamp, tz::TimeZone};

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    clock::Moment,
    dataset::{Dataset, State},
    field::{FieldCode, FieldError},
    freshness::judge,
    policy::AdminPermit,
    store::{
        ReadError, Source, Tx, areas,
        datasets::{self, Put},
        settings, themes,
    },
};

/// Where the catalogue is read, and how far that was.
const SOURCE: &str = "catalogue_source";
const CURSOR: &str = "catalogue_cursor";
/// When it was last read to its end.
const READ_AT: &str = "catalogue_read_at";

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
    let mut taken = CatalogueTaken::default();
    for dataset in &page.datasets {
        let judged = judge(dataset.frequency.as_deref(), &dataset.signals, moment, zone);
        let Put {
            is_new, is_updated, ..
        } = datasets::put(tx, dataset, &judged, moment.at).await?;
        taken.new += u64::from(is_new);
        taken.updated += u64::from(is_updated);
    }
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

/// Notes that the source was read to its end, and which datasets it did not tell of. One that is missed twice is gone.
/// Gives how many went.
pub async fn end_of_catalogue(
    tx: &Tx,
    now: Timestamp,
    cursor: Option<&str>,
    missed: &[String],
) -> Result<u64, ReadError> {
    let gone = datasets::missing(tx, missed, now).await?;
    if let Some(cursor) = cursor {
        settings::set(tx, CURSOR, cursor).await?;
    }
    settings::set(tx, READ_AT, &now.to_string()).await?;
    Ok(gone)
}

/// The name by which a dataset is known, if what somebody wrote is one or the address of its page.
pub fn dataset_name(text: &str) -> &str {
    let text = text.trim();
    let Some((_, behind)) = text.split_once("/dataset/") else {
        return text;
    };
    behind.split(['/', '?', '#']).next().unwrap_or(behind)
}

/// Whether an answer may name this dataset: the catalogue has to know it, and anybody has to be able to see it. Where no catalogue
/// was read, or the address is one of another portal, nobody can tell.
pub(super) async fn check_dataset(tx: &Tx, text: &str) -> Result<(), Error> {
    if catalogue_read_at(tx).await?.is_none() {
        return Ok(());
    }
    let code = match datasets::state(tx, dataset_name(text)).await? {
        Some(State::Active) => return Ok(()),
        Some(State::Private) => FieldCode::PrivateDataset,
        Some(State::Deleted) => FieldCode::NotADataset,
        None if text.contains("://") => return Ok(()),
        None => FieldCode::NotADataset,
    };
    Err(Error::Invalid(crate::field::Invalid(vec![FieldError::new(
        "#/evidence/dataset",
        code,
    )])))
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
    use super::dataset_name;

    #[test]
    fn a_dataset_is_known_by_its_name_or_its_page() {
        for (written, name) in [
            ("pauta-publicitaria", "pauta-publicitaria"),
            (" pauta-publicitaria ", "pauta-publicitaria"),
            (
                "https://data.example.org/dataset/pauta-publicitaria",
                "pauta-publicitaria",
            ),
            (
                "https://data.example.org/es/dataset/pauta/resource/12?a=b",
                "pauta",
            ),
            ("https://data.example.org/dataset/pauta#2021", "pauta"),
        ] {
            assert_eq!(dataset_name(written), name);
        }
    }
}
