//! What people reported, until somebody has looked at it.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, number, one, run};
use crate::{
    ids::{CommentId, PersonId, ReportId, RequestId},
    reference::Reference,
    status::HideReason,
};

/// What somebody reported.
#[derive(Debug, Clone)]
pub struct Report {
    /// Row number.
    pub id: ReportId,
    /// The request, or the one its comment stands on.
    pub reference: Reference,
    /// Its title.
    pub title: String,
    /// It is hidden by now.
    pub hidden: bool,
    /// The comment, if it is about one.
    pub comment: Option<CommentId>,
    /// What the comment says now.
    pub comment_text: Option<String>,
    /// Why, by their choice.
    pub reason: HideReason,
    /// In their words.
    pub text: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A report to be kept.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// About which request.
    pub request: RequestId,
    /// About which of its comments.
    pub comment: Option<CommentId>,
    /// Who reports, if they are signed in.
    pub person: Option<PersonId>,
    /// Why.
    pub reason: HideReason,
    /// In their words.
    pub text: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    year: i32,
    number: i64,
    title: String,
    hidden: bool,
    comment_id: Option<i64>,
    comment_text: Option<String>,
    reason: String,
    body: Option<String>,
    at: i64,
}

/// Keeps a report; the same one by the same person only once, and by people without a name once for all of them.
pub async fn insert(tx: &Tx, new: &NewReport, now: Timestamp) -> Result<(), DbErr> {
    let sql = "insert into report (request_id, comment_id, person_id, reason, body, at) select $1, $2, $3, $4, $5, $6
        where not exists (select 1 from report where settled_at is null and request_id = $1
            and coalesce(comment_id, 0) = coalesce($2, 0) and coalesce(person_id, 0) = coalesce($3, 0))";
    let values = vec![
        new.request.0.into(),
        new.comment.map(|comment| comment.0).into(),
        new.person.map(|person| person.0).into(),
        new.reason.as_str().into(),
        new.text.clone().into(),
        now.as_second().into(),
    ];
    run(tx, sql, values).await.map(drop)
}

const COLUMNS: &str = "select p.id, r.year, r.number, r.title, r.hidden, p.comment_id, c.body as comment_text, p.reason, p.body, p.at
    from report p left join comment c on c.id = p.comment_id
    join data_request r on r.id = coalesce(c.request_id, p.request_id)";

/// What nobody has looked at yet, oldest first.
pub async fn open(source: &impl Source, limit: u32) -> Result<Vec<Report>, DbErr> {
    let sql = format!("{COLUMNS} where p.settled_at is null order by p.id limit {limit}");
    let rows: Vec<Row> = all(source, &sql, vec![]).await?;
    rows.into_iter().map(Row::into_report).collect()
}

/// One that nobody has looked at yet.
pub async fn get(source: &impl Source, id: ReportId) -> Result<Option<Report>, DbErr> {
    let sql = format!("{COLUMNS} where p.settled_at is null and p.id = $1");
    let row: Option<Row> = one(source, &sql, vec![id.0.into()]).await?;
    row.map(Row::into_report).transpose()
}

/// How many wait for a look.
pub async fn count(source: &impl Source) -> Result<i64, DbErr> {
    let sql = "select count(*) as n from report where settled_at is null";
    Ok(number(source, sql, vec![]).await?.unwrap_or(0))
}

/// Somebody has looked: settles it, and all others about the same.
pub async fn settle(tx: &Tx, id: ReportId, now: Timestamp) -> Result<(), DbErr> {
    let sql = "update report set settled_at = $2 where settled_at is null and exists (select 1 from report o where o.id = $1
        and o.request_id = report.request_id and coalesce(o.comment_id, 0) = coalesce(report.comment_id, 0))";
    run(tx, sql, vec![id.0.into(), now.as_second().into()])
        .await
        .map(drop)
}

impl Row {
    fn into_report(self) -> Result<Report, DbErr> {
        Ok(Report {
            id: ReportId(self.id),
            reference: Reference {
                year: i16::try_from(self.year).map_err(|_| broken("year"))?,
                number: self.number,
            },
            title: self.title,
            hidden: self.hidden,
            comment: self.comment_id.map(CommentId),
            comment_text: self.comment_text,
            reason: HideReason::parse(&self.reason).ok_or_else(|| broken("reason"))?,
            text: self.body,
            at: Timestamp::from_second(self.at).map_err(|_| broken("time"))?,
        })
    }
}
