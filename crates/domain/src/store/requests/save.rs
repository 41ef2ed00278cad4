//! What an event, a support or a comment does to the row and its counters.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sea_orm::{DbErr, Value};

use super::{
    StoredEvidence,
    desk::{act_by, news},
    open_due_on, rank_key, row,
};
use crate::{
    clock::Moment,
    data_request::DataRequest,
    deadline::Calendar,
    event::{Change, EventKind},
    evidence::Found,
    ids::{RequestId, ThemeId},
    status::Outcome,
    store::{
        Tx, broken,
        facets::{self, Cell},
        figures, following, run, search, themes, weights,
    },
};

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

/// Writes `after`, the request as it stands after `change`, which is not yet among its events; `before` guards against
/// anybody who was first.
pub async fn save(
    tx: &Tx,
    before: &DataRequest,
    after: &DataRequest,
    change: &Change,
    calendar: &Calendar,
    moves: Moves,
) -> Result<Saved, DbErr> {
    let theme = themes::find(tx, &after.theme)
        .await?
        .ok_or_else(|| broken("theme"))?;
    let theme_before = if before.theme == after.theme {
        theme
    } else {
        themes::find(tx, &before.theme)
            .await?
            .ok_or_else(|| broken("theme"))?
    };
    let standing = &after.standing;
    // Also those already due: doing them again does nothing, and then they are put off.
    let timer_on = standing.closing(calendar).map(|(on, _)| on);
    let remind_on = standing.reminders(calendar).first().map(|due| due.on);
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
        timer_on = $33, answered_at = $34, closed_at = $35, rank_key = $36, act_by = $37, news = $38,
        remind_on = $39, personal_data = $40, secrecy = $41
        where id = $1 and version = $2";
    let stored = StoredEvidence::from(&after.evidence);
    let seconds = |at: Option<Timestamp>| Value::from(at.map(Timestamp::as_second));
    let date = |on: Option<Date>| Value::from(on.map(|on| on.to_string()));
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
        moved_at(before, change).as_second().into(),
        version.into(),
        row::standing_text(standing)?.into(),
        stored.text()?.into(),
        standing.evidence.as_str().into(),
        after.verdict_comment.clone().into(),
        standing.status.as_str().into(),
        standing.outcome.map(Outcome::as_str).into(),
        standing.area.map(|area| area.0).into(),
        standing.assignee.map(|person| person.0).into(),
        standing.hidden.is_some().into(),
        standing.merged.map(|merged| merged.into.0).into(),
        open_due_on(standing).into(),
        standing.promise.on.map(|on| on.to_string()).into(),
        date(timer_on),
        seconds(standing.answered_at),
        seconds(standing.closed_at),
        rank_key(
            tx,
            (
                &after.supporters_by_sector,
                theme.1,
                after.legal_duty,
                after.readiness,
            ),
            received(before),
        )
        .await?
        .into(),
        act_by(standing).into(),
        news(standing).into(),
        date(remind_on),
        after.personal_data.as_str().into(),
        after.secrecy.as_str().into(),
    ];
    if run(tx, sql, values).await? == 0 {
        return Ok(Saved::Conflict);
    }
    facets::shift(tx, cell(before, theme_before.0), cell(after, theme.0)).await?;
    figures::go_on(tx, before.id, change, (theme_before.0, theme.0)).await?;
    let texts = searched(after);
    if searched(before) != texts {
        search::index(tx, before.id, &texts).await?;
    }
    touch(tx, before.id).await?;
    Ok(Saved::Done)
}

/// When a request moved last. That its area has another name, or that its data is in order, moves nothing of it.
fn moved_at(before: &DataRequest, change: &Change) -> Timestamp {
    let is_still = change.kind == EventKind::AreaMoved || change.details.found == Some(Found::Ok);
    if is_still {
        before.updated_at
    } else {
        change.at.max(before.updated_at)
    }
}

/// Moves the revision: something about the request changed.
pub async fn touch(tx: &Tx, id: RequestId) -> Result<(), DbErr> {
    let sql = "update request_counter set revision = revision + 1 where request_id = $1";
    run(tx, sql, vec![id.0.into()]).await.map(drop)
}

/// What a request is found by: what was asked, and where the answer says that it is to be had.
fn searched(request: &DataRequest) -> [&str; 5] {
    let evidence = &request.evidence;
    [
        &request.title,
        &request.body,
        request.dataset.as_deref().unwrap_or_default(),
        evidence.dataset.as_deref().unwrap_or_default(),
        evidence.how.as_deref().unwrap_or_default(),
    ]
}

/// Recounts supporters, followers and public comments, and moves the revision. Call it with the request locked.
pub async fn recount(tx: &Tx, request: &DataRequest) -> Result<(), DbErr> {
    let sectors = following::by_sector(tx, request.id).await?;
    let supporters: i64 = sectors.values().sum();
    let text = serde_json::to_string(&sectors).map_err(|error| DbErr::Json(error.to_string()))?;
    let sql = "update request_counter set revision = revision + 1, supporters = $2, sectors = $3,
        followers = (select count(*) from follow where request_id = $1 and cadence <> 'none'),
        comments = (select count(*) from comment where request_id = $1 and not internal)
        where request_id = $1";
    run(tx, sql, vec![request.id.0.into(), supporters.into(), text.into()]).await?;
    let priority_theme = themes::find(tx, &request.theme)
        .await?
        .is_some_and(|(_, priority)| priority);
    let what = (&sectors, priority_theme, request.legal_duty, request.readiness);
    let key = rank_key(tx, what, received(request)).await?;
    weights::set_rank(tx, request.id, key).await
}

/// Calls the requester otherwise, without a trace of what they were called.
pub async fn rename_requester(tx: &Tx, id: RequestId, name: &str) -> Result<(), DbErr> {
    let sql = "update data_request set requester_name = $2 where id = $1";
    run(tx, sql, vec![id.0.into(), name.into()]).await?;
    touch(tx, id).await
}

/// Notes when something next ends by itself, without anything having changed.
pub async fn set_timer(tx: &Tx, id: RequestId, on: Option<Date>) -> Result<(), DbErr> {
    let sql = "update data_request set timer_on = $2 where id = $1";
    run(tx, sql, vec![id.0.into(), on.map(|on| on.to_string()).into()])
        .await
        .map(drop)
}

/// Notes when somebody is next to be reminded.
pub async fn set_reminder(tx: &Tx, id: RequestId, on: Option<Date>) -> Result<(), DbErr> {
    let sql = "update data_request set remind_on = $2 where id = $1";
    run(tx, sql, vec![id.0.into(), on.map(|on| on.to_string()).into()])
        .await
        .map(drop)
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
