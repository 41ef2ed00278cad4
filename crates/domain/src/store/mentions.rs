//! Which requests name which in their texts, so that the link goes both ways.

use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, run, scope::visible_to};
use crate::{
    ids::{CommentId, RequestId},
    policy::Actor,
    reference::Reference,
};

/// A request that names another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its reference.
    pub reference: Reference,
    /// Its title.
    pub title: String,
}

#[derive(FromQueryResult)]
struct Row {
    year: i32,
    number: i64,
    title: String,
}

/// Notes that `source` names `target`, in one of its comments or in its own texts.
pub async fn note(
    tx: &Tx,
    source: RequestId,
    target: RequestId,
    comment: Option<CommentId>,
) -> Result<(), DbErr> {
    let sql = "insert into mention (source_id, target_id, comment_id) select $1, $2, $3
        where not exists (select 1 from mention where source_id = $1 and target_id = $2
            and coalesce(comment_id, 0) = coalesce($3, 0))";
    let comment = comment.map(|comment| comment.0);
    run(tx, sql, vec![source.0.into(), target.0.into(), comment.into()])
        .await
        .map(drop)
}

/// Forgets what a comment named: it says something else now, or nothing.
pub async fn forget(tx: &Tx, comment: CommentId) -> Result<(), DbErr> {
    run(
        tx,
        "delete from mention where comment_id = $1",
        vec![comment.0.into()],
    )
    .await
    .map(drop)
}

/// Forgets what a request's own texts named.
pub async fn forget_own(tx: &Tx, source: RequestId) -> Result<(), DbErr> {
    let sql = "delete from mention where source_id = $1 and comment_id is null";
    run(tx, sql, vec![source.0.into()]).await.map(drop)
}

/// The requests that name `target` and that `actor` may see, newest first, at most `limit`. A comment that was carried to
/// another request names from there.
pub async fn of_target(
    source: &impl Source,
    actor: &Actor,
    target: RequestId,
    limit: u32,
) -> Result<Vec<Mention>, DbErr> {
    let sql = format!(
        "select r.year, r.number, r.title from data_request r where {} and r.id <> $1 and r.id in
         (select coalesce(c.request_id, m.source_id) from mention m left join comment c on c.id = m.comment_id
          where m.target_id = $1)
         order by r.id desc limit {limit}",
        visible_to(actor)
    );
    let rows: Vec<Row> = all(source, &sql, vec![target.0.into()]).await?;
    let known = |row: Row| {
        let year = i16::try_from(row.year).map_err(|_| broken("year"))?;
        Ok(Mention {
            reference: Reference {
                year,
                number: row.number,
            },
            title: row.title,
        })
    };
    rows.into_iter().map(known).collect()
}
