//! The kept cells of the statistics. What an event changes in them is added as signed deltas in its transaction; the worker
//! folds those in, and counts the requests that nobody counted under today's definitions.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sea_orm::{DbErr, FromQueryResult, Value};

use super::{Tx, all, events, is_postgres, number, run};
use crate::{
    event::Change,
    figures::{Cell, FIGURES_VERSION, Folded, counts, filed, fold as fold_events},
    ids::{AreaId, RequestId, ThemeId},
};

mod known;
mod listed;
mod marks;
mod read;

pub use known::Known;
pub(super) use listed::listed;
pub(super) use marks::columns;
pub use read::{Figures, read};

const COLUMNS: &str = "version, metric, value, period, area_id, theme_id, amount";
const NEXT: &str = "on conflict (id) do update set n = figure_fold.n + 1";

/// A request came in.
pub(super) async fn begin(tx: &Tx, on: Date, area: Option<AreaId>, theme: ThemeId) -> Result<(), DbErr> {
    let cells = filed(on, area).map(|cell| ((cell, theme), 1));
    add(tx, cells).await
}

/// `change` happens to a request, and may give it another theme; its events do not hold it yet.
pub(super) async fn go_on(
    tx: &Tx,
    request: RequestId,
    change: &Change,
    (theme_before, theme): (ThemeId, ThemeId),
) -> Result<(), DbErr> {
    if !counts(change.kind) && theme_before == theme {
        return Ok(());
    }
    let mut history = events::that_count(tx, request).await?;
    let was_counted = is_counted(tx, request).await?;
    let before = if was_counted {
        fold_events(&history)
    } else {
        Folded::default()
    };
    history.push(change.clone());
    let after = fold_events(&history);
    if !was_counted || before.marks != after.marks {
        marks::keep(tx, request, &after.marks).await?;
    }
    let mut moved: BTreeMap<(Cell, ThemeId), i64> = BTreeMap::new();
    for (cells, theme, n) in [(before.cells, theme_before, -1), (after.cells, theme, 1)] {
        for cell in cells {
            *moved.entry((cell, theme)).or_default() += n;
        }
    }
    add(tx, moved).await
}

/// Counts some of the requests whose cells are missing, or are those of other definitions; gives how many it counted.
pub async fn count_others(tx: &Tx, page: u32) -> Result<usize, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
    }
    // Another transaction may have them: it counts them, or the next call does.
    let skip = if is_postgres(tx) {
        "for update skip locked"
    } else {
        ""
    };
    let sql = format!("select id from data_request where figures < $1 order by figures limit $2 {skip}");
    let rows: Vec<Row> = all(tx, &sql, vec![FIGURES_VERSION.into(), i64::from(page).into()]).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    for table in ["figure_cell", "figure_delta"] {
        let old = format!("delete from {table} where version <> $1");
        run(tx, &old, vec![FIGURES_VERSION.into()]).await?;
    }
    for row in &rows {
        let request = RequestId(row.id);
        let sql = "select theme_id as n from data_request where id = $1";
        let theme = number(tx, sql, vec![row.id.into()]).await?;
        let theme = ThemeId(theme.ok_or_else(|| super::broken("request"))?);
        let folded = fold_events(&events::that_count(tx, request).await?);
        add(tx, folded.cells.into_iter().map(|cell| ((cell, theme), 1))).await?;
        marks::keep(tx, request, &folded.marks).await?;
    }
    Ok(rows.len())
}

/// Folds the deltas there are into the cells, as those of the facets are folded. Each cell that changes remembers the fold.
pub async fn fold(tx: &Tx) -> Result<(), DbErr> {
    let into_cells = format!("insert into figure_cell ({COLUMNS}, n, fold)");
    let summed = format!(
        "group by {COLUMNS} on conflict ({COLUMNS})
         do update set n = figure_cell.n + excluded.n, fold = excluded.fold"
    );
    if is_postgres(tx) {
        let sql = format!(
            "with gone as (delete from figure_delta returning {COLUMNS}, n),
             counted as (insert into figure_fold (id, n) select 1, 1 where exists (select 1 from gone) {NEXT} returning n)
             {into_cells} select {COLUMNS}, sum(n), (select counted.n from counted) from gone {summed}"
        );
        return run(tx, &sql, vec![]).await.map(drop);
    }
    let counted = format!(
        "insert into figure_fold (id, n) select 1, 1 where exists (select 1 from figure_delta) {NEXT}"
    );
    run(tx, &counted, vec![]).await?;
    let sql = format!(
        "{into_cells} select {COLUMNS}, sum(n), (select f.n from figure_fold f) from figure_delta where true {summed}"
    );
    run(tx, &sql, vec![]).await?;
    run(tx, "delete from figure_delta", vec![]).await.map(drop)
}

async fn is_counted(tx: &Tx, request: RequestId) -> Result<bool, DbErr> {
    let sql = "select cast(figures as bigint) as n from data_request where id = $1";
    let version = number(tx, sql, vec![request.0.into()]).await?;
    Ok(version == Some(FIGURES_VERSION.into()))
}

/// Adds deltas, all with one statement.
async fn add(tx: &Tx, cells: impl IntoIterator<Item = ((Cell, ThemeId), i64)>) -> Result<(), DbErr> {
    let mut values: Vec<Value> = vec![FIGURES_VERSION.into()];
    let mut rows = Vec::new();
    for ((cell, theme), n) in cells.into_iter().filter(|(_, n)| *n != 0) {
        let first = values.len() + 1;
        let places: Vec<String> = (first..first + 7).map(|place| format!("${place}")).collect();
        rows.push(format!("($1, {})", places.join(", ")));
        values.extend([
            Value::from(cell.metric.as_str()),
            cell.value.into(),
            cell.period.into(),
            cell.area.map_or(0, |area| area.0).into(),
            theme.0.into(),
            cell.amount.into(),
            n.into(),
        ]);
    }
    if rows.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "insert into figure_delta ({COLUMNS}, n) values {}",
        rows.join(", ")
    );
    run(tx, &sql, values).await.map(drop)
}
