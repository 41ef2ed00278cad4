//! Files: what is known of each. Those of a request are found with it; whether somebody may read one is decided by
//! [`Attachment::is_for`], for whoever may see the request.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult, Value};

use super::{Source, Tx, all, broken, number, one, run};
use crate::{
    attachment::{Attachment, FileKind, Finding, NewAttachment},
    ids::{AttachmentId, DraftId, PersonId, RequestId},
};

mod erasure;

pub use erasure::{bytes_removed, bytes_to_remove, erase, erase_of_draft, forget_stale, kept_objects};

/// Whose a new file is.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// The request it belongs to already.
    pub request: Option<RequestId>,
    /// Who sent it, if they are known.
    pub uploader: Option<PersonId>,
    /// Whose day it counts in.
    pub quota_key: &'a str,
    /// Whether everybody may read it.
    pub public: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    request_id: Option<i64>,
    draft_id: Option<i64>,
    uploader_id: Option<i64>,
    name: String,
    kind: String,
    size: i64,
    sha256: String,
    object: Option<String>,
    findings: String,
    public: bool,
    created_at: i64,
    erased_at: Option<i64>,
}

const COLUMNS: &str =
    "select id, request_id, draft_id, uploader_id, name, kind, size, sha256, object, findings, public,
    created_at, erased_at from attachment";

/// Remembers a file whose bytes are kept.
pub async fn insert(
    tx: &Tx,
    new: &NewAttachment,
    whose: Whose<'_>,
    now: Timestamp,
) -> Result<AttachmentId, DbErr> {
    let findings = serde_json::to_string(&new.findings).map_err(|error| DbErr::Json(error.to_string()))?;
    let sql = "insert into attachment (request_id, uploader_id, quota_key, name, kind, size, sha256, object, findings,
        public, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id as n";
    let values: Vec<Value> = vec![
        whose.request.map(|id| id.0).into(),
        whose.uploader.map(|id| id.0).into(),
        whose.quota_key.into(),
        new.name.as_str().into(),
        new.kind.as_str().into(),
        i64::try_from(new.size).unwrap_or(i64::MAX).into(),
        new.sha256.as_str().into(),
        new.object.as_str().into(),
        findings.into(),
        whose.public.into(),
        now.as_second().into(),
    ];
    let id = number(tx, sql, values).await?;
    id.map(AttachmentId).ok_or_else(|| broken("attachment"))
}

/// One file.
pub async fn get(source: &impl Source, id: AttachmentId) -> Result<Option<Attachment>, DbErr> {
    let row: Option<Row> = one(source, &format!("{COLUMNS} where id = $1"), vec![id.0.into()]).await?;
    row.map(Row::into_attachment).transpose()
}

/// The files of a request, those that were taken away too, in the order they came.
pub async fn of_request(source: &impl Source, request: RequestId) -> Result<Vec<Attachment>, DbErr> {
    let sql = format!("{COLUMNS} where request_id = $1 order by id");
    let rows: Vec<Row> = all(source, &sql, vec![request.0.into()]).await?;
    rows.into_iter().map(Row::into_attachment).collect()
}

/// The files of many requests that are still there, by request.
pub async fn of_requests(
    source: &impl Source,
    requests: &[RequestId],
) -> Result<BTreeMap<RequestId, Vec<Attachment>>, DbErr> {
    let mut found: BTreeMap<RequestId, Vec<Attachment>> = BTreeMap::new();
    if requests.is_empty() {
        return Ok(found);
    }
    // Row numbers of our own: nothing else can be in the list.
    let ids = requests
        .iter()
        .map(|id| id.0.to_string())
        .collect::<Vec<_>>()
        .join(",");
    let sql = format!("{COLUMNS} where request_id in ({ids}) and erased_at is null order by id");
    for row in all::<Row>(source, &sql, vec![]).await? {
        let file = row.into_attachment()?;
        if let Some(request) = file.request {
            found.entry(request).or_default().push(file);
        }
    }
    Ok(found)
}

