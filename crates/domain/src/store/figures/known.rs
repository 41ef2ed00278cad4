//! The cells as readers see them: those of some fold, remembered for as long as the process lives, and the deltas since
//! then, read each time. Both together are what is committed now. After another fold only the cells that it changed are read.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use sea_orm::{DbErr, FromQueryResult, Value};

use crate::{
    figures::{Cell, FIGURES_VERSION, Metric, known_value},
    ids::{AreaId, ThemeId},
    store::{Source, all, broken},
};

/// How many times a cell was added to.
type Counted = ((Cell, ThemeId), i64);

/// The cells that a process read last.
#[derive(Debug, Clone, Default)]
pub struct Known(Arc<RwLock<Arc<Cells>>>);

#[derive(Debug, Clone, Default)]
struct Cells {
    /// The number of the fold; none before they were read.
    fold: Option<i64>,
    counted: HashMap<(Cell, ThemeId), i64>,
}

/// What is counted now.
pub(super) struct Now {
    cells: Arc<Cells>,
    since: Vec<Counted>,
}

impl Now {
    pub fn iter(&self) -> impl Iterator<Item = (&Cell, ThemeId, i64)> {
        let kept = self.cells.counted.iter();
        let since = self.since.iter().map(|(cell, n)| (cell, n));
        kept.chain(since).map(|((cell, theme), n)| (cell, *theme, *n))
    }
}

/// What is counted now.
pub(super) async fn counted(source: &impl Source) -> Result<Now, DbErr> {
    let nothing = Known::default();
    let mut known = source.known_figures().unwrap_or(&nothing);
    loop {
        let cells = Arc::clone(&known.0.read().unwrap_or_else(PoisonError::into_inner));
        let (fold, since) = read(source, "figure_delta d on d.version = $1", None).await?;
        if cells.fold == Some(fold) {
            return Ok(Now { cells, since });
        }
        if cells.fold > Some(fold) {
            // A replica that lags behind what another connection saw: it is read for itself.
            known = &nothing;
            continue;
        }
        let seen = cells.fold.unwrap_or(-1);
        let changed = "figure_cell d on d.version = $1 and d.fold > $2";
        let (fold, changed) = read(source, changed, Some(seen)).await?;
        let mut cells = Cells::clone(&cells);
        cells.fold = Some(fold);
        for (cell, n) in changed {
            match n {
                0 => drop(cells.counted.remove(&cell)),
                n => drop(cells.counted.insert(cell, n)),
            }
        }
        known.keep(cells);
    }
}

impl Known {
    /// Remembers these, unless somebody who was quicker remembers what is as new.
    fn keep(&self, cells: Cells) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.fold < cells.fold {
            *kept = Arc::new(cells);
        }
    }
}

/// The rows of one of the two tables, and the fold they belong to: one statement, so that both are of one moment.
async fn read(source: &impl Source, rows: &str, after: Option<i64>) -> Result<(i64, Vec<Counted>), DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        fold: i64,
        metric: Option<String>,
        value: Option<String>,
        period: Option<i32>,
        area_id: Option<i64>,
        theme_id: Option<i64>,
        amount: Option<i64>,
        n: Option<i64>,
    }
    let sql = format!(
        "select f.fold, d.metric, d.value, d.period, d.area_id, d.theme_id, d.amount, d.n
         from (select coalesce(max(n), 0) as fold from figure_fold) f left join {rows}"
    );
    let values = [Value::from(FIGURES_VERSION)]
        .into_iter()
        .chain(after.map(Value::from));
    let rows: Vec<Row> = all(source, &sql, values.collect()).await?;
    let fold = rows.first().map(|row| row.fold).ok_or_else(|| broken("fold"))?;
    let counted = rows.into_iter().filter_map(|row| {
        let metric = row.metric?;
        let cell = Metric::parse(&metric)
            .zip(known_value(&row.value?))
            .map(|(metric, value)| Cell {
                metric,
                value,
                period: row.period.unwrap_or(0),
                area: row.area_id.filter(|id| *id != 0).map(AreaId),
                amount: row.amount.unwrap_or(0),
            });
        let (theme, n) = (ThemeId(row.theme_id?), row.n?);
        Some(
            cell.map(|cell| ((cell, theme), n))
                .ok_or_else(|| broken("figure")),
        )
    });
    Ok((fold, counted.collect::<Result<_, _>>()?))
}
