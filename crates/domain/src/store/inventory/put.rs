//! Writing down what areas say of what they hold, and who asked for it.

use jiff::Timestamp;
use sea_orm::{DbErr, Value};

use crate::{
    analyser,
    ids::{AreaId, InventoryId, RequestId, ThemeId},
    inventory::Said,
    store::{Tx, broken, is_postgres, number, run},
};

/// Lists something.
pub async fn insert(
    tx: &Tx,
    area: AreaId,
    (said, theme, language): (&Said, Option<ThemeId>, &str),
    now: Timestamp,
) -> Result<InventoryId, DbErr> {
    let sql = "insert into inventory (title, description, why_not, why_not_text, theme_id, period, format, updated_at,
            area_id, language, created_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $8, 1) returning id as n";
    let mut values = values(said, theme, now);
    values.extend([area.0.into(), language.into()]);
    let id = number(tx, sql, values)
        .await?
        .ok_or_else(|| broken("inventory"))?;
    index(tx, id, said).await?;
    Ok(InventoryId(id))
}

/// Says something else of it. False when `version` is not the one there is.
pub async fn change(
    tx: &Tx,
    (id, version): (InventoryId, i64),
    (said, theme): (&Said, Option<ThemeId>),
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql =
        "update inventory set title = $1, description = $2, why_not = $3, why_not_text = $4, theme_id = $5,
            period = $6, format = $7, updated_at = $8, version = version + 1
        where id = $9 and version = $10 and closed_at is null";
    let mut values = values(said, theme, now);
    values.extend([id.0.into(), version.into()]);
    let done = run(tx, sql, values).await? == 1;
    if done {
        index(tx, id.0, said).await?;
    }
    Ok(done)
}

/// Lists it no more, and says why. False when `version` is not the one there is.
pub async fn take_down(
    tx: &Tx,
    (id, version): (InventoryId, i64),
    reason: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql =
        "update inventory set closed_at = $3, closed_reason = $4, updated_at = $3, version = version + 1
        where id = $1 and version = $2 and closed_at is null";
    let values = vec![id.0.into(), version.into(), now.as_second().into(), reason.into()];
    Ok(run(tx, sql, values).await? == 1)
}

/// Says which dataset it is by now. False when `version` is not the one there is.
pub async fn publish(
    tx: &Tx,
    (id, version): (InventoryId, i64),
    dataset: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "update inventory set dataset = $3, updated_at = $4, version = version + 1
        where id = $1 and version = $2 and closed_at is null";
    let values = vec![
        id.0.into(),
        version.into(),
        dataset.into(),
        now.as_second().into(),
    ];
    Ok(run(tx, sql, values).await? == 1)
}

/// Whoever else asks for it at the same time waits, and sees what came of this.
pub async fn lock(tx: &Tx, id: InventoryId) -> Result<(), DbErr> {
    if is_postgres(tx) {
        let sql = "select id as n from inventory where id = $1 for update";
        number(tx, sql, vec![id.0.into()]).await?;
    }
    Ok(())
}

/// Remembers the request that asks for it.
pub async fn ask(tx: &Tx, id: InventoryId, request: RequestId) -> Result<(), DbErr> {
    let sql = "update inventory set request_id = $2 where id = $1";
    run(tx, sql, vec![id.0.into(), request.0.into()]).await.map(drop)
}

fn values(said: &Said, theme: Option<ThemeId>, now: Timestamp) -> Vec<Value> {
    vec![
        said.title.clone().into(),
        said.description.clone().into(),
        said.why_not.as_str().into(),
        said.why_not_text.clone().into(),
        theme.map(|theme| theme.0).into(),
        said.period.clone().into(),
        said.format.clone().into(),
        now.as_second().into(),
    ]
}

async fn index(tx: &Tx, id: i64, said: &Said) -> Result<(), DbErr> {
    let texts = [
        Some(&said.title),
        Some(&said.description),
        said.period.as_ref(),
        said.format.as_ref(),
    ];
    let texts: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
    let sql = "insert into inventory_terms (inventory_id, terms) values ($1, $2)
        on conflict (inventory_id) do update set terms = excluded.terms where inventory_terms.terms <> excluded.terms";
    let terms = analyser::terms(&texts.join("\n"));
    run(tx, sql, vec![id.into(), terms.into()]).await.map(drop)
}
