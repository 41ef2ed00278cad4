//! The portal of the demo's city, as `content/catalogue.toml` has it, taken in as if it had just been read.

use std::collections::BTreeMap;

use anyhow::Context as _;
use domain::{
    clock::Moment,
    dataset::{Dataset, Kind, Named, Resource, State},
    evidence::Looked,
    freshness::Signals,
    locale::Locale,
    ops::{self, Caller, CatalogueEnd, CataloguePage, Told},
    policy::{Actor, AdminPermit, Job},
    store::{Db, Tx, WriteError, evidence},
};
use jiff::{Span, tz::TimeZone};
use serde::Deserialize;

use crate::refusal;

const CATALOGUE: &str = include_str!("content/catalogue.toml");
/// More answers than the demo has.
const MOST: u32 = 10_000;
/// The portal that these datasets are on.
const PORTAL: &str = "https://data.buenosaires.gob.ar/";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    groups: BTreeMap<String, String>,
    themes: BTreeMap<String, String>,
    dataset: Vec<Described>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    name: String,
    title: String,
    notes: String,
    of: String,
    group: String,
    every: String,
    ago: i64,
}

/// Takes the portal in.
pub async fn open(db: &Db, now: Moment, zone: &TimeZone) -> anyhow::Result<()> {
    let catalogue: Catalogue = toml::from_str(CATALOGUE).context("catalogue.toml")?;
    let described = |one: &Described| one.as_dataset(&catalogue.groups, now);
    let page = CataloguePage {
        datasets: catalogue.dataset.iter().map(described).collect(),
        broken: Vec::new(),
        cursor: "{}".to_owned(),
    };
    let zone = zone.clone();
    let take = async move |tx: &Tx| {
        ops::take_datasets(tx, (now, &zone), PORTAL, &page).await?;
        let end = CatalogueEnd {
            source: PORTAL.to_owned(),
            cursor: page.cursor.clone(),
            told: Told::Nothing,
            whole_since: None,
        };
        ops::end_of_catalogue(tx, now.at, &end).await?;
        Ok::<_, WriteError>(())
    };
    db.write(take).await?;
    for (group, theme) in catalogue.themes {
        let caller = system(now);
        let is = async move |tx: &Tx| {
            ops::group_is(tx, &caller, &AdminPermit::at_the_machine(), &group, Some(&theme)).await
        };
        db.write(is).await.map_err(refusal::explain)?;
    }
    Ok(())
}

/// What answers rest on is there: this portal has just been read, and nobody has to be asked.
pub async fn look(db: &Db, now: Moment) -> anyhow::Result<()> {
    for watched in evidence::due(&db.read(), now.at, MOST).await? {
        let caller = system(now);
        let look = async move |tx: &Tx| {
            let found = (watched.dataset.as_str(), Looked::There);
            ops::evidence_looked_at(tx, &caller, watched.request, found).await
        };
        db.write(look).await.map_err(refusal::explain)?;
    }
    Ok(())
}

fn system(now: Moment) -> Caller {
    Caller {
        actor: Actor::System(Job::Import),
        moment: now,
        locale: Locale::EsAr,
        key: None,
        from: None,
    }
}

impl Described {
    fn as_dataset(&self, groups: &BTreeMap<String, String>, now: Moment) -> Dataset {
        let changed = now
            .at
            .checked_sub(Span::new().hours(self.ago * 24))
            .unwrap_or(now.at);
        let named = |name: &str, title: &str| Named {
            name: name.to_owned(),
            title: title.to_owned(),
        };
        let file = Resource {
            id: format!("{}-csv", self.name),
            name: self.title.clone(),
            url: Some(format!("{PORTAL}dataset/{}", self.name)),
            format: "CSV".to_owned(),
            kind: Kind::Data,
            size: None,
            created: None,
            last_modified: Some(changed),
            fields: Vec::new(),
        };
        Dataset {
            name: self.name.clone(),
            identifier: self.name.clone(),
            title: self.title.clone(),
            notes: self.notes.clone(),
            url: None,
            organisation: Some(named(&self.of, &self.of)),
            groups: vec![named(&self.group, groups.get(&self.group).unwrap_or(&self.group))],
            tags: Vec::new(),
            themes: Vec::new(),
            license: None,
            frequency: Some(self.every.clone()),
            issued: None,
            state: State::Active,
            signals: Signals {
                modified: Some(changed),
                metadata_modified: Some(now.at),
                ..Signals::of_files([&file])
            },
            temporal: None,
            source: None,
            publisher: None,
            contact: None,
            resources: vec![file],
            resource_count: 1,
        }
    }
}
