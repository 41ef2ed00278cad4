//! Forms whose writer has to sign in first: what they typed waits for them, under a name that only they know.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, one, run};
use crate::{ids::PersonId, secret};

/// How long a form is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A form as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptForm {
    /// Whose it is, where that is known: nobody else gets it back.
    pub person: Option<PersonId>,
    /// The path it was sent to.
    pub path: String,
    /// Its fields, in their order.
    pub fields: Vec<(String, String)>,
}

/// Keeps a form under a secret name, of which only the hash is stored.
pub async fn keep(tx: &Tx, name: &str, form: &KeptForm, now: Timestamp) -> Result<(), DbErr> {
    let fields = serde_json::to_string(&form.fields).map_err(|error| DbErr::Json(error.to_string()))?;
    let sql = "insert into kept_form (hash, person_id, path, fields, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6)";
    let values = vec![
        secret::hash(name).into(),
        form.person.map(|id| id.0).into(),
        form.path.clone().into(),
        fields.into(),
        now.as_second().into(),
        now.saturating_add(KEPT).unwrap_or(now).as_second().into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// The form of this name.
pub async fn find(source: &impl Source, name: &str, now: Timestamp) -> Result<Option<KeptForm>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Option<i64>,
        path: String,
        fields: String,
    }
    let sql = "select person_id, path, fields from kept_form where hash = $1 and expires_at > $2";
    let row: Option<Row> = one(
        source,
        sql,
        vec![secret::hash(name).into(), now.as_second().into()],
    )
    .await?;
    row.map(|row| {
        Ok(KeptForm {
            person: row.person_id.map(PersonId),
            path: row.path,
            fields: serde_json::from_str(&row.fields).map_err(|error| DbErr::Json(error.to_string()))?,
        })
    })
    .transpose()
}

/// Forgets forms whose time is over.
pub async fn forget_old(tx: &Tx, now: Timestamp) -> Result<u64, DbErr> {
    let sql = "delete from kept_form where expires_at <= $1";
    run(tx, sql, vec![now.as_second().into()]).await
}
