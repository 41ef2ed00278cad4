//! Data requests: finding them (always as somebody), filing them, and taking an event in.

use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, FromQueryResult, Value};

use super::{
    Source, Tx, broken,
    entity::{data_request, request_counter},
    facets::{self, Cell},
    is_postgres, one, run,
    scope::visible_to,
};
use crate::{
    action::Evidence,
    clock::Moment,
    data_request::{DataRequest, NewDataRequest},
    event::Change,
    ids::{RequestId, ThemeId},
    policy::Actor,
    priority::Inputs,
    reference::Reference,
    standing::Standing,
    status::{HideReason, Kind, Origin, Outcome, Status},
};

mod list;
mod published;
mod row;

pub use list::{Cursor, Filter, Page, Sort, list};
pub use published::published_lately;
pub use row::StoredEvidence;
use row::{Row, select};

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

/// The requests merged directly into this one.
pub async fn merged_into(source: &impl Source, id: RequestId) -> Result<Vec<RequestId>, DbErr> {
    let sql = "select id from data_request where duplicate_of_id = $1 order by id";
    let rows: Vec<Id> = super::all(source, sql, vec![id.0.into()]).await?;
    Ok(rows.into_iter().map(|row| RequestId(row.id)).collect())
}

/// The requests for which time alone may have something to do by `today`, at most `limit`.
pub async fn with_timers(
    source: &impl Source,
    today: jiff::civil::Date,
    limit: u32,
) -> Result<Vec<RequestId>, DbErr> {
    let sql = "select id from data_request where timer_on is not null and timer_on <= $1 order by timer_on, id limit $2";
    let rows: Vec<Id> = super::all(
        source,
        sql,
        vec![today.to_string().into(), i64::from(limit).into()],
    )
    .await?;
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

/// Everything a new row needs besides what the requester wrote.
#[derive(Debug, Clone)]
pub struct NewRow<'a> {
    /// What the requester wrote.
    pub new: &'a NewDataRequest,
    /// Its theme.
    pub theme: (ThemeId, bool),
    /// Whether the theme waits for triage.
    pub theme_pending: bool,
    /// The name shown, unless anonymous.
    pub requester_name: Option<String>,
    /// The door it came in by.
    pub origin: Origin,
    /// The language it is written in.
    pub language: &'a str,
    /// Where it stands after its first event.
    pub standing: &'a Standing,
    /// The request it is a part of.
    pub part_of: Option<RequestId>,
    /// The request it follows.
    pub follows: Option<RequestId>,
    /// The key of an imported row.
    pub import_key: Option<&'a str>,
}

/// Adds a request received at `moment`, and gives it its reference.
pub async fn insert(tx: &Tx, row: &NewRow<'_>, moment: Moment) -> Result<(RequestId, Reference), DbErr> {
    let reference = next_reference(tx, moment).await?;
    let NewRow { new, standing, .. } = row;
    let at = moment.at.as_second();
    let inserted = data_request::ActiveModel {
        year: Set(reference.year.into()),
        number: Set(reference.number),
        title: Set(new.title.clone()),
        body: Set(new.body.clone()),
        purpose: Set(new.purpose.clone()),
        kind: Set(new.kind.as_str().into()),
        theme_id: Set(row.theme.0.0),
        theme_pending: Set(row.theme_pending),
        dataset: Set(new.dataset.clone()),
        wanted_frequency: Set(new.wanted_frequency.clone()),
        format: Set(new.format.clone()),
        period: Set(new.period.clone()),
        coverage: Set(new.coverage.clone()),
        requester_id: Set(standing.requester.0),
        requester_name: Set(row.requester_name.clone()),
        anonymous: Set(new.anonymous),
        sector: Set(new.sector.map_or("unknown", crate::person::Sector::as_str).into()),
        origin: Set(row.origin.as_str().into()),
        language: Set(row.language.into()),
        legal_duty: Set(false),
        readiness: Set(0),
        part_of_id: Set(row.part_of.map(|id| id.0)),
        follows_id: Set(row.follows.map(|id| id.0)),
        import_key: Set(row.import_key.map(str::to_owned)),
        created_at: Set(at),
        updated_at: Set(at),
        version: Set(1),
        standing: Set(row::standing_text(standing)?),
        evidence: Set("{}".into()),
        evidence_state: Set("unchecked".into()),
        verdict_comment: Set(None),
        status: Set(standing.status.as_str().into()),
        outcome: Set(standing.outcome.map(|outcome| outcome.as_str().into())),
        area_id: Set(standing.area.map(|area| area.0)),
        assignee_id: Set(None),
        hidden: Set(false),
        duplicate_of_id: Set(None),
        due_on: Set(open_due_on(standing)),
        promised_on: Set(None),
        timer_on: Set(None),
        answered_at: Set(None),
        closed_at: Set(None),
        rank_key: Set(rank_inputs(0, row.theme.1, false, 0, moment).rank_key()),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    request_counter::ActiveModel {
        request_id: Set(inserted.id),
        revision: Set(1),
        supporters: Set(0),
        sectors: Set("{}".into()),
        followers: Set(0),
        comments: Set(0),
    }
    .insert(tx.connection())
    .await?;
    let cell = Cell {
        status: standing.status,
        outcome: standing.outcome,
        theme: row.theme.0,
        area: standing.area,
        kind: new.kind,
    };
    facets::shift(tx, None, Some(cell)).await?;
    let id = RequestId(inserted.id);
    super::search::index(
        tx,
        id,
        &[&new.title, &new.body, new.dataset.as_deref().unwrap_or_default()],
    )
    .await?;
    Ok((id, reference))
}

/// What a change of the row comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is written.
    Done,
    /// Somebody was first.
    Conflict,
}

