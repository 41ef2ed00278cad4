//! How the installation is doing: when timed work was last done, and what it has still to do.

use jiff::Timestamp;
use sea_orm::DbErr;

use super::{Source, Tx, incoming, outbox, settings};

const TIMED_WORK: &str = "timed_work_done_at";
/// Bookmarks that are there as long as there is something left to look at.
pub(crate) const DUE_DATES_LEFT: &str = "due_dates_seen_to";
pub(crate) const ORDER_LEFT: &str = "ranks_seen_to";
pub(crate) const AREAS_LEFT: &str = "merged_areas_left";

/// How it is doing.
#[derive(Debug, Clone, Copy)]
pub struct Health {
    /// When timed work was last done to its end; never, so far, with none.
    pub timed_work: Option<Timestamp>,
    /// Due dates are following a change of the days off.
    pub due_dates_left: bool,
    /// Requests are finding new places after a change of the weights or themes.
    pub order_left: bool,
    /// Requests are going over to the area that theirs was merged into.
    pub areas_left: bool,
    /// The mail on its way.
    pub mail: outbox::Counts,
    /// Bytes of mail that came in and that nobody could take in.
    pub quarantined: i64,
}

/// How it is doing at `now`.
pub async fn health(source: &impl Source, now: Timestamp) -> Result<Health, DbErr> {
    let at = settings::get(source, TIMED_WORK).await?;
    Ok(Health {
        timed_work: at.and_then(|at| at.parse().ok()),
        due_dates_left: settings::get(source, DUE_DATES_LEFT).await?.is_some(),
        order_left: settings::get(source, ORDER_LEFT).await?.is_some(),
        areas_left: settings::get(source, AREAS_LEFT).await?.is_some(),
        mail: outbox::counts(source, now).await?,
        quarantined: incoming::bytes_kept(source).await?,
    })
}

/// Notes that timed work was done to its end.
pub async fn timed_work_done(tx: &Tx, now: Timestamp) -> Result<(), DbErr> {
    settings::set(tx, TIMED_WORK, &now.to_string()).await
}
