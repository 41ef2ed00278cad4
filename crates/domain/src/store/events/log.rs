//! What happened to all requests together, without a word of anybody: the table from which every figure can be counted again.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use crate::{
    event::Details,
    ids::EventId,
    policy::Actor,
    reference::Reference,
    store::{Source, all, broken, scope::visible_to},
};

/// A line of the log.
#[derive(Debug, Clone)]
pub struct Logged {
    /// The event.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// The request, as it is today.
    pub reference: Reference,
    /// The slug of the area that is responsible today.
    pub area: Option<String>,
    /// The key of the theme it has today.
    pub theme: String,
    /// The key of the kind it has today.
    pub kind: String,
    /// The key of what happened.
    pub action: String,
    /// The key of the status before.
    pub from: Option<String>,
    /// The key of the status after.
    pub to: String,
    /// The key of the role in which somebody did it.
    pub role: String,
    /// The rest.
    pub details: Details,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    at: i64,
    year: i32,
    number: i64,
    area: Option<String>,
    theme: String,
    kind: String,
    action: String,
    from_status: Option<String>,
    to_status: String,
    role: String,
    details: String,
}

/// The events that `actor` may see after one of them, in the order of their numbers, `limit` of them.
///
/// For a table that is read once: who asks again for what is new by the last number misses what was written down later under
/// a smaller one, which PostgreSQL allows.
pub async fn log(
    source: &impl Source,
    actor: &Actor,
    after: EventId,
    limit: u32,
) -> Result<Vec<Logged>, DbErr> {
    let sql = format!(
        "select e.id, e.at, r.year, r.number, a.slug as area, t.key as theme, r.kind, e.action, e.from_status, e.to_status,
            e.role, e.details
         from event e join data_request r on r.id = e.request_id join theme t on t.id = r.theme_id
            left join area a on a.id = r.area_id
         where e.id > $1 and {} order by e.id limit $2",
        visible_to(actor)
    );
    let rows: Vec<Row> = all(source, &sql, vec![after.0.into(), i64::from(limit).into()]).await?;
    rows.into_iter().map(Logged::try_from).collect()
}

impl TryFrom<Row> for Logged {
    type Error = DbErr;

    fn try_from(row: Row) -> Result<Self, DbErr> {
        Ok(Self {
            id: EventId(row.id),
            at: Timestamp::from_second(row.at).map_err(|_| broken("time"))?,
            reference: Reference {
                year: i16::try_from(row.year).map_err(|_| broken("year"))?,
                number: row.number,
            },
            area: row.area,
            theme: row.theme,
            kind: row.kind,
            action: row.action,
            from: row.from_status,
            to: row.to_status,
            role: row.role,
            details: serde_json::from_str(&row.details).map_err(|error| DbErr::Json(error.to_string()))?,
        })
    }
}
