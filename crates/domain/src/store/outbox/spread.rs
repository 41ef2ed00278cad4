//! Fan-out: one row says "all who follow it", and the worker turns it into mails, a page per transaction.
//!
//! It goes through people, not rows: rows carried along by a merge are made anew, with other numbers.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::BULK;
use crate::{
    audience::Rule,
    store::{Source, Tx, broken, following::cadence, is_postgres, number, one, run},
};

/// Mails put in by one transaction.
pub const PAGE: i64 = 500;

/// A fan-out that is not spread to its end.
#[derive(FromQueryResult)]
pub(super) struct Waiting {
    pub(super) id: i64,
    pub(super) event_id: i64,
    pub(super) request_id: i64,
    pub(super) rule: String,
    pub(super) kind: String,
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
    let rule = Rule::parse(&page.rule).ok_or_else(|| broken("rule"))?;
    let source = table(rule);
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
    put_page(tx, &page, rule, page.after_id + 1..=last, now).await?;
    run(
        tx,
        "update fanout set after_id = $2 where id = $1",
        vec![page.id.into(), last.into()],
    )
    .await?;
    Ok(true)
}

/// Puts the mails of a fan-out in for the people with these numbers.
pub(super) async fn put_page(
    tx: &Tx,
    page: &Waiting,
    rule: Rule,
    people: RangeInclusive<i64>,
    now: Timestamp,
) -> Result<(), DbErr> {
    let (at_once, _) = wanted(rule, page.id);
    let mailbox = "(select min(m.id) from mailbox m where m.person_id = p.id and m.suspended_at is null)";
    run(
        tx,
        &format!(
            "insert into outbox (dedupe_key, kind, event_id, request_id, person_id, mailbox_id, locale, priority, state,
                attempts, due_at, created_at)
             select {DEDUPE_KEY}, $3, e.id, r.id, p.id, {mailbox}, p.locale, $4, 'pending', 0, {}, $5
             {} and {at_once} and s.person_id >= $6 and s.person_id <= $7
             order by s.person_id
             on conflict (dedupe_key) do nothing",
            super::not_before_its_turn("$5", mailbox, "r.id"),
            readers(table(rule))
        ),
        vec![
            page.event_id.into(),
            page.request_id.into(),
            page.kind.as_str().into(),
            BULK.into(),
            now.as_second().into(),
            (*people.start()).into(),
            (*people.end()).into(),
        ],
    )
    .await?;
    Ok(())
}

/// The key of the mail `$3` of [`readers`].
pub(super) const DEDUPE_KEY: &str = "'e:' || cast(e.id as text) || ':' || cast($3 as text) || ':' || p.id";

/// Whoever hears of event `$1` of request `$2`, at once or later: `s`, of `source`, is what makes them hear of it, `p` they
/// themselves.
pub(super) fn readers(source: &str) -> String {
    format!(
        "from {source} s
            join event e on e.id = $1
            join data_request r on r.id = s.request_id
            join person p on p.id = s.person_id
         where s.request_id = $2
            and (s.at <= e.at or s.carried)
            and p.disabled_at is null and p.erased_at is null
            and p.id <> r.requester_id and (e.actor_id is null or e.actor_id <> p.id)
            and exists (select 1 from mailbox m where m.person_id = p.id and m.suspended_at is null)"
    )
}

/// Of [`readers`], who hears at once, and who hears at all. Whoever supports follows as well, and says there how often they
/// want to hear; who stopped following hears nothing more. What a digest told before somebody chose to hear at once is not
/// told again.
pub(super) fn wanted(rule: Rule, fanout: i64) -> (String, String) {
    match rule {
        Rule::Supporters => {
            let hears = format!(
                "exists (select 1 from follow w where w.request_id = s.request_id and w.person_id = s.person_id
                    and {} <> 'none')",
                cadence("w", "p")
            );
            (hears.clone(), hears)
        }
        Rule::Followers => {
            let own = cadence("s", "p");
            (
                format!("{own} = 'at_once' and s.seen_fanout_id < {fanout}"),
                format!("{own} <> 'none'"),
            )
        }
    }
}

/// Where those whom a rule means are kept, by request and person.
pub(super) fn table(rule: Rule) -> &'static str {
    match rule {
        Rule::Supporters => "support",
        Rule::Followers => "follow",
    }
}
