//! Kept counts: how many public requests there are of each status, outcome, theme, area and kind. Changes are added as
//! signed deltas, in the transaction that makes them; the worker folds them into the cells, and readers remember those.

use sea_orm::DbErr;

use super::{Tx, is_postgres, run};
use crate::{
    ids::{AreaId, ThemeId},
    status::{Kind, Outcome, Status},
};

mod known;

pub use known::Known;
pub(super) use known::{Counted, counted};

/// The cell a public request is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its status.
    pub status: Status,
    /// Its outcome.
    pub outcome: Option<Outcome>,
    /// Its theme.
    pub theme: ThemeId,
    /// Its area.
    pub area: Option<AreaId>,
    /// Its kind.
    pub kind: Kind,
}

const COLUMNS: &str = "status, outcome, theme_id, area_id, kind";
const NEXT: &str = "on conflict (id) do update set n = facet_fold.n + 1";

/// Moves a request from one cell to another; `None` stands for not counted (not there yet, or hidden).
pub(super) async fn shift(tx: &Tx, from: Option<Cell>, to: Option<Cell>) -> Result<(), DbErr> {
    if from == to {
        return Ok(());
    }
    for (cell, n) in [(from, -1i64), (to, 1)] {
        if let Some(cell) = cell {
            let sql = format!("insert into facet_delta ({COLUMNS}, n) values ($1, $2, $3, $4, $5, $6)");
            let outcome = cell.outcome.map_or("", Outcome::as_str);
            let area = cell.area.map_or(0, |area| area.0);
            let values = vec![
                cell.status.as_str().into(),
                outcome.into(),
                cell.theme.0.into(),
                area.into(),
                cell.kind.as_str().into(),
                n.into(),
            ];
            run(tx, &sql, values).await?;
        }
    }
    Ok(())
}

/// Folds the deltas there are into the cells. Readers see the same sums before and after, and by the number of the fold
/// that the cells are others.
///
/// On PostgreSQL the deltas that are summed must be exactly those that are deleted: one with a smaller number may be
/// committed between two statements. SQLite has one writer, and no `delete` inside a query.
pub async fn fold(tx: &Tx) -> Result<(), DbErr> {
    let into_cells = format!("insert into facet_cell ({COLUMNS}, n)");
    let summed =
        format!("group by {COLUMNS} on conflict ({COLUMNS}) do update set n = facet_cell.n + excluded.n");
    if is_postgres(tx) {
        let sql = format!(
            "with gone as (delete from facet_delta returning {COLUMNS}, n),
             counted as (insert into facet_fold (id, n) select 1, 1 where exists (select 1 from gone) {NEXT})
             {into_cells} select {COLUMNS}, sum(n) from gone {summed}"
        );
        return run(tx, &sql, vec![]).await.map(drop);
    }
    let counted =
        format!("insert into facet_fold (id, n) select 1, 1 where exists (select 1 from facet_delta) {NEXT}");
    run(tx, &counted, vec![]).await?;
    run(
        tx,
        &format!("{into_cells} select {COLUMNS}, sum(n) from facet_delta where true {summed}"),
        vec![],
    )
    .await?;
    run(tx, "delete from facet_delta", vec![]).await.map(drop)
}
