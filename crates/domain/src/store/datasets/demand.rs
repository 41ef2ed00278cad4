//! What is asked of the datasets there are, and where there are none. Hidden requests are in none of it.
//!
//! Two of the three walk once over the index of the requests that name a dataset (`data_request_dataset`) and look up the
//! counter of each; the third adds up the kept counts, and looks into no request.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{DbErr, FromQueryResult, Value};

use super::{COLUMNS, Listed, Row};
use crate::{
    status::{Outcome, Status},
    store::{Source, all, facets},
};

/// Outcomes that leave whoever asked without data which the government was asked for.
pub const UNMET: [Outcome; 3] = [Outcome::NotHeld, Outcome::NotSuitable, Outcome::NotAnswered];

/// A dataset that requests are about.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which.
    pub dataset: Listed,
    /// How many requests.
    pub count: i64,
    /// How many of them are open.
    pub open: i64,
    /// How many people need them too. What was merged into another counts there.
    pub supporters: i64,
}

/// A dataset that people want to be updated, or more often.
#[derive(Debug, Clone)]
pub struct WantedOften {
    /// The requests that ask for it.
    pub asked: Asked,
    /// How often they want it, as written, where they say so; and what is counted of those.
    pub wanted: Vec<Wanted>,
}

/// How often some want a dataset to be updated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// As written; none where they only ask for an update.
    pub frequency: Option<String>,
    /// How many requests.
    pub count: i64,
    /// How many of them are open.
    pub open: i64,
    /// How many people need them too.
    pub supporters: i64,
}

/// A theme that people ask for, and that no dataset is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// Its key.
    pub theme: String,
    /// Requests that are open.
    pub open: i64,
    /// Requests that ended without data: see [`UNMET`].
    pub unmet: i64,
}

#[derive(FromQueryResult)]
struct Counted {
    name: String,
    frequency: Option<String>,
    asked: i64,
    open: i64,
    supporters: i64,
}

/// Counts requests by `columns`, the first of which is the dataset's name.
fn counting(columns: &str, of: &str, rest: &str) -> String {
    let open = Status::ALL.iter().filter(|status| status.is_open());
    let open: Vec<String> = open.map(|status| format!("'{status}'")).collect();
    format!(
        "select r.dataset as name, {columns} as frequency, count(*) as asked,
         cast(sum(case when r.status in ({}) then 1 else 0 end) as bigint) as open,
         cast(sum(case when r.outcome = 'duplicate' then 0 else c.supporters end) as bigint) as supporters
         from data_request r join request_counter c on c.request_id = r.id
         where r.dataset is not null and not r.hidden {of}
         and r.dataset in (select name from dataset where state = 'active') {rest}",
        open.join(", ")
    )
}

/// The `most` datasets that most requests are about.
pub async fn most_asked(source: &impl Source, most: usize) -> Result<Vec<Asked>, DbErr> {
    let rest = format!("group by r.dataset order by 3 desc, 5 desc, r.dataset limit {most}");
    let rows: Vec<Counted> = all(source, &counting("null", "", &rest), vec![]).await?;
    let mut listed = named(source, rows.iter().map(|row| row.name.as_str())).await?;
    let asked = |row: Counted| {
        Some(Asked {
            dataset: listed.remove(&row.name)?,
            count: row.asked,
            open: row.open,
            supporters: row.supporters,
        })
    };
    Ok(rows.into_iter().filter_map(asked).collect())
}

/// The `most` datasets that most requests want to be updated, or more often.
pub async fn wanted_often(source: &impl Source, most: usize) -> Result<Vec<WantedOften>, DbErr> {
    let of = "and r.kind in ('frequency', 'update')";
    let rest = "group by r.dataset, r.wanted_frequency order by r.dataset, 3 desc, r.wanted_frequency";
    let rows: Vec<Counted> = all(source, &counting("r.wanted_frequency", of, rest), vec![]).await?;
    let mut by_name: BTreeMap<String, Vec<Wanted>> = BTreeMap::new();
    for row in rows {
        by_name.entry(row.name).or_default().push(Wanted {
            frequency: row.frequency,
            count: row.asked,
            open: row.open,
            supporters: row.supporters,
        });
    }
    let mut found: Vec<(String, Vec<Wanted>)> = by_name.into_iter().collect();
    found.sort_by_key(|(_, wanted)| -sum(wanted, |one| one.count));
    found.truncate(most);
    let mut listed = named(source, found.iter().map(|(name, _)| name.as_str())).await?;
    let often = |(name, wanted): (String, Vec<Wanted>)| {
        Some(WantedOften {
            asked: Asked {
                dataset: listed.remove(&name)?,
                count: sum(&wanted, |one| one.count),
                open: sum(&wanted, |one| one.open),
                supporters: sum(&wanted, |one| one.supporters),
            },
            wanted,
        })
    };
    Ok(found.into_iter().filter_map(often).collect())
}

fn sum(wanted: &[Wanted], of: impl Fn(&Wanted) -> i64) -> i64 {
    wanted.iter().map(of).sum()
}

/// The themes that people ask for and that no dataset is of, those with the most first. A dataset is of a theme if its portal files
/// it there, if a request of the theme names it, or if one was answered with it: portals file by fewer themes than people ask.
pub async fn themes_without(source: &impl Source) -> Result<Vec<Without>, DbErr> {
    #[derive(FromQueryResult)]
    struct Theme {
        key: String,
    }
    let sql = "select distinct t.key from theme t join catalogue_group c on c.theme_id = t.id
        join dataset_group g on g.name = c.name join dataset d on d.id = g.dataset_id where d.state = 'active'
        union select t.key from data_request r join theme t on t.id = r.theme_id join dataset d on d.name = r.dataset
        where r.dataset is not null and not r.hidden and d.state = 'active'
        union select t.key from evidence_check k join data_request r on r.id = k.request_id join theme t on t.id = r.theme_id
        join dataset d on d.name = k.dataset where k.fault is null and not r.hidden and d.state = 'active'";
    let with: Vec<Theme> = all(source, sql, vec![]).await?;
    let with: BTreeSet<String> = with.into_iter().map(|theme| theme.key).collect();
    let mut found: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for counted in facets::counted(source).await?.iter() {
        if with.contains(&counted.theme) {
            continue;
        }
        let (open, unmet) = found.entry(counted.theme.clone()).or_default();
        if counted.status.is_open() {
            *open += counted.n;
        } else if counted.outcome.is_some_and(|outcome| UNMET.contains(&outcome)) {
            *unmet += counted.n;
        }
    }
    let mut without: Vec<Without> = found
        .into_iter()
        .filter(|(_, (open, unmet))| open + unmet > 0)
        .map(|(theme, (open, unmet))| Without { theme, open, unmet })
        .collect();
    without.sort_by_key(|one| -(one.open + one.unmet));
    Ok(without)
}

/// The datasets with these names that anybody may see.
async fn named<'a>(
    source: &impl Source,
    names: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, Listed>, DbErr> {
    let values: Vec<Value> = names.map(Value::from).collect();
    if values.is_empty() {
        return Ok(HashMap::new());
    }
    let places: Vec<String> = (1..=values.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "{COLUMNS} where d.state = 'active' and d.name in ({})",
        places.join(", ")
    );
    let rows: Vec<Row> = all(source, &sql, values).await?;
    let listed = |row: Row| row.into_listed().map(|dataset| (dataset.name.clone(), dataset));
    rows.into_iter().map(listed).collect()
}
