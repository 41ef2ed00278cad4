//! Searches that people keep. What came into one is told by their digest.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{
    Source, Tx, all, broken, digests, number,
    requests::{self, Filter},
    run,
};
use crate::{
    cadence::Cadence,
    ids::{EventId, OutboxId, PersonId, RequestId, SearchId},
    reference::Reference,
};

/// Requests of one search that a digest names at most.
const MOST: usize = 100;
/// An event is looked at when it is so many seconds old: by then whatever was begun before it is written down, and none with
/// a smaller number comes later.
const SETTLED: i64 = 60;

/// A search that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Its number.
    pub id: SearchId,
    /// What the list is narrowed to.
    pub filter: Filter,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    filter: String,
    seen_event_id: i64,
}

impl Row {
    fn filter(&self) -> Result<Filter, DbErr> {
        serde_json::from_str(&self.filter).map_err(|_| broken("filter"))
    }
}

/// The last event that is looked at now.
pub async fn settled(source: &impl Source, now: Timestamp) -> Result<EventId, DbErr> {
    let sql = "select id as n from event where at <= $1 order by id desc limit 1";
    let last = number(source, sql, vec![(now.as_second() - SETTLED).into()]).await?;
    Ok(EventId(last.unwrap_or(0)))
}

/// What somebody keeps, oldest first.
pub async fn of(source: &impl Source, person: PersonId) -> Result<Vec<Search>, DbErr> {
    let sql = "select id, filter, seen_event_id from saved_search where person_id = $1 order by id";
    let rows: Vec<Row> = all(source, sql, vec![person.0.into()]).await?;
    let search = |row: Row| {
        Some(Search {
            id: SearchId(row.id),
            filter: row.filter().ok()?,
        })
    };
    Ok(rows.into_iter().filter_map(search).collect())
}

/// Keeps a search, unless they keep it already. What happened until now is not told.
pub async fn keep(tx: &Tx, person: PersonId, filter: &Filter, now: Timestamp) -> Result<(), DbErr> {
    let text = serde_json::to_string(filter).map_err(|error| DbErr::Json(error.to_string()))?;
    let sql = "insert into saved_search (person_id, filter, seen_event_id, at)
        values ($1, $2, (select coalesce(max(id), 0) from event), $3)
        on conflict (person_id, filter) do nothing";
    let values = vec![person.0.into(), text.into(), now.as_second().into()];
    run(tx, sql, values).await.map(drop)
}

/// Forgets one, and what waits to be told of it. False if it is none of theirs.
pub async fn forget(tx: &Tx, person: PersonId, search: SearchId) -> Result<bool, DbErr> {
    let values = || vec![person.0.into(), search.0.into()];
    let sql = "delete from digest_entry where person_id = $1 and search_id = $2";
    run(tx, sql, values()).await?;
    digests::forget_composed(tx, person).await?;
    let sql = "delete from saved_search where person_id = $1 and id = $2";
    Ok(run(tx, sql, values()).await? == 1)
}

/// Searches that name one area name another. Of two that are alike then, the older one stays.
pub async fn rename_area(tx: &Tx, from: &str, to: &str) -> Result<(), DbErr> {
    #[derive(FromQueryResult)]
    struct Kept {
        id: i64,
        person_id: i64,
        filter: String,
    }
    let sql = "select id, person_id, filter from saved_search where filter like $1 order by id";
    let rows: Vec<Kept> = all(tx, sql, vec![format!("%\"{from}\"%").into()]).await?;
    for row in rows {
        let Ok(mut filter) = serde_json::from_str::<Filter>(&row.filter) else {
            continue;
        };
        if !filter.areas.iter().any(|area| area == from) {
            continue;
        }
        filter.areas.retain(|area| area != from && area != to);
        filter.areas.push(to.to_owned());
        let text = serde_json::to_string(&filter).map_err(|error| DbErr::Json(error.to_string()))?;
        let sql = "update saved_search set filter = $2 where id = $1 and not exists
            (select 1 from saved_search s where s.person_id = $3 and s.filter = $2)";
        let values = vec![row.id.into(), text.into(), row.person_id.into()];
        if run(tx, sql, values).await? == 0 {
            forget(tx, PersonId(row.person_id), SearchId(row.id)).await?;
        }
    }
    Ok(())
}

