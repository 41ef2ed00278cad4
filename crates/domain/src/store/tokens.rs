//! API tokens: only their hash is stored.

use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, FromQueryResult};

use super::{Source, Tx, entity::api_token, one};
use crate::{
    ids::{PersonId, TokenId},
    keys::keys,
};

keys! {
    /// What a token may do.
    Scope {
        Read = "read",
        Write = "write",
    }
}

/// What a token says of its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// The token.
    pub token: TokenId,
    /// Whose it is.
    pub person: PersonId,
    /// What it may do.
    pub scope: Scope,
}

/// Stores the hash of a token.
pub async fn insert(
    tx: &Tx,
    person: PersonId,
    (hash, name, scope): (&str, &str, Scope),
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<TokenId, DbErr> {
    let row = api_token::ActiveModel {
        hash: Set(hash.into()),
        person_id: Set(person.0),
        name: Set(name.into()),
        scope: Set(scope.as_str().into()),
        created_at: Set(now.as_second()),
        expires_at: Set(expires_at.as_second()),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    Ok(TokenId(row.id))
}

/// Whose live token has this hash.
pub async fn bearer(source: &impl Source, hash: &str, now: Timestamp) -> Result<Option<Bearer>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        person_id: i64,
        scope: String,
    }
    let sql = "select t.id, t.person_id, t.scope from api_token t join person p on p.id = t.person_id
        where t.hash = $1 and t.expires_at > $2 and t.revoked_at is null and p.disabled_at is null";
    let row: Option<Row> = one(source, sql, vec![hash.into(), now.as_second().into()]).await?;
    row.map(|row| {
        let scope = Scope::parse(&row.scope).ok_or_else(|| super::broken("scope"))?;
        Ok(Bearer {
            token: TokenId(row.id),
            person: PersonId(row.person_id),
            scope,
        })
    })
    .transpose()
}
