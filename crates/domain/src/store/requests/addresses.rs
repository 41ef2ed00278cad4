//! The references of all requests, in order: for whoever reads everything.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Actor, Reference, Source, visible_to};
use crate::store::{all, broken};

#[derive(FromQueryResult)]
struct Year {
    year: i32,
    last: i64,
}

#[derive(FromQueryResult)]
struct Row {
    year: i32,
    number: i64,
    updated_at: i64,
}

/// The years with requests, and the last number that was given out in each.
pub async fn years(source: &impl Source) -> Result<Vec<(i16, i64)>, DbErr> {
    let sql = "select year, last from reference_counter order by year";
    let rows: Vec<Year> = all(source, sql, vec![]).await?;
    let known = |row: Year| {
        let year = i16::try_from(row.year).map_err(|_| broken("year"))?;
        Ok((year, row.last))
    };
    rows.into_iter().map(known).collect()
}

/// The requests of a year that `actor` may see, from one number up to another, and when each last changed. Those that were
/// merged into another have no page of their own.
pub async fn addresses(
    source: &impl Source,
    actor: &Actor,
    year: i16,
    (from, to): (i64, i64),
) -> Result<Vec<(Reference, Timestamp)>, DbErr> {
    let sql = format!(
        "select r.year, r.number, r.updated_at from data_request r
         where {} and r.duplicate_of_id is null and r.year = $1 and r.number between $2 and $3 order by r.number",
        visible_to(actor)
    );
    let values = vec![i32::from(year).into(), from.into(), to.into()];
    let rows: Vec<Row> = all(source, &sql, values).await?;
    let known = |row: Row| {
        let reference = super::row::reference(row.year, row.number)?;
        Ok((reference, super::row::timestamp(row.updated_at)?))
    };
    rows.into_iter().map(known).collect()
}
