//! Government areas.

use std::collections::HashMap;

use jiff::civil::Date;
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, facets, number, one, run};
use crate::{ids::AreaId, locale::Locale, person::Email};

mod merged;

pub use merged::{Holdings, LeftBehind, holdings, left_behind, merge};

/// An area and how many requests it has open.
#[derive(Debug, Clone)]
pub struct Area {
    /// Row number.
    pub id: AreaId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name, in Spanish.
    pub name: String,
    /// Its name in English, where somebody translated it.
    pub name_en: Option<String>,
    /// The slug of the area it belongs to.
    pub parent: Option<String>,
    /// Whether it has a head who hears of escalations.
    pub head: bool,
    /// Public requests it has to answer.
    pub open: i64,
    /// The local date it was closed.
    pub closed_on: Option<String>,
    /// The slug of the one it was merged into: everything of it is that one's.
    pub merged_into: Option<String>,
}

impl Area {
    /// Its name in `locale`, in Spanish where there is no other.
    pub fn name_in(&self, locale: Locale) -> &str {
        match (locale, &self.name_en) {
            (Locale::En, Some(name)) => name,
            _ => &self.name,
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    slug: String,
    name: String,
    name_en: Option<String>,
    parent: Option<String>,
    head: bool,
    closed_on: Option<String>,
    merged_into: Option<String>,
}

impl From<Row> for Area {
    fn from(row: Row) -> Self {
        let Row {
            id,
            slug,
            name,
            name_en,
            parent,
            head,
            closed_on,
            merged_into,
        } = row;
        Self {
            id: AreaId(id),
            slug,
            name,
            name_en,
            parent,
            head,
            open: 0,
            closed_on,
            merged_into,
        }
    }
}

const COLUMNS: &str = "select a.id, a.slug, a.name, a.name_en, p.slug as parent,
    (case when a.head_email is null then false else true end) as head, a.closed_on,
    s.slug as merged_into
    from area a left join area p on p.id = a.parent_id left join area s on a.merged and s.id = a.successor_id";

/// Every area with its open requests, by name.
pub async fn list(source: &impl Source) -> Result<Vec<Area>, DbErr> {
    let now = facets::counted(source).await?;
    let mut open: HashMap<&str, i64> = HashMap::new();
    for cell in now.iter().filter(|cell| cell.status.is_open()) {
        if let Some(area) = &cell.area {
            *open.entry(area).or_default() += cell.n;
        }
    }
    let with_open = |area: Area| Area {
        open: open.get(area.slug.as_str()).copied().unwrap_or(0),
        ..area
    };
    Ok(names(source).await?.into_iter().map(with_open).collect())
}

/// The same without the count, which takes a look at all that is counted.
pub async fn names(source: &impl Source) -> Result<Vec<Area>, DbErr> {
    let rows: Vec<Row> = all(source, &format!("{COLUMNS} order by a.name, a.id"), vec![]).await?;
    Ok(rows.into_iter().map(Area::from).collect())
}

/// The area with this slug.
pub async fn find(source: &impl Source, slug: &str) -> Result<Option<Area>, DbErr> {
    let row: Option<Row> = one(source, &format!("{COLUMNS} where a.slug = $1"), vec![slug.into()]).await?;
    Ok(row.map(Area::from))
}

/// The area with this number.
pub async fn get(source: &impl Source, id: AreaId) -> Result<Option<Area>, DbErr> {
    let row: Option<Row> = one(source, &format!("{COLUMNS} where a.id = $1"), vec![id.0.into()]).await?;
    Ok(row.map(Area::from))
}

/// The slugs of areas, by row number.
pub async fn slugs(source: &impl Source) -> Result<HashMap<AreaId, String>, DbErr> {
    let rows: Vec<Row> = all(source, COLUMNS, vec![]).await?;
    Ok(rows.into_iter().map(|row| (AreaId(row.id), row.slug)).collect())
}

/// Adds an area, or finds the one with this slug.
pub async fn ensure(tx: &Tx, slug: &str, name: &str, name_en: Option<&str>) -> Result<AreaId, DbErr> {
    let sql = "insert into area (slug, name, name_en) values ($1, $2, $3) on conflict (slug) do nothing";
    run(tx, sql, vec![slug.into(), name.into(), name_en.into()]).await?;
    let id = number(tx, "select id as n from area where slug = $1", vec![slug.into()]).await?;
    id.map(AreaId)
        .ok_or_else(|| DbErr::RecordNotFound("the area just added".into()))
}

/// Gives an area other names.
pub async fn rename(tx: &Tx, id: AreaId, name: &str, name_en: Option<&str>) -> Result<(), DbErr> {
    let sql = "update area set name = $2, name_en = $3 where id = $1";
    run(tx, sql, vec![id.0.into(), name.into(), name_en.into()])
        .await
        .map(drop)
}

/// Closes an area on a local date; its liaisons are its successor's from then on.
pub async fn close(tx: &Tx, id: AreaId, successor: AreaId, on: Date) -> Result<(), DbErr> {
    let sql = "update area set closed_on = $2, successor_id = $3 where id = $1";
    run(
        tx,
        sql,
        vec![id.0.into(), on.to_string().into(), successor.0.into()],
    )
    .await?;
    // What it keeps on the portal is the other's to keep.
    let sql = "update catalogue_organisation set area_id = $2 where area_id = $1";
    run(tx, sql, vec![id.0.into(), successor.0.into()]).await?;
    // So is what it holds and does not publish.
    let sql = "update inventory set area_id = $2 where area_id = $1";
    run(tx, sql, vec![id.0.into(), successor.0.into()]).await?;
    // What was merged into it before is the other's as well.
    let sql = "update area set successor_id = $2 where merged and successor_id = $1";
    run(tx, sql, vec![id.0.into(), successor.0.into()]).await?;
    let sql = "insert into person_area (person_id, area_id) select person_id, $2 from person_area where area_id = $1
        on conflict do nothing";
    run(tx, sql, vec![id.0.into(), successor.0.into()]).await?;
    run(
        tx,
        "delete from person_area where area_id = $1",
        vec![id.0.into()],
    )
    .await
    .map(drop)
}

/// The address of the head of an area, if it has one.
pub async fn head(source: &impl Source, id: AreaId) -> Result<Option<Email>, DbErr> {
    #[derive(FromQueryResult)]
    struct Head {
        head_email: Option<String>,
    }
    let sql = "select head_email from area where id = $1";
    let row: Option<Head> = one(source, sql, vec![id.0.into()]).await?;
    row.and_then(|row| row.head_email)
        .map(|email| Email::parse(&email).ok_or_else(|| broken("address")))
        .transpose()
}

/// Names the head of an area, or none.
pub async fn set_head(tx: &Tx, id: AreaId, head: Option<&Email>) -> Result<(), DbErr> {
    let sql = "update area set head_email = $2 where id = $1";
    run(tx, sql, vec![id.0.into(), head.map(Email::as_str).into()])
        .await
        .map(drop)
}
