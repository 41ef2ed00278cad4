//! How many requests a list has, and how many it would have with each other choice of a filter (its facets).
//!
//! Mostly these come from the kept counts; with words, for a dataset, or for what only the history of a request tells, from
//! the newest hits. How many there are in all, the figures may know.

use std::collections::HashMap;

use sea_orm::{DbErr, FromQueryResult};

use super::{
    Source, all, broken,
    facets::{self, Counted},
    figures, is_postgres,
    requests::{Filter, Query, walking_is_cheaper},
};
use crate::{
    analyser,
    policy::{Actor, can_view},
    status::{Kind, Outcome, Status},
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
    /// With any one outcome.
    pub outcomes: HashMap<Outcome, i64>,
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
    if !filter.needs_hits() {
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
    if counts.capped
        && let Some(listed) = figures::listed(source, filter)
            .await?
            .filter(|listed| listed.exact)
    {
        (counts.total, counts.capped) = (listed.most, false);
    }
    Ok(counts)
}

impl Counts {
    fn add(&mut self, counted: &Counted, filter: &Filter) {
        let n = counted.n;
        let fits = filter.parts(counted);
        // How many pass all the others, by each of them.
        let without = |part: usize| {
            let others = fits.iter().enumerate().filter(|(other, _)| *other != part);
            others.fold(true, |all, (_, fits)| all && *fits)
        };
        if without(0) {
            *self.statuses.entry(counted.status).or_default() += n;
        }
        if let (true, Some(outcome)) = (without(1), counted.outcome) {
            *self.outcomes.entry(outcome).or_default() += n;
        }
        if without(2) {
            add(&mut self.themes, &counted.theme, n);
        }
        if let (true, Some(area)) = (without(3), &counted.area) {
            add(&mut self.areas, area, n);
        }
        if without(4) {
            *self.kinds.entry(counted.kind).or_default() += n;
        }
        if fits.iter().all(|fits| *fits) {
            self.total += n;
        }
    }

    /// What was added and taken away again is not there.
    fn leave_none(&mut self) {
        self.statuses.retain(|_, n| *n != 0);
        self.outcomes.retain(|_, n| *n != 0);
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
        outcome: Option<String>,
        theme: String,
        area: Option<String>,
        kind: String,
        n: i64,
    }
    // What the facets are about is told of each hit.
    let rest = Filter {
        statuses: Vec::new(),
        outcomes: Vec::new(),
        themes: Vec::new(),
        areas: Vec::new(),
        kinds: Vec::new(),
        ..filter.clone()
    };
    let mut query = Query::new(actor, &rest);
    let limit = MOST_COUNTED + 1;
    let mut order = "r.id desc";
    let from = match filter.q.as_deref().map(analyser::query) {
        None if rest.needs_history() && !can_view(actor, true) => {
            order = "r.created_at desc, r.id desc";
            if !is_postgres(source) && walking_is_cheaper(source, &rest, MOST_COUNTED).await? {
                query.keep_off_indexes(true);
            }
            "data_request r".to_owned()
        }
        None => "data_request r".to_owned(),
        // No word to look for finds nothing.
        Some(None) => return Ok(Vec::new()),
        Some(Some(words)) if is_postgres(source) => {
            let at = query.bind(words.tsquery());
            // Where the rest of the filter leaves few of them, the newest alone would not do.
            let few = rest.dataset.is_some() || rest.needs_history();
            let limit = if few { i64::from(u32::MAX) } else { limit };
            format!(
                "(select request_id from search_terms where v @@ ${at}::tsquery order by request_id + 0 desc limit {limit}) s
                 join data_request r on r.id = s.request_id"
            )
        }
        Some(Some(words)) => {
            let at = query.bind(words.fts5());
            query.wheres.push(format!("f.search_fts match ${at}"));
            order = "f.rowid desc";
            // An index that holds all that is counted: the rows themselves are long.
            "search_fts f cross join data_request r indexed by data_request_facets on r.id = f.rowid"
                .to_owned()
        }
    };
    let sql = format!(
        "select h.status, h.outcome, t.key as theme, a.slug as area, h.kind, h.n
         from (select status, outcome, theme_id, area_id, kind, count(*) as n
            from (select r.status, r.outcome, r.theme_id, r.area_id, r.kind from {from} where {} order by {order} limit {limit}) newest
            group by status, outcome, theme_id, area_id, kind) h
         join theme t on t.id = h.theme_id left join area a on a.id = h.area_id",
        query.wheres.join(" and ")
    );
    let values = query.values;
    let rows: Vec<Row> = all(source, &sql, values).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Counted {
                status: Status::parse(&row.status).ok_or_else(|| broken("status"))?,
                outcome: row.outcome.as_deref().and_then(Outcome::parse),
                theme: row.theme,
                area: row.area,
                kind: Kind::parse(&row.kind).ok_or_else(|| broken("kind"))?,
                n: row.n,
            })
        })
        .collect()
}
