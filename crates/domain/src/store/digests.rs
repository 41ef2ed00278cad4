//! Digests: who has news that waits, putting it into one mail, and what that mail tells when it is composed.
//!
//! A fan-out row is a piece of news. A follower's cursor is the last one they were told of; the rows of one request follow
//! the order of its events, because whoever writes one holds the request.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{
    Source, Tx, all, broken,
    following::cadence,
    mailing::{self, Letter, To},
    number, run, searches,
};
use crate::{
    audience::MailKind,
    cadence::Cadence,
    ids::{CommentId, EventId, OutboxId, PersonId, RequestId},
};

mod week;

pub use week::{Owed, Week, week};

/// Requests that one digest tells of; what is beyond waits for the next one.
const MOST: u32 = 200;

/// What [`gather`] is to put together.
#[derive(Debug, Clone)]
pub struct Turn<'a> {
    /// For whom.
    pub person: PersonId,
    /// Which of their digests: two with the same name are one.
    pub name: &'a str,
    /// News of requests that they want to hear of this often.
    pub cadences: &'a [Cadence],
    /// Searches are looked at up to this event.
    pub upto: EventId,
}

/// Whether the row `f` of `follow` has news that waits for its reader `p`: not of hidden requests, nor of their own, nor
/// what they did themselves.
fn has_news(cadences: &[Cadence]) -> String {
    let keys: Vec<String> = cadences.iter().map(|key| format!("'{key}'")).collect();
    format!(
        "not r.hidden and r.requester_id <> f.person_id and {} in ({})
         and exists (select 1 from fanout n join event e on e.id = n.event_id
            where n.request_id = f.request_id and n.id > f.seen_fanout_id and n.rule = 'followers'
              and (e.actor_id is null or e.actor_id <> f.person_id))",
        cadence("f", "p"),
        keys.join(", ")
    )
}

/// Up to `most` people with more numbers than `after` who have news that waits, or searches to be looked at up to the event
/// `upto`, by number.
pub async fn waiting(
    source: &impl Source,
    (cadences, upto): (&[Cadence], EventId),
    after: PersonId,
    most: u32,
) -> Result<Vec<PersonId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: i64,
    }
    if cadences.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<String> = cadences.iter().map(|key| format!("'{key}'")).collect();
    let reachable = "p.disabled_at is null and p.erased_at is null
        and exists (select 1 from mailbox m where m.person_id = p.id and m.suspended_at is null)";
    // Each part ends where it has enough, by its index; together they are put into order again.
    let sql = format!(
        "select person_id from (
            select * from (
                select distinct f.person_id from follow f join person p on p.id = f.person_id
                    join data_request r on r.id = f.request_id
                where f.person_id > $1 and {reachable} and {}
                order by f.person_id limit {most}) followers
            union
            select * from (
                select distinct d.person_id from digest_entry d join person p on p.id = d.person_id
                where d.outbox_id is null and d.person_id > $1 and {reachable} and p.cadence in ({})
                order by d.person_id limit {most}) readers
            union
            select * from ({} and {reachable} order by s.person_id limit {most}) keepers) everybody
         order by person_id limit {most}",
        has_news(cadences),
        keys.join(", "),
        searches::keepers(cadences, upto)
    );
    let rows: Vec<Row> = all(source, &sql, vec![after.0.into()]).await?;
    Ok(rows.into_iter().map(|row| PersonId(row.person_id)).collect())
}

/// Puts what waits for somebody into one mail, and moves their cursors past it. False if nothing waits, or if there is such
/// a mail already: what is new since then waits for the next one.
pub async fn gather(tx: &Tx, turn: &Turn<'_>, now: Timestamp) -> Result<bool, DbErr> {
    let dedupe_key = format!("d:{}:{}", turn.person, turn.name);
    let there = "select id as n from outbox where dedupe_key = $1";
    let key = || vec![dedupe_key.clone().into()];
    if turn.cadences.is_empty() || number(tx, there, key()).await?.is_some() {
        return Ok(false);
    }
    let requests = with_news(tx, turn).await?;
    let comments = comments_waiting(tx, turn).await?;
    let found = searches::look(tx, turn.person, turn.cadences, turn.upto).await?;
    if requests.is_empty() && comments == 0 && found.is_empty() {
        return Ok(false);
    }
    let letter = Letter {
        dedupe_key: dedupe_key.clone(),
        kind: MailKind::Digest,
        event: None,
        request: None,
        comment: None,
        to: To::Person(turn.person),
        due_at: now,
    };
    mailing::enqueue(tx, &letter, now).await?;
    let Some(outbox) = number(tx, there, key()).await? else {
        return Ok(false);
    };
    for Unseen {
        request_id,
        after,
        upto,
    } in requests
    {
        let sql = "insert into digest_entry (person_id, request_id, outbox_id, after_id, upto_id)
            values ($1, $2, $3, $4, $5)";
        let values = vec![
            turn.person.0.into(),
            request_id.into(),
            outbox.into(),
            after.into(),
            upto.into(),
        ];
        run(tx, sql, values).await?;
        let sql = "update follow set seen_fanout_id = $3 where person_id = $1 and request_id = $2";
        run(
            tx,
            sql,
            vec![turn.person.0.into(), request_id.into(), upto.into()],
        )
        .await?;
    }
    if comments > 0 {
        let sql = "update digest_entry set outbox_id = $2 where person_id = $1 and outbox_id is null";
        run(tx, sql, vec![turn.person.0.into(), outbox.into()]).await?;
    }
    for (search, requests) in found {
        for request in requests {
            let sql = "insert into digest_entry (person_id, request_id, outbox_id, search_id) values ($1, $2, $3, $4)";
            let values = vec![
                turn.person.0.into(),
                request.0.into(),
                outbox.into(),
                search.0.into(),
            ];
            run(tx, sql, values).await?;
        }
    }
    Ok(true)
}

