//! What the house owes, for the coordinators' mail of the week. Hidden requests are not counted.

use jiff::civil::Date;
use sea_orm::{DbErr, FromQueryResult};

use crate::{
    reference::Reference,
    store::{Source, all, broken, number},
};

/// A request on which something is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Its reference.
    pub reference: Reference,
    /// Its title.
    pub title: String,
    /// Since when, or by when.
    pub on: Option<Date>,
}

/// What is owed: how many of each, and the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    /// The reference date has passed.
    pub overdue: (i64, Vec<Owed>),
    /// The promised date has passed.
    pub late: (i64, Vec<Owed>),
    /// No answer yet, and neither of the two.
    pub unanswered: (i64, Vec<Owed>),
}

impl Week {
    /// Whether there is nothing to tell.
    pub const fn is_empty(&self) -> bool {
        self.overdue.0 == 0 && self.late.0 == 0 && self.unanswered.0 == 0
    }
}

const LATE: &str =
    "r.status in ('planned', 'in_preparation') and r.promised_on is not null and r.promised_on < $1";
/// By the desk's own day: see `standing/desk.rs`.
const OVERDUE: &str = "r.status not in ('answered', 'closed') and r.act_by is not null and r.act_by < $1";

/// What is owed on the day `today`, `most` requests of each.
pub async fn week(source: &impl Source, today: Date, most: u32) -> Result<Week, DbErr> {
    let overdue = format!("{OVERDUE} and not ({LATE})");
    // Nothing is null in these conditions where it would count: a comparison with null is no yes and no no.
    let unanswered = format!(
        "r.status not in ('answered', 'closed') and (r.act_by is null or r.act_by >= $1) and not ({LATE})"
    );
    Ok(Week {
        overdue: part(source, &overdue, "r.act_by", (today, most)).await?,
        late: part(source, LATE, "r.promised_on", (today, most)).await?,
        unanswered: part(
            source,
            &unanswered,
            "coalesce(r.act_by, '9999-12-31')",
            (today, most),
        )
        .await?,
    })
}

async fn part(
    source: &impl Source,
    condition: &str,
    day: &str,
    (today, most): (Date, u32),
) -> Result<(i64, Vec<Owed>), DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        year: i32,
        number: i64,
        title: String,
        day: String,
    }
    let value = || vec![today.to_string().into()];
    let sql = format!("select count(*) as n from data_request r where {condition} and not r.hidden");
    let count = number(source, &sql, value()).await?.unwrap_or(0);
    let sql = format!(
        "select r.year, r.number, r.title, {day} as day from data_request r where {condition} and not r.hidden
         order by {day}, r.id limit {most}"
    );
    let rows: Vec<Row> = all(source, &sql, value()).await?;
    let owed = |row: Row| {
        Ok(Owed {
            reference: Reference {
                year: i16::try_from(row.year).map_err(|_| broken("reference"))?,
                number: row.number,
            },
            title: row.title,
            on: row.day.parse().ok().filter(|day: &Date| day.year() < 9999),
        })
    };
    Ok((count, rows.into_iter().map(owed).collect::<Result<_, DbErr>>()?))
}
