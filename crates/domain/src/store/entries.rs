//! What was entered together after a meeting: what was sent, and which of its rows became which request.

use jiff::{Timestamp, civil::Date};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, is_postgres, number, one, run};
use crate::{
    ids::{EntryId, PersonId, RequestId},
    reference::Reference,
};

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: EntryId,
    /// Who made it.
    pub person: PersonId,
    /// What the meeting is called.
    pub meeting: String,
    /// When it was held.
    pub held_on: Date,
    /// What was sent, for as long as it is kept.
    pub source: Option<String>,
    /// When it was sent first.
    pub created_at: Timestamp,
}

/// A row that became a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredRow {
    /// Its line in what was sent.
    pub line: u64,
    /// The request.
    pub request: RequestId,
    /// Its reference.
    pub reference: Reference,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub requester: PersonId,
    /// Somebody was asked whether it is theirs, and has not answered.
    pub asked: bool,
    /// People who were asked whether they need it too.
    pub invited: i64,
    /// Those of them who said so.
    pub claimed: i64,
}

/// An entry in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub id: EntryId,
    /// What the meeting is called.
    pub meeting: String,
    /// When it was held.
    pub held_on: Date,
    /// How many of its rows became requests.
    pub filed: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    person_id: i64,
    meeting: String,
    held_on: String,
    source: Option<String>,
    created_at: i64,
}

/// Keeps a new one.
pub async fn insert(
    tx: &Tx,
    person: PersonId,
    (meeting, held_on, source): (&str, Date, &str),
    now: Timestamp,
) -> Result<EntryId, DbErr> {
    let sql = "insert into entry (person_id, meeting, held_on, source, created_at)
        values ($1, $2, $3, $4, $5) returning id as n";
    let values = vec![
        person.0.into(),
        meeting.into(),
        held_on.to_string().into(),
        source.into(),
        now.as_second().into(),
    ];
    let id = number(tx, sql, values).await?;
    id.map(EntryId).ok_or_else(|| broken("entry"))
}

/// Puts what is sent now in the place of what was sent before.
pub async fn change(
    tx: &Tx,
    id: EntryId,
    (meeting, held_on, source): (&str, Date, &str),
) -> Result<(), DbErr> {
    let sql = "update entry set meeting = $2, held_on = $3, source = $4 where id = $1";
    let values = vec![
        id.0.into(),
        meeting.into(),
        held_on.to_string().into(),
        source.into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// One of them.
pub async fn get(source: &impl Source, id: EntryId) -> Result<Option<Entry>, DbErr> {
    let sql = "select id, person_id, meeting, held_on, source, created_at from entry where id = $1";
    let row: Option<Row> = one(source, sql, vec![id.0.into()]).await?;
    row.map(|row| {
        Ok(Entry {
            id: EntryId(row.id),
            person: PersonId(row.person_id),
            meeting: row.meeting,
            held_on: date(&row.held_on)?,
            source: row.source,
            created_at: Timestamp::from_second(row.created_at).map_err(|_| broken("moment"))?,
        })
    })
    .transpose()
}

/// Holds on to it until the transaction ends: its rows are filed one after the other, whoever sends them.
pub async fn lock(tx: &Tx, id: EntryId) -> Result<(), DbErr> {
    if !is_postgres(tx) {
        return Ok(());
    }
    let sql = "select id as n from entry where id = $1 for update";
    number(tx, sql, vec![id.0.into()]).await.map(drop)
}

/// The last ones of somebody, newest first.
pub async fn of(source: &impl Source, person: PersonId, limit: u32) -> Result<Vec<Listed>, DbErr> {
    #[derive(FromQueryResult)]
    struct Short {
        id: i64,
        meeting: String,
        held_on: String,
        filed: i64,
    }
    let sql = format!(
        "select e.id, e.meeting, e.held_on, (select count(*) from entry_row r where r.entry_id = e.id) as filed
         from entry e where e.person_id = $1 order by e.id desc limit {limit}"
    );
    let rows: Vec<Short> = all(source, &sql, vec![person.0.into()]).await?;
    let listed = |row: Short| {
        Ok(Listed {
            id: EntryId(row.id),
            meeting: row.meeting,
            held_on: date(&row.held_on)?,
            filed: row.filed,
        })
    };
    rows.into_iter().map(listed).collect()
}

/// Notes that a row became a request.
pub async fn add_row(tx: &Tx, entry: EntryId, line: u64, request: RequestId) -> Result<(), DbErr> {
    let sql = "insert into entry_row (entry_id, line, request_id) values ($1, $2, $3)";
    let values = vec![entry.0.into(), line_number(line).into(), request.0.into()];
    run(tx, sql, values).await.map(drop)
}

/// The rows that became requests, in their order.
pub async fn rows(source: &impl Source, entry: EntryId) -> Result<Vec<EnteredRow>, DbErr> {
    #[derive(FromQueryResult)]
    struct Filed {
        line: i64,
        request_id: i64,
        year: i32,
        number: i64,
        title: String,
        requester_id: i64,
        asked: i64,
        invited: i64,
        claimed: i64,
    }
    let sql = "select w.line, w.request_id, r.year, r.number, r.title, r.requester_id,
        (select count(*) from invitation i where i.entry_id = w.entry_id and i.request_id = w.request_id
            and i.voiced and i.state = 'invited') as asked,
        (select count(*) from invitation i where i.entry_id = w.entry_id and i.request_id = w.request_id
            and not i.voiced) as invited,
        (select count(*) from invitation i where i.entry_id = w.entry_id and i.request_id = w.request_id
            and not i.voiced and i.state = 'claimed') as claimed
        from entry_row w join data_request r on r.id = w.request_id where w.entry_id = $1 order by w.line";
    let rows: Vec<Filed> = all(source, sql, vec![entry.0.into()]).await?;
    let entered = |row: Filed| {
        Ok(EnteredRow {
            line: u64::try_from(row.line).map_err(|_| broken("line"))?,
            request: RequestId(row.request_id),
            reference: Reference {
                year: i16::try_from(row.year).map_err(|_| broken("year"))?,
                number: row.number,
            },
            title: row.title,
            requester: PersonId(row.requester_id),
            asked: row.asked > 0,
            invited: row.invited,
            claimed: row.claimed,
        })
    };
    rows.into_iter().map(entered).collect()
}

/// What a row became, if it was filed before.
pub async fn filed(source: &impl Source, entry: EntryId, line: u64) -> Result<Option<RequestId>, DbErr> {
    let sql = "select request_id as n from entry_row where entry_id = $1 and line = $2";
    let id = number(source, sql, vec![entry.0.into(), line_number(line).into()]).await?;
    Ok(id.map(RequestId))
}

/// Forgets what was sent before `oldest`: it holds addresses of people who may never have said anything.
pub async fn forget_sources(tx: &Tx, oldest: Timestamp) -> Result<u64, DbErr> {
    let sql = "update entry set source = null where source is not null and created_at <= $1";
    run(tx, sql, vec![oldest.as_second().into()]).await
}

fn line_number(line: u64) -> i64 {
    i64::try_from(line).unwrap_or(i64::MAX)
}

fn date(text: &str) -> Result<Date, DbErr> {
    text.parse().map_err(|_| broken("date"))
}
