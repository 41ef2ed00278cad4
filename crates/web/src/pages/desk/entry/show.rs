//! What would be filed, what cannot be, and what was: nothing is filed by looking.

use std::collections::{HashMap, HashSet};

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    ops,
    store::{
        Tx,
        entries::{self, Entry},
    },
};
use serde::Serialize;

use super::{
    Language, Sent, TEXT, own, permit,
    row::{Bad, Filed, Looking, Mails, Ready},
    table, table_of,
};
use crate::{
    AppState,
    filled::Filled,
    jar::Jar,
    page::{self, Here, Page},
    pages::places::Places,
    problem::Fault,
    query::Query,
    upload::Upload,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EntryPage {
    /// Its number.
    pub id: i64,
    /// What tells its table from another.
    pub table: String,
    /// What the meeting is called.
    pub meeting: String,
    /// When it was held.
    pub held_on: String,
    /// Rows that are requests.
    pub filed: Vec<Filed>,
    /// Rows that can be filed.
    pub ready: Vec<Ready>,
    /// How many of them are chosen.
    pub chosen: usize,
    /// Rows that cannot.
    pub bad: Vec<Bad>,
    /// Headers of columns that are not read.
    pub unread: Vec<String>,
    /// The mails that would leave.
    pub mails: Mails,
    /// How many were filed just now.
    pub done: Option<usize>,
    /// Somebody was asked just now whether a request is theirs.
    pub asked: bool,
    /// What was sent is not kept any more.
    pub forgotten: bool,
    /// The request whose claim is in the form.
    pub claiming: Option<String>,
    /// What is in the form that mends the table, or in that of a claim.
    pub filled: Filled,
}

/// What became of a form that was sent from the page.
#[derive(Default)]
pub(super) struct Outcome {
    /// The lines that were chosen.
    pub chosen: Option<HashSet<u64>>,
    /// Why lines were not filed.
    pub refused: HashMap<u64, String>,
    /// The form as it is shown again.
    pub filled: Option<Filled>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let entry = own(&app, &visitor, &id).await?;
    let page = EntryPage {
        done: query.one("done").and_then(|count| count.parse().ok()),
        asked: query.one("asked").is_some(),
        ..EntryPage::read(&app, &visitor, &entry, Outcome::default()).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Puts what is sent now in the place of what was: what was filed stays filed.
pub async fn correct(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response, Fault> {
    let entry = own(&app, &visitor, &id).await?;
    let permit = permit(&visitor)?;
    let sent = Sent::of(upload).await?;
    let places = Places::load(&app.db.read(), visitor.locale).await?;
    let kept = match sent.read(&app, visitor.locale, &Language::of(&app, &places)) {
        Ok(kept) => kept,
        Err(filled) => {
            let outcome = Outcome {
                filled: Some(filled),
                ..Outcome::default()
            };
            let page = EntryPage::read(&app, &visitor, &entry, outcome).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page::form(&app, &visitor, &jar, &here, (status, &page));
        }
    };
    let caller = visitor.caller(&app, super::key(&sent, &visitor, &jar)?);
    let id = app
        .db
        .write(async move |tx: &Tx| ops::change_entry(tx, &caller, &permit, entry.id, kept.clone()).await)
        .await
        .map_err(Fault::from)?;
    Ok(page::see_other(&app, &format!("/desk/entry/{id}")))
}

impl EntryPage {
    pub(super) async fn read(
        app: &AppState,
        visitor: &Visitor,
        entry: &Entry,
        outcome: Outcome,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let places = Places::load(&reader, visitor.locale).await?;
        let language = Language::of(app, &places);
        let rows = entries::rows(&reader, entry.id).await?;
        let lines: HashSet<u64> = rows.iter().map(|row| row.line).collect();
        let table = table_of(entry, &language);
        let looking = Looking {
            app,
            visitor,
            places: &places,
            filed: &lines,
            chosen: outcome.chosen.as_ref(),
            refused: &outcome.refused,
        };
        let (ready, mails) = match &table {
            Some(table) => looking.ready(table).await?,
            None => Default::default(),
        };
        let bad = table.iter().flat_map(|table| &table.rows);
        let left = table.as_ref().map(|table| table::left_text(table, &lines));
        let text = match (&entry.source, left) {
            (Some(source), _) if lines.is_empty() => source.clone(),
            (_, left) => left.unwrap_or_default(),
        };
        let held_on = entry.held_on.to_string();
        let begins = [
            ("meeting", entry.meeting.as_str()),
            ("held_on", &held_on),
            (TEXT, &text),
        ];
        let mut filled = outcome.filled.unwrap_or_default();
        for (name, value) in begins {
            if !filled.values.contains_key(name) {
                filled.put(name, value);
            }
        }
        Ok(Self {
            id: entry.id.0,
            table: super::mark(entry),
            meeting: entry.meeting.clone(),
            filed: rows.into_iter().map(|row| Filed::of(row, entry)).collect(),
            chosen: ready.iter().filter(|row| row.chosen).count(),
            ready,
            bad: bad
                .filter_map(|row| Bad::of(app, visitor, &language, row))
                .collect(),
            unread: table
                .as_ref()
                .map(|table| table.unread.clone())
                .unwrap_or_default(),
            mails,
            forgotten: entry.source.is_none(),
            filled,
            held_on,
            ..Self::default()
        })
    }
}

impl Page for EntryPage {
    const TEMPLATE: &'static str = "pages/desk/entry/show.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        super::samples::entries()
    }
}
