//! How many requests a list has, and how many it would have with each other choice of a filter (its facets).
//!
//! Without words these come from the kept counts; with words, or for a dataset, from the newest hits.

use std::collections::HashMap;

use sea_orm::{DbErr, FromQueryResult, Value};

use super::{Source, all, broken, is_postgres, requests::Filter, scope::visible_to};
use crate::{
    analyser,
    policy::Actor,
    status::{Kind, Status},
};

/// Hits beyond this many are not counted.
pub const MOST_COUNTED: i64 = 1_000;

/// The counts of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// All that pass the filter.
    pub total: i64,
    /// There may be more: only the newest hits were counted.
    pub capped: bool,
    /// With any one status instead of those chosen.
    pub statuses: HashMap<Status, i64>,
    /// With any one theme, by key.
    pub themes: HashMap<String, i64>,
    /// With any one area, by slug.
    pub areas: HashMap<String, i64>,
    /// With any one kind.
    pub kinds: HashMap<Kind, i64>,
}

/// The counts for `filter`, each facet over everything that passes the other filters.
pub async fn counts(source: &impl Source, actor: &Actor, filter: &Filter) -> Result<Counts, DbErr> {
    if filter.q.is_none() && filter.dataset.is_none() {
        return kept(source, filter).await;
    }
    let cells = hits(source, actor, filter).await?;
    let capped = i64::try_from(cells.len()).is_ok_and(|count| count > MOST_COUNTED);
    let mut counts = Counts {
        capped,
        ..Counts::default()
    };
    for cell in cells
        .iter()
        .take(usize::try_from(MOST_COUNTED).unwrap_or(usize::MAX))
    {
        counts.add(cell, filter)?;
    }
    Ok(counts)
}

#[derive(FromQueryResult)]
struct Hit {
    status: String,
    theme: String,
    area: Option<String>,
    kind: String,
}

impl Counts {
    fn add(&mut self, hit: &Hit, filter: &Filter) -> Result<(), DbErr> {
        let status = Status::parse(&hit.status).ok_or_else(|| broken("status"))?;
        let kind = Kind::parse(&hit.kind).ok_or_else(|| broken("kind"))?;
        let of_status = filter.statuses.is_empty() || filter.statuses.contains(&status);
        let of_theme = filter.themes.is_empty() || filter.themes.contains(&hit.theme);
        let of_area =
            filter.areas.is_empty() || hit.area.as_ref().is_some_and(|area| filter.areas.contains(area));
        let of_kind = filter.kinds.is_empty() || filter.kinds.contains(&kind);
        if of_theme && of_area && of_kind {
            *self.statuses.entry(status).or_default() += 1;
        }
        if of_status && of_area && of_kind {
            *self.themes.entry(hit.theme.clone()).or_default() += 1;
        }
        if let (true, Some(area)) = (of_status && of_theme && of_kind, &hit.area) {
            *self.areas.entry(area.clone()).or_default() += 1;
        }
        if of_status && of_theme && of_area {
            *self.kinds.entry(kind).or_default() += 1;
        }
        self.total += i64::from(of_status && of_theme && of_area && of_kind);
        Ok(())
    }
}

