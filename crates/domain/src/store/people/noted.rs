//! Who reads the internal notes of a request.

use sea_orm::{DbErr, FromQueryResult};

use crate::{
    ids::{AreaId, PersonId},
    store::{Source, all},
};

/// The staff that reads the internal notes on requests of `area`, number and name: its liaisons, and whoever coordinates.
pub async fn readers_of_notes(
    source: &impl Source,
    area: Option<AreaId>,
) -> Result<Vec<(PersonId, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Named {
        id: i64,
        name: String,
    }
    let sql = "select p.id, p.name from person p where p.disabled_at is null and (p.role in ('coordinator', 'admin')
        or (p.role = 'liaison' and exists (select 1 from person_area a where a.person_id = p.id and a.area_id = $1)))
        order by case when p.role = 'liaison' then 0 else 1 end, p.name, p.id";
    let rows: Vec<Named> = all(source, sql, vec![area.map(|area| area.0).into()]).await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.id), row.name)).collect())
}
