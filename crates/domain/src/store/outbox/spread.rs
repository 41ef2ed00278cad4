//! Fan-out: one row says "all who follow it", and the worker turns it into mails, a page per transaction.
//!
//! It goes through people, not rows: rows carried along by a merge are made anew, with other numbers.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::BULK;
use crate::{
    audience::Rule,
    store::{Source, Tx, broken, is_postgres, number, one, run},
};

/// Mails put in by one transaction.
pub const PAGE: i64 = 500;

#[derive(FromQueryResult)]
struct Waiting {
    id: i64,
    event_id: i64,
    request_id: i64,
    rule: String,
    kind: String,
    after_id: i64,
    upto_id: i64,
}

/// How many fan-outs wait.
pub async fn waiting(source: &impl Source) -> Result<i64, DbErr> {
    Ok(number(
        source,
        "select count(*) as n from fanout where done_at is null",
        vec![],
    )
    .await?
    .unwrap_or(0))
}

/// Spreads one page of the oldest fan-out. False if there was none.
///
/// The actor of the event and the requester are left out (the requester has a mail of their own, or none on purpose), and
/// so is whoever has no confirmed mailbox. Followers who did not ask for it at once get their digest instead.
pub async fn spread(tx: &Tx, now: Timestamp) -> Result<bool, DbErr> {
    let next = "select id, event_id, request_id, rule, kind, after_id, upto_id from fanout
        where done_at is null order by id limit 1";
    let lock = if is_postgres(tx) { " for update" } else { "" };
    let Some(page) = one::<Waiting>(tx, &format!("{next}{lock}"), vec![]).await? else {
        return Ok(false);
    };
    let source = table(Rule::parse(&page.rule).ok_or_else(|| broken("rule"))?);
    let last = number(
        tx,
        &format!(
            "select max(person_id) as n from (select person_id from {source}
             where request_id = $1 and person_id > $2 and person_id <= $3 order by person_id limit $4) page"
        ),
        vec![
            page.request_id.into(),
            page.after_id.into(),
            page.upto_id.into(),
            PAGE.into(),
        ],
    )
    .await?;
    let Some(last) = last else {
        run(
            tx,
            "update fanout set done_at = $2 where id = $1",
            vec![page.id.into(), now.as_second().into()],
        )
        .await?;
        return Ok(true);
    };
    put_page(tx, &page, source, last, now).await?;
    run(
        tx,
        "update fanout set after_id = $2 where id = $1",
        vec![page.id.into(), last.into()],
    )
    .await?;
    Ok(true)
}

async fn put_page(tx: &Tx, page: &Waiting, source: &str, last: i64, now: Timestamp) -> Result<(), DbErr> {
    let wanted = if source == "follow" {
        "and s.cadence = 'at_once'"
    } else {
        ""
    };
    run(
        tx,
        &format!(
            "insert into outbox (dedupe_key, kind, event_id, request_id, person_id, mailbox_id, locale, priority, state,
                attempts, due_at, created_at)
             select 'e:' || cast($1 as text) || ':' || cast($2 as text) || ':' || p.id, $2, e.id, r.id, p.id,
                (select min(m.id) from mailbox m where m.person_id = p.id and m.suspended_at is null),
                p.locale, $3, 'pending', 0, $4, $4
             from {source} s
                join event e on e.id = $5
                join data_request r on r.id = s.request_id
                join person p on p.id = s.person_id
             where s.request_id = $6 and s.person_id > $7 and s.person_id <= $8 {wanted}
                and (s.at <= e.at or s.carried)
                and p.disabled_at is null and p.erased_at is null
                and p.id <> r.requester_id and (e.actor_id is null or e.actor_id <> p.id)
                and exists (select 1 from mailbox m where m.person_id = p.id and m.suspended_at is null)
             order by s.person_id
             on conflict (dedupe_key) do nothing"
        ),
        vec![
            page.event_id.to_string().into(),
            page.kind.as_str().into(),
            BULK.into(),
            now.as_second().into(),
            page.event_id.into(),
            page.request_id.into(),
            page.after_id.into(),
            last.into(),
        ],
    )
    .await?;
    Ok(())
}

fn table(rule: Rule) -> &'static str {
    match rule {
        Rule::Supporters => "support",
        Rule::Followers => "follow",
    }
}
