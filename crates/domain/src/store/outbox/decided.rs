//! What a transaction has decided to mail so far: read inside it, to show it before it happens.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{
    Claimed, Model, Relation,
    spread::{self, Waiting},
};
use crate::{
    audience::{MailKind, Rule},
    ids::PersonId,
    preview::MOST_COUNTED,
    store::{Tx, all, broken, is_postgres, number, one},
};

/// Where outbox and fan-outs ended when it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutboxMark {
    outbox: i64,
    fanout: i64,
}

/// Those who are told of an event by a fan-out and are the same to the request.
#[derive(Debug, Clone)]
pub struct Told {
    /// Which mail.
    pub kind: MailKind,
    /// Why they hear of it.
    pub relation: Relation,
    /// How many get it at once.
    pub people: u64,
    /// How many find it in their digest.
    pub digest: u64,
    /// Whether there are more, who were not counted.
    pub more: bool,
    /// The mail of the first who gets it at once.
    pub first: Option<Claimed>,
}

impl OutboxMark {
    /// Here.
    pub async fn take(tx: &Tx) -> Result<Self, DbErr> {
        let outbox = "select max(id) as n from outbox";
        let fanout = "select max(id) as n from fanout";
        Ok(Self {
            outbox: number(tx, outbox, vec![]).await?.unwrap_or(0),
            fanout: number(tx, fanout, vec![]).await?.unwrap_or(0),
        })
    }
}

/// How many mails this transaction has put in since, and whether supporters or followers are told as well.
pub async fn written(tx: &Tx, since: OutboxMark) -> Result<(i64, bool), DbErr> {
    let count = async |table, after: i64| {
        let own = own(tx, "t");
        let sql = format!("select count(*) as n from {table} t where t.id > $1 and {own}");
        number(tx, &sql, vec![after.into()]).await
    };
    let mails = count("outbox", since.outbox).await?.unwrap_or(0);
    Ok((mails, count("fanout", since.fanout).await?.unwrap_or(0) > 0))
}

/// The mails that this transaction has put in since for one person each, in their order.
pub async fn decided(tx: &Tx, since: OutboxMark) -> Result<Vec<Claimed>, DbErr> {
    let sql = format!(
        "select * from outbox o where o.id > $1 and o.event_id is not null and {} order by o.id",
        own(tx, "o")
    );
    let rows: Vec<Model> = all(tx, &sql, vec![since.outbox.into()]).await?;
    rows.into_iter().map(Claimed::try_from).collect()
}

/// Whom the fan-outs of this transaction since would reach. It puts the mail of the first of them in, to be undone with
/// everything else: ask once, after [`decided`].
pub async fn told(tx: &Tx, since: OutboxMark, now: Timestamp) -> Result<Vec<Told>, DbErr> {
    let sql = format!(
        "select f.id, f.event_id, f.request_id, f.rule, f.kind, f.after_id, f.upto_id from fanout f
         where f.id > $1 and {} order by f.id",
        own(tx, "f")
    );
    let fanouts: Vec<Waiting> = all(tx, &sql, vec![since.fanout.into()]).await?;
    let mut told = Vec::new();
    for fanout in fanouts {
        told.append(&mut reached(tx, &fanout, now).await?);
    }
    Ok(told)
}

#[derive(FromQueryResult)]
struct Group {
    supports: bool,
    people: i64,
    digest: i64,
    first: Option<i64>,
}

async fn reached(tx: &Tx, fanout: &Waiting, now: Timestamp) -> Result<Vec<Told>, DbErr> {
    let kind = MailKind::parse(&fanout.kind).ok_or_else(|| broken("kind of mail"))?;
    let rule = Rule::parse(&fanout.rule).ok_or_else(|| broken("rule"))?;
    let table = spread::table(rule);
    let (at_once, wanted) = spread::wanted(rule, fanout.id);
    let source =
        format!("(select * from {table} where request_id = $2 order by person_id limit {MOST_COUNTED})");
    // Who has a mail of this event already gets no second one; of a hidden request only coordinators hear.
    let sql = format!(
        "with reader as (
            select p.id, {at_once} as at_once,
                exists (select 1 from support x where x.request_id = r.id and x.person_id = p.id) as supports
            {} and {wanted}
                and (not r.hidden or p.role in ('coordinator', 'admin'))
                and not exists (select 1 from outbox o where o.dedupe_key = {}))
         select supports, sum(case when at_once then 1 else 0 end) as people,
            sum(case when at_once then 0 else 1 end) as digest, min(case when at_once then id end) as first
         from reader group by supports order by supports desc",
        spread::readers(&source),
        spread::DEDUPE_KEY
    );
    let values = vec![
        fanout.event_id.into(),
        fanout.request_id.into(),
        fanout.kind.as_str().into(),
    ];
    let more = format!(
        "select person_id as n from {table} where request_id = $1 order by person_id limit 1 offset {MOST_COUNTED}"
    );
    let more = number(tx, &more, vec![fanout.request_id.into()]).await?.is_some();
    let groups: Vec<Group> = all(tx, &sql, values).await?;
    let mut told = Vec::with_capacity(groups.len());
    for group in groups {
        let first = match group.first {
            Some(person) => Some(first(tx, fanout, rule, PersonId(person), now).await?),
            None => None,
        };
        told.push(Told {
            kind,
            relation: if group.supports {
                Relation::Supporter
            } else {
                Relation::Follower
            },
            people: group.people.unsigned_abs(),
            digest: group.digest.unsigned_abs(),
            more,
            first,
        });
    }
    Ok(told)
}

/// Spreads the fan-out to one person, as the worker would.
async fn first(
    tx: &Tx,
    fanout: &Waiting,
    rule: Rule,
    person: PersonId,
    now: Timestamp,
) -> Result<Claimed, DbErr> {
    spread::put_page(tx, fanout, rule, person.0..=person.0, now).await?;
    let sql = "select * from outbox where event_id = $1 and person_id = $2 and kind = $3";
    let values = vec![
        fanout.event_id.into(),
        person.0.into(),
        fanout.kind.as_str().into(),
    ];
    let row: Option<Model> = one(tx, sql, values).await?;
    row.ok_or_else(|| broken("fan-out"))?.try_into()
}

/// On PostgreSQL others put mail in meanwhile; what is ours bears the number of our transaction.
fn own(tx: &Tx, table: &str) -> String {
    if is_postgres(tx) {
        format!("{table}.xmin = pg_current_xact_id()::xid")
    } else {
        "true".to_owned()
    }
}
