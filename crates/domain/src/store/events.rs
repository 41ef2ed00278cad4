//! Events and the passages of text that belong to them.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, EntityTrait, FromQueryResult};

use super::{
    Source, Tx, all, broken,
    entity::{event, passage},
    run,
};
use crate::{
    event::{ActorRole, Change, Details, Event, EventKind},
    figures,
    ids::{EventId, PersonId, RequestId},
    status::Status,
};

mod log;

pub use log::{Logged, log};

/// A text that belongs to an event: the message, an old title, how to get the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is: `message`, `how`, `title`, `title_before` ...
    pub field: String,
    /// The text; none once it was erased.
    pub body: Option<String>,
}

/// An event with its texts and the name of who acted.
#[derive(Debug, Clone)]
pub struct Told {
    /// The event.
    pub event: Event,
    /// Its texts.
    pub passages: Vec<Passage>,
    /// The name of who acted; none for the system, the nameless, the anonymous, and supporters, whose names are never
    /// public.
    pub actor_name: Option<String>,
}

impl Told {
    /// The text of `field`.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.passages
            .iter()
            .find(|passage| passage.field == field)?
            .body
            .as_deref()
    }
}

/// Appends an event with its texts. The request must be locked, so that the numbers of its events follow their order.
pub async fn append(
    tx: &Tx,
    request: RequestId,
    change: &Change,
    texts: &[(&str, &str)],
) -> Result<EventId, DbErr> {
    let row = event::ActiveModel {
        request_id: Set(request.0),
        at: Set(change.at.as_second()),
        on_date: Set(change.on.to_string()),
        action: Set(change.kind.as_str().into()),
        from_status: Set(change.from.map(|from| from.as_str().into())),
        to_status: Set(change.to.as_str().into()),
        actor_id: Set(change.actor.map(|actor| actor.0)),
        role: Set(change.role.as_str().into()),
        details: Set(serde_json::to_string(&change.details).map_err(|error| DbErr::Json(error.to_string()))?),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    if !texts.is_empty() {
        let rows = texts.iter().map(|(field, body)| passage::ActiveModel {
            event_id: Set(row.id),
            field: Set((*field).into()),
            body: Set(Some((*body).into())),
            ..Default::default()
        });
        passage::Entity::insert_many(rows)
            .exec_without_returning(tx.connection())
            .await?;
    }
    Ok(EventId(row.id))
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    request_id: i64,
    at: i64,
    on_date: String,
    action: String,
    from_status: Option<String>,
    to_status: String,
    actor_id: Option<i64>,
    role: String,
    details: String,
    actor_name: Option<String>,
}

const COLUMNS: &str =
    "select e.id, e.request_id, e.at, e.on_date, e.action, e.from_status, e.to_status, e.actor_id, e.role,
    e.details, case when e.role = 'supporter' or r.anonymous and e.role = 'requester' then null
    else nullif(p.name, '') end as actor_name
    from event e join data_request r on r.id = e.request_id left join person p on p.id = e.actor_id";

/// The events of a request, oldest first. The caller has found the request as whoever asks.
pub async fn of_request(source: &impl Source, request: RequestId) -> Result<Vec<Told>, DbErr> {
    let rows: Vec<Row> = all(
        source,
        &format!("{COLUMNS} where e.request_id = $1 order by e.id"),
        vec![request.0.into()],
    )
    .await?;
    #[derive(FromQueryResult)]
    struct Text {
        event_id: i64,
        field: String,
        body: Option<String>,
    }
    let sql = "select p.event_id, p.field, p.body from passage p join event e on e.id = p.event_id
        where e.request_id = $1 order by p.id";
    let mut texts: Vec<Text> = all(source, sql, vec![request.0.into()]).await?;
    let told = |row: Row| {
        let (mine, others) = std::mem::take(&mut texts)
            .into_iter()
            .partition(|text: &Text| text.event_id == row.id);
        texts = others;
        row.told(
            mine.into_iter()
                .map(|text: Text| Passage {
                    field: text.field,
                    body: text.body,
                })
                .collect(),
        )
    };
    rows.into_iter().map(told).collect()
}

/// The facts of those events of a request that can move a figure, oldest first.
pub(super) async fn that_count(source: &impl Source, request: RequestId) -> Result<Vec<Change>, DbErr> {
    let idle: Vec<String> = EventKind::ALL
        .iter()
        .filter(|kind| !figures::counts(**kind))
        .map(|kind| format!("'{kind}'"))
        .collect();
    let sql = format!(
        "{COLUMNS} where e.request_id = $1 and e.action not in ({}) order by e.id",
        idle.join(", ")
    );
    let rows: Vec<Row> = all(source, &sql, vec![request.0.into()]).await?;
    rows.into_iter()
        .map(|row| row.told(Vec::new()).map(|told| told.event.change))
        .collect()
}

/// One event, with its texts.
pub async fn get(source: &impl Source, id: EventId) -> Result<Option<Told>, DbErr> {
    let row: Option<Row> =
        super::one(source, &format!("{COLUMNS} where e.id = $1"), vec![id.0.into()]).await?;
    let Some(row) = row else { return Ok(None) };
    #[derive(FromQueryResult)]
    struct Text {
        field: String,
        body: Option<String>,
    }
    let sql = "select field, body from passage where event_id = $1 order by id";
    let texts: Vec<Text> = all(source, sql, vec![id.0.into()]).await?;
    row.told(
        texts
            .into_iter()
            .map(|text| Passage {
                field: text.field,
                body: text.body,
            })
            .collect(),
    )
    .map(Some)
}

/// The number of the last event of this kind.
pub async fn last_of(
    source: &impl Source,
    request: RequestId,
    kind: EventKind,
) -> Result<Option<EventId>, DbErr> {
    let sql = "select max(id) as n from event where request_id = $1 and action = $2";
    Ok(
        super::number(source, sql, vec![request.0.into(), kind.as_str().into()])
            .await?
            .map(EventId),
    )
}

/// The words with which each of these requests last came back to the desk: a reply, a dispute, a reopening.
pub async fn last_words(
    source: &impl Source,
    requests: &[RequestId],
) -> Result<HashMap<RequestId, String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Words {
        request_id: i64,
        body: String,
    }
    if requests.is_empty() {
        return Ok(HashMap::new());
    }
    let places: Vec<String> = (1..=requests.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "select e.request_id, p.body from event e join passage p on p.event_id = e.id
         where p.field = 'message' and p.body is not null and e.id in (select max(id) from event
         where request_id in ({}) and action in ('reply', 'dispute', 'reopen') group by request_id)",
        places.join(", ")
    );
    let values = requests.iter().map(|request| request.0.into()).collect();
    let rows: Vec<Words> = all(source, &sql, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| (RequestId(row.request_id), row.body))
        .collect())
}

