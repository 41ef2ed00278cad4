//! What is stored of somebody's password.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use crate::{
    ids::PersonId,
    store::{Source, Tx, broken, one, run},
};

/// A password, as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredPassword {
    /// Its hash, with the cost and the salt it was made with.
    pub hash: String,
    /// Since when it is theirs.
    pub set_at: Timestamp,
}

impl std::fmt::Debug for StoredPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoredPassword(..)")
    }
}

/// Somebody's password, if they have one.
pub async fn password(source: &impl Source, id: PersonId) -> Result<Option<StoredPassword>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        password_hash: Option<String>,
        password_at: Option<i64>,
    }
    let sql = "select password_hash, password_at from person where id = $1";
    let row: Option<Row> = one(source, sql, vec![id.0.into()]).await?;
    let Some((hash, at)) = row.and_then(|row| row.password_hash.zip(row.password_at)) else {
        return Ok(None);
    };
    let set_at = Timestamp::from_second(at).map_err(|_| broken("time"))?;
    Ok(Some(StoredPassword { hash, set_at }))
}

/// Gives somebody a password, or takes it away.
pub async fn set_password(tx: &Tx, id: PersonId, stored: Option<&StoredPassword>) -> Result<(), DbErr> {
    let sql = "update person set password_hash = $2, password_at = $3 where id = $1";
    let values = vec![
        id.0.into(),
        stored.map(|stored| stored.hash.clone()).into(),
        stored.map(|stored| stored.set_at.as_second()).into(),
    ];
    run(tx, sql, values).await.map(drop)
}
