//! What a reading has left behind: how many datasets there are, and what could not be understood.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use crate::{
    dataset::State,
    store::{Source, all, broken, number},
};

/// Something that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The name of the dataset; empty where it has none.
    pub name: String,
    /// Why, as the reader of the portal says it.
    pub reason: String,
    /// When it was read.
    pub at: Timestamp,
}

/// How many datasets there are in each state, in the order of the states.
pub async fn states(source: &impl Source) -> Result<Vec<(State, i64)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        state: String,
        n: i64,
    }
    let sql = "select state, count(*) as n from dataset group by state";
    let rows: Vec<Row> = all(source, sql, vec![]).await?;
    let mut counted = State::ALL.iter().map(|state| (*state, 0)).collect::<Vec<_>>();
    for row in rows {
        let state = State::parse(&row.state).ok_or_else(|| broken("state of a dataset"))?;
        for (of, n) in &mut counted {
            if *of == state {
                *n = row.n;
            }
        }
    }
    Ok(counted)
}

/// What could not be understood, the latest first: so many of it, and how many there are in all.
pub async fn not_understood(source: &impl Source, most: u32) -> Result<(Vec<Problem>, i64), DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        name: String,
        reason: String,
        at: i64,
    }
    let sql = "select name, reason, at from catalogue_problem order by at desc, name limit $1";
    let rows: Vec<Row> = all(source, sql, vec![i64::from(most).into()]).await?;
    let problem = |row: Row| {
        Ok(Problem {
            name: row.name,
            reason: row.reason,
            at: Timestamp::from_second(row.at).map_err(|_| broken("time of a problem"))?,
        })
    };
    let problems: Vec<Problem> = rows.into_iter().map(problem).collect::<Result<_, DbErr>>()?;
    let count = number(source, "select count(*) as n from catalogue_problem", vec![]).await?;
    Ok((problems, count.unwrap_or(0)))
}
