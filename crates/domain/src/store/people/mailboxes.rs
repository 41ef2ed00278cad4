//! Mailboxes: an address that somebody typed, and once it is proved, whose it is.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use crate::{
    ids::MailboxId,
    person::Email,
    store::{Source, Tx, bounces, broken, is_postgres, number, one, run},
};

/// The mailbox of an address, made if it is new.
pub async fn ensure_mailbox(tx: &Tx, email: &Email, now: Timestamp) -> Result<MailboxId, DbErr> {
    let sql = "insert into mailbox (address, address_key, created_at) values ($1, $2, $3) on conflict (address_key) do nothing";
    run(
        tx,
        sql,
        vec![email.as_str().into(), email.key().into(), now.as_second().into()],
    )
    .await?;
    let id = number(
        tx,
        "select id as n from mailbox where address_key = $1",
        vec![email.key().into()],
    )
    .await?;
    id.map(MailboxId)
        .ok_or_else(|| DbErr::RecordNotFound("the mailbox just added".into()))
}

/// The address of a mailbox.
pub async fn address(source: &impl Source, id: MailboxId) -> Result<Option<Email>, DbErr> {
    #[derive(FromQueryResult)]
    struct Address {
        address: String,
    }
    let sql = "select address from mailbox where id = $1";
    let row: Option<Address> = one(source, sql, vec![id.0.into()]).await?;
    row.map(|row| Email::parse(&row.address).ok_or_else(|| broken("address")))
        .transpose()
}

/// Holds on to a mailbox until the transaction ends: what is proved about an address is proved one after the other.
pub async fn lock_mailbox(tx: &Tx, id: MailboxId) -> Result<(), DbErr> {
    if !is_postgres(tx) {
        return Ok(());
    }
    // Not `for update`: mail to it may go into the outbox meanwhile.
    let sql = "select id as n from mailbox where id = $1 for no key update";
    number(tx, sql, vec![id.0.into()]).await.map(drop)
}

/// Whether somebody has proved that a mailbox is theirs.
pub async fn is_confirmed(source: &impl Source, id: MailboxId) -> Result<bool, DbErr> {
    let sql = "select count(*) as n from mailbox where id = $1 and confirmed_at is not null";
    Ok(number(source, sql, vec![id.0.into()]).await? == Some(1))
}

/// Takes a mailbox for confirmed. If mail to it came back, it may be written to again.
pub async fn confirm_mailbox(tx: &Tx, id: MailboxId, now: Timestamp) -> Result<(), DbErr> {
    let sql = "update mailbox set confirmed_at = $2 where id = $1 and confirmed_at is null";
    run(tx, sql, vec![id.0.into(), now.as_second().into()]).await?;
    bounces::lift(tx, id).await
}

/// Forgets addresses that were typed once and never proved, when nothing waits for them any more.
pub async fn forget_unproved_mailboxes(tx: &Tx) -> Result<u64, DbErr> {
    let sql = "delete from mailbox where person_id is null and confirmed_at is null and suspended_at is null
        and not exists (select 1 from draft d where d.mailbox_id = mailbox.id)
        and not exists (select 1 from one_time_token t where t.mailbox_id = mailbox.id)
        and not exists (select 1 from outbox o where o.mailbox_id = mailbox.id)
        and not exists (select 1 from invitation i where i.mailbox_id = mailbox.id)
        and not exists (select 1 from bounce b where b.mailbox_id = mailbox.id)";
    run(tx, sql, vec![]).await
}
