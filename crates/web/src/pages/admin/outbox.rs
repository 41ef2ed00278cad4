//! `/admin/outbox`: the mail on its way, what is stuck and why; an admin tries it again or lets it be. No words and no whole
//! address of any mail.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    ids::OutboxId,
    ops,
    policy::administer,
    store::{
        Tx,
        outbox::{self, BY_HAND, Counts, Entry, MailState, Shelf, Unwanted},
    },
};
use serde::Serialize;
use url::form_urlencoded;

use crate::{
    AppState,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// Mails on a page.
const SHOWN: u32 = 50;
/// What can be looked at, first what needs somebody.
const SHELVES: [Shelf; 4] = [Shelf::Stuck, Shelf::Waiting, Shelf::Sent, Shelf::Skipped];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Outbox {
    /// The shelf that is shown, by key.
    pub shelf: &'static str,
    /// All shelves, by key.
    pub shelves: Vec<&'static str>,
    /// How many mails wait.
    pub depth: i64,
    /// Since when mail is stuck, if it is.
    pub stuck_since: Option<String>,
    /// How many mails will never leave.
    pub dead: i64,
    /// The mails, newest first.
    pub mails: Vec<Row>,
    /// The reader may do something about them.
    pub may_act: bool,
    /// What has just been done: `retry`, `skip`, `gone` (it was no longer there to be changed), or nothing.
    pub done: &'static str,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<String>,
}

/// A mail.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its number.
    pub id: i64,
    /// Which mail, by key.
    pub kind: &'static str,
    /// Where it stands, by key.
    pub state: &'static str,
    /// How its state looks.
    pub tone: &'static str,
    /// The request it is about.
    pub reference: Option<String>,
    /// To whom, not to be recognised.
    pub to: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was put in.
    pub created_at: String,
    /// When it is tried (again); for what waits.
    pub due_at: Option<String>,
    /// When it ended.
    pub ended_at: Option<String>,
    /// Why it need not leave, by key.
    pub unwanted: Option<&'static str>,
    /// What the mail server said, or what kept it from being asked.
    pub said: Option<String>,
    /// It can be tried again.
    pub can_retry: bool,
    /// It can be let be.
    pub can_skip: bool,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    super::keeper(&visitor)?;
    let (now, reader) = (app.clock.now(), app.db.read());
    let shelf = SHELVES
        .into_iter()
        .find(|shelf| query.one("shelf") == Some(shelf.as_str()))
        .unwrap_or(Shelf::Stuck);
    let before = query
        .one("before")
        .and_then(|text| text.parse().ok())
        .map(OutboxId);
    let mut entries = outbox::list(&reader, shelf, before, SHOWN + 1).await?;
    let more = entries.len() > SHOWN as usize;
    entries.truncate(SHOWN as usize);
    let last = entries.last().filter(|_| more).map(|entry| entry.id);
    let page = Outbox {
        may_act: administer(&visitor.actor).is_ok(),
        done: match query.one("done") {
            Some("retry") => "retry",
            Some("skip") => "skip",
            Some("gone") => "gone",
            _ => "",
        },
        next: last.map(|last| address(shelf, &[("before", &last.to_string())])),
        first: before.map(|_| address(shelf, &[])),
        ..Outbox::of(shelf, outbox::counts(&reader, now).await?, now, entries)
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Tries a mail again now (`do` is `retry`), or lets it be (`skip`).
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Fault> {
    super::keeper(&visitor)?;
    let permit = administer(&visitor.actor).map_err(Fault::Denied)?;
    let (caller, id) = (visitor.caller(&app, None), OutboxId(id));
    let skips = form.one("do") == Some("skip");
    let done = app
        .db
        .write(async move |tx: &Tx| {
            if skips {
                ops::skip_mail(tx, &caller, &permit, id).await
            } else {
                ops::retry_mail(tx, &caller, &permit, id).await
            }
        })
        .await?;
    let what = match (done, skips) {
        (false, _) => "gone",
        (true, true) => "skip",
        (true, false) => "retry",
    };
    let shelf = form.one("shelf").and_then(Shelf::parse).unwrap_or(Shelf::Stuck);
    let back = address(shelf, &[("done", what)]);
    Ok(page::see_other(&app, &format!("/admin/outbox?{back}")))
}

/// The query of a shelf.
fn address(shelf: Shelf, more: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("shelf", shelf.as_str())
        .extend_pairs(more)
        .finish()
}

impl Outbox {
    fn of(shelf: Shelf, counts: Counts, now: jiff::Timestamp, entries: Vec<Entry>) -> Self {
        Self {
            shelf: shelf.as_str(),
            shelves: SHELVES.map(Shelf::as_str).to_vec(),
            depth: counts.depth,
            stuck_since: counts.stuck_since(now).map(|since| since.to_string()),
            dead: counts.dead,
            mails: entries.into_iter().map(Row::from).collect(),
            may_act: true,
            done: "",
            next: None,
            first: None,
        }
    }
}

impl From<Entry> for Row {
    fn from(entry: Entry) -> Self {
        let reason = entry.last_error.filter(|_| entry.state != MailState::Sent);
        let reason_key = reason.as_deref().and_then(|reason| match reason {
            BY_HAND => Some("by_hand"),
            _ => Unwanted::written(reason).map(Unwanted::as_str),
        });
        let waits = entry.state == MailState::Pending;
        let can_skip = waits || entry.state == MailState::Dead;
        Self {
            id: entry.id.0,
            kind: entry.kind.as_str(),
            state: entry.state.as_str(),
            tone: match entry.state {
                MailState::Sent => "success",
                MailState::Dead => "danger",
                MailState::Pending if reason.is_some() => "warning",
                MailState::Pending | MailState::Sending | MailState::Skipped => "default",
            },
            reference: entry.reference.map(|reference| reference.to_string()),
            to: entry.to,
            attempts: entry.attempts,
            created_at: entry.created_at.to_string(),
            due_at: waits.then(|| entry.due_at.to_string()),
            ended_at: entry.ended_at.map(|at| at.to_string()),
            said: reason.filter(|_| reason_key.is_none() && entry.state != MailState::Skipped),
            unwanted: reason_key,
            can_retry: can_skip || reason_key == Some("by_hand"),
            can_skip,
        }
    }
}

impl Page for Outbox {
    const TEMPLATE: &'static str = "pages/admin/outbox.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap_or_default();
        let now = at("2026-12-01T14:00:00Z");
        let entry = |state, last_error: Option<&str>| Entry {
            id: OutboxId(7),
            kind: domain::audience::MailKind::Answered,
            state,
            reference: "PD-2026-000123".parse().ok(),
            to: "a***@example.org".into(),
            attempts: 3,
            due_at: at("2026-12-01T14:20:00Z"),
            created_at: at("2026-12-01T12:00:00Z"),
            ended_at: (state != MailState::Pending).then_some(now),
            last_error: last_error.map(str::to_owned),
        };
        let counts = Counts {
            depth: 1_340,
            oldest: Some(at("2026-12-01T12:00:00Z")),
            dead: 2,
            to_spread: 0,
        };
        let stuck = vec![
            entry(MailState::Pending, Some("RCPT: 451 <b>greylisted</b>")),
            entry(MailState::Dead, Some("RCPT: 550 no such user")),
            Entry {
                reference: None,
                kind: domain::audience::MailKind::SignIn,
                attempts: 0,
                ..entry(MailState::Pending, None)
            },
        ];
        let full = Self {
            done: "retry",
            next: Some("shelf=stuck&before=7".into()),
            first: Some("shelf=stuck".into()),
            ..Self::of(Shelf::Stuck, counts, now, stuck)
        };
        let skipped = [BY_HAND.to_owned()]
            .into_iter()
            .chain(Unwanted::ALL.iter().map(ToString::to_string))
            .map(|why| entry(MailState::Skipped, Some(&why)));
        vec![
            Self::of(Shelf::Stuck, Counts::default(), now, Vec::new()),
            full.clone(),
            Self {
                may_act: false,
                done: "gone",
                ..full
            },
            Self {
                done: "skip",
                ..Self::of(Shelf::Skipped, Counts::default(), now, skipped.collect())
            },
            Self::of(Shelf::Waiting, counts, now, Vec::new()),
            Self::of(
                Shelf::Sent,
                Counts::default(),
                now,
                vec![entry(MailState::Sent, None)],
            ),
            Self::of(Shelf::Waiting, counts, now, vec![entry(MailState::Sending, None)]),
        ]
    }
}
