//! Data requests: finding them (always as somebody), filing them, and taking an event in.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult, Value};

use super::{Source, Tx, broken, is_postgres, number, one, scope::visible_to, weights};
use crate::{
    action::Evidence,
    clock::Moment,
    data_request::DataRequest,
    ids::RequestId,
    person::Sector,
    policy::Actor,
    priority::Inputs,
    reference::Reference,
    standing::Standing,
    status::{HideReason, Kind, Origin, Outcome, Status},
};

mod addresses;
pub mod desk;
mod insert;
mod joined;
mod list;
mod published;
pub(super) mod row;
mod save;

pub use addresses::{addresses, years};
pub use insert::{NewRow, insert};
pub use joined::{Joined, JoinedPage, joined};
pub use list::{Cursor, Days, EVER, Filter, Page, Reached, Sort, Within, entered, list};
pub(super) use list::{Query, walking_is_cheaper};
pub use published::published_lately;
pub use row::StoredEvidence;
use row::{Row, select};
pub use save::{Moves, Saved, recount, rename_requester, save, set_reminder, set_timer, touch};

/// Whether a request is only read, or locked until the transaction ends: every op that changes one locks it first, which
/// puts the events of one request in the order of their row numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Only read.
    No,
    /// Locked.
    Yes,
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// What is found under a reference.
#[derive(Debug, Clone)]
pub enum Found {
    /// The request.
    Visible(Box<DataRequest>),
    /// There is one, hidden from this actor: its reference and the reason may be told, nothing else.
    Hidden(HideReason),
    /// Nothing.
    Nothing,
}

/// Finds a request as `actor`.
pub async fn find(
    source: &impl Source,
    actor: &Actor,
    reference: Reference,
    lock: Lock,
) -> Result<Found, DbErr> {
    // The lock is taken by a statement of its own, and the row read after it: on PostgreSQL a statement that waited for a
    // lock still sees joined tables as they were before.
    if lock == Lock::Yes && is_postgres(source) {
        let sql = "select id as n from data_request where year = $1 and number = $2 for update";
        super::number(source, sql, by_reference(reference)).await?;
    }
    let sql = format!(
        "{} where r.year = $1 and r.number = $2 and {}",
        select(),
        visible_to(actor)
    );
    if let Some(row) = one::<Row>(source, &sql, by_reference(reference)).await? {
        return row
            .into_request()
            .map(|request| Found::Visible(Box::new(request)));
    }
    #[derive(FromQueryResult)]
    struct Standings {
        standing: String,
    }
    let sql = "select standing from data_request where year = $1 and number = $2";
    let hidden = match one::<Standings>(source, sql, by_reference(reference)).await? {
        Some(row) => row::parse_standing(&row.standing)?.hidden,
        None => None,
    };
    Ok(hidden.map_or(Found::Nothing, |hidden| Found::Hidden(hidden.reason)))
}

/// When a request was made.
pub async fn made_at(source: &impl Source, id: RequestId) -> Result<Option<Timestamp>, DbErr> {
    let sql = "select created_at as n from data_request where id = $1";
    let second = number(source, sql, vec![id.0.into()]).await?;
    second
        .map(|second| Timestamp::from_second(second).map_err(|_| broken("moment")))
        .transpose()
}

/// The request with this number, whoever asks: for jobs, mails and the requests another one points to.
pub async fn get(source: &impl Source, id: RequestId, lock: Lock) -> Result<Option<DataRequest>, DbErr> {
    if lock == Lock::Yes && is_postgres(source) {
        super::number(
            source,
            "select id as n from data_request where id = $1 for update",
            vec![id.0.into()],
        )
        .await?;
    }
    let row: Option<Row> = one(
        source,
        &format!("{} where r.id = $1", select()),
        vec![id.0.into()],
    )
    .await?;
    row.map(Row::into_request).transpose()
}

/// The row number behind a reference, whoever may see it.
pub async fn number_of(source: &impl Source, reference: Reference) -> Result<Option<RequestId>, DbErr> {
    let sql = "select id as n from data_request where year = $1 and number = $2";
    let id = super::number(source, sql, by_reference(reference)).await?;
    Ok(id.map(RequestId))
}

/// The parts of a split request that are public, oldest first.
pub async fn parts(source: &impl Source, actor: &Actor, id: RequestId) -> Result<Vec<DataRequest>, DbErr> {
    let sql = format!(
        "{} where r.part_of_id = $1 and {} order by r.id",
        select(),
        visible_to(actor)
    );
    let rows: Vec<Row> = super::all(source, &sql, vec![id.0.into()]).await?;
    rows.into_iter().map(Row::into_request).collect()
}