/// The newest hits, one more than are counted.
async fn hits(source: &impl Source, actor: &Actor, filter: &Filter) -> Result<Vec<Hit>, DbErr> {
    let (mut values, mut wheres): (Vec<Value>, _) = (Vec::new(), vec![visible_to(actor).to_owned()]);
    let limit = MOST_COUNTED + 1;
    let from = match filter.q.as_deref().map(analyser::query) {
        None => "data_request r".to_owned(),
        // No word to look for finds nothing.
        Some(None) => return Ok(Vec::new()),
        Some(Some(words)) if is_postgres(source) => {
            values.push(words.tsquery().into());
            format!(
                "(select request_id from search_terms where v @@ $1::tsquery order by request_id + 0 desc limit {limit}) s
                 join data_request r on r.id = s.request_id"
            )
        }
        Some(Some(words)) => {
            values.push(words.fts5().into());
            wheres.push("f.search_fts match $1".into());
            "search_fts f cross join data_request r on r.id = f.rowid".to_owned()
        }
    };
    if let Some(dataset) = &filter.dataset {
        values.push(dataset.clone().into());
        wheres.push(format!("r.dataset = ${}", values.len()));
    }
    let order = if filter.q.is_some() && !is_postgres(source) {
        "f.rowid"
    } else {
        "r.id"
    };
    let sql = format!(
        "select r.status, t.key as theme, a.slug as area, r.kind from {from} join theme t on t.id = r.theme_id
         left join area a on a.id = r.area_id where {} order by {order} desc limit {limit}",
        wheres.join(" and ")
    );
    all(source, &sql, values).await
}

const EVERYTHING: &str = "(select status, theme_id, area_id, kind, n from facet_cell
    union all select status, theme_id, area_id, kind, n from facet_delta) f";

/// What the kept counts say.
async fn kept(source: &impl Source, filter: &Filter) -> Result<Counts, DbErr> {
    let mut counts = Counts::default();
    for (status, n) in grouped(source, filter, "status").await? {
        counts
            .statuses
            .insert(Status::parse(&status).ok_or_else(|| broken("status"))?, n);
    }
    counts.themes = grouped(source, filter, "theme").await?.into_iter().collect();
    counts.areas = grouped(source, filter, "area").await?.into_iter().collect();
    for (kind, n) in grouped(source, filter, "kind").await? {
        counts
            .kinds
            .insert(Kind::parse(&kind).ok_or_else(|| broken("kind"))?, n);
    }
    let chosen = |status: &Status| filter.statuses.is_empty() || filter.statuses.contains(status);
    counts.total = counts
        .statuses
        .iter()
        .filter(|(status, _)| chosen(status))
        .map(|(_, n)| n)
        .sum();
    Ok(counts)
}

/// The counts by one facet, under all filters but its own.
async fn grouped(source: &impl Source, filter: &Filter, facet: &str) -> Result<Vec<(String, i64)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        label: String,
        n: i64,
    }
    let mut values: Vec<Value> = Vec::new();
    let mut wheres = vec!["1 = 1".to_owned()];
    let mut narrow = |name: &str, chosen: Vec<String>, condition: &str| {
        if name == facet || chosen.is_empty() {
            return;
        }
        let places: Vec<String> = chosen
            .into_iter()
            .map(|value| {
                values.push(value.into());
                format!("${}", values.len())
            })
            .collect();
        wheres.push(condition.replace("{}", &places.join(", ")));
    };
    let keys = |statuses: &[Status]| statuses.iter().map(|status| status.as_str().to_owned()).collect();
    narrow("status", keys(&filter.statuses), "f.status in ({})");
    narrow(
        "theme",
        filter.themes.clone(),
        "f.theme_id in (select id from theme where key in ({}))",
    );
    narrow(
        "area",
        filter.areas.clone(),
        "f.area_id in (select id from area where slug in ({}))",
    );
    let kinds = filter.kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    narrow("kind", kinds, "f.kind in ({})");
    let (label, join) = match facet {
        "theme" => ("t.key", "join theme t on t.id = f.theme_id"),
        "area" => ("a.slug", "join area a on a.id = f.area_id"),
        "kind" => ("f.kind", ""),
        _ => ("f.status", ""),
    };
    let sql = format!(
        "select {label} as label, cast(sum(f.n) as bigint) as n from {EVERYTHING} {join} where {} group by {label}",
        wheres.join(" and ")
    );
    let rows: Vec<Row> = all(source, &sql, values).await?;
    Ok(rows
        .into_iter()
        .filter(|row| row.n != 0)
        .map(|row| (row.label, row.n))
        .collect())
}
