//! What somebody supports or follows, newest request first.

use sea_orm::DbErr;

use super::{Actor, DataRequest, Row, Source, select, visible_to};
use crate::ids::{PersonId, RequestId};

/// How somebody hangs on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// They need it too.
    Supported,
    /// They hear of it.
    Followed,
}

/// A page of them.
#[derive(Debug, Clone)]
pub struct JoinedPage {
    /// The requests.
    pub items: Vec<DataRequest>,
    /// There are more behind them.
    pub more: bool,
}

/// The requests that `person` supports or follows and `actor` may see, `limit` of them behind `after`. One that was merged
/// is left out: what it was merged into stands for it.
pub async fn joined(
    source: &impl Source,
    actor: &Actor,
    (person, how): (PersonId, Joined),
    after: Option<RequestId>,
    limit: u32,
) -> Result<JoinedPage, DbErr> {
    let table = match how {
        Joined::Supported => "support j",
        Joined::Followed => "follow j",
    };
    let wanted = match how {
        Joined::Supported => "",
        Joined::Followed => "and j.cadence <> 'none'",
    };
    let visible = visible_to(actor);
    // The numbers first, by the index: the rest is read for those of this page only.
    let page = format!(
        "select j.request_id from {table} join data_request r on r.id = j.request_id
         where j.person_id = $1 and j.request_id < $2 {wanted} and r.duplicate_of_id is null and {visible}
         order by j.request_id desc limit {}",
        limit + 1
    );
    let sql = format!("{} where r.id in ({page}) order by r.id desc", select());
    let before = after.map_or(i64::MAX, |id| id.0);
    let rows: Vec<Row> = super::super::all(source, &sql, vec![person.0.into(), before.into()]).await?;
    let more = rows.len() > limit as usize;
    let rows = rows.into_iter().take(limit as usize);
    let items = rows.map(Row::into_request).collect::<Result<Vec<_>, _>>()?;
    Ok(JoinedPage { items, more })
}
