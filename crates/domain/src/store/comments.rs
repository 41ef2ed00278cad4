//! Comments: public ones in one thread below the official answers, internal ones for the staff of the area only.

use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, entity::comment, following::family, mentions, one, run};
use crate::{
    event::ActorRole,
    ids::{CommentId, EventId, PersonId, RequestId},
};

/// A comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Row number.
    pub id: CommentId,
    /// The request it is shown on.
    pub request: RequestId,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: PersonId,
    /// Their name; none for the nameless and for an anonymous requester.
    pub author_name: Option<String>,
    /// In what capacity; none for anybody else.
    pub role: Option<ActorRole>,
    /// The text, as typed.
    pub text: String,
    /// For the staff of the area only.
    pub internal: bool,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
    /// Words were taken away by whoever moderates.
    pub redacted: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    request_id: i64,
    at: i64,
    author_id: i64,
    author_name: Option<String>,
    role: Option<String>,
    body: String,
    internal: bool,
    edited_at: Option<i64>,
    redacted_at: Option<i64>,
}

const COLUMNS: &str =
    "select c.id, c.request_id, c.at, c.author_id, c.role, c.body, c.internal, c.edited_at, c.redacted_at,
    case when r.anonymous and c.role = 'requester' then null else nullif(p.name, '') end as author_name
    from comment c join data_request r on r.id = c.home_id join person p on p.id = c.author_id";

/// The comments of a request, oldest first; the internal ones only for staff that answers for it.
pub async fn of_request(
    source: &impl Source,
    request: RequestId,
    internal: bool,
) -> Result<Vec<Comment>, DbErr> {
    let condition = if internal { "1 = 1" } else { "not c.internal" };
    let sql = format!("{COLUMNS} where c.request_id = $1 and {condition} order by c.id");
    let rows: Vec<Row> = all(source, &sql, vec![request.0.into()]).await?;
    rows.into_iter().map(Row::into_comment).collect()
}

/// One comment.
pub async fn get(source: &impl Source, id: CommentId) -> Result<Option<Comment>, DbErr> {
    let row: Option<Row> = one(source, &format!("{COLUMNS} where c.id = $1"), vec![id.0.into()]).await?;
    row.map(Row::into_comment).transpose()
}

/// Adds a comment.
pub async fn insert(
    tx: &Tx,
    request: RequestId,
    (author, role): (PersonId, Option<ActorRole>),
    text: &str,
    internal: bool,
    now: Timestamp,
) -> Result<CommentId, DbErr> {
    let row = comment::ActiveModel {
        request_id: Set(request.0),
        home_id: Set(request.0),
        author_id: Set(author.0),
        role: Set(role.map(|role| role.as_str().into())),
        internal: Set(internal),
        body: Set(text.into()),
        at: Set(now.as_second()),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    Ok(CommentId(row.id))
}

/// Changes what a comment says. What it said stays for everybody to read.
pub async fn edit(tx: &Tx, id: CommentId, text: &str, now: Timestamp) -> Result<(), DbErr> {
    let keep = "insert into comment_version (comment_id, body, replaced_at) select id, body, $2 from comment where id = $1";
    run(tx, keep, vec![id.0.into(), now.as_second().into()]).await?;
    let sql = "update comment set body = $2, edited_at = $3 where id = $1";
    run(tx, sql, vec![id.0.into(), text.into(), now.as_second().into()])
        .await
        .map(drop)
}

/// What a comment said before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The text, as typed.
    pub text: String,
    /// When it was replaced.
    pub until: Timestamp,
}

/// What a comment said before, latest first.
pub async fn versions(source: &impl Source, id: CommentId) -> Result<Vec<Version>, DbErr> {
    #[derive(FromQueryResult)]
    struct Before {
        body: String,
        replaced_at: i64,
    }
    let sql = "select body, replaced_at from comment_version where comment_id = $1 order by id desc";
    let rows: Vec<Before> = all(source, sql, vec![id.0.into()]).await?;
    let known = |row: Before| {
        Ok(Version {
            text: row.body,
            until: Timestamp::from_second(row.replaced_at).map_err(|_| broken("time"))?,
        })
    };
    rows.into_iter().map(known).collect()
}

/// Shows the public comments of `source` on `target`, marked with the merge.
pub async fn carry(tx: &Tx, source: RequestId, target: RequestId, merge: EventId) -> Result<(), DbErr> {
    let sql = "update comment set request_id = $2, via_event_id = $3 where request_id = $1 and not internal";
    run(tx, sql, vec![source.0.into(), target.0.into(), merge.0.into()])
        .await
        .map(drop)
}

/// Takes back what [`carry`] moved from `source` and from everything merged into it, wherever it went since.
pub async fn take_back(tx: &Tx, source: RequestId) -> Result<(), DbErr> {
    for id in family(tx, source).await? {
        let sql = "update comment set request_id = $2 where home_id = $1 and not internal";
        run(tx, sql, vec![id.0.into(), source.0.into()]).await?;
    }
    Ok(())
}

/// Replaces `words` (all of it when `None`) in a comment of this request by `put`. Says whether there was such a comment.
pub async fn redact(
    tx: &Tx,
    request: RequestId,
    id: CommentId,
    (words, put): (Option<&str>, &str),
    now: Timestamp,
) -> Result<bool, DbErr> {
    let Some(comment) = get(tx, id).await?.filter(|comment| comment.request == request) else {
        return Ok(false);
    };
    let text = words.map_or_else(|| put.to_owned(), |words| comment.text.replace(words, put));
    let sql = "update comment set body = $2, redacted_at = $3 where id = $1";
    run(tx, sql, vec![id.0.into(), text.into(), now.as_second().into()]).await?;
    // What it said before held the words too.
    run(
        tx,
        "delete from comment_version where comment_id = $1",
        vec![id.0.into()],
    )
    .await?;
    mentions::forget(tx, id).await?;
    Ok(true)
}

impl Row {
    fn into_comment(self) -> Result<Comment, DbErr> {
        let time = |seconds| Timestamp::from_second(seconds).map_err(|_| broken("time"));
        Ok(Comment {
            id: CommentId(self.id),
            request: RequestId(self.request_id),
            at: time(self.at)?,
            author: PersonId(self.author_id),
            author_name: self.author_name,
            role: self.role.as_deref().and_then(ActorRole::parse),
            text: self.body,
            internal: self.internal,
            edited_at: self.edited_at.map(time).transpose()?,
            redacted: self.redacted_at.is_some(),
        })
    }
}
