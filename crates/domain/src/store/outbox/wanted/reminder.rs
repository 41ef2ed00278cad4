//! Whether there still is what a reminder reminds of.

use jiff::civil::Date;
use sea_orm::DbErr;

use crate::{
    audience::reminded,
    store::{
        Source, calendar, mailing,
        outbox::Claimed,
        requests::{self, Lock},
    },
};

/// Whether it would be said today: nothing has happened, its date has not moved, and nothing more urgent takes its place.
pub(super) async fn is_due(
    source: &impl Source,
    mail: &Claimed,
    dedupe_key: &str,
    today: Date,
) -> Result<bool, DbErr> {
    let Some(id) = mail.request else {
        return Ok(false);
    };
    let Some(request) = requests::get(source, id, Lock::No).await? else {
        return Ok(false);
    };
    let calendar = calendar::load(source, request.standing.round.day_0).await?;
    let now = request.standing.reminders_now(&calendar, today);
    Ok(now.iter().any(|(due, _)| {
        let its_own = dedupe_key.starts_with(&mailing::reminder_key(id, due));
        // What a fan-out spread has the key of its event.
        reminded(due.reminder).0 == mail.kind && (mail.bulk || its_own)
    }))
}
