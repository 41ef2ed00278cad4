//! The kept counts as readers see them: the cells as they were after some fold, remembered, and the deltas since then, read
//! each time. Both together are what is committed now.

use std::sync::{Arc, PoisonError, RwLock};

use sea_orm::{DbErr, FromQueryResult};

use crate::{
    status::{Kind, Outcome, Status},
    store::{Source, all, broken},
};

/// How many public requests are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Counted {
    /// Their status.
    pub status: Status,
    /// Their outcome.
    pub outcome: Option<Outcome>,
    /// Their theme, by key.
    pub theme: String,
    /// Their area, by slug.
    pub area: Option<String>,
    /// Their kind.
    pub kind: Kind,
    /// How many. A change takes away here what it adds there.
    pub n: i64,
}

/// The cells that a process read last, for as long as it lives.
#[derive(Debug, Clone, Default)]
pub struct Known(Arc<RwLock<Arc<Cells>>>);

/// The cells after a fold.
#[derive(Debug, Default)]
struct Cells {
    /// The number of the fold; none before they were read.
    fold: Option<i64>,
    counted: Vec<Counted>,
}

/// What is counted now: what is remembered, and what came since.
#[derive(Debug)]
pub(in crate::store) struct Now {
    cells: Arc<Cells>,
    since: Vec<Counted>,
}

impl Now {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Counted> {
        self.cells.counted.iter().chain(&self.since)
    }
}

/// What is counted now.
pub(in crate::store) async fn counted(source: &impl Source) -> Result<Now, DbErr> {
    let nothing = Known::default();
    let known = source.known_cells().unwrap_or(&nothing);
    loop {
        let cells = Arc::clone(&known.0.read().unwrap_or_else(PoisonError::into_inner));
        let (fold, since) = read(source, "facet_delta").await?;
        if cells.fold == Some(fold) {
            return Ok(Now { cells, since });
        }
        let (fold, counted) = read(source, "facet_cell").await?;
        let fold = Some(fold);
        *known.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Cells { fold, counted });
    }
}

/// The rows of one of the two tables, and the fold they belong to: one statement, so that both are of one moment.
async fn read(source: &impl Source, table: &str) -> Result<(i64, Vec<Counted>), DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        fold: i64,
        status: Option<String>,
        outcome: Option<String>,
        theme: Option<String>,
        area: Option<String>,
        kind: Option<String>,
        n: Option<i64>,
    }
    let sql = format!(
        "select f.fold, d.status, d.outcome, t.key as theme, a.slug as area, d.kind, d.n
         from (select coalesce(max(n), 0) as fold from facet_fold) f left join {table} d on d.n <> 0
         left join theme t on t.id = d.theme_id left join area a on a.id = d.area_id"
    );
    let rows: Vec<Row> = all(source, &sql, vec![]).await?;
    let fold = rows.first().map(|row| row.fold).ok_or_else(|| broken("fold"))?;
    let counted = rows.into_iter().filter_map(|row| {
        let (status, kind) = (row.status?, row.kind?);
        let outcome = row.outcome.as_deref().and_then(Outcome::parse);
        Some(match (Status::parse(&status), Kind::parse(&kind)) {
            (Some(status), Some(kind)) => Ok(Counted {
                status,
                outcome,
                theme: row.theme?,
                area: row.area,
                kind,
                n: row.n?,
            }),
            _ => Err(broken("cell")),
        })
    });
    Ok((fold, counted.collect::<Result<_, _>>()?))
}
