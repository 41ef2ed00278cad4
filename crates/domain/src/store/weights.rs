//! The weights of the priority score, what they were before, and the order by them.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, is_postgres, number, one, requests::row::timestamp, run};
use crate::{
    clock::Moment,
    ids::{PersonId, RequestId},
    person::Sector,
    priority::{Inputs, Weighed, Weights},
};

/// A change of the weights.
#[derive(Debug, Clone)]
pub struct Changed {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// What they are since.
    pub weights: Weights,
}

/// The last so many changes, the latest first.
pub async fn changes(source: &impl Source, most: u32) -> Result<Vec<Changed>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        at: i64,
        reason: String,
        weights: String,
    }
    let sql = format!("select at, reason, weights from weights_change order by id desc limit {most}");
    let rows: Vec<Row> = all(source, &sql, Vec::new()).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Changed {
                at: timestamp(row.at)?,
                reason: row.reason,
                weights: Weights::stored(Some(&row.weights)),
            })
        })
        .collect()
}

/// The weights as they are.
pub async fn get(source: &impl Source) -> Result<Weights, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        weights: String,
    }
    let sql = "select weights from weights_change order by id desc limit 1";
    let row: Option<Row> = one(source, sql, Vec::new()).await?;
    Ok(Weights::stored(row.as_ref().map(|row| row.weights.as_str())))
}

/// Changes them.
pub async fn put(
    tx: &Tx,
    person: Option<PersonId>,
    (weights, reason): (&Weights, &str),
    at: Timestamp,
) -> Result<(), DbErr> {
    let text = serde_json::to_string(weights).map_err(|error| DbErr::Json(error.to_string()))?;
    let sql = "insert into weights_change (at, person_id, reason, weights) values ($1, $2, $3, $4)";
    let values = vec![
        at.as_second().into(),
        person.map(|person| person.0).into(),
        reason.into(),
        text.into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// A request as far as its place depends on the weights.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// Which.
    pub id: RequestId,
    supporters: BTreeMap<Sector, i64>,
    priority_theme: bool,
    legal_duty: bool,
    readiness: i64,
    received: Moment,
}

impl Ranked {
    /// Its score by `weights`.
    pub fn weigh(&self, weights: &Weights) -> Weighed {
        Inputs {
            supporters: &self.supporters,
            priority_theme: self.priority_theme,
            table_rank: None,
            legal_duty: self.legal_duty,
            readiness: self.readiness,
            received_on: self.received.today,
        }
        .weigh(weights)
    }
}

/// The next `page` requests after one, by number; only those that are open and public, if asked for.
pub async fn ranked(
    source: &impl Source,
    after: RequestId,
    page: u32,
    only_open: bool,
) -> Result<Vec<Ranked>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        sectors: String,
        priority_theme: bool,
        legal_duty: bool,
        readiness: i32,
        created_at: i64,
    }
    let open = if only_open {
        "and r.status not in ('answered', 'closed') and not r.hidden"
    } else {
        ""
    };
    let sql = format!(
        "select r.id, c.sectors, t.priority as priority_theme, r.legal_duty, r.readiness, r.created_at
         from data_request r join request_counter c on c.request_id = r.id join theme t on t.id = r.theme_id
         where r.id > $1 {open} order by r.id limit {page}"
    );
    let rows: Vec<Row> = all(source, &sql, vec![after.0.into()]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Ranked {
                id: RequestId(row.id),
                supporters: serde_json::from_str(&row.sectors).map_err(|_| broken("count by sector"))?,
                priority_theme: row.priority_theme,
                legal_duty: row.legal_duty,
                readiness: row.readiness.into(),
                received: Moment::new(timestamp(row.created_at)?, &TimeZone::UTC),
            })
        })
        .collect()
}

/// Holds on to the next `page` requests until the transaction ends: who changes one meanwhile waits, and who did is seen.
pub async fn hold(tx: &Tx, after: RequestId, page: u32) -> Result<(), DbErr> {
    if !is_postgres(tx) {
        return Ok(());
    }
    let sql = format!("select id as n from data_request where id > $1 order by id limit {page} for update");
    number(tx, &sql, vec![after.0.into()]).await.map(drop)
}

/// Notes the place of a request.
pub async fn set_rank(tx: &Tx, id: RequestId, key: i64) -> Result<(), DbErr> {
    let sql = "update data_request set rank_key = $2 where id = $1 and rank_key <> $2";
    run(tx, sql, vec![id.0.into(), key.into()]).await.map(drop)
}
