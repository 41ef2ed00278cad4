//! Accounts at a provider of identities: who somebody is there, and here. `issuer` and `subject` together are the name that
//! never changes (`OpenID` Connect Core §5.7); an address is none.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, number, run};
use crate::ids::PersonId;

/// Somebody as the provider knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// Their name there, which never changes and means nothing.
    pub subject: String,
}

/// An account that somebody may come in by.
#[derive(Debug, Clone)]
pub struct Linked {
    /// Row number.
    pub id: i64,
    /// The provider.
    pub issuer: String,
    /// Since when.
    pub linked_at: Timestamp,
}

/// Whose account it is.
pub async fn whose(source: &impl Source, identity: &Identity) -> Result<Option<PersonId>, DbErr> {
    let sql = "select person_id as n from identity where issuer = $1 and subject = $2";
    let values = vec![identity.issuer.as_str().into(), identity.subject.as_str().into()];
    Ok(number(source, sql, values).await?.map(PersonId))
}

/// Takes an account for somebody's. False if it is anybody's already.
pub async fn link(tx: &Tx, identity: &Identity, person: PersonId, now: Timestamp) -> Result<bool, DbErr> {
    let sql = "insert into identity (issuer, subject, person_id, linked_at) values ($1, $2, $3, $4)
        on conflict do nothing";
    let values = vec![
        identity.issuer.as_str().into(),
        identity.subject.as_str().into(),
        person.0.into(),
        now.as_second().into(),
    ];
    Ok(run(tx, sql, values).await? == 1)
}

/// Somebody's accounts.
pub async fn of(source: &impl Source, person: PersonId) -> Result<Vec<Linked>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        issuer: String,
        linked_at: i64,
    }
    let sql = "select id, issuer, linked_at from identity where person_id = $1 order by id";
    let rows: Vec<Row> = all(source, sql, vec![person.0.into()]).await?;
    let linked = |row: Row| {
        Ok(Linked {
            id: row.id,
            issuer: row.issuer,
            linked_at: Timestamp::from_second(row.linked_at).map_err(|_| broken("time"))?,
        })
    };
    rows.into_iter().map(linked).collect()
}

/// Gives up all of somebody's accounts.
pub async fn unlink_all(tx: &Tx, person: PersonId) -> Result<(), DbErr> {
    let sql = "delete from identity where person_id = $1";
    run(tx, sql, vec![person.0.into()]).await.map(drop)
}

/// Gives up one of somebody's accounts. False if it is not theirs.
pub async fn unlink(tx: &Tx, person: PersonId, id: i64) -> Result<bool, DbErr> {
    let sql = "delete from identity where id = $1 and person_id = $2";
    Ok(run(tx, sql, vec![id.into(), person.0.into()]).await? == 1)
}
