//! The limits as an admin has set them.

use sea_orm::DbErr;

use super::{Source, Tx, settings};
use crate::limits::Limits;

const LIMITS: &str = "limits";

/// The limits. What another version wrote and we cannot read is as it comes.
pub async fn get(source: &impl Source) -> Result<Limits, DbErr> {
    let text = settings::get(source, LIMITS).await?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// Sets them.
pub async fn put(tx: &Tx, limits: &Limits) -> Result<(), DbErr> {
    let text = serde_json::to_string(limits).map_err(|error| DbErr::Json(error.to_string()))?;
    settings::set(tx, LIMITS, &text).await
}
