//! API tokens: only their hash is stored.

use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, entity::api_token, number, one, run};
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
        let scope = Scope::parse(&row.scope).ok_or_else(|| broken("scope"))?;
        Ok(Bearer {
            token: TokenId(row.id),
            person: PersonId(row.person_id),
            scope,
        })
    })
    .transpose()
}

/// A token as it is listed; what it is made of is nowhere.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The token.
    pub id: TokenId,
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub scope: Scope,
    /// Whose it is.
    pub email: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// The tokens that work, the newest first, after one.
pub async fn live(
    source: &impl Source,
    now: Timestamp,
    after: Option<TokenId>,
    most: u32,
) -> Result<Vec<Listed>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        name: String,
        scope: String,
        address: String,
        created_at: i64,
        expires_at: i64,
    }
    let sql = format!(
        "select t.id, t.name, t.scope, m.address, t.created_at, t.expires_at
         from api_token t join person p on p.id = t.person_id join mailbox m on m.person_id = p.id
         where t.expires_at > $1 and t.id < $2 and t.revoked_at is null and p.disabled_at is null
         order by t.id desc limit {most}"
    );
    let before = after.map_or(i64::MAX, |token| token.0);
    let rows: Vec<Row> = all(source, &sql, vec![now.as_second().into(), before.into()]).await?;
    let time = |second| Timestamp::from_second(second).map_err(|_| broken("time"));
    rows.into_iter()
        .map(|row| {
            Ok(Listed {
                id: TokenId(row.id),
                name: row.name,
                scope: Scope::parse(&row.scope).ok_or_else(|| broken("scope"))?,
                email: row.address,
                created_at: time(row.created_at)?,
                expires_at: time(row.expires_at)?,
            })
        })
        .collect()
}

/// Ends a token that works; gives whose it was.
pub async fn revoke(tx: &Tx, token: TokenId, now: Timestamp) -> Result<Option<PersonId>, DbErr> {
    let sql = "update api_token set revoked_at = $2 where id = $1 and revoked_at is null and expires_at > $2";
    if run(tx, sql, vec![token.0.into(), now.as_second().into()]).await? == 0 {
        return Ok(None);
    }
    let sql = "select person_id as n from api_token where id = $1";
    Ok(number(tx, sql, vec![token.0.into()]).await?.map(PersonId))
}