/// What happened until now is not told any more.
pub(super) async fn catch_up(tx: &Tx, person: PersonId) -> Result<(), DbErr> {
    let sql = "update saved_search set seen_event_id = (select coalesce(max(id), 0) from event) where person_id = $1";
    run(tx, sql, vec![person.0.into()]).await.map(drop)
}

/// How often the digests of these cadences tell of searches: whoever wants to hear at once has a digest of them once a day.
fn told_with(cadences: &[Cadence]) -> String {
    let daily = cadences.contains(&Cadence::Daily).then_some(Cadence::AtOnce);
    let keys: Vec<String> = cadences
        .iter()
        .chain(&daily)
        .map(|key| format!("'{key}'"))
        .collect();
    keys.join(", ")
}

/// The statement for people with more numbers than `$1` who keep a search that has not been looked at up to the event `upto`.
pub(super) fn keepers(cadences: &[Cadence], upto: EventId) -> String {
    format!(
        "select distinct s.person_id from saved_search s join person p on p.id = s.person_id
         where s.person_id > $1 and s.seen_event_id < {upto} and p.cadence in ({})",
        told_with(cadences)
    )
}

/// What came into the searches of somebody up to the event `upto`; those are looked at with that.
pub(super) async fn look(
    tx: &Tx,
    person: PersonId,
    cadences: &[Cadence],
    upto: EventId,
) -> Result<Vec<(SearchId, Vec<RequestId>)>, DbErr> {
    let sql = format!(
        "select s.id, s.filter, s.seen_event_id from saved_search s join person p on p.id = s.person_id
         where s.person_id = $1 and s.seen_event_id < {upto} and p.cadence in ({}) order by s.id",
        told_with(cadences)
    );
    let rows: Vec<Row> = all(tx, &sql, vec![person.0.into()]).await?;
    let mut found = Vec::new();
    for row in rows {
        let between = (EventId(row.seen_event_id), upto);
        // A filter that another version wrote must not hold back everybody's digests.
        let Ok(filter) = row.filter() else { continue };
        let whose = (person, SearchId(row.id));
        let mut requests = requests::entered(tx, &filter, between, whose).await?;
        requests.truncate(MOST);
        if !requests.is_empty() {
            found.push((SearchId(row.id), requests));
        }
        let sql = "update saved_search set seen_event_id = $2 where id = $1";
        run(tx, sql, vec![row.id.into(), upto.0.into()]).await?;
    }
    Ok(found)
}

/// What a digest tells of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameIn {
    /// The search.
    pub filter: Filter,
    /// Requests that came into it, newest first, with their titles.
    pub requests: Vec<(Reference, String)>,
}

/// What a digest tells of searches; nothing of requests that are hidden by now, nor to whoever wants to hear nothing.
pub async fn came_in(source: &impl Source, mail: OutboxId) -> Result<Vec<CameIn>, DbErr> {
    #[derive(FromQueryResult)]
    struct Told {
        id: i64,
        filter: String,
        year: i32,
        number: i64,
        title: String,
    }
    let sql = "select s.id, s.filter, r.year, r.number, r.title
        from digest_entry d join saved_search s on s.id = d.search_id join person p on p.id = d.person_id
            join data_request r on r.id = d.request_id
        where d.outbox_id = $1 and not r.hidden and p.cadence <> 'none'
        order by s.id, r.id desc";
    let rows: Vec<Told> = all(source, sql, vec![mail.0.into()]).await?;
    let mut told: Vec<(i64, CameIn)> = Vec::new();
    for row in rows {
        if told.last().is_none_or(|(id, _)| *id != row.id) {
            let Ok(filter) = serde_json::from_str(&row.filter) else {
                continue;
            };
            let came_in = CameIn {
                filter,
                requests: Vec::new(),
            };
            told.push((row.id, came_in));
        }
        let reference = Reference {
            year: row.year.try_into().map_err(|_| broken("year"))?,
            number: row.number,
        };
        if let Some((_, search)) = told.last_mut() {
            search.requests.push((reference, row.title));
        }
    }
    Ok(told.into_iter().map(|(_, search)| search).collect())
}
