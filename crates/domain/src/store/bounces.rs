//! Mails that came back, and the addresses that are suspended for it.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, broken, number, one, run};
use crate::{
    ids::{MailboxId, OutboxId, PersonId},
    incoming::Severity,
};

/// For how long it counts that a mail came back.
pub const COUNTED_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The score at which an address is suspended: two mails that found no mailbox, or four that were turned away.
pub const SUSPENDED_AT: i64 = 4;

/// Notes that a mail came back, once per mail. True if its address is suspended from now on.
pub async fn count(
    tx: &Tx,
    mailbox: MailboxId,
    mail: OutboxId,
    severity: Severity,
    status: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "insert into bounce (mailbox_id, outbox_id, severity, status, at) values ($1, $2, $3, $4, $5)
        on conflict (outbox_id) do nothing";
    let values = vec![
        mailbox.0.into(),
        mail.0.into(),
        severity.as_str().into(),
        status.chars().take(40).collect::<String>().into(),
        now.as_second().into(),
    ];
    if run(tx, sql, values).await? == 0 || score(tx, mailbox, now).await? < SUSPENDED_AT {
        return Ok(false);
    }
    let sql = "update mailbox set suspended_at = $2 where id = $1 and suspended_at is null";
    Ok(run(tx, sql, vec![mailbox.0.into(), now.as_second().into()]).await? == 1)
}

async fn score(source: &impl Source, mailbox: MailboxId, now: Timestamp) -> Result<i64, DbErr> {
    let sql = "select count(*) as n from bounce where mailbox_id = $1 and severity = $2 and at > $3";
    let since = now.saturating_sub(COUNTED_FOR).map_or(0, Timestamp::as_second);
    let mut score = 0;
    for severity in Severity::ALL {
        let values = vec![mailbox.0.into(), severity.as_str().into(), since.into()];
        score += number(source, sql, values).await?.unwrap_or(0) * severity.points();
    }
    Ok(score)
}

/// Whether we write to somebody no more because mail to them came back.
pub async fn suspended(source: &impl Source, person: PersonId) -> Result<bool, DbErr> {
    let sql = "select count(*) as n from mailbox where person_id = $1 and suspended_at is not null";
    Ok(number(source, sql, vec![person.0.into()]).await? > Some(0))
}

/// Lifts the suspension of an address: somebody has just proved that mail arrives there.
pub async fn lift(tx: &Tx, mailbox: MailboxId) -> Result<(), DbErr> {
    run(
        tx,
        "update mailbox set suspended_at = null where id = $1 and suspended_at is not null",
        vec![mailbox.0.into()],
    )
    .await?;
    let sql = "delete from bounce where mailbox_id = $1";
    run(tx, sql, vec![mailbox.0.into()]).await.map(drop)
}

/// Forgets what no longer counts.
pub async fn forget_old(tx: &Tx, now: Timestamp) -> Result<u64, DbErr> {
    let before = now.saturating_sub(COUNTED_FOR).map_or(0, Timestamp::as_second);
    run(tx, "delete from bounce where at <= $1", vec![before.into()]).await
}

/// Where a mail went, and when it was put into the outbox.
pub async fn mail(source: &impl Source, id: OutboxId) -> Result<Option<(MailboxId, Timestamp)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        mailbox_id: i64,
        created_at: i64,
    }
    let sql = "select mailbox_id, created_at from outbox where id = $1";
    let row: Option<Row> = one(source, sql, vec![id.0.into()]).await?;
    row.map(|row| {
        let at = Timestamp::from_second(row.created_at).map_err(|_| broken("moment"))?;
        Ok((MailboxId(row.mailbox_id), at))
    })
    .transpose()
}
