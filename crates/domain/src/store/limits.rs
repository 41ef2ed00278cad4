//! The limits as an admin has set them.

use sea_orm::DbErr;

use super::{Source, Tx, settings};
use crate::limits::Limits;

const LIMITS: &str = "limits";

/// The limits. Those that another version wrote and we do not know are left out.
pub async fn get(source: &impl Source) -> Result<Limits, DbErr> {
    let text = settings::get(source, LIMITS).await?;
    Ok(text.map(|text| Limits::stored(&text)).unwrap_or_default())
}

/// Sets them.
pub async fn put(tx: &Tx, limits: &Limits) -> Result<(), DbErr> {
    let text = serde_json::to_string(limits).map_err(|error| DbErr::Json(error.to_string()))?;
    settings::set(tx, LIMITS, &text).await
}