/// Whether a change is an action, which moves the version, or something that only moves the revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moves {
    /// The version and the revision.
    Version,
    /// The revision.
    Revision,
}

/// Writes `after`, the request as it stands after `change`; `before` guards against anybody who was first.
pub async fn save(
    tx: &Tx,
    before: &DataRequest,
    after: &DataRequest,
    change: &Change,
    calendar: &crate::deadline::Calendar,
    moves: Moves,
) -> Result<Saved, DbErr> {
    let theme = super::themes::find(tx, &after.theme)
        .await?
        .ok_or_else(|| broken("theme"))?;
    let theme_before = if before.theme == after.theme {
        theme
    } else {
        super::themes::find(tx, &before.theme)
            .await?
            .ok_or_else(|| broken("theme"))?
    };
    let standing = &after.standing;
    // Also those already due: doing them again does nothing, and then they are put off.
    let timer_on = standing.timers(calendar).into_iter().map(|(on, _)| on).min();
    let version = if moves == Moves::Version {
        before.version + 1
    } else {
        before.version
    };
    let sql = "update data_request set title = $3, body = $4, purpose = $5, kind = $6, theme_id = $7, theme_pending = $8,
        dataset = $9, wanted_frequency = $10, format = $11, period = $12, coverage = $13, requester_id = $14,
        requester_name = $15, anonymous = $16, legal_duty = $17, readiness = $18, updated_at = $19, version = $20,
        standing = $21, evidence = $22, evidence_state = $23, verdict_comment = $24, status = $25, outcome = $26,
        area_id = $27, assignee_id = $28, hidden = $29, duplicate_of_id = $30, due_on = $31, promised_on = $32,
        timer_on = $33, answered_at = $34, closed_at = $35, rank_key = $36
        where id = $1 and version = $2";
    let stored = StoredEvidence::from(&after.evidence);
    let seconds = |at: Option<Timestamp>| Value::from(at.map(Timestamp::as_second));
    let values: Vec<Value> = vec![
        before.id.0.into(),
        before.version.into(),
        after.title.clone().into(),
        after.body.clone().into(),
        after.purpose.clone().into(),
        after.kind.as_str().into(),
        theme.0.0.into(),
        after.theme_pending.into(),
        after.dataset.clone().into(),
        after.wanted_frequency.clone().into(),
        after.format.clone().into(),
        after.period.clone().into(),
        after.coverage.clone().into(),
        standing.requester.0.into(),
        after.requester_name.clone().into(),
        after.anonymous.into(),
        after.legal_duty.into(),
        i32::try_from(after.readiness).unwrap_or(0).into(),
        change.at.as_second().max(before.updated_at.as_second()).into(),
        version.into(),
        row::standing_text(standing)?.into(),
        stored.text()?.into(),
        "unchecked".into(),
        after.verdict_comment.clone().into(),
        standing.status.as_str().into(),
        standing.outcome.map(Outcome::as_str).into(),
        standing.area.map(|area| area.0).into(),
        standing.assignee.map(|person| person.0).into(),
        standing.hidden.is_some().into(),
        standing.merged.map(|merged| merged.into.0).into(),
        open_due_on(standing).into(),
        standing.promise.on.map(|on| on.to_string()).into(),
        timer_on.map(|on| on.to_string()).into(),
        seconds(standing.answered_at),
        seconds(standing.closed_at),
        rank_inputs(
            after.supporters,
            theme.1,
            after.legal_duty,
            after.readiness,
            received(before),
        )
        .rank_key()
        .into(),
    ];
    if run(tx, sql, values).await? == 0 {
        return Ok(Saved::Conflict);
    }
    facets::shift(tx, cell(before, theme_before.0), cell(after, theme.0)).await?;
    if (&before.title, &before.body, &before.dataset) != (&after.title, &after.body, &after.dataset) {
        let texts = [
            after.title.as_str(),
            after.body.as_str(),
            after.dataset.as_deref().unwrap_or_default(),
        ];
        super::search::index(tx, before.id, &texts).await?;
    }
    touch(tx, before.id).await?;
    Ok(Saved::Done)
}

