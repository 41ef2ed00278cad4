//! `/admin/health`: how the installation is doing, for those who look after it: timed work, mail, and what is under way.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    store::{
        Engine,
        health::health,
        jobs::{self, JobRun},
    },
    timed_job::TimedJob,
};
use jiff::SignedDuration;
use serde::Serialize;

use super::keeper;
use crate::{
    AppState,
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

/// Timed work is done once a minute; so long after the last time something is wrong.
const LATE: SignedDuration = SignedDuration::from_mins(10);

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct HealthPage {
    /// When timed work was last done to its end.
    pub timed_work: Option<String>,
    /// The kinds of it, those that were done so far.
    pub jobs: Vec<JobShown>,
    /// That is too long ago, or was never.
    pub is_late: bool,
    /// Due dates are moving.
    pub due_dates_left: bool,
    /// The order is being renewed.
    pub order_left: bool,
    /// Requests are going over from merged areas.
    pub areas_left: bool,
    /// Mails that wait or are being sent.
    pub waiting: i64,
    /// Since when mail is stuck.
    pub stuck_since: Option<String>,
    /// Mails that will never leave.
    pub dead: i64,
    /// Events of which supporters or followers are still to be told.
    pub to_spread: i64,
    /// Kilobytes of mail that came in and was not taken in.
    pub quarantined: i64,
    /// The database is PostgreSQL.
    pub is_postgres: bool,
    /// Which version runs.
    pub version: &'static str,
}

/// A kind of timed work.
#[derive(Debug, Clone, Serialize)]
pub struct JobShown {
    /// Which, by key.
    pub job: &'static str,
    /// How often it is done, in minutes.
    pub every: i64,
    /// When it was last done.
    pub ended_at: String,
    /// It ended well.
    pub is_well: bool,
    /// When it last did, if that was another time.
    pub well_at: Option<String>,
    /// How much it did.
    pub done: i64,
}

impl From<&JobRun> for JobShown {
    fn from(run: &JobRun) -> Self {
        Self {
            job: run.job.as_str(),
            every: run.job.every(),
            ended_at: run.ended_at.to_string(),
            is_well: run.is_well,
            well_at: run.well_at.filter(|_| !run.is_well).map(|at| at.to_string()),
            done: run.done,
        }
    }
}

/// The page.
pub async fn show(State(app): State<AppState>, visitor: Visitor, here: Here) -> Result<Response, Fault> {
    keeper(&visitor)?;
    let now = app.clock.now();
    let health = health(&app.db.read(), now).await?;
    let page = HealthPage {
        jobs: jobs::list(&app.db.read())
            .await?
            .iter()
            .map(JobShown::from)
            .collect(),
        timed_work: health.timed_work.map(|at| at.to_string()),
        is_late: health.timed_work.is_none_or(|at| now.duration_since(at) > LATE),
        due_dates_left: health.due_dates_left,
        order_left: health.order_left,
        areas_left: health.areas_left,
        waiting: health.mail.depth,
        stuck_since: health.mail.stuck_since(now).map(|at| at.to_string()),
        dead: health.mail.dead,
        to_spread: health.mail.to_spread,
        quarantined: health.quarantined.saturating_add(1_023) / 1_024,
        is_postgres: app.db.engine() == Engine::Postgres,
        version: env!("CARGO_PKG_VERSION"),
    };
    page::private(&app, &visitor, &here, (StatusCode::OK, &page))
}

impl Page for HealthPage {
    const TEMPLATE: &'static str = "pages/admin/health.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let job = |job: &TimedJob| JobShown {
            job: job.as_str(),
            every: job.every(),
            ended_at: "2026-11-20T12:00:00Z".into(),
            is_well: true,
            well_at: None,
            done: 3,
        };
        let failed = JobShown {
            is_well: false,
            well_at: Some("2026-11-20T11:00:00Z".into()),
            done: 0,
            ..job(&TimedJob::Files)
        };
        let never = JobShown {
            well_at: None,
            ..failed.clone()
        };
        let well = Self {
            jobs: TimedJob::ALL.iter().map(job).collect(),
            timed_work: Some("2026-11-20T12:00:00Z".into()),
            is_late: false,
            due_dates_left: false,
            order_left: false,
            areas_left: false,
            waiting: 0,
            stuck_since: None,
            dead: 0,
            to_spread: 0,
            quarantined: 0,
            is_postgres: false,
            version: "1.2.3",
        };
        let ill = Self {
            jobs: vec![failed, never],
            is_late: true,
            due_dates_left: true,
            order_left: true,
            areas_left: true,
            waiting: 1_234,
            stuck_since: Some("2026-11-20T10:00:00Z".into()),
            dead: 12,
            to_spread: 1,
            quarantined: 480,
            is_postgres: true,
            ..well.clone()
        };
        let new = Self {
            jobs: Vec::new(),
            timed_work: None,
            is_late: true,
            ..well.clone()
        };
        vec![well, ill, new]
    }
}
