//! `/admin/quarantine`: what is kept, and why, newest first.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::IncomingId,
    policy::administer,
    store::incoming::{self, KEPT_FOR},
};
use serde::Serialize;

use super::{super::keeper, Known, samples};
use crate::{
    AppState,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// Mails on a page.
const SHOWN: u32 = 50;
/// What may have been done about a mail: `answer` and `comment` say as what it was delivered, `gone` that it was no longer
/// there.
const DONE: [&str; 4] = ["answer", "comment", "drop", "gone"];

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Quarantine {
    /// The mails.
    pub mails: Vec<Known>,
    /// For how many days one is kept.
    pub days: i64,
    /// The reader may do something about them.
    pub may_act: bool,
    /// What has just been done, or nothing.
    pub done: &'static str,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<&'static str>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    keeper(&visitor)?;
    let before = query
        .one("before")
        .and_then(|text| text.parse().ok())
        .map(IncomingId);
    let mut kept = incoming::list(&app.db.read(), before, SHOWN + 1).await?;
    let more = kept.len() > SHOWN as usize;
    kept.truncate(SHOWN as usize);
    let page = Quarantine {
        mails: kept.iter().map(Known::from).collect(),
        days: days(),
        may_act: administer(&visitor.actor).is_ok(),
        done: query.one_of("done", &DONE),
        next: kept
            .last()
            .filter(|_| more)
            .map(|last| format!("before={}", last.id)),
        first: before.map(|_| ""),
    };
    page::private(&app, &visitor, &here, (StatusCode::OK, &page))
}

const fn days() -> i64 {
    KEPT_FOR.as_hours() / 24
}

impl Page for Quarantine {
    const TEMPLATE: &'static str = "pages/admin/quarantine/list.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let empty = Self {
            days: days(),
            ..Self::default()
        };
        let full = Self {
            mails: samples::all().iter().map(Known::from).collect(),
            may_act: true,
            next: Some("before=7".into()),
            first: Some(""),
            ..empty.clone()
        };
        let done = DONE.map(|done| Self {
            done,
            may_act: done != "gone",
            ..full.clone()
        });
        [vec![empty, full], done.to_vec()].concat()
    }
}
