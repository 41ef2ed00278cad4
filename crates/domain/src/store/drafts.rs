//! What waits for somebody to prove an address: no reference, not public, erased after a while.

use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, FromQueryResult};
use serde_json::{Map, Value};

use super::{Source, Tx, all, attachments, broken, entity::draft, number, one, people, run};
use crate::{
    doubt::{self, Doubt},
    ids::{DraftId, MailboxId, RequestId},
    keys::keys,
    locale::Locale,
    person::Email,
    reference::Reference,
};

keys! {
    /// What waits for an address to be proved.
    DraftKind {
        File = "file",
        Support = "support",
        Follow = "follow",
        Comment = "comment",
    }
}

/// Something somebody wants to do whose address is not proved yet.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Row number.
    pub id: DraftId,
    /// What is to be done.
    pub kind: DraftKind,
    /// To which request; none for a new one.
    pub request: Option<RequestId>,
    /// The address to be proved.
    pub mailbox: MailboxId,
    /// That address.
    pub email: Email,
    /// The fields as they were sent, found right; empty once it is done.
    pub fields: Map<String, Value>,
    /// The language of whoever wrote it.
    pub locale: Locale,
    /// The request it became, or was done to.
    pub filed: Option<Reference>,
    /// It is doubtful: its address proved, it waits for whoever moderates.
    pub held: bool,
    /// When its address was proved, if it is held.
    pub proved_at: Option<Timestamp>,
    /// When it is erased.
    pub expires_at: Timestamp,
}

/// A draft to be kept.
#[derive(Debug, Clone)]
pub struct NewDraft<'a> {
    /// What is to be done.
    pub kind: DraftKind,
    /// To which request; none for a new one.
    pub request: Option<RequestId>,
    /// The address to be proved.
    pub mailbox: MailboxId,
    /// The fields, found right.
    pub fields: &'a Map<String, Value>,
    /// The language of whoever wrote it.
    pub locale: Locale,
    /// What is doubtful about it.
    pub doubts: &'a [Doubt],
    /// Where it comes from, as nobody can read it.
    pub source: Option<&'a str>,
    /// When it is erased.
    pub expires_at: Timestamp,
}

/// Keeps a draft.
pub async fn insert(tx: &Tx, new: &NewDraft<'_>, now: Timestamp) -> Result<DraftId, DbErr> {
    let row = draft::ActiveModel {
        mailbox_id: Set(new.mailbox.0),
        body: Set(serde_json::to_string(new.fields).map_err(|error| DbErr::Json(error.to_string()))?),
        locale: Set(new.locale.as_str().into()),
        held: Set(doubt::holds(new.doubts)),
        doubts: Set(keys_of(new.doubts)),
        source: Set(new.source.map(str::to_owned)),
        created_at: Set(now.as_second()),
        expires_at: Set(new.expires_at.as_second()),
        kind: Set(new.kind.as_str().into()),
        request_id: Set(new.request.map(|id| id.0)),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    Ok(DraftId(row.id))
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    kind: String,
    request_id: Option<i64>,
    mailbox_id: i64,
    address: String,
    body: String,
    locale: String,
    year: Option<i32>,
    number: Option<i64>,
    held: bool,
    proved_at: Option<i64>,
    expires_at: i64,
}

/// The draft with this number.
pub async fn get(source: &impl Source, id: DraftId) -> Result<Option<Draft>, DbErr> {
    let sql =
        "select d.id, d.kind, d.request_id, d.mailbox_id, m.address, d.body, d.locale, r.year, r.number, d.held, d.proved_at, d.expires_at
        from draft d join mailbox m on m.id = d.mailbox_id left join data_request r on r.id = d.filed_id where d.id = $1";
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
        kind: DraftKind::parse(&row.kind).ok_or_else(|| broken("kind of draft"))?,
        request: row.request_id.map(RequestId),
        mailbox: MailboxId(row.mailbox_id),
        email: Email::parse(&row.address).ok_or_else(|| broken("address"))?,
        fields: serde_json::from_str(&row.body).map_err(|error| DbErr::Json(error.to_string()))?,
        locale: Locale::parse(&row.locale).ok_or_else(|| broken("locale"))?,
        filed,
        held: row.held,
        proved_at: row.proved_at.map(time).transpose()?,
        expires_at: time(row.expires_at)?,
    }))
}

fn time(seconds: i64) -> Result<Timestamp, DbErr> {
    Timestamp::from_second(seconds).map_err(|_| broken("time"))
}

fn keys_of(doubts: &[Doubt]) -> String {
    let keys: Vec<&str> = doubts.iter().map(|doubt| doubt.as_str()).collect();
    keys.join(" ")
}

