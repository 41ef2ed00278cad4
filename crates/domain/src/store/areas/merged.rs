//! What an area holds, and how another takes it over when the two are merged.

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{Area, Source, Tx, close, head, number, run, set_head};
use crate::{
    ids::{AreaId, RequestId},
    store::all,
};

/// What would go over, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Requests that wait for an answer.
    pub open: i64,
    /// Requests answered or closed.
    pub ended: i64,
    /// Of both, how many are hidden.
    pub hidden: i64,
    /// Its liaisons.
    pub liaisons: i64,
    /// Its ready-made answers.
    pub ready: i64,
    /// Searches that people keep and that name it.
    pub searches: i64,
    /// Whether it has a head, and the other has none.
    pub head: bool,
}

/// What `area` would bring to `into`.
pub async fn holdings(source: &impl Source, area: &Area, into: &Area) -> Result<Holdings, DbErr> {
    let count = async |sql: &str| -> Result<i64, DbErr> {
        Ok(number(source, sql, vec![area.id.0.into()]).await?.unwrap_or(0))
    };
    let of = "select count(*) as n from data_request where area_id = $1 and";
    let searches = "select count(*) as n from saved_search where filter like $1";
    let searches = number(source, searches, vec![format!("%\"{}\"%", area.slug).into()]).await?;
    Ok(Holdings {
        open: count(&format!("{of} status not in ('answered', 'closed')")).await?,
        ended: count(&format!("{of} status in ('answered', 'closed')")).await?,
        hidden: count(&format!("{of} hidden")).await?,
        liaisons: count(
            "select count(*) as n from person_area a join person p on p.id = a.person_id
             where a.area_id = $1 and p.role = 'liaison' and p.disabled_at is null",
        )
        .await?,
        ready: count("select count(*) as n from ready_answer where area_id = $1").await?,
        searches: searches.unwrap_or(0),
        head: area.head && !into.head,
    })
}

/// Merges an area into another: its liaisons, its ready-made answers, the areas below it, and its head where there is none.
/// Those that were merged into it before are the other's as well. Its requests go over one by one, with an event each.
pub async fn merge(tx: &Tx, area: &Area, into: &Area, on: Date) -> Result<(), DbErr> {
    let day = area.closed_on.as_deref().and_then(|day| day.parse().ok());
    close(tx, area.id, into.id, day.unwrap_or(on)).await?;
    let both = || vec![area.id.0.into(), into.id.0.into()];
    for sql in [
        "update area set successor_id = $2, merged = true where id = $1 or (merged and successor_id = $1)",
        "update area set parent_id = (select a.parent_id from area a where a.id = $1) where id = $2 and parent_id = $1",
        "update area set parent_id = $2 where parent_id = $1 and id <> $2",
        "update ready_answer set area_id = $2 where area_id = $1",
    ] {
        run(tx, sql, both()).await?;
    }
    if let Some(email) = head(tx, area.id).await?
        && !into.head
    {
        set_head(tx, into.id, Some(&email)).await?;
    }
    Ok(())
}

/// A request that an area has which is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftBehind {
    /// The request.
    pub request: RequestId,
    /// The area that is no more.
    pub from: AreaId,
    /// The one that has its requests now.
    pub to: AreaId,
}

/// Requests that areas which ended still have, at most `page` of them: all of an area that was merged into another, and of one
/// that was closed those that are not over. Some come back to it long after: disputed, reopened, separated.
pub async fn left_behind(source: &impl Source, page: u32) -> Result<Vec<LeftBehind>, DbErr> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        id: i64,
        area_id: i64,
        successor: i64,
    }
    let ended = "select count(*) as n from area where closed_on is not null and successor_id is not null";
    if number(source, ended, vec![]).await?.unwrap_or(0) == 0 {
        return Ok(Vec::new());
    }
    let sql = "select r.id, r.area_id, a.successor_id as successor from data_request r join area a on a.id = r.area_id
        where a.closed_on is not null and a.successor_id is not null
        and (a.merged or r.status not in ('answered', 'closed')) order by r.id limit $1";
    let rows: Vec<Row> = all(source, sql, vec![i64::from(page).into()]).await?;
    let each = |row: Row| LeftBehind {
        request: RequestId(row.id),
        from: AreaId(row.area_id),
        to: AreaId(row.successor),
    };
    Ok(rows.into_iter().map(each).collect())
}
