//! Views of the desk that somebody keeps.

use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, run};
use crate::ids::{DeskViewId, PersonId};

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskView {
    /// Its number.
    pub id: DeskViewId,
    /// What its keeper calls it.
    pub name: String,
    /// The query that shows it.
    pub query: String,
}

/// What somebody keeps, by name.
pub async fn of(source: &impl Source, person: PersonId) -> Result<Vec<DeskView>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        name: String,
        query: String,
    }
    let sql = "select id, name, query from desk_view where person_id = $1 order by name, id";
    let rows: Vec<Row> = all(source, sql, vec![person.0.into()]).await?;
    let view = |row: Row| DeskView {
        id: DeskViewId(row.id),
        name: row.name,
        query: row.query,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Keeps a view; another one of the same name gives way.
pub async fn keep(tx: &Tx, person: PersonId, name: &str, query: &str) -> Result<(), DbErr> {
    let sql = "insert into desk_view (person_id, name, query) values ($1, $2, $3)
        on conflict (person_id, name) do update set query = excluded.query";
    run(tx, sql, vec![person.0.into(), name.into(), query.into()])
        .await
        .map(drop)
}

/// Keeps it no longer. False if it is none of theirs.
pub async fn forget(tx: &Tx, person: PersonId, view: DeskViewId) -> Result<bool, DbErr> {
    let sql = "delete from desk_view where person_id = $1 and id = $2";
    Ok(run(tx, sql, vec![person.0.into(), view.0.into()]).await? == 1)
}
