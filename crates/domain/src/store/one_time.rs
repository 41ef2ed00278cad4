//! One-time tokens: a row each, which holds the hash of a secret that is derived and never stored.

use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr};

use super::{
    Source as _,
    Tx,
    entity::one_time_token,
    outbox::{OneTime, Purpose},
    run,
};
use crate::{
    ids::{DraftId, MailboxId, TokenId},
    secret::{self, InstanceKey},
};

/// A token to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewOneTime {
    /// What it is for.
    pub purpose: Purpose,
    /// Whose address it proves.
    pub mailbox: MailboxId,
    /// What waits for it.
    pub draft: Option<DraftId>,
    /// When it stops working.
    pub expires_at: Timestamp,
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
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    let id = TokenId(row.id);
    let token = OneTime { purpose: new.purpose, id, mailbox: new.mailbox, created_at: now };
    let hash = secret::hash(&token.secret(key));
    run(tx, "update one_time_token set hash = $2 where id = $1", vec![id.0.into(), hash.into()]).await?;
    Ok(token)
}
