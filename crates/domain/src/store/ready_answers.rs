//! Answers that are ready.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, number, one, run};
use crate::{
    ids::{AreaId, ReadyAnswerId},
    ready_answer::ReadyAnswer,
    status::Outcome,
};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    area_id: Option<i64>,
    outcome: Option<String>,
    title: String,
    body: String,
}

impl Row {
    fn read(self) -> Result<ReadyAnswer, DbErr> {
        let outcome = |key: &str| Outcome::parse(key).ok_or_else(|| broken("outcome"));
        Ok(ReadyAnswer {
            id: ReadyAnswerId(self.id),
            area: self.area_id.map(AreaId),
            outcome: self.outcome.as_deref().map(outcome).transpose()?,
            title: self.title,
            body: self.body,
        })
    }
}

const COLUMNS: &str = "select id, area_id, outcome, title, body from ready_answer";

/// All of them, everybody's first, by title.
pub async fn list(source: &impl Source) -> Result<Vec<ReadyAnswer>, DbErr> {
    let sql = format!("{COLUMNS} order by coalesce(area_id, 0), title, id");
    let rows: Vec<Row> = all(source, &sql, vec![]).await?;
    rows.into_iter().map(Row::read).collect()
}

/// Those for the requests of one area: everybody's, and its own.
pub async fn for_area(source: &impl Source, area: Option<AreaId>) -> Result<Vec<ReadyAnswer>, DbErr> {
    let sql = format!(
        "{COLUMNS} where area_id is null or area_id = $1 order by coalesce(area_id, 0) desc, title, id"
    );
    let rows: Vec<Row> = all(source, &sql, vec![area.map(|area| area.0).into()]).await?;
    rows.into_iter().map(Row::read).collect()
}

/// One of them.
pub async fn get(source: &impl Source, id: ReadyAnswerId) -> Result<Option<ReadyAnswer>, DbErr> {
    let row: Option<Row> = one(source, &format!("{COLUMNS} where id = $1"), vec![id.0.into()]).await?;
    row.map(Row::read).transpose()
}

/// Keeps one: in place of the one with its number, or as a new one. Gives its number.
pub async fn put(
    tx: &Tx,
    id: Option<ReadyAnswerId>,
    answer: &ReadyAnswer,
    now: Timestamp,
) -> Result<ReadyAnswerId, DbErr> {
    let mut values = vec![
        answer.area.map(|area| area.0).into(),
        answer.outcome.map(|outcome| outcome.as_str().to_owned()).into(),
        answer.title.clone().into(),
        answer.body.clone().into(),
        now.as_second().into(),
    ];
    if let Some(id) = id {
        values.push(id.0.into());
        let sql = "update ready_answer set area_id = $1, outcome = $2, title = $3, body = $4, changed_at = $5
            where id = $6";
        run(tx, sql, values).await?;
        return Ok(id);
    }
    let sql = "insert into ready_answer (area_id, outcome, title, body, changed_at)
        values ($1, $2, $3, $4, $5) returning id as n";
    let id = number(tx, sql, values).await?;
    id.map(ReadyAnswerId)
        .ok_or_else(|| broken("the answer just added"))
}

/// Forgets one.
pub async fn remove(tx: &Tx, id: ReadyAnswerId) -> Result<(), DbErr> {
    run(tx, "delete from ready_answer where id = $1", vec![id.0.into()])
        .await
        .map(drop)
}
