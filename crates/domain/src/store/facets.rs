//! Kept counts: how many public requests there are of each status, outcome, theme, area and kind. Changes are added as
//! signed deltas, in the transaction that makes them; the worker folds them into the cells.

use std::collections::HashMap;

use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, is_postgres, run};
use crate::{
    ids::{AreaId, ThemeId},
    status::{Kind, Outcome, Status},
};

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
const EVERYTHING: &str = "(select status, outcome, theme_id, area_id, kind, n from facet_cell
    union all select status, outcome, theme_id, area_id, kind, n from facet_delta) f";
const OPEN: &str = "status in ('received', 'under_review', 'needs_info', 'planned', 'in_preparation')";

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

/// Folds the deltas there are into the cells. Readers see the same sums before and after.
///
/// On PostgreSQL the deltas that are summed must be exactly those that are deleted: one with a smaller number may be
/// committed between two statements. SQLite has one writer, and no `delete` inside a query.
pub async fn fold(tx: &Tx) -> Result<(), DbErr> {
    let into_cells = format!("insert into facet_cell ({COLUMNS}, n)");
    let summed =
        format!("group by {COLUMNS} on conflict ({COLUMNS}) do update set n = facet_cell.n + excluded.n");
    if is_postgres(tx) {
        let sql = format!(
            "with gone as (delete from facet_delta returning {COLUMNS}, n)
             {into_cells} select {COLUMNS}, sum(n) from gone {summed}"
        );
        return run(tx, &sql, vec![]).await.map(drop);
    }
    run(
        tx,
        &format!("{into_cells} select {COLUMNS}, sum(n) from facet_delta where true {summed}"),
        vec![],
    )
    .await?;
    run(tx, "delete from facet_delta", vec![]).await.map(drop)
}

/// How many public requests each area has to answer.
pub(super) async fn open_by_area(source: &impl Source) -> Result<HashMap<AreaId, i64>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        area_id: i64,
        n: i64,
    }
    let sql = format!(
        "select area_id, cast(sum(n) as bigint) as n from {EVERYTHING} where {OPEN} group by area_id"
    );
    let rows: Vec<Row> = all(source, &sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (AreaId(row.area_id), row.n)).collect())
}

/// How many public requests of each theme are open, and answered with data.
pub(super) async fn by_theme(source: &impl Source) -> Result<HashMap<ThemeId, (i64, i64)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        theme_id: i64,
        open: i64,
        published: i64,
    }
    let sql = format!(
        "select theme_id, cast(sum(case when {OPEN} then n else 0 end) as bigint) as open,
         cast(sum(case when outcome in ('published', 'already_exists', 'partial') then n else 0 end) as bigint) as published
         from {EVERYTHING} group by theme_id"
    );
    let rows: Vec<Row> = all(source, &sql, vec![]).await?;
    Ok(rows
        .into_iter()
        .map(|row| (ThemeId(row.theme_id), (row.open, row.published)))
        .collect())
}
