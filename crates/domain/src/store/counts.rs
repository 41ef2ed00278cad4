//! How many requests a list has, and how many it would have with each other choice of a filter (its facets).
//!
//! Without words these come from the kept counts; with words, or for a dataset, from the newest hits.

use std::collections::HashMap;

use sea_orm::{DbErr, FromQueryResult, Value};

use super::{
    Source, all, broken,
    facets::{self, Counted},
    is_postgres,
    requests::Filter,
    scope::visible_to,
};
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
    let mut counts = Counts::default();
    if filter.q.is_none() && filter.dataset.is_none() {
        for cell in facets::counted(source).await?.iter() {
            counts.add(cell, filter);
        }
        counts.leave_none();
        return Ok(counts);
    }
    let hits = hits(source, actor, filter).await?;
    for hit in &hits {
        counts.add(hit, filter);
    }
    counts.capped = hits.iter().map(|hit| hit.n).sum::<i64>() > MOST_COUNTED;
    counts.total = counts.total.min(MOST_COUNTED);
    Ok(counts)
}

impl Counts {
    fn add(&mut self, counted: &Counted, filter: &Filter) {
        let of_status = filter.statuses.is_empty() || filter.statuses.contains(&counted.status);
        let of_theme = filter.themes.is_empty() || filter.themes.contains(&counted.theme);
        let of_area = filter.areas.is_empty()
            || counted
                .area
                .as_ref()
                .is_some_and(|area| filter.areas.contains(area));
        let of_kind = filter.kinds.is_empty() || filter.kinds.contains(&counted.kind);
        let n = counted.n;
        if of_theme && of_area && of_kind {
            *self.statuses.entry(counted.status).or_default() += n;
        }
        if of_status && of_area && of_kind {
            add(&mut self.themes, &counted.theme, n);
        }
        if let (true, Some(area)) = (of_status && of_theme && of_kind, &counted.area) {
            add(&mut self.areas, area, n);
        }
        if of_status && of_theme && of_area {
            *self.kinds.entry(counted.kind).or_default() += n;
        }
        if of_status && of_theme && of_area && of_kind {
            self.total += n;
        }
    }

    /// What was added and taken away again is not there.
    fn leave_none(&mut self) {
        self.statuses.retain(|_, n| *n != 0);
        self.themes.retain(|_, n| *n != 0);
        self.areas.retain(|_, n| *n != 0);
        self.kinds.retain(|_, n| *n != 0);
    }
}

fn add(counts: &mut HashMap<String, i64>, key: &str, n: i64) {
    match counts.get_mut(key) {
        Some(count) => *count += n,
        None => drop(counts.insert(key.to_owned(), n)),
    }
}

/// The newest hits, one more than are counted, those that are alike together.
async fn hits(source: &impl Source, actor: &Actor, filter: &Filter) -> Result<Vec<Counted>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        status: String,
        theme: String,
        area: Option<String>,
        kind: String,
        n: i64,
    }
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
            // An index that holds all that is counted: the rows themselves are long.
            "search_fts f cross join data_request r indexed by data_request_facets on r.id = f.rowid"
                .to_owned()
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
        "select h.status, t.key as theme, a.slug as area, h.kind, h.n
         from (select status, theme_id, area_id, kind, count(*) as n
            from (select r.status, r.theme_id, r.area_id, r.kind from {from} where {} order by {order} desc limit {limit}) newest
            group by status, theme_id, area_id, kind) h
         join theme t on t.id = h.theme_id left join area a on a.id = h.area_id",
        wheres.join(" and ")
    );
    let rows: Vec<Row> = all(source, &sql, values).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Counted {
                status: Status::parse(&row.status).ok_or_else(|| broken("status"))?,
                with_data: false,
                theme: row.theme,
                area: row.area,
                kind: Kind::parse(&row.kind).ok_or_else(|| broken("kind"))?,
                n: row.n,
            })
        })
        .collect()
}
