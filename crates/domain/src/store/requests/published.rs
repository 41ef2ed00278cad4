//! What was published lately.

use sea_orm::DbErr;

use super::{Actor, DataRequest, Row, Source, select, visible_to};

/// How many of those that moved last are looked through.
const LOOKED_AT: u32 = 30;

/// The requests last answered with data, newest answer first. They are looked for among those that moved last, which
/// an index gives.
pub async fn published_lately(
    source: &impl Source,
    actor: &Actor,
    limit: usize,
) -> Result<Vec<DataRequest>, DbErr> {
    let sql = format!(
        "{} where {} and r.outcome in ('published', 'already_exists', 'partial')
         order by r.updated_at desc, r.id desc limit {LOOKED_AT}",
        select(),
        visible_to(actor)
    );
    let rows: Vec<Row> = super::super::all(source, &sql, vec![]).await?;
    let mut requests = rows
        .into_iter()
        .map(Row::into_request)
        .collect::<Result<Vec<_>, _>>()?;
    requests.sort_by_key(|request| std::cmp::Reverse(request.standing.answered_at));
    requests.truncate(limit);
    Ok(requests)
}
