//! What keeps bytes and rows in step: the bytes of what was taken away go, and what nobody knows of goes after a day. A file
//! is written before its row, so whatever is younger than that may still get one.

use domain::{
    ops::FILE_DAY,
    store::{Db, Tx, WriteError, attachments},
};
use jiff::{SignedDuration, Timestamp};

use crate::place::{Files, PlaceError};

/// How old what nobody knows of must be.
const ORPHANED: SignedDuration = SignedDuration::from_hours(24);
/// Files that are looked at in one go.
const PAGE: u32 = 200;

/// Why files could not be kept in step with their rows.
#[derive(Debug, thiserror::Error)]
pub enum UpkeepError {
    /// The bytes.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// The rows.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The rows.
    #[error("the database failed: {0}")]
    Read(#[from] domain::store::ReadError),
}

/// Removes the bytes of what was taken away. Says of how many.
pub async fn remove_erased(db: &Db, files: &Files, now: Timestamp) -> Result<usize, UpkeepError> {
    let day_begins = now.saturating_sub(FILE_DAY).unwrap_or(now);
    let mut removed = 0;
    loop {
        let over = attachments::bytes_to_remove(&db.read(), PAGE).await?;
        for (_, object) in &over {
            files.remove(object).await?;
        }
        let ids: Vec<_> = over.iter().map(|(id, _)| *id).collect();
        let (gone, last) = (ids.len(), over.len() < PAGE as usize);
        db.write(async move |tx: &Tx| {
            Ok::<_, WriteError>(attachments::bytes_removed(tx, &ids, day_begins).await?)
        })
        .await?;
        removed += gone;
        if last {
            return Ok(removed);
        }
    }
}

/// Takes away what came with forms that were never sent, and removes bytes that no row knows of. `now` is the installation's
/// time, `system` the time that files are stamped with.
pub async fn sweep(db: &Db, files: &Files, now: Timestamp, system: Timestamp) -> Result<usize, UpkeepError> {
    let before = now.saturating_sub(FILE_DAY).unwrap_or(now);
    db.write(async move |tx: &Tx| Ok::<_, WriteError>(attachments::forget_stale(tx, before, now).await?))
        .await?;
    let mut removed = remove_erased(db, files, now).await?;
    let oldest = system.saturating_sub(ORPHANED).unwrap_or(Timestamp::MIN);
    let old: Vec<String> = files
        .all()
        .await?
        .into_iter()
        .filter(|kept| kept.at < oldest)
        .map(|kept| kept.object)
        .collect();
    let known = attachments::kept_objects(&db.read(), &old).await?;
    for object in old.iter().filter(|object| !known.contains(*object)) {
        files.remove(object).await?;
        removed += 1;
    }
    Ok(removed + files.drop_arriving(oldest)?)
}
