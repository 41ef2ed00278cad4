//! Requests that wait for their requester to prove an address: no reference, not public, erased after a while.

use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, FromQueryResult};
use serde_json::{Map, Value};

use super::{Source, Tx, all, broken, entity::draft, one, run};
use crate::{
    ids::{DraftId, MailboxId, RequestId},
    locale::Locale,
    person::Email,
    reference::Reference,
};

/// A request not yet filed.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Row number.
    pub id: DraftId,
    /// The address to be proved.
    pub mailbox: MailboxId,
    /// That address.
    pub email: Email,
    /// The fields as they were sent, found right; empty once it is filed.
    pub fields: Map<String, Value>,
    /// The language of whoever wrote it.
    pub locale: Locale,
    /// What it became.
    pub filed: Option<Reference>,
    /// When it is erased.
    pub expires_at: Timestamp,
}

/// A draft to be kept.
#[derive(Debug, Clone)]
pub struct NewDraft<'a> {
    /// The address to be proved.
    pub mailbox: MailboxId,
    /// The fields, found right.
    pub fields: &'a Map<String, Value>,
    /// The language of whoever wrote it.
    pub locale: Locale,
    /// When it is erased.
    pub expires_at: Timestamp,
}

/// Keeps a draft.
pub async fn insert(tx: &Tx, new: &NewDraft<'_>, now: Timestamp) -> Result<DraftId, DbErr> {
    let row = draft::ActiveModel {
        mailbox_id: Set(new.mailbox.0),
        body: Set(serde_json::to_string(new.fields).map_err(|error| DbErr::Json(error.to_string()))?),
        locale: Set(new.locale.as_str().into()),
        held: Set(false),
        created_at: Set(now.as_second()),
        expires_at: Set(new.expires_at.as_second()),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    Ok(DraftId(row.id))
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    mailbox_id: i64,
    address: String,
    body: String,
    locale: String,
    year: Option<i32>,
    number: Option<i64>,
    expires_at: i64,
}

/// The draft with this number.
pub async fn get(source: &impl Source, id: DraftId) -> Result<Option<Draft>, DbErr> {
    let sql =
        "select d.id, d.mailbox_id, m.address, d.body, d.locale, r.year, r.number, d.expires_at from draft d
        join mailbox m on m.id = d.mailbox_id left join data_request r on r.id = d.filed_id where d.id = $1";
    let Some(row) = one::<Row>(source, sql, vec![id.0.into()]).await? else {
        return Ok(None);
    };
    let filed = match row.year.zip(row.number) {
        Some((year, number)) => Some(Reference {
            year: year.try_into().map_err(|_| broken("year"))?,
            number,
        }),
        None => None,
    };
    Ok(Some(Draft {
        id: DraftId(row.id),
        mailbox: MailboxId(row.mailbox_id),
        email: Email::parse(&row.address).ok_or_else(|| broken("address"))?,
        fields: serde_json::from_str(&row.body).map_err(|error| DbErr::Json(error.to_string()))?,
        locale: Locale::parse(&row.locale).ok_or_else(|| broken("locale"))?,
        filed,
        expires_at: Timestamp::from_second(row.expires_at).map_err(|_| broken("time"))?,
    }))
}

/// Notes what a draft became, and forgets its text: the request has it.
pub async fn filed(tx: &Tx, id: DraftId, request: RequestId) -> Result<(), DbErr> {
    let sql = "update draft set filed_id = $2, body = '{}' where id = $1";
    run(tx, sql, vec![id.0.into(), request.0.into()]).await.map(drop)
}

/// Erases up to `limit` drafts whose time is over, with their tokens and the mails that carried them, and addresses that
/// nobody ever proved. Says how many drafts it erased.
pub async fn erase_expired(tx: &Tx, now: Timestamp, limit: u32) -> Result<u64, DbErr> {
    #[derive(FromQueryResult)]
    struct Over {
        id: i64,
        mailbox_id: i64,
    }
    let sql = "select id, mailbox_id from draft where expires_at <= $1 order by expires_at, id limit $2";
    let over: Vec<Over> = all(tx, sql, vec![now.as_second().into(), i64::from(limit).into()]).await?;
    for Over { id, mailbox_id } in &over {
        let mails =
            "delete from outbox where token_id in (select id from one_time_token where draft_id = $1)";
        run(tx, mails, vec![(*id).into()]).await?;
        run(
            tx,
            "delete from one_time_token where draft_id = $1",
            vec![(*id).into()],
        )
        .await?;
        run(tx, "delete from draft where id = $1", vec![(*id).into()]).await?;
        let mailbox = "delete from mailbox where id = $1 and person_id is null and confirmed_at is null
            and suspended_at is null
            and not exists (select 1 from draft d where d.mailbox_id = mailbox.id)
            and not exists (select 1 from one_time_token t where t.mailbox_id = mailbox.id)
            and not exists (select 1 from outbox o where o.mailbox_id = mailbox.id)";
        run(tx, mailbox, vec![(*mailbox_id).into()]).await?;
    }
    Ok(u64::try_from(over.len()).unwrap_or(u64::MAX))
}
