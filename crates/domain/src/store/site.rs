//! What an admin said of the site. A number tells whether it is still what somebody has read.

use sea_orm::DbErr;

use super::{Source, Tx, settings};
use crate::site::{SiteLogo, SiteTexts};

const TEXTS: &str = "site_texts";
const LOGO: &str = "site_logo";
const VERSION: &str = "site_version";

/// How often it was changed.
pub async fn version(source: &impl Source) -> Result<i64, DbErr> {
    let text = settings::get(source, VERSION).await?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// What was said, but for what another version wrote and we do not know.
pub async fn texts(source: &impl Source) -> Result<SiteTexts, DbErr> {
    let text = settings::get(source, TEXTS).await?;
    Ok(text.map(|text| SiteTexts::stored(&text)).unwrap_or_default())
}

/// The logo.
pub async fn logo(source: &impl Source) -> Result<Option<SiteLogo>, DbErr> {
    let text = settings::get(source, LOGO).await?;
    Ok(text.and_then(|text| SiteLogo::read(&text)))
}

/// Says it anew.
pub async fn put_texts(tx: &Tx, texts: &SiteTexts) -> Result<(), DbErr> {
    let text = serde_json::to_string(texts).map_err(|error| DbErr::Json(error.to_string()))?;
    settings::set(tx, TEXTS, &text).await
}

/// Puts a logo, or none.
pub async fn put_logo(tx: &Tx, logo: Option<&SiteLogo>) -> Result<(), DbErr> {
    match logo {
        Some(logo) => settings::set(tx, LOGO, &logo.stored()).await,
        None => settings::remove(tx, LOGO).await,
    }
}

/// Counts a change; whoever makes another waits until this one is done.
pub async fn count_change(tx: &Tx) -> Result<(), DbErr> {
    settings::lock(tx, VERSION, "0").await?;
    let next = version(tx).await?.saturating_add(1);
    settings::set(tx, VERSION, &next.to_string()).await
}
