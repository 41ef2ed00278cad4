//! When each kind of timed work was last done, and how that ended.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, run};
use crate::timed_job::TimedJob;

/// A kind of timed work, as it was last done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobRun {
    /// Which.
    pub job: TimedJob,
    /// When it last ended, well or not.
    pub ended_at: Timestamp,
    /// It ended well that time.
    pub is_well: bool,
    /// When it last ended well.
    pub well_at: Option<Timestamp>,
    /// How much it did that time: requests, digests, files.
    pub done: i64,
}

/// Notes how a kind of work ended at `now`: well, having done so much, or not.
pub async fn note(tx: &Tx, job: TimedJob, done: Option<i64>, now: Timestamp) -> Result<(), DbErr> {
    let sql = "insert into job_run (job, ended_at, is_well, well_at, done) values ($1, $2, $3, $4, $5)
        on conflict (job) do update set ended_at = excluded.ended_at, is_well = excluded.is_well,
        well_at = coalesce(excluded.well_at, job_run.well_at), done = excluded.done";
    let at = now.as_second();
    let values = vec![
        job.as_str().into(),
        at.into(),
        done.is_some().into(),
        done.map(|_| at).into(),
        done.unwrap_or(0).into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Every kind that was done so far.
pub async fn list(source: &impl Source) -> Result<Vec<JobRun>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        job: String,
        ended_at: i64,
        is_well: bool,
        well_at: Option<i64>,
        done: i64,
    }
    let at = |second: i64| Timestamp::from_second(second).map_err(|_| broken("time"));
    let sql = "select job, ended_at, is_well, well_at, done from job_run";
    let rows: Vec<Row> = all(source, sql, vec![]).await?;
    let mut runs = Vec::with_capacity(rows.len());
    for row in rows {
        // One that this program does not know any more has no name.
        let Some(job) = TimedJob::parse(&row.job) else {
            continue;
        };
        runs.push(JobRun {
            job,
            ended_at: at(row.ended_at)?,
            is_well: row.is_well,
            well_at: row.well_at.map(at).transpose()?,
            done: row.done,
        });
    }
    runs.sort_unstable_by_key(|run| run.job);
    Ok(runs)
}
