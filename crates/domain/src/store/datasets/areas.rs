//! How fresh the datasets of each area are, all areas at once.

use std::collections::HashMap;

use jiff::civil::Date;
use sea_orm::{DbErr, FromQueryResult};

use super::{Look, find::holds};
use crate::store::{Source, all};

/// How many datasets the areas keep, by how fresh they are; areas that keep none are not there.
pub async fn by_area(source: &impl Source, today: Date) -> Result<HashMap<String, Vec<(Look, i64)>>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        area: String,
        fresh: i64,
        stale: i64,
        eventual: i64,
        unknown: i64,
    }
    let sums = Look::ALL.iter().map(|look| {
        let holds = holds(*look, "$1");
        format!("cast(sum(case when {holds} then 1 else 0 end) as bigint) as {look}")
    });
    let sql = format!(
        "select a.slug as area, {} from dataset d join catalogue_organisation o on o.name = d.organisation
         join area a on a.id = o.area_id where d.state = 'active' group by a.slug",
        sums.collect::<Vec<_>>().join(", ")
    );
    let rows: Vec<Row> = all(source, &sql, vec![today.to_string().into()]).await?;
    let counted = |row: Row| {
        let count = |look: &Look| match look {
            Look::Fresh => (*look, row.fresh),
            Look::Stale => (*look, row.stale),
            Look::Eventual => (*look, row.eventual),
            Look::Unknown => (*look, row.unknown),
        };
        let counts = Look::ALL.iter().map(count).collect();
        (row.area, counts)
    };
    Ok(rows.into_iter().map(counted).collect())
}
