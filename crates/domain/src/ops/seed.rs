//! Plants what an empty installation begins with. Once: what an admin renames or removes later stays so.

use super::{Error, calendar::due_dates_are_open};
use crate::{
    analyser::ANALYSER_VERSION,
    seed,
    store::{Tx, areas, calendar, settings, themes},
};

/// Raised when there is more to plant, such as the holidays of another year.
const SEED: &str = "1";
const PLANTED: &str = "seed";
const ANALYSER: &str = "analyser_version";

/// Plants themes, areas and days off. May be run at every start.
pub async fn seed(tx: &Tx) -> Result<(), Error> {
    let planted = settings::get(tx, PLANTED).await?;
    if planted.as_deref() == Some(SEED) {
        return Ok(());
    }
    for theme in seed::themes() {
        themes::ensure(tx, theme.key, theme.name, theme.name_en, theme.priority).await?;
    }
    for area in seed::areas() {
        areas::ensure(tx, area.slug, area.name, Some(area.name_en)).await?;
    }
    let mut added = false;
    for day in seed::holidays() {
        added |= calendar::ensure(tx, day.on, &day.name, day.name_en.as_deref()).await?;
    }
    if planted.is_some() && added {
        due_dates_are_open(tx).await?;
    }
    // What is indexed was made by the version that is written there: only a new index may change it.
    if settings::get(tx, ANALYSER).await?.is_none() {
        settings::set(tx, ANALYSER, &ANALYSER_VERSION.to_string()).await?;
    }
    settings::set(tx, PLANTED, SEED).await.map_err(Error::from)
}