/// Moves the revision: something about the request changed.
pub async fn touch(tx: &Tx, id: RequestId) -> Result<(), DbErr> {
    let sql = "update request_counter set revision = revision + 1 where request_id = $1";
    run(tx, sql, vec![id.0.into()]).await.map(drop)
}

/// Recounts supporters, followers and public comments, and moves the revision. Call it with the request locked.
pub async fn recount(tx: &Tx, request: &DataRequest) -> Result<(), DbErr> {
    let sectors = super::following::by_sector(tx, request.id).await?;
    let supporters: i64 = sectors.values().sum();
    let sectors = serde_json::to_string(&sectors).map_err(|error| DbErr::Json(error.to_string()))?;
    let sql = "update request_counter set revision = revision + 1, supporters = $2, sectors = $3,
        followers = (select count(*) from follow where request_id = $1 and cadence <> 'none'),
        comments = (select count(*) from comment where request_id = $1 and not internal)
        where request_id = $1";
    run(
        tx,
        sql,
        vec![request.id.0.into(), supporters.into(), sectors.into()],
    )
    .await?;
    let priority_theme = super::themes::find(tx, &request.theme)
        .await?
        .is_some_and(|(_, priority)| priority);
    let key = rank_inputs(
        supporters,
        priority_theme,
        request.legal_duty,
        request.readiness,
        received(request),
    )
    .rank_key();
    let sql = "update data_request set rank_key = $2 where id = $1 and rank_key <> $2";
    run(tx, sql, vec![request.id.0.into(), key.into()])
        .await
        .map(drop)
}

/// Looks again when time next has something to do, without anything having changed.
pub async fn set_timer(tx: &Tx, id: RequestId, on: Option<jiff::civil::Date>) -> Result<(), DbErr> {
    let sql = "update data_request set timer_on = $2 where id = $1";
    run(tx, sql, vec![id.0.into(), on.map(|on| on.to_string()).into()])
        .await
        .map(drop)
}

async fn next_reference(tx: &Tx, moment: Moment) -> Result<Reference, DbErr> {
    let year = moment.today.year();
    let sql = "insert into reference_counter (year, last) values ($1, 1)
        on conflict (year) do update set last = reference_counter.last + 1 returning last as n";
    let number = super::number(tx, sql, vec![i32::from(year).into()])
        .await?
        .ok_or_else(|| broken("reference counter"))?;
    Ok(Reference { year, number })
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

fn cell(request: &DataRequest, theme: ThemeId) -> Option<Cell> {
    let standing = &request.standing;
    standing.hidden.is_none().then_some(Cell {
        status: standing.status,
        outcome: standing.outcome,
        theme,
        area: standing.area,
        kind: request.kind,
    })
}

/// The moment of reception, its date taken in UTC: close enough for an order by days.
fn received(request: &DataRequest) -> Moment {
    Moment::new(request.created_at, &TimeZone::UTC)
}

fn rank_inputs(
    supporters: i64,
    priority_theme: bool,
    legal_duty: bool,
    readiness: i64,
    received: Moment,
) -> Inputs {
    Inputs {
        supporters,
        priority_theme,
        table_rank: None,
        legal_duty,
        readiness,
        received_on: received.today,
    }
}