/// The files that wait with a draft.
pub async fn of_draft(source: &impl Source, draft: DraftId) -> Result<Vec<Attachment>, DbErr> {
    let sql =
        format!("{COLUMNS} where draft_id = $1 and request_id is null and erased_at is null order by id");
    let rows: Vec<Row> = all(source, &sql, vec![draft.0.into()]).await?;
    rows.into_iter().map(Row::into_attachment).collect()
}

/// How many files a request has.
pub async fn count(source: &impl Source, request: RequestId) -> Result<i64, DbErr> {
    let sql = "select count(*) as n from attachment where request_id = $1 and erased_at is null";
    Ok(number(source, sql, vec![request.0.into()]).await?.unwrap_or(0))
}

/// The bytes that came in somebody's name since a moment, whatever became of them.
pub async fn sent_since(source: &impl Source, quota_key: &str, since: Timestamp) -> Result<i64, DbErr> {
    let sql = "select cast(coalesce(sum(size), 0) as bigint) as n from attachment where quota_key = $1 and created_at > $2";
    let values = vec![quota_key.into(), since.as_second().into()];
    Ok(number(source, sql, values).await?.unwrap_or(0))
}

/// The bytes of all files that are kept.
pub async fn kept_bytes(source: &impl Source) -> Result<i64, DbErr> {
    let sql = "select cast(coalesce(sum(size), 0) as bigint) as n from attachment where object is not null";
    Ok(number(source, sql, vec![]).await?.unwrap_or(0))
}

/// Makes files that belong to nothing yet, or to another draft, wait with this one.
pub async fn wait_with(tx: &Tx, files: &[AttachmentId], draft: DraftId) -> Result<(), DbErr> {
    for file in files {
        let sql =
            "update attachment set draft_id = $2 where id = $1 and request_id is null and erased_at is null";
        run(tx, sql, vec![file.0.into(), draft.0.into()]).await?;
    }
    Ok(())
}

/// Gives files to the request that was filed. Those with findings too: whoever filed it was told, and sent them.
pub async fn belong_to(
    tx: &Tx,
    files: &[AttachmentId],
    request: RequestId,
    uploader: PersonId,
) -> Result<(), DbErr> {
    for file in files {
        let sql = "update attachment set request_id = $2, uploader_id = $3, draft_id = null, public = $4
            where id = $1 and request_id is null and erased_at is null";
        let values = vec![file.0.into(), request.0.into(), uploader.0.into(), true.into()];
        run(tx, sql, values).await?;
    }
    Ok(())
}

/// Keeps the files of a request from the public until `decides` lets them out, instead of whoever sent them.
pub async fn withhold(tx: &Tx, request: RequestId, decides: PersonId) -> Result<(), DbErr> {
    let sql = "update attachment set public = $2, uploader_id = $3 where request_id = $1";
    let values = vec![request.0.into(), false.into(), decides.0.into()];
    run(tx, sql, values).await.map(drop)
}

/// Lets everybody read a file. Says whether there was such a one.
pub async fn publish(tx: &Tx, file: AttachmentId) -> Result<bool, DbErr> {
    let sql = "update attachment set public = $2 where id = $1 and erased_at is null";
    Ok(run(tx, sql, vec![file.0.into(), true.into()]).await? > 0)
}

impl Row {
    fn into_attachment(self) -> Result<Attachment, DbErr> {
        let time = |seconds| Timestamp::from_second(seconds).map_err(|_| broken("time"));
        let findings: Vec<Finding> =
            serde_json::from_str(&self.findings).map_err(|error| DbErr::Json(error.to_string()))?;
        Ok(Attachment {
            id: AttachmentId(self.id),
            request: self.request_id.map(RequestId),
            draft: self.draft_id.map(DraftId),
            uploader: self.uploader_id.map(PersonId),
            name: self.name,
            kind: FileKind::parse(&self.kind).ok_or_else(|| broken("kind of file"))?,
            size: self.size,
            sha256: self.sha256,
            object: self.object,
            findings,
            public: self.public,
            created_at: time(self.created_at)?,
            erased_at: self.erased_at.map(time).transpose()?,
        })
    }
}
