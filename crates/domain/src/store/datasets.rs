//! The datasets of the catalogue, as they were last read from the portal. Only what anybody may see is found here; what is
//! private or gone is known by name alone.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, all, broken, one};
use crate::{
    clock::Moment,
    dataset::{Dataset, Named, State},
    freshness::{Freshness, Signal, Signals, judge},
    ids::DatasetId,
    keys::keys,
    locale::Locale,
};

mod areas;
mod demand;
mod find;
mod organisations;
mod put;
mod told;

pub use areas::by_area;
pub use demand::{Asked, UNMET, Wanted, WantedOften, Without, most_asked, themes_without, wanted_often};
pub use find::{Candidate, Cursor, DatasetFilter, Look, candidates, counts, list};
pub use organisations::{
    Filed, filed_under_groups, filed_under_organisations, group_is, groups_are_themes, organisation_is,
    organisations_are_areas,
};
pub use put::{
    Put, Remembered, back, forget_problems, missing, of_another_portal, problems, put, remembered,
    unproblematic,
};
pub use told::{Problem, not_understood, states};

keys! {
    /// How a dataset says that it changes.
    Rhythm {
        /// Each so many days.
        Periodic = "periodic",
        /// When it changes.
        Eventual = "eventual",
        /// It does not say.
        Undeclared = "undeclared",
        /// It says something that means nothing to us.
        Unknown = "unknown",
    }
}

/// A dataset in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The row.
    pub id: DatasetId,
    /// What its page is called.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whose it is at its portal.
    pub organisation: Option<Named>,
    /// Which of our areas that is: its slug.
    pub area: Option<String>,
    /// How often it is said to change, as written.
    pub frequency: Option<String>,
    /// How it says that it changes.
    pub rhythm: Rhythm,
    /// When it last changed, and what told us so.
    pub changed: Option<(Signal, Timestamp)>,
    /// The first day on which it is stale, if nothing changes until then.
    pub stale_on: Option<Date>,
    /// How many files it has.
    pub resources: i64,
}

impl Listed {
    /// How fresh it is now, where `zone` is the time.
    pub fn freshness(&self, now: Moment, zone: &TimeZone) -> Freshness {
        let signals = match self.changed {
            Some((signal, at)) => Signals::only(signal, at),
            None => Signals::default(),
        };
        judge(self.frequency.as_deref(), &signals, now, zone).freshness
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    title: String,
    organisation: Option<String>,
    organisation_title: Option<String>,
    area: Option<String>,
    frequency: Option<String>,
    rhythm: String,
    changed_at: Option<i64>,
    changed_by: Option<String>,
    stale_on: Option<String>,
    resource_count: i64,
}

const COLUMNS: &str = "select d.id, d.name, d.title, d.organisation, o.title as organisation_title, a.slug as area,
    d.frequency, d.rhythm, d.changed_at, d.changed_by, d.stale_on, d.resource_count
    from dataset d left join catalogue_organisation o on o.name = d.organisation left join area a on a.id = o.area_id";

impl Row {
    fn into_listed(self) -> Result<Listed, DbErr> {
        let changed = match (
            self.changed_by.as_deref().and_then(Signal::parse),
            self.changed_at,
        ) {
            (Some(signal), Some(at)) => {
                let at = Timestamp::from_second(at).map_err(|_| broken("time of a dataset"))?;
                Some((signal, at))
            }
            _ => None,
        };
        let day = |day: String| day.parse::<Date>().map_err(|_| broken("day of a dataset"));
        Ok(Listed {
            id: DatasetId(self.id),
            name: self.name,
            title: self.title,
            organisation: self.organisation.map(|name| Named {
                title: self.organisation_title.unwrap_or_else(|| name.clone()),
                name,
            }),
            area: self.area,
            frequency: self.frequency,
            rhythm: Rhythm::parse(&self.rhythm).ok_or_else(|| broken("rhythm"))?,
            changed,
            stale_on: self.stale_on.map(day).transpose()?,
            resources: self.resource_count,
        })
    }
}

/// A dataset that anybody may see, whole.
pub async fn get(source: &impl Source, name: &str) -> Result<Option<(Listed, Dataset)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Described {
        description: String,
    }
    let sql = format!("{COLUMNS} where d.name = $1 and d.state = 'active'");
    let Some(row) = one::<Row>(source, &sql, vec![name.into()]).await? else {
        return Ok(None);
    };
    let sql = "select description from dataset where id = $1";
    let described: Option<Described> = one(source, sql, vec![row.id.into()]).await?;
    let described = described.ok_or_else(|| broken("dataset"))?;
    let dataset = serde_json::from_str(&described.description).map_err(|_| broken("dataset"))?;
    Ok(Some((row.into_listed()?, dataset)))
}

/// Whether the catalogue knows a dataset by this name, and who may see it; none where it does not.
pub async fn state(source: &impl Source, name: &str) -> Result<Option<State>, DbErr> {
    #[derive(FromQueryResult)]
    struct Stated {
        state: String,
    }
    let sql = "select state from dataset where name = $1";
    let row: Option<Stated> = one(source, sql, vec![name.into()]).await?;
    row.map(|row| State::parse(&row.state).ok_or_else(|| broken("state of a dataset")))
        .transpose()
}

/// The themes that the groups of a dataset are: key and name.
pub async fn themes(
    source: &impl Source,
    dataset: DatasetId,
    locale: Locale,
) -> Result<Vec<(String, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Theme {
        key: String,
        name: String,
    }
    let name = match locale {
        Locale::En => "t.name_en",
        Locale::EsAr => "t.name",
    };
    let sql = format!(
        "select distinct t.key, {name} as name, t.position from dataset_group g join catalogue_group c on c.name = g.name
         join theme t on t.id = c.theme_id where g.dataset_id = $1 order by t.position, t.key"
    );
    let rows: Vec<Theme> = all(source, &sql, vec![dataset.0.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.key, row.name)).collect())
}