/// Replaces `words` (all of the text when `None`) in the passages of a request that `fields` names (all fields when
/// empty) by `put`, for good. `event` narrows it to one event. Says how many passages changed.
pub async fn redact(
    tx: &Tx,
    request: RequestId,
    (event, fields): (Option<EventId>, &[&str]),
    words: Option<&str>,
    put: &str,
    now: Timestamp,
) -> Result<u64, DbErr> {
    #[derive(FromQueryResult)]
    struct Text {
        id: i64,
        event_id: i64,
        field: String,
        body: Option<String>,
    }
    let sql = "select p.id, p.event_id, p.field, p.body from passage p join event e on e.id = p.event_id
        where e.request_id = $1 and p.body is not null";
    let texts: Vec<Text> = all(tx, sql, vec![request.0.into()]).await?;
    let mut changed = 0;
    for text in texts {
        let meant = event.is_none_or(|event| event.0 == text.event_id)
            && (fields.is_empty() || fields.contains(&text.field.as_str()));
        let Some(body) = text.body.filter(|_| meant) else {
            continue;
        };
        let redacted = match words {
            Some(words) => body.replace(words, put),
            None => put.to_owned(),
        };
        if redacted != body {
            let sql = "update passage set body = $2, erased_at = $3 where id = $1";
            changed += run(
                tx,
                sql,
                vec![text.id.into(), redacted.into(), now.as_second().into()],
            )
            .await?;
        }
    }
    Ok(changed)
}

impl Row {
    fn told(self, passages: Vec<Passage>) -> Result<Told, DbErr> {
        let status = |key: &str| Status::parse(key).ok_or_else(|| broken("status"));
        let on: Date = self.on_date.parse().map_err(|_| broken("date"))?;
        let details: Details =
            serde_json::from_str(&self.details).map_err(|error| DbErr::Json(error.to_string()))?;
        let change = Change {
            kind: EventKind::parse(&self.action).ok_or_else(|| broken("action"))?,
            from: self.from_status.as_deref().map(status).transpose()?,
            to: status(&self.to_status)?,
            at: Timestamp::from_second(self.at).map_err(|_| broken("time"))?,
            on,
            actor: self.actor_id.map(PersonId),
            role: ActorRole::parse(&self.role).ok_or_else(|| broken("role"))?,
            details,
        };
        let event = Event {
            id: EventId(self.id),
            request: RequestId(self.request_id),
            change,
        };
        Ok(Told {
            event,
            passages,
            actor_name: self.actor_name,
        })
    }
}
