//! What happened to all requests together, without a word of anybody: the table from which every figure can be counted again.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use crate::{
    event::{ActorRole, Details},
    ids::{AreaId, EventId},
    policy::Actor,
    reference::Reference,
    store::{Source, all, areas, broken, scope::visible_to},
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
    /// The slug of the area that was responsible after it.
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
    /// The key of the role in which somebody did it. A verdict by staff of the answering area is a liaison's: no figure counts
    /// it as what a data user says.
    pub role: String,
    /// The rest.
    pub details: Details,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    request_id: i64,
    at: i64,
    year: i32,
    number: i64,
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
        "select e.id, e.request_id, e.at, r.year, r.number, t.key as theme, r.kind, e.action, e.from_status, e.to_status,
            e.role, e.details
         from event e join data_request r on r.id = e.request_id join theme t on t.id = r.theme_id
         where e.id > $1 and {} order by e.id limit $2",
        visible_to(actor)
    );
    let rows: Vec<Row> = all(source, &sql, vec![after.0.into(), i64::from(limit).into()]).await?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Ok(Vec::new());
    };
    let mut responsible = Responsible::before(source, first.id, last.id).await?;
    rows.into_iter().map(|row| responsible.logged(row)).collect()
}

/// Which area is responsible for each request, while one event after the other is read.
struct Responsible {
    slugs: HashMap<AreaId, String>,
    areas: HashMap<i64, AreaId>,
}

impl Responsible {
    /// As it is before the events from `first` to `last`, for the requests that they are about.
    async fn before(source: &impl Source, first: i64, last: i64) -> Result<Self, DbErr> {
        #[derive(FromQueryResult)]
        struct Given {
            request_id: i64,
            details: String,
        }
        let sql =
            "select request_id, details from event where id < $1 and action in ('file', 'assign', 'imported')
            and request_id in (select request_id from event where id between $1 and $2) order by id";
        let given: Vec<Given> = all(source, sql, vec![first.into(), last.into()]).await?;
        let mut responsible = Self {
            slugs: areas::slugs(source).await?,
            areas: HashMap::new(),
        };
        for row in given {
            responsible.take_in(row.request_id, &read(&row.details)?);
        }
        Ok(responsible)
    }

    fn take_in(&mut self, request: i64, details: &Details) {
        if let Some(area) = details.area {
            self.areas.insert(request, area);
        }
    }

    fn logged(&mut self, row: Row) -> Result<Logged, DbErr> {
        let details = read(&row.details)?;
        self.take_in(row.request_id, &details);
        let area = self.areas.get(&row.request_id);
        Ok(Logged {
            id: EventId(row.id),
            at: Timestamp::from_second(row.at).map_err(|_| broken("time"))?,
            reference: Reference {
                year: i16::try_from(row.year).map_err(|_| broken("year"))?,
                number: row.number,
            },
            area: area.and_then(|area| self.slugs.get(area).cloned()),
            theme: row.theme,
            kind: row.kind,
            action: row.action,
            from: row.from_status,
            to: row.to_status,
            role: if details.by_area_staff {
                ActorRole::Liaison.as_str().to_owned()
            } else {
                row.role
            },
            details,
        })
    }
}

fn read(details: &str) -> Result<Details, DbErr> {
    serde_json::from_str(details).map_err(|error| DbErr::Json(error.to_string()))
}
