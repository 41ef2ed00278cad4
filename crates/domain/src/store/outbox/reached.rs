//! Whom the mails of a request have reached: how many left, wait, or came back, for each thing that was done or said.

use sea_orm::{DbErr, FromQueryResult};

use crate::{
    ids::{CommentId, EventId, RequestId},
    store::{Source, all},
};

/// So many mails of a request are looked at, the newest ones: more than any desk needs to know of.
const LOOKED_AT: u32 = 20_000;

/// What became of the mails about one event or comment. Those that were not needed any more are not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reached {
    /// Left, and did not come back.
    pub sent: i64,
    /// Wait, or are tried again.
    pub waiting: i64,
    /// Came back, or were refused for good.
    pub failed: i64,
}

#[derive(FromQueryResult)]
struct Row {
    event_id: Option<i64>,
    comment_id: Option<i64>,
    sent: i64,
    waiting: i64,
    failed: i64,
}

/// What became of the mails about each event and comment of a request. Reminders count for the event they remind of.
pub async fn reached(
    source: &impl Source,
    request: RequestId,
) -> Result<(Vec<(EventId, Reached)>, Vec<(CommentId, Reached)>), DbErr> {
    let sql = format!(
        "select o.event_id, o.comment_id,
            sum(case when o.state = 'sent' and b.id is null then 1 else 0 end) as sent,
            sum(case when o.state in ('pending', 'sending') then 1 else 0 end) as waiting,
            sum(case when o.state = 'dead' or o.state = 'sent' and b.id is not null then 1 else 0 end) as failed
         from (select id, event_id, comment_id, state from outbox where request_id = $1
            order by id desc limit {LOOKED_AT}) o
         left join bounce b on b.outbox_id = o.id
         group by o.event_id, o.comment_id"
    );
    let rows: Vec<Row> = all(source, &sql, vec![request.0.into()]).await?;
    let (mut events, mut comments) = (Vec::new(), Vec::new());
    for row in rows {
        let reached = Reached {
            sent: row.sent,
            waiting: row.waiting,
            failed: row.failed,
        };
        match (row.event_id, row.comment_id) {
            (_, Some(comment)) => comments.push((CommentId(comment), reached)),
            (Some(event), None) => events.push((EventId(event), reached)),
            (None, None) => {}
        }
    }
    Ok((events, comments))
}
