//! Who needs a request too, and who follows it. A merged request's supporters and followers are carried to its target:
//! derived rows, made anew whenever a merge is made or undone, so that any order of undoing restores exactly.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, digests, number, one, requests, run};
use crate::{
    ids::{PersonId, RequestId},
    person::Sector,
};

/// Whether somebody supports a request, carried or not.
pub async fn supports(source: &impl Source, request: RequestId, person: PersonId) -> Result<bool, DbErr> {
    let sql = "select count(*) as n from support where request_id = $1 and person_id = $2";
    Ok(number(source, sql, vec![request.0.into(), person.0.into()]).await? == Some(1))
}

/// What somebody said with their support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Their sector.
    pub sector: Sector,
    /// What for.
    pub text: Option<String>,
    /// Whether everybody may read what for.
    pub public: bool,
}

/// What somebody said with their support of a request; none if they do not support it.
pub async fn said(source: &impl Source, request: RequestId, person: PersonId) -> Result<Option<Said>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        sector: String,
        body: Option<String>,
        body_public: bool,
    }
    let sql = "select sector, body, body_public from support where request_id = $1 and person_id = $2";
    let row: Option<Row> = one(source, sql, vec![request.0.into(), person.0.into()]).await?;
    row.map(|row| {
        Ok(Said {
            sector: Sector::parse(&row.sector).ok_or_else(|| super::broken("sector"))?,
            text: row.body,
            public: row.body_public,
        })
    })
    .transpose()
}

/// What supporters need it for, of those who said so to everybody, latest first. Without names, and nothing of whoever has
/// no account any more.
pub async fn told_to_all(source: &impl Source, request: RequestId, limit: u32) -> Result<Vec<String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let sql = format!(
        "select s.body from support s join person p on p.id = s.person_id
         where s.request_id = $1 and s.body_public and s.body is not null and p.disabled_at is null
         order by s.at desc, s.id desc limit {limit}"
    );
    let rows: Vec<Row> = all(source, &sql, vec![request.0.into()]).await?;
    Ok(rows.into_iter().map(|row| row.body).collect())
}

/// Whether somebody follows a request.
pub async fn follows(source: &impl Source, request: RequestId, person: PersonId) -> Result<bool, DbErr> {
    let sql =
        "select count(*) as n from follow where request_id = $1 and person_id = $2 and cadence <> 'none'";
    Ok(number(source, sql, vec![request.0.into(), person.0.into()]).await? == Some(1))
}

/// Supporters by sector, carried ones too.
pub(super) async fn by_sector(
    source: &impl Source,
    request: RequestId,
) -> Result<BTreeMap<Sector, i64>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        sector: String,
        n: i64,
    }
    let sql = "select sector, count(*) as n from support where request_id = $1 group by sector";
    let rows: Vec<Row> = all(source, sql, vec![request.0.into()]).await?;
    let counted = |row: Row| Some((Sector::parse(&row.sector)?, row.n));
    rows.into_iter()
        .map(counted)
        .collect::<Option<_>>()
        .ok_or_else(|| super::broken("sector"))
}

/// What somebody says with their support.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    /// Their sector.
    pub sector: Sector,
    /// What for.
    pub text: Option<&'a str>,
    /// Whether everybody may read what for.
    pub public: bool,
}

