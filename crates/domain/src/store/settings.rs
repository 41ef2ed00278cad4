//! Small facts about the installation itself, by name.

use sea_orm::DbErr;

use super::{Source, Tx, one, run};

/// The value of `name`.
pub async fn get(source: &impl Source, name: &str) -> Result<Option<String>, DbErr> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        value: String,
    }
    let row: Option<Row> = one(
        source,
        "select value from setting where name = $1",
        vec![name.into()],
    )
    .await?;
    Ok(row.map(|row| row.value))
}

/// Sets `name` to `value`.
pub async fn set(tx: &Tx, name: &str, value: &str) -> Result<(), DbErr> {
    let sql = "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
    run(tx, sql, vec![name.into(), value.into()]).await.map(drop)
}

/// Holds on to `name` until the transaction ends, setting it to `value` if there is none: whoever else wants it waits.
pub async fn lock(tx: &Tx, name: &str, value: &str) -> Result<(), DbErr> {
    let sql = "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = setting.value";
    run(tx, sql, vec![name.into(), value.into()]).await.map(drop)
}

/// Forgets `name`.
pub async fn remove(tx: &Tx, name: &str) -> Result<(), DbErr> {
    run(tx, "delete from setting where name = $1", vec![name.into()])
        .await
        .map(drop)
}