/// When drafts came from `source` since `from`, oldest first.
pub async fn started_since(tx: &Tx, source: &str, from: Timestamp) -> Result<Vec<Timestamp>, DbErr> {
    #[derive(FromQueryResult)]
    struct At {
        created_at: i64,
    }
    let sql = "select created_at from draft where source = $1 and created_at > $2 order by created_at, id";
    let rows: Vec<At> = all(tx, sql, vec![source.into(), from.as_second().into()]).await?;
    rows.into_iter().map(|row| time(row.created_at)).collect()
}

/// Notes what was done of a draft and to which request, and forgets its text: it is where it belongs.
pub async fn filed(tx: &Tx, id: DraftId, kind: DraftKind, request: RequestId) -> Result<(), DbErr> {
    let sql = "update draft set kind = $3, filed_id = $2, body = '{}' where id = $1";
    let values = vec![id.0.into(), request.0.into(), kind.as_str().into()];
    run(tx, sql, values).await.map(drop)
}

/// Forgets where drafts came from that are older than that matters.
pub async fn forget_sources(tx: &Tx, before: Timestamp) -> Result<(), DbErr> {
    let sql = "update draft set source = null where source is not null and created_at <= $1";
    run(tx, sql, vec![before.as_second().into()]).await.map(drop)
}

/// The address of a doubtful draft is proved: it waits for a look, as long from now as it would have waited for its code.
pub async fn prove(tx: &Tx, id: DraftId, now: Timestamp) -> Result<(), DbErr> {
    let sql = "update draft set proved_at = $2, expires_at = expires_at - created_at + $2
        where id = $1 and proved_at is null";
    run(tx, sql, vec![id.0.into(), now.as_second().into()])
        .await
        .map(drop)
}

/// The draft with this number, if it waits for a look.
pub async fn waiting(tx: &Tx, id: DraftId) -> Result<Option<Draft>, DbErr> {
    let draft = get(tx, id).await?;
    Ok(draft.filter(|draft| draft.held && draft.proved_at.is_some() && draft.filed.is_none()))
}

/// A draft that was held back, for whoever decides.
#[derive(Debug, Clone)]
pub struct Held {
    /// Row number.
    pub id: DraftId,
    /// The fields as they were sent.
    pub fields: Map<String, Value>,
    /// What is doubtful about it.
    pub doubts: Vec<Doubt>,
    /// When its address was proved.
    pub proved_at: Timestamp,
}

/// What waits for a look, oldest first. Nobody's address: the text decides.
pub async fn held(source: &impl Source, limit: u32) -> Result<Vec<Held>, DbErr> {
    #[derive(FromQueryResult)]
    struct Waiting {
        id: i64,
        body: String,
        doubts: String,
        proved_at: i64,
    }
    let sql = "select id, body, doubts, proved_at from draft where held and filed_id is null and proved_at is not null
        order by proved_at, id limit $1";
    let rows: Vec<Waiting> = all(source, sql, vec![i64::from(limit).into()]).await?;
    let known = |row: Waiting| {
        Ok(Held {
            id: DraftId(row.id),
            fields: serde_json::from_str(&row.body).map_err(|error| DbErr::Json(error.to_string()))?,
            doubts: row.doubts.split(' ').filter_map(Doubt::parse).collect(),
            proved_at: time(row.proved_at)?,
        })
    };
    rows.into_iter().map(known).collect()
}

/// How many wait for a look.
pub async fn held_count(source: &impl Source) -> Result<i64, DbErr> {
    let sql = "select count(*) as n from draft where held and filed_id is null and proved_at is not null";
    Ok(number(source, sql, vec![]).await?.unwrap_or(0))
}

/// Erases a draft with its files, its tokens and the mails that carried them.
pub async fn erase(tx: &Tx, id: DraftId, now: Timestamp) -> Result<(), DbErr> {
    attachments::erase_of_draft(tx, id, now).await?;
    let mails = "delete from outbox where token_id in (select id from one_time_token where draft_id = $1)";
    let tokens = "delete from one_time_token where draft_id = $1";
    for sql in [mails, tokens, "delete from draft where id = $1"] {
        run(tx, sql, vec![id.0.into()]).await?;
    }
    people::forget_unproved_mailboxes(tx).await.map(drop)
}

/// Erases up to `limit` drafts whose time is over, with their tokens and the mails that carried them, and addresses that
/// nobody ever proved. Says how many drafts it erased.
pub async fn erase_expired(tx: &Tx, now: Timestamp, limit: u32) -> Result<u64, DbErr> {
    #[derive(FromQueryResult)]
    struct Over {
        id: i64,
    }
    let sql = "select id from draft where expires_at <= $1 order by expires_at, id limit $2";
    let over: Vec<Over> = all(tx, sql, vec![now.as_second().into(), i64::from(limit).into()]).await?;
    for Over { id } in &over {
        erase(tx, DraftId(*id), now).await?;
    }
    Ok(u64::try_from(over.len()).unwrap_or(u64::MAX))
}
