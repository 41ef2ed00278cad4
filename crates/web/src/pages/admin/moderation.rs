//! `/admin/moderation`: what people reported, and what was held back before it became public. Whoever coordinates decides.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    doubt::Doubt,
    ids::{DraftId, ReportId, ReuseId},
    ops::{self, Caller},
    policy::{ModeratorPermit, moderate},
    store::{
        Tx,
        drafts::{self, Held},
        reports::{self, Report},
        reuses::{self, ReuseState},
    },
};
use serde::Serialize;
use serde_json::Value;

use super::{super::reuses::ReuseShown, keeper};
use crate::{
    AppState,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// Of each as many as are shown.
const SHOWN: u32 = 50;
/// What may have been done: `gone` says that somebody else was first.
const DONE: [&str; 6] = ["settled", "released", "discarded", "shown", "refused", "gone"];

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Moderation {
    /// What was held back.
    pub held: Vec<HeldShown>,
    /// What was reported.
    pub reports: Vec<ReportShown>,
    /// What was told to be made of the data.
    pub reuses: Vec<ReuseShown>,
    /// What has just been done, or nothing.
    pub done: &'static str,
}

/// What was held back.
#[derive(Debug, Clone, Serialize)]
pub struct HeldShown {
    /// Its number.
    pub id: i64,
    /// Its title, or the beginning of its text.
    pub title: String,
    /// Its text, in Markdown.
    pub body: String,
    /// The rest that would be public: the name, and what it is for.
    pub rest: Vec<String>,
    /// What is doubtful about it, by key.
    pub doubts: Vec<&'static str>,
    /// When its address was proved.
    pub at: String,
}

/// What was reported.
#[derive(Debug, Clone, Serialize)]
pub struct ReportShown {
    /// Its number.
    pub id: i64,
    /// The request.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// It is hidden by now.
    pub hidden: bool,
    /// The comment's number.
    pub comment: Option<i64>,
    /// What the comment says, in Markdown.
    pub comment_text: Option<String>,
    /// Why, by key.
    pub reason: &'static str,
    /// In their words.
    pub text: Option<String>,
    /// When.
    pub at: String,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    keeper(&visitor)?;
    let reader = app.db.read();
    let page = Moderation {
        held: drafts::held(&reader, SHOWN)
            .await?
            .iter()
            .map(HeldShown::of)
            .collect(),
        reports: reports::open(&reader, SHOWN)
            .await?
            .into_iter()
            .map(ReportShown::of)
            .collect(),
        reuses: reuses::list(&reader, ReuseState::Waiting, None, SHOWN)
            .await?
            .into_iter()
            .map(ReuseShown::of)
            .collect(),
        done: query.one_of("done", &DONE),
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Decides: `do` is `settle` of a report, `release` or `discard` of what was held back, `show` or `refuse` of a reuse; `id`
/// says of which.
pub async fn send(State(app): State<AppState>, visitor: Visitor, form: Form) -> Result<Response, Fault> {
    keeper(&visitor)?;
    let permit = moderate(&visitor.actor).map_err(Fault::Denied)?;
    let decision = Decision::read(&form).ok_or(Fault::NotFound)?;
    let caller = visitor.caller(&app, None);
    let done = app
        .db
        .write(async move |tx: &Tx| decision.take(tx, &caller, &permit).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    let done = done.unwrap_or("gone");
    Ok(page::see_other(&app, &format!("/admin/moderation?done={done}")))
}

/// What somebody decides.
#[derive(Debug, Clone, Copy)]
enum Decision {
    Settle(ReportId),
    Release(DraftId),
    Discard(DraftId),
    Reuse(ReuseId, ReuseState),
}

impl Decision {
    fn read(form: &Form) -> Option<Self> {
        let id: i64 = form.one("id")?.parse().ok()?;
        Some(match form.one("do")? {
            "settle" => Self::Settle(ReportId(id)),
            "release" => Self::Release(DraftId(id)),
            "discard" => Self::Discard(DraftId(id)),
            "show" => Self::Reuse(ReuseId(id), ReuseState::Shown),
            "refuse" => Self::Reuse(ReuseId(id), ReuseState::Refused),
            _ => return None,
        })
    }

    /// Does it; gives what was done, by key, or nothing where somebody else was first.
    async fn take(
        self,
        tx: &Tx,
        caller: &Caller,
        permit: &ModeratorPermit,
    ) -> Result<Option<&'static str>, ops::Error> {
        let (done, key) = match self {
            Self::Settle(id) => (ops::settle_report(tx, caller, permit, id).await?, "settled"),
            Self::Release(id) => {
                let filed = ops::release_draft(tx, caller, permit, id).await?;
                (filed.is_some(), "released")
            }
            Self::Discard(id) => (ops::discard_draft(tx, caller, permit, id).await?, "discarded"),
            Self::Reuse(id, state) => {
                let done = ops::decide_reuse(tx, caller, permit, (id, state)).await?;
                (done, state.as_str())
            }
        };
        Ok(done.then_some(key))
    }
}

impl HeldShown {
    fn of(held: &Held) -> Self {
        let text = |name: &str| held.fields.get(name).and_then(Value::as_str).unwrap_or_default();
        let body = text("body").to_owned();
        let title = match text("title").trim() {
            "" => domain::data_request::title_from(&body),
            title => title.to_owned(),
        };
        Self {
            rest: ["name", "purpose", "dataset", "format", "period", "coverage"]
                .map(text)
                .into_iter()
                .filter(|text| !text.trim().is_empty())
                .map(str::to_owned)
                .collect(),
            id: held.id.0,
            title,
            body,
            doubts: held.doubts.iter().map(|doubt| doubt.as_str()).collect(),
            at: held.proved_at.to_string(),
        }
    }
}

impl ReportShown {
    fn of(report: Report) -> Self {
        Self {
            id: report.id.0,
            reference: report.reference.to_string(),
            title: report.title,
            hidden: report.hidden,
            comment: report.comment.map(|comment| comment.0),
            comment_text: report.comment_text,
            reason: report.reason.as_str(),
            text: report.text,
            at: report.at.to_string(),
        }
    }
}

impl Page for Moderation {
    const TEMPLATE: &'static str = "pages/admin/moderation.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let held = HeldShown {
            id: 7,
            title: "Compren <b>relojes".into(),
            body: "Compren <b>relojes</b> https://example.org".into(),
            rest: vec!["Ana <b>".into(), "Para vender <b>relojes".into()],
            doubts: Doubt::ALL.iter().map(|doubt| doubt.as_str()).collect(),
            at: "2026-11-20T15:00:00Z".into(),
        };
        let request = ReportShown {
            id: 9,
            reference: "PD-2026-000123".into(),
            title: "Sueldos <i>de planta".into(),
            hidden: true,
            comment: None,
            comment_text: None,
            reason: "spam",
            text: None,
            at: "2026-11-20T15:00:00Z".into(),
        };
        let comment = ReportShown {
            id: 10,
            hidden: false,
            comment: Some(31),
            comment_text: Some("Sos un <b>burro".into()),
            reason: "abuse",
            text: Some("Me <b>insulta".into()),
            ..request.clone()
        };
        let full = Self {
            held: vec![held],
            reports: vec![request, comment],
            reuses: ReuseShown::samples(),
            done: "",
        };
        let done = DONE.map(|done| Self { done, ..full.clone() });
        [vec![Self::default(), full], done.to_vec()].concat()
    }
}