/// Keeps a comment for somebody's next digest.
pub async fn keep_comment(
    tx: &Tx,
    person: PersonId,
    request: RequestId,
    comment: CommentId,
) -> Result<(), DbErr> {
    let sql = "insert into digest_entry (person_id, request_id, comment_id) values ($1, $2, $3)";
    let values = vec![person.0.into(), request.0.into(), comment.0.into()];
    run(tx, sql, values).await.map(drop)
}

/// Forgets what waits for somebody who wants to hear nothing.
pub(super) async fn forget_waiting(tx: &Tx, person: PersonId) -> Result<(), DbErr> {
    let sql = "delete from digest_entry where person_id = $1 and outbox_id is null";
    run(tx, sql, vec![person.0.into()]).await.map(drop)
}

/// Drops what was composed of somebody's digests and has not left: it is composed anew, as they want it now.
pub(super) async fn forget_composed(tx: &Tx, person: PersonId) -> Result<(), DbErr> {
    let sql = "update outbox set sealed = null, sealed_nonce = null
        where person_id = $1 and kind = 'digest' and state in ('pending', 'sending')";
    run(tx, sql, vec![person.0.into()]).await.map(drop)
}

#[derive(FromQueryResult)]
struct Unseen {
    request_id: i64,
    after: i64,
    upto: i64,
}

async fn with_news(tx: &Tx, turn: &Turn<'_>) -> Result<Vec<Unseen>, DbErr> {
    let sql = format!(
        "select f.request_id, f.seen_fanout_id as after,
            (select max(n.id) from fanout n where n.request_id = f.request_id) as upto
         from follow f join person p on p.id = f.person_id join data_request r on r.id = f.request_id
         where f.person_id = $1 and {} order by f.request_id limit {MOST}",
        has_news(turn.cadences)
    );
    all(tx, &sql, vec![turn.person.0.into()]).await
}

async fn comments_waiting(tx: &Tx, turn: &Turn<'_>) -> Result<i64, DbErr> {
    let keys: Vec<String> = turn.cadences.iter().map(|key| format!("'{key}'")).collect();
    let sql = format!(
        "select count(*) as n from digest_entry d join person p on p.id = d.person_id
         where d.person_id = $1 and d.outbox_id is null and p.cadence in ({})",
        keys.join(", ")
    );
    Ok(number(tx, &sql, vec![turn.person.0.into()]).await?.unwrap_or(0))
}

/// What a digest tells of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A piece of news.
    News {
        /// Which, as a mail at once would tell it.
        kind: MailKind,
        /// Its event.
        event: EventId,
    },
    /// Comments by others.
    Comments {
        /// How many.
        count: i64,
        /// When the last one came.
        last: Timestamp,
    },
}

/// What a digest tells, newest first; of requests that are hidden by now, or not wanted any more, nothing.
pub async fn items(source: &impl Source, mail: OutboxId) -> Result<Vec<(RequestId, Item)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        request_id: i64,
        kind: Option<String>,
        event_id: Option<i64>,
        count: i64,
        at: i64,
    }
    let sql = format!(
        "select d.request_id, n.kind, n.event_id, cast(0 as bigint) as count, e.at, n.id as place
         from digest_entry d join person p on p.id = d.person_id
            join fanout n on n.request_id = d.request_id and n.id > d.after_id and n.id <= d.upto_id
                and n.rule = 'followers'
            join event e on e.id = n.event_id
            join data_request r on r.id = d.request_id
            join follow f on f.request_id = d.request_id and f.person_id = d.person_id
         where d.outbox_id = $1 and not r.hidden and r.requester_id <> d.person_id and {} <> 'none'
            and (e.actor_id is null or e.actor_id <> d.person_id)
         union all
         select d.request_id, null, null, count(*), max(c.at), cast(0 as bigint)
         from digest_entry d join comment c on c.id = d.comment_id join data_request r on r.id = d.request_id
         where d.outbox_id = $1 and not r.hidden and not c.internal
         group by d.request_id
         order by place desc",
        cadence("f", "p")
    );
    let rows: Vec<Row> = all(source, &sql, vec![mail.0.into()]).await?;
    rows.into_iter()
        .map(|row| {
            let item = match (row.kind, row.event_id) {
                (Some(kind), Some(event)) => Item::News {
                    kind: MailKind::parse(&kind).ok_or_else(|| broken("kind of mail"))?,
                    event: EventId(event),
                },
                _ => Item::Comments {
                    count: row.count,
                    last: Timestamp::from_second(row.at).map_err(|_| broken("moment"))?,
                },
            };
            Ok((RequestId(row.request_id), item))
        })
        .collect()
}
