//! What a mail with a one-time token says. Code and link are derived from the instance's key each time, never stored: a
//! copy of the database, or of this row, opens nothing.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Claimed, moment};
use crate::{
    data_request::title_from,
    ids::{MailboxId, TokenId},
    keys::keys,
    secret::{InstanceKey, hex},
    store::{Source, broken, drafts::DraftKind, one},
};

keys! {
    /// What a one-time token is for.
    Purpose {
        ConfirmEmail = "confirm_email",
        SignIn = "sign_in",
    }
}

/// What makes a token this one and no other. Its row number alone would not do: after the restore of a backup numbers are
/// given again, and a link sent before must not open what came after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneTime {
    /// What it is for.
    pub purpose: Purpose,
    /// Its row.
    pub id: TokenId,
    /// Whose address it proves.
    pub mailbox: MailboxId,
    /// When it was made.
    pub created_at: Timestamp,
}

impl OneTime {
    /// The secret in the link; the row holds its hash.
    pub fn secret(&self, key: &InstanceKey) -> String {
        hex(&key.derive(&format!("link:{}", self.purpose), &self.input()))
    }

    /// The six digits to type instead.
    pub fn code(&self, key: &InstanceKey) -> String {
        key.code(&format!("code:{}", self.purpose), &self.input())
    }

    fn input(&self) -> Vec<u8> {
        [self.id.0, self.mailbox.0, self.created_at.as_second()]
            .iter()
            .flat_map(|part| part.to_be_bytes())
            .collect()
    }
}

/// A token and what waits for it.
#[derive(Debug, Clone)]
pub struct Carried {
    /// The token.
    pub token: OneTime,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// What waits for it.
    pub awaiting: Option<DraftKind>,
    /// The title of the request that is filed, supported, followed or commented on.
    pub title: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    mailbox_id: i64,
    created_at: i64,
    expires_at: i64,
    draft: Option<String>,
    kind: Option<String>,
    title: Option<String>,
}

/// The token that a mail carries.
pub async fn carried(
    source: &impl Source,
    mail: &Claimed,
    purpose: Purpose,
) -> Result<Option<Carried>, DbErr> {
    let Some(id) = mail.token else { return Ok(None) };
    let sql =
        "select t.id, t.mailbox_id, t.created_at, t.expires_at, d.body as draft, d.kind, r.title
        from one_time_token t left join draft d on d.id = t.draft_id left join data_request r on r.id = d.request_id
        where t.id = $1 and t.purpose = $2";
    let row: Option<Row> = one(source, sql, vec![id.0.into(), purpose.as_str().into()]).await?;
    row.map(|row| {
        let token = OneTime {
            purpose,
            id: TokenId(row.id),
            mailbox: MailboxId(row.mailbox_id),
            created_at: moment(row.created_at)?,
        };
        Ok(Carried {
            token,
            expires_at: moment(row.expires_at)?,
            awaiting: row.kind.as_deref().map(kind).transpose()?,
            title: row.title.or_else(|| row.draft.as_deref().and_then(title)),
        })
    })
    .transpose()
}

fn kind(key: &str) -> Result<DraftKind, DbErr> {
    DraftKind::parse(key).ok_or_else(|| broken("kind of draft"))
}

/// The title in the fields of a draft, or the one it would get.
fn title(draft: &str) -> Option<String> {
    let fields: serde_json::Value = serde_json::from_str(draft).ok()?;
    let text = |name: &str| fields.get(name)?.as_str().map(str::to_owned);
    text("title")
        .filter(|title| !title.trim().is_empty())
        .or_else(|| text("body").map(|body| title_from(&body)))
}
