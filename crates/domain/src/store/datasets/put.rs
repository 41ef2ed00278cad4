//! Taking in what a portal says.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::Rhythm;
use crate::{
    analyser,
    dataset::{Dataset, Named, State},
    freshness::{Freshness, Judged},
    ids::DatasetId,
    store::{Source, Tx, all, broken, number, one, run},
};

/// What taking a dataset in has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Put {
    /// The row.
    pub id: DatasetId,
    /// It was not known.
    pub is_new: bool,
    /// Its data is newer than what was known of it.
    pub is_updated: bool,
}

/// Takes a dataset in as it is now. It counts as updated when it was known and what tells when it changed is later than before.
pub async fn put(tx: &Tx, dataset: &Dataset, judged: &Judged, now: Timestamp) -> Result<Put, DbErr> {
    #[derive(FromQueryResult)]
    struct Before {
        changed_at: Option<i64>,
    }
    let sql = "select changed_at from dataset where name = $1";
    let before: Option<Before> = one(tx, sql, vec![dataset.name.as_str().into()]).await?;
    if let Some(organisation) = &dataset.organisation {
        note(tx, "catalogue_organisation", organisation).await?;
    }
    let sql = "insert into dataset (name, title, organisation, state, frequency, rhythm, changed_at, changed_by, stale_on,
        resource_count, description, first_seen_at, seen_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
        on conflict (name) do update set title = excluded.title, organisation = excluded.organisation,
        state = excluded.state, frequency = excluded.frequency, rhythm = excluded.rhythm, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by, stale_on = excluded.stale_on, resource_count = excluded.resource_count,
        description = excluded.description, seen_at = excluded.seen_at, missing_since = null returning id as n";
    let changed_at = judged.by.map(|(_, at)| at.as_second());
    let values = vec![
        dataset.name.as_str().into(),
        dataset.title.as_str().into(),
        dataset
            .organisation
            .as_ref()
            .map(|named| named.name.clone())
            .into(),
        dataset.state.as_str().into(),
        dataset.frequency.clone().into(),
        rhythm(judged).as_str().into(),
        changed_at.into(),
        judged.by.map(|(signal, _)| signal.as_str()).into(),
        judged.stale_on.map(|on| on.to_string()).into(),
        i64::try_from(dataset.resource_count).unwrap_or(i64::MAX).into(),
        serde_json::to_string(dataset)
            .map_err(|_| broken("dataset"))?
            .into(),
        now.as_second().into(),
    ];
    let id = number(tx, sql, values).await?.ok_or_else(|| broken("dataset"))?;
    file(tx, id, &dataset.groups).await?;
    index(tx, id, dataset).await?;
    Ok(Put {
        id: DatasetId(id),
        is_new: before.is_none(),
        is_updated: before
            .is_some_and(|before| before.changed_at.is_some() && before.changed_at < changed_at),
    })
}

/// A dataset whose period is known and whose last change is not says nothing of use either.
fn rhythm(judged: &Judged) -> Rhythm {
    match judged.freshness {
        Freshness::Fresh | Freshness::Stale { .. } => Rhythm::Periodic,
        Freshness::Eventual => Rhythm::Eventual,
        Freshness::Undeclared => Rhythm::Undeclared,
        Freshness::Unknown => Rhythm::Unknown,
    }
}

/// Notes an organisation or a group by the title it has now. Which area or theme it is stays what it was.
async fn note(tx: &Tx, table: &str, named: &Named) -> Result<(), DbErr> {
    let sql = format!(
        "insert into {table} (name, title, reviewed) values ($1, $2, $3)
         on conflict (name) do update set title = excluded.title where {table}.title <> excluded.title"
    );
    let values = vec![
        named.name.as_str().into(),
        named.title.as_str().into(),
        false.into(),
    ];
    run(tx, &sql, values).await.map(drop)
}

async fn file(tx: &Tx, id: i64, groups: &[Named]) -> Result<(), DbErr> {
    run(
        tx,
        "delete from dataset_group where dataset_id = $1",
        vec![id.into()],
    )
    .await?;
    for group in groups {
        note(tx, "catalogue_group", group).await?;
        let sql = "insert into dataset_group (dataset_id, name) values ($1, $2) on conflict (dataset_id, name) do nothing";
        run(tx, sql, vec![id.into(), group.name.as_str().into()]).await?;
    }
    Ok(())
}