/// Supports a request, or changes the words of a support.
pub async fn support(
    tx: &Tx,
    request: RequestId,
    person: PersonId,
    words: &Words<'_>,
    now: Timestamp,
) -> Result<(), DbErr> {
    let sql = "insert into support (request_id, person_id, carried, sector, body, body_public, at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (request_id, person_id) do update set carried = excluded.carried, sector = excluded.sector,
        body = coalesce(excluded.body, support.body), body_public = excluded.body_public";
    let values = vec![
        request.0.into(),
        person.0.into(),
        false.into(),
        words.sector.as_str().into(),
        words.text.map(str::to_owned).into(),
        words.public.into(),
        now.as_second().into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Takes a support back, here and on everything merged into this request.
pub async fn unsupport(tx: &Tx, request: RequestId, person: PersonId) -> Result<u64, DbErr> {
    let mut removed = 0;
    for id in family(tx, request).await? {
        let sql = "delete from support where request_id = $1 and person_id = $2";
        removed += run(tx, sql, vec![id.0.into(), person.0.into()]).await?;
    }
    Ok(removed)
}

/// Follows a request from now on, unless somebody does already.
pub async fn follow(tx: &Tx, request: RequestId, person: PersonId, now: Timestamp) -> Result<(), DbErr> {
    let sql = "insert into follow (request_id, person_id, carried, cadence, seen_fanout_id, at)
        values ($1, $2, $3, 'default', (select coalesce(max(id), 0) from fanout where request_id = $1), $4)
        on conflict (request_id, person_id) do update set carried = excluded.carried,
        seen_fanout_id = case when follow.cadence = 'none' then excluded.seen_fanout_id else follow.seen_fanout_id end,
        cadence = case when follow.cadence = 'none' then 'default' else follow.cadence end";
    let values = vec![
        request.0.into(),
        person.0.into(),
        false.into(),
        now.as_second().into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Stops following, here and on everything merged into this request. The row stays and says so: another merge must not
/// bring the news back.
pub async fn unfollow(tx: &Tx, request: RequestId, person: PersonId) -> Result<u64, DbErr> {
    let mut stopped = 0;
    for id in family(tx, request).await? {
        let sql = "update follow set cadence = 'none', carried = $3
            where request_id = $1 and person_id = $2 and cadence <> 'none'";
        stopped += run(tx, sql, vec![id.0.into(), person.0.into(), false.into()]).await?;
    }
    digests::forget_composed(tx, person).await?;
    Ok(stopped)
}

/// How often somebody hears of a request: what their `follow` says, else what their `person` does.
pub(super) fn cadence(follow: &str, person: &str) -> String {
    format!("coalesce(nullif({follow}.cadence, 'default'), {person}.cadence)")
}

/// Makes the carried rows of `target` anew: whoever supports or follows what is merged into it, and the requesters of that.
/// The target's own rows and its requester stay out of it.
pub async fn carry(tx: &Tx, target: RequestId, now: Timestamp) -> Result<(), DbErr> {
    let value = || vec![target.0.into()];
    run(
        tx,
        "delete from support where request_id = $1 and carried",
        value(),
    )
    .await?;
    let sql = "insert into support (request_id, person_id, carried, sector, body, body_public, at)
        select r.duplicate_of_id, s.person_id, true, min(s.sector), null, false, min(s.at)
        from support s join data_request r on r.id = s.request_id
        where r.duplicate_of_id = $1 and s.person_id <> (select requester_id from data_request where id = $1)
        group by r.duplicate_of_id, s.person_id
        on conflict (request_id, person_id) do nothing";
    run(tx, sql, value()).await?;
    let sql = "insert into support (request_id, person_id, carried, sector, body, body_public, at)
        select r.duplicate_of_id, r.requester_id, true, min(r.sector), null, false, $2
        from data_request r
        where r.duplicate_of_id = $1 and r.requester_id <> (select requester_id from data_request where id = $1)
            and not exists (select 1 from entry_row w join entry e on e.id = w.entry_id
                where w.request_id = r.id and e.person_id = r.requester_id)
        group by r.duplicate_of_id, r.requester_id
        on conflict (request_id, person_id) do nothing";
    run(tx, sql, vec![target.0.into(), now.as_second().into()]).await?;
    carry_follows(tx, target, now).await
}

/// What becomes of it is still their own request: the requesters hear at once, the followers as they wished. A row that is
/// carried already keeps its place in the news: what waits for a digest must not be lost by another merge.
async fn carry_follows(tx: &Tx, target: RequestId, now: Timestamp) -> Result<(), DbErr> {
    let people = "select duplicate_of_id, requester_id as person_id, 'at_once' as cadence from data_request
            where duplicate_of_id = $1
        union all
        select r.duplicate_of_id, f.person_id, f.cadence from follow f join data_request r on r.id = f.request_id
            where r.duplicate_of_id = $1 and f.cadence <> 'none'";
    let sql = format!(
        "delete from follow where request_id = $1 and carried
         and (person_id = (select requester_id from data_request where id = $1)
            or person_id not in (select p.person_id from ({people}) p))"
    );
    run(tx, &sql, vec![target.0.into()]).await?;
    let sql = format!(
        "insert into follow (request_id, person_id, carried, cadence, seen_fanout_id, at)
         select p.duplicate_of_id, p.person_id, true, min(p.cadence),
            (select coalesce(max(id), 0) from fanout where request_id = $1), $2
         from ({people}) p
         where p.person_id <> (select requester_id from data_request where id = $1)
         group by p.duplicate_of_id, p.person_id
         on conflict (request_id, person_id) do update set cadence = excluded.cadence where follow.carried"
    );
    run(tx, &sql, vec![target.0.into(), now.as_second().into()])
        .await
        .map(drop)
}

/// This request and, level by level, everything merged into it.
pub(super) async fn family(source: &impl Source, request: RequestId) -> Result<Vec<RequestId>, DbErr> {
    let mut family = vec![request];
    let mut at = 0;
    while let Some(id) = family.get(at).copied() {
        family.extend(requests::merged_into(source, id).await?);
        at += 1;
    }
    Ok(family)
}