/// How many parts requests have that were split, and how many of those are answered; of those without parts, nothing.
pub async fn parts_answered(
    source: &impl Source,
    actor: &Actor,
    of: &[RequestId],
) -> Result<HashMap<RequestId, (i64, i64)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Counted {
        part_of_id: i64,
        answered: i64,
        parts: i64,
    }
    let answers: Vec<_> = Outcome::ALL
        .iter()
        .filter(|outcome| outcome.is_an_answer())
        .map(|outcome| format!("'{outcome}'"))
        .collect();
    let ids: Vec<_> = of.iter().map(ToString::to_string).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "select r.part_of_id, count(*) as parts,
            sum(case when r.outcome in ({}) then 1 else 0 end) as answered
         from data_request r where r.part_of_id in ({}) and {} group by r.part_of_id",
        answers.join(", "),
        ids.join(", "),
        visible_to(actor)
    );
    let rows: Vec<Counted> = super::all(source, &sql, vec![]).await?;
    Ok(rows
        .into_iter()
        .map(|row| (RequestId(row.part_of_id), (row.answered, row.parts)))
        .collect())
}

/// The requests merged directly into this one.
pub async fn merged_into(source: &impl Source, id: RequestId) -> Result<Vec<RequestId>, DbErr> {
    let sql = "select id from data_request where duplicate_of_id = $1 order by id";
    let rows: Vec<Id> = super::all(source, sql, vec![id.0.into()]).await?;
    Ok(rows.into_iter().map(|row| RequestId(row.id)).collect())
}

/// The requests for which time alone may have something to do by `today`, at most `limit`: something ends, or, where
/// `reminders` may leave, somebody is to be reminded.
pub async fn with_timers(
    source: &impl Source,
    today: jiff::civil::Date,
    reminders: bool,
    limit: u32,
) -> Result<Vec<RequestId>, DbErr> {
    let sql = "select id from (
            select id, timer_on as due from data_request where timer_on is not null and timer_on <= $1
            union all
            select id, remind_on as due from data_request where remind_on is not null and remind_on <= $2) waiting
        group by id order by min(due), id limit $3";
    let today = today.to_string();
    let remind_by = if reminders { today.clone() } else { String::new() };
    let values = vec![today.into(), remind_by.into(), i64::from(limit).into()];
    let rows: Vec<Id> = super::all(source, sql, values).await?;
    Ok(rows.into_iter().map(|row| RequestId(row.id)).collect())
}

/// The next `limit` requests behind `after` whose clock still runs: a changed calendar may move their due dates.
pub async fn undetermined(
    source: &impl Source,
    after: RequestId,
    limit: u32,
) -> Result<Vec<RequestId>, DbErr> {
    let sql = "select id from data_request where due_on is not null and id > $1 order by id limit $2";
    let rows: Vec<Id> = super::all(source, sql, vec![after.0.into(), i64::from(limit).into()]).await?;
    Ok(rows.into_iter().map(|row| RequestId(row.id)).collect())
}

/// The open requests given to this person.
pub async fn assigned_to(
    source: &impl Source,
    person: crate::ids::PersonId,
) -> Result<Vec<RequestId>, DbErr> {
    let sql = "select id from data_request where assignee_id = $1 and status not in ('answered', 'closed') order by id";
    let rows: Vec<Id> = super::all(source, sql, vec![person.0.into()]).await?;
    Ok(rows.into_iter().map(|row| RequestId(row.id)).collect())
}

/// The request imported under this key, if it was.
pub async fn imported(source: &impl Source, key: &str) -> Result<Option<RequestId>, DbErr> {
    let sql = "select id as n from data_request where import_key = $1";
    Ok(super::number(source, sql, vec![key.into()]).await?.map(RequestId))
}

fn by_reference(reference: Reference) -> Vec<Value> {
    vec![i32::from(reference.year).into(), reference.number.into()]
}

/// The due date while the clock runs: what `sort=due` orders by, and what a changed calendar looks at.
fn open_due_on(standing: &Standing) -> Option<String> {
    standing
        .round
        .due_on
        .filter(|_| standing.round.result.is_none())
        .map(|due| due.to_string())
}

/// The place of a request in the order, by the weights as they are: from its supporters, whether its theme comes first,
/// whether a law obliges to publish it, and how ready the area is.
async fn rank_key(
    tx: &Tx,
    (supporters, priority_theme, legal_duty, readiness): (&BTreeMap<Sector, i64>, bool, bool, i64),
    received: Moment,
) -> Result<i64, DbErr> {
    let inputs = Inputs {
        supporters,
        priority_theme,
        table_rank: None,
        legal_duty,
        readiness,
        received_on: received.today,
    };
    Ok(inputs.weigh(&weights::get(tx).await?).rank_key())
}