async fn index(tx: &Tx, id: i64, dataset: &Dataset) -> Result<(), DbErr> {
    let mut texts = vec![dataset.title.as_str(), dataset.name.as_str()];
    texts.extend(dataset.tags.iter().map(String::as_str));
    texts.extend(dataset.organisation.iter().map(|named| named.title.as_str()));
    texts.push(&dataset.notes);
    texts.extend(dataset.resources.iter().map(|file| file.name.as_str()));
    let sql = "insert into dataset_terms (dataset_id, terms) values ($1, $2)
        on conflict (dataset_id) do update set terms = excluded.terms where dataset_terms.terms <> excluded.terms";
    let terms = analyser::terms(&texts.join("\n").replace(['-', '_'], " "));
    run(tx, sql, vec![id.into(), terms.into()]).await.map(drop)
}

/// A dataset that was read once, and what became of it since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Its name.
    pub name: String,
    /// Who may see it.
    pub state: State,
    /// Its portal has not told of it since then.
    pub is_missing: bool,
}

/// Every dataset that was ever read.
pub async fn remembered(source: &impl Source) -> Result<Vec<Remembered>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        name: String,
        state: String,
        missing_since: Option<i64>,
    }
    let sql = "select name, state, missing_since from dataset order by name";
    let rows: Vec<Row> = all(source, sql, vec![]).await?;
    let known = |row: Row| {
        Ok(Remembered {
            name: row.name,
            state: State::parse(&row.state).ok_or_else(|| broken("state of a dataset"))?,
            is_missing: row.missing_since.is_some(),
        })
    };
    rows.into_iter().map(known).collect()
}

/// Notes that a portal does not tell of these now. Whoever has been missing since `long_ago` is gone; gives how many went.
pub async fn missing(tx: &Tx, names: &[&str], (now, long_ago): (Timestamp, Timestamp)) -> Result<u64, DbErr> {
    let mut gone = 0;
    for name in names {
        let sql = "update dataset set state = 'deleted' where name = $1 and missing_since <= $2 and state <> 'deleted'";
        gone += run(tx, sql, vec![(*name).into(), long_ago.as_second().into()]).await?;
        let sql = "update dataset set missing_since = $2 where name = $1 and missing_since is null";
        run(tx, sql, vec![(*name).into(), now.as_second().into()]).await?;
    }
    Ok(gone)
}

/// Notes that a portal tells of these again.
pub async fn back(tx: &Tx, names: &[&str]) -> Result<(), DbErr> {
    for name in names {
        let sql = "update dataset set missing_since = null where name = $1";
        run(tx, sql, vec![(*name).into()]).await?;
    }
    Ok(())
}

/// Takes these for gone: they are of another portal than the one that is read now. Gives how many.
pub async fn of_another_portal(tx: &Tx, names: &[&str]) -> Result<u64, DbErr> {
    let mut gone = 0;
    for name in names {
        let sql = "update dataset set state = 'deleted' where name = $1 and state <> 'deleted'";
        gone += run(tx, sql, vec![(*name).into()]).await?;
    }
    Ok(gone)
}

/// Forgets what could not be understood before a reading of everything began.
pub async fn forget_problems(tx: &Tx, before: Timestamp) -> Result<(), DbErr> {
    let sql = "delete from catalogue_problem where at < $1";
    run(tx, sql, vec![before.as_second().into()]).await.map(drop)
}

/// Notes what could not be understood, and why.
pub async fn problems(tx: &Tx, broken: &[(String, String)], now: Timestamp) -> Result<(), DbErr> {
    for (name, reason) in broken {
        let sql = "insert into catalogue_problem (name, reason, at) values ($1, $2, $3)
            on conflict (name) do update set reason = excluded.reason, at = excluded.at";
        let values = vec![
            name.as_str().into(),
            reason.as_str().into(),
            now.as_second().into(),
        ];
        run(tx, sql, values).await?;
    }
    Ok(())
}

/// Notes that these are understood now.
pub async fn unproblematic(tx: &Tx, names: &[&str]) -> Result<(), DbErr> {
    for name in names {
        run(
            tx,
            "delete from catalogue_problem where name = $1",
            vec![(*name).into()],
        )
        .await?;
    }
    Ok(())
}
