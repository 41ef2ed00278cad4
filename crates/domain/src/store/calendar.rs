//! Days that do not count.

use jiff::{Span, civil::Date};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, run};
use crate::deadline::Calendar;

#[derive(FromQueryResult)]
struct Row {
    on_date: String,
}

/// Dates are compared as text: within four digits of the year.
const FIRST: Date = jiff::civil::date(0, 1, 1);
const LAST: Date = jiff::civil::date(9999, 12, 31);

/// The calendar from `first` on: everything a due date computed from then can need.
pub async fn load(source: &impl Source, first: Date) -> Result<Calendar, DbErr> {
    days_off(source, first, first.saturating_add(Span::new().years(4))).await
}

/// The whole calendar: for what began long ago.
pub async fn load_all(source: &impl Source) -> Result<Calendar, DbErr> {
    days_off(source, Date::MIN, Date::MAX).await
}

async fn days_off(source: &impl Source, first: Date, last: Date) -> Result<Calendar, DbErr> {
    let sql = "select on_date from non_working_day where on_date >= $1 and on_date <= $2";
    let bounds = [first.max(FIRST), last.min(LAST)].map(|day| day.to_string().into());
    let rows: Vec<Row> = all(source, sql, bounds.to_vec()).await?;
    let days: Option<Vec<Date>> = rows.into_iter().map(|row| row.on_date.parse().ok()).collect();
    days.map(Calendar::new).ok_or_else(|| broken("date"))
}

/// What putting a day did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is off now and was not.
    Added,
    /// It was off, under another name.
    Renamed,
    /// Nothing.
    Same,
}

/// Adds a day off, or renames it.
pub async fn put(tx: &Tx, on: Date, name: &str, name_en: Option<&str>) -> Result<Put, DbErr> {
    if ensure(tx, on, name, name_en).await? {
        return Ok(Put::Added);
    }
    let update = "update non_working_day set name = $2, name_en = coalesce($3, name_en)
        where on_date = $1 and (name <> $2 or coalesce($3, name_en, '') <> coalesce(name_en, ''))";
    let renamed = run(
        tx,
        update,
        vec![on.to_string().into(), name.into(), name_en.into()],
    )
    .await?
        == 1;
    Ok(if renamed { Put::Renamed } else { Put::Same })
}

/// Adds a day off if there is none on that date. Says whether it did.
pub async fn ensure(tx: &Tx, on: Date, name: &str, name_en: Option<&str>) -> Result<bool, DbErr> {
    let sql = "insert into non_working_day (on_date, name, name_en) values ($1, $2, $3) on conflict (on_date) do nothing";
    Ok(run(tx, sql, vec![on.to_string().into(), name.into(), name_en.into()]).await? == 1)
}

/// Takes a day off out. False if it is none.
pub async fn remove(tx: &Tx, on: Date) -> Result<bool, DbErr> {
    let sql = "delete from non_working_day where on_date = $1";
    Ok(run(tx, sql, vec![on.to_string().into()]).await? == 1)
}

/// A day that does not count, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOff {
    /// The day.
    pub on: Date,
    /// Its name in Spanish.
    pub name: String,
    /// Its name in English, where somebody translated it.
    pub name_en: Option<String>,
}

/// The days off from `first` to `last`, both included, in order.
pub async fn between(source: &impl Source, first: Date, last: Date) -> Result<Vec<DayOff>, DbErr> {
    #[derive(FromQueryResult)]
    struct Named {
        on_date: String,
        name: String,
        name_en: Option<String>,
    }
    let sql = "select on_date, name, name_en from non_working_day where on_date >= $1 and on_date <= $2 order by on_date";
    let rows: Vec<Named> = all(
        source,
        sql,
        vec![first.to_string().into(), last.to_string().into()],
    )
    .await?;
    let named = |row: Named| {
        let on = row.on_date.parse().map_err(|_| broken("date"))?;
        Ok(DayOff {
            on,
            name: row.name,
            name_en: row.name_en,
        })
    };
    rows.into_iter().map(named).collect()
}
