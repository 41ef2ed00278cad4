//! Looking for datasets: by words, by how fresh they are, by whose they are.

use jiff::civil::Date;
use sea_orm::{DbErr, FromQueryResult, Value};

use super::{COLUMNS, Listed, Row};
use crate::{
    analyser,
    freshness::Freshness,
    ids::DatasetId,
    keys::keys,
    store::{Source, all, is_postgres, number},
};

keys! {
    /// How fresh somebody wants datasets to be.
    Look {
        /// As fresh as they say.
        Fresh = "fresh",
        /// Staler than they say.
        Stale = "stale",
        /// They change when they change.
        Eventual = "eventual",
        /// Nobody can tell.
        Unknown = "unknown",
    }
}

impl Look {
    /// What a dataset that is so fresh is found by.
    pub const fn of(freshness: Freshness) -> Self {
        match freshness {
            Freshness::Fresh => Self::Fresh,
            Freshness::Stale { .. } => Self::Stale,
            Freshness::Eventual => Self::Eventual,
            Freshness::Undeclared | Freshness::Unknown => Self::Unknown,
        }
    }
}

/// Which datasets somebody looks for.
#[derive(Debug, Clone, Default)]
pub struct DatasetFilter {
    /// With these words.
    pub words: Option<analyser::Query>,
    /// So fresh.
    pub look: Option<Look>,
    /// Of this area, by slug.
    pub area: Option<String>,
    /// Of this theme, by key.
    pub theme: Option<String>,
}

/// Behind which dataset a page begins: its name.
pub type Cursor = String;

/// A dataset that shares words with what somebody writes.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The dataset.
    pub dataset: Listed,
    /// Its stems.
    pub terms: String,
}

/// How many candidates are weighed at most: those that the database itself finds the likest.
const CANDIDATES: u32 = 300;

/// A page of those that anybody may see, by name.
pub async fn list(
    source: &impl Source,
    filter: &DatasetFilter,
    after: Option<&Cursor>,
    today: Date,
    limit: u32,
) -> Result<Vec<Listed>, DbErr> {
    let (mut wheres, mut values) = conditions(source, filter, today);
    if let Some(after) = after {
        values.push(after.as_str().into());
        wheres.push(format!("d.name > ${}", values.len()));
    }
    let sql = format!(
        "{COLUMNS} where {} order by d.name limit {limit}",
        wheres.join(" and ")
    );
    let rows: Vec<Row> = all(source, &sql, values).await?;
    rows.into_iter().map(Row::into_listed).collect()
}

/// How many there are of each freshness, whatever freshness is asked for.
pub async fn counts(
    source: &impl Source,
    filter: &DatasetFilter,
    today: Date,
) -> Result<Vec<(Look, i64)>, DbErr> {
    let mut found = Vec::with_capacity(Look::ALL.len());
    for look in Look::ALL {
        let narrowed = DatasetFilter {
            look: Some(*look),
            ..filter.clone()
        };
        let (wheres, values) = conditions(source, &narrowed, today);
        let sql = format!(
            "select count(*) as n from dataset d left join catalogue_organisation o on o.name = d.organisation
             left join area a on a.id = o.area_id where {}",
            wheres.join(" and ")
        );
        found.push((*look, number(source, &sql, values).await?.unwrap_or(0)));
    }
    Ok(found)
}

fn conditions(source: &impl Source, filter: &DatasetFilter, today: Date) -> (Vec<String>, Vec<Value>) {
    let mut wheres = vec!["d.state = 'active'".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    if let Some(query) = &filter.words {
        wheres.push(if is_postgres(source) {
            values.push(query.tsquery().into());
            format!(
                "d.id in (select s.dataset_id from dataset_terms s where s.v @@ ${}::tsquery)",
                values.len()
            )
        } else {
            values.push(query.fts5().into());
            format!(
                "d.id in (select f.rowid from dataset_fts f where f.dataset_fts match ${})",
                values.len()
            )
        });
    }
    if let Some(area) = &filter.area {
        values.push(area.as_str().into());
        wheres.push(format!("a.slug = ${}", values.len()));
    }
    if let Some(theme) = &filter.theme {
        values.push(theme.as_str().into());
        wheres.push(format!(
            "d.id in (select g.dataset_id from dataset_group g join catalogue_group c on c.name = g.name
             join theme t on t.id = c.theme_id where t.key = ${})",
            values.len()
        ));
    }
    if let Some(look) = filter.look {
        if matches!(look, Look::Fresh | Look::Stale) {
            values.push(today.to_string().into());
        }
        wheres.push(holds(look, &format!("${}", values.len())));
    }
    (wheres, values)
}

/// What holds of a dataset that is so fresh; `today` is where the day stands among the values.
pub(super) fn holds(look: Look, today: &str) -> String {
    match look {
        Look::Fresh => format!("d.rhythm = 'periodic' and d.stale_on > {today}"),
        Look::Stale => format!("d.rhythm = 'periodic' and d.stale_on <= {today}"),
        Look::Eventual => "d.rhythm = 'eventual'".to_owned(),
        Look::Unknown => {
            "(d.rhythm in ('undeclared', 'unknown') or d.rhythm = 'periodic' and d.stale_on is null)"
                .to_owned()
        }
    }
}

/// Those that anybody may see and that share a word with `query`, and their stems.
pub async fn candidates(source: &impl Source, query: &analyser::Query) -> Result<Vec<Candidate>, DbErr> {
    #[derive(FromQueryResult)]
    struct Terms {
        dataset_id: i64,
        terms: String,
    }
    let (sql, words) = if is_postgres(source) {
        let sql = "select s.dataset_id, s.terms from dataset_terms s join dataset d on d.id = s.dataset_id
            where d.state = 'active' and s.v @@ $1::tsquery order by ts_rank(s.v, $1::tsquery) desc, s.dataset_id";
        (sql, query.tsquery_any())
    } else {
        let sql = "select s.dataset_id, s.terms from dataset_fts f join dataset_terms s on s.dataset_id = f.rowid
            join dataset d on d.id = f.rowid where d.state = 'active' and f.dataset_fts match $1 order by f.rank";
        (sql, query.fts5_any())
    };
    let sql = format!("{sql} limit {CANDIDATES}");
    let rows: Vec<Terms> = all(source, &sql, vec![words.into()]).await?;
    let ids: Vec<String> = rows.iter().map(|row| row.dataset_id.to_string()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{COLUMNS} where d.id in ({})", ids.join(", "));
    let found: Vec<Row> = all(source, &sql, vec![]).await?;
    let mut listed: std::collections::HashMap<DatasetId, Listed> = std::collections::HashMap::new();
    for row in found {
        let dataset = row.into_listed()?;
        listed.insert(dataset.id, dataset);
    }
    let candidate = |row: Terms| {
        let dataset = listed.remove(&DatasetId(row.dataset_id))?;
        Some(Candidate {
            dataset,
            terms: row.terms,
        })
    };
    Ok(rows.into_iter().filter_map(candidate).collect())
}
