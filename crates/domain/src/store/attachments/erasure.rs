//! Taking files away. A row says at once that its file is gone; the bytes follow, and only then is their name forgotten, so
//! that nothing stays behind when somebody is stopped in between.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult, Value};

use super::super::{Source, Tx, all, run};
use crate::ids::{AttachmentId, DraftId, RequestId};

/// Takes a file of a request away for good; `put` stands where its name was, and nothing does when it was never shown to
/// anybody. Says whether there was such a file.
pub async fn erase(
    tx: &Tx,
    request: RequestId,
    file: AttachmentId,
    put: Option<&str>,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql = if put.is_some() {
        "update attachment set erased_at = $3, name = $4, sha256 = '', findings = '[]', public = $5
         where id = $1 and request_id = $2 and erased_at is null"
    } else {
        // Without a request it is forgotten once its bytes are gone.
        "update attachment set erased_at = $3, name = $4, sha256 = '', findings = '[]', public = $5, request_id = null
         where id = $1 and request_id = $2 and erased_at is null"
    };
    let values: Vec<Value> = vec![
        file.0.into(),
        request.0.into(),
        now.as_second().into(),
        put.unwrap_or_default().into(),
        false.into(),
    ];
    Ok(run(tx, sql, values).await? > 0)
}

/// Takes away the files that waited with a draft.
pub async fn erase_of_draft(tx: &Tx, draft: DraftId, now: Timestamp) -> Result<(), DbErr> {
    let sql = "update attachment set erased_at = $2, name = '', sha256 = '', findings = '[]', draft_id = null
        where draft_id = $1 and request_id is null";
    run(tx, sql, vec![draft.0.into(), now.as_second().into()])
        .await
        .map(drop)
}

/// Takes away files that were sent with a form before `before` and belong to nothing: the form never got here.
pub async fn forget_stale(tx: &Tx, before: Timestamp, now: Timestamp) -> Result<u64, DbErr> {
    let sql = "update attachment set erased_at = $2, name = '', sha256 = '', findings = '[]'
        where request_id is null and draft_id is null and erased_at is null and created_at < $1";
    run(tx, sql, vec![before.as_second().into(), now.as_second().into()]).await
}

/// Files that were taken away and whose bytes are still there: number, and the name they are kept under.
pub async fn bytes_to_remove(source: &impl Source, limit: u32) -> Result<Vec<(AttachmentId, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        object: String,
    }
    let sql = "select id, object from attachment where erased_at is not null and object is not null order by id limit $1";
    let rows: Vec<Row> = all(source, sql, vec![i64::from(limit).into()]).await?;
    let pair = |row: Row| (AttachmentId(row.id), row.object);
    Ok(rows.into_iter().map(pair).collect())
}

/// Notes that the bytes of these are gone. What was never shown is forgotten, but for what counts in somebody's day.
pub async fn bytes_removed(tx: &Tx, files: &[AttachmentId], day_begins: Timestamp) -> Result<(), DbErr> {
    for file in files {
        run(
            tx,
            "update attachment set object = null where id = $1",
            vec![file.0.into()],
        )
        .await?;
    }
    let sql = "delete from attachment where request_id is null and object is null and erased_at is not null
        and created_at < $1";
    run(tx, sql, vec![day_begins.as_second().into()]).await.map(drop)
}

/// Which of these names bytes are kept under that somebody knows of.
pub async fn kept_objects(source: &impl Source, names: &[String]) -> Result<BTreeSet<String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        object: String,
    }
    let mut kept = BTreeSet::new();
    for some in names.chunks(200) {
        let places = (1..=some.len())
            .map(|n| format!("${n}"))
            .collect::<Vec<_>>()
            .join(", ");
        let sql = format!("select object from attachment where object in ({places})");
        let values = some.iter().map(|name| name.as_str().into()).collect();
        kept.extend(
            all::<Row>(source, &sql, values)
                .await?
                .into_iter()
                .map(|row| row.object),
        );
    }
    Ok(kept)
}
