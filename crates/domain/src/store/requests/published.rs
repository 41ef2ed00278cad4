//! What was published lately.

use sea_orm::DbErr;

use super::{Actor, DataRequest, Row, Source, select, visible_to};

/// The requests last answered with data, newest answer first.
pub async fn published_lately(
    source: &impl Source,
    actor: &Actor,
    limit: u32,
) -> Result<Vec<DataRequest>, DbErr> {
    let sql = format!(
        "{} where {} and r.outcome in ('published', 'already_exists', 'partial')
         order by r.answered_at desc, r.id desc limit {limit}",
        select(),
        visible_to(actor)
    );
    let rows: Vec<Row> = super::super::all(source, &sql, vec![]).await?;
    rows.into_iter().map(Row::into_request).collect()
}
