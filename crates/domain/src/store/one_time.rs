//! One-time tokens: a row each, which holds the hash of a secret that is derived and never stored.

use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, FromQueryResult};

use super::{
    Source, Tx, all, broken,
    entity::one_time_token,
    one,
    outbox::{OneTime, Purpose},
    run,
};
use crate::{
    ids::{DraftId, MailboxId, TokenId},
    secret::{self, InstanceKey},
};

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewOneTime {
    /// What it is for.
    pub purpose: Purpose,
    /// Whose address it proves.
    pub mailbox: MailboxId,
    /// What waits for it.
    pub draft: Option<DraftId>,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// Where a sign-in leads to: a path of ours.
    pub next: Option<String>,
}

/// Makes a token. What it says is derived from its row, so the row comes first and its hash after.
pub async fn insert(tx: &Tx, new: NewOneTime, key: &InstanceKey, now: Timestamp) -> Result<OneTime, DbErr> {
    let row = one_time_token::ActiveModel {
        // Unique, and no hash of anything, while nobody else can see it.
        hash: Set(format!("new:{}:{}", new.mailbox.0, now.as_second())),
        purpose: Set(new.purpose.as_str().into()),
        mailbox_id: Set(new.mailbox.0),
        draft_id: Set(new.draft.map(|draft| draft.0)),
        tries: Set(0),
        created_at: Set(now.as_second()),
        expires_at: Set(new.expires_at.as_second()),
        next_path: Set(new.next),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    let id = TokenId(row.id);
    let token = OneTime {
        purpose: new.purpose,
        id,
        mailbox: new.mailbox,
        created_at: now,
    };
    let hash = secret::hash(&token.secret(key));
    run(
        tx,
        "update one_time_token set hash = $2 where id = $1",
        vec![id.0.into(), hash.into()],
    )
    .await?;
    Ok(token)
}

/// A token as it stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Which.
    pub token: OneTime,
    /// What waits for it.
    pub draft: Option<DraftId>,
    /// How often a wrong code was typed.
    pub tries: u32,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// Whether it was used, or died with another.
    pub used: bool,
    /// Where a sign-in leads to.
    pub next: Option<String>,
}

/// The token for `purpose` whose link has this secret.
pub async fn find(source: &impl Source, purpose: Purpose, secret: &str) -> Result<Option<Standing>, DbErr> {
    let sql = format!("{COLUMNS} where purpose = $1 and hash = $2");
    let row: Option<Row> = one(
        source,
        &sql,
        vec![purpose.as_str().into(), secret::hash(secret).into()],
    )
    .await?;
    row.map(Row::into_standing).transpose()
}

/// The last token that was made for a draft.
pub async fn of_draft(source: &impl Source, draft: DraftId) -> Result<Option<Standing>, DbErr> {
    let sql = format!("{COLUMNS} where draft_id = $1 order by id desc limit 1");
    let row: Option<Row> = one(source, &sql, vec![draft.0.into()]).await?;
    row.map(Row::into_standing).transpose()
}

/// The token with this number.
pub async fn get(source: &impl Source, id: TokenId) -> Result<Option<Standing>, DbErr> {
    let row: Option<Row> = one(source, &format!("{COLUMNS} where id = $1"), vec![id.0.into()]).await?;
    row.map(Row::into_standing).transpose()
}

/// When tokens of any purpose were made for a mailbox since `since`, oldest first.
pub async fn made_since(
    source: &impl Source,
    mailbox: MailboxId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, DbErr> {
    #[derive(FromQueryResult)]
    struct At {
        created_at: i64,
    }
    let sql =
        "select created_at from one_time_token where mailbox_id = $1 and created_at > $2 order by created_at";
    let values = vec![mailbox.0.into(), since.as_second().into()];
    let rows: Vec<At> = all(source, sql, values).await?;
    rows.into_iter().map(|row| moment(row.created_at)).collect()
}

/// Counts a wrong code.
pub async fn count_try(tx: &Tx, token: TokenId) -> Result<(), DbErr> {
    run(
        tx,
        "update one_time_token set tries = tries + 1 where id = $1",
        vec![token.0.into()],
    )
    .await
    .map(drop)
}

/// Uses a token up. False if it was used already.
pub async fn use_up(tx: &Tx, token: TokenId, now: Timestamp) -> Result<bool, DbErr> {
    let sql = "update one_time_token set used_at = $2 where id = $1 and used_at is null";
    Ok(run(tx, sql, vec![token.0.into(), now.as_second().into()]).await? == 1)
}

/// Forgets sign-in tokens that are long over, with the mails that carried them, and addresses that nobody ever proved.
pub async fn forget_old(tx: &Tx, before: Timestamp) -> Result<u64, DbErr> {
    let over = "select id from one_time_token where purpose = 'sign_in' and expires_at <= $1";
    let at = || vec![before.as_second().into()];
    run(
        tx,
        &format!("delete from outbox where token_id in ({over})"),
        at(),
    )
    .await?;
    let count = run(
        tx,
        &format!("delete from one_time_token where id in ({over})"),
        at(),
    )
    .await?;
    if count > 0 {
        super::people::forget_unproved_mailboxes(tx).await?;
    }
    Ok(count)
}

/// Ends every live token for `purpose` of a mailbox: a new one, or the use of one, is the end of the older ones.
pub async fn end_all(tx: &Tx, purpose: Purpose, mailbox: MailboxId, now: Timestamp) -> Result<(), DbErr> {
    let sql =
        "update one_time_token set used_at = $3 where mailbox_id = $1 and purpose = $2 and used_at is null";
    run(
        tx,
        sql,
        vec![mailbox.0.into(), purpose.as_str().into(), now.as_second().into()],
    )
    .await
    .map(drop)
}

/// Ends the live tokens of a draft: a new code is the end of the older ones.
pub async fn end_of_draft(tx: &Tx, draft: DraftId, now: Timestamp) -> Result<(), DbErr> {
    let sql = "update one_time_token set used_at = $2 where draft_id = $1 and used_at is null";
    run(tx, sql, vec![draft.0.into(), now.as_second().into()])
        .await
        .map(drop)
}

const COLUMNS: &str =
    "select id, purpose, mailbox_id, draft_id, tries, created_at, expires_at, used_at, next_path
    from one_time_token";

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    purpose: String,
    mailbox_id: i64,
    draft_id: Option<i64>,
    tries: i32,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
    next_path: Option<String>,
}

impl Row {
    fn into_standing(self) -> Result<Standing, DbErr> {
        let token = OneTime {
            purpose: Purpose::parse(&self.purpose).ok_or_else(|| broken("purpose"))?,
            id: TokenId(self.id),
            mailbox: MailboxId(self.mailbox_id),
            created_at: moment(self.created_at)?,
        };
        Ok(Standing {
            token,
            draft: self.draft_id.map(DraftId),
            tries: self.tries.unsigned_abs(),
            expires_at: moment(self.expires_at)?,
            used: self.used_at.is_some(),
            next: self.next_path,
        })
    }
}

fn moment(second: i64) -> Result<Timestamp, DbErr> {
    Timestamp::from_second(second).map_err(|_| broken("time"))
}
