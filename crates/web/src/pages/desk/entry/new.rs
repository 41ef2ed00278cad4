//! The form: which meeting, and the table of what was voiced there.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ops,
    store::{
        Tx,
        entries::{self, Listed},
    },
};
use serde::Serialize;

use super::{Language, Sent, permit};
use crate::{
    AppState,
    filled::Filled,
    jar::Jar,
    page::{self, Here, Page},
    pages::places::Places,
    problem::Fault,
    upload::Upload,
    visitor::Visitor,
};

/// How many of the last ones are shown.
const SHOWN: u32 = 10;

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NewEntry {
    /// What this person entered lately.
    pub mine: Vec<Mine>,
    /// What is in the form.
    pub filled: Filled,
}

/// An entry of theirs.
#[derive(Debug, Clone, Serialize)]
pub struct Mine {
    /// Its number.
    pub id: i64,
    /// What the meeting is called.
    pub meeting: String,
    /// When it was held.
    pub held_on: String,
    /// How many of its rows are requests.
    pub filed: i64,
}

/// The form, and what was entered before.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
) -> Result<Response, Fault> {
    let page = NewEntry::read(&app, &visitor, Filled::default()).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Keeps what was sent, and shows what would be filed. Files nothing.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    upload: Upload,
) -> Result<Response, Fault> {
    let permit = permit(&visitor)?;
    let sent = Sent::of(upload).await?;
    let places = Places::load(&app.db.read(), visitor.locale).await?;
    let language = Language::of(&app, &places);
    let kept = match sent.read(&app, visitor.locale, &language) {
        Ok(kept) => kept,
        Err(filled) => {
            let page = NewEntry::read(&app, &visitor, filled).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page::form(&app, &visitor, &jar, &here, (status, &page));
        }
    };
    let caller = visitor.caller(&app, super::key(&sent, &visitor, &jar)?);
    let id = app
        .db
        .write(async move |tx: &Tx| ops::keep_entry(tx, &caller, &permit, kept.clone()).await)
        .await
        .map_err(Fault::from)?;
    Ok(page::see_other(&app, &format!("/desk/entry/{id}")))
}

impl NewEntry {
    async fn read(app: &AppState, visitor: &Visitor, filled: Filled) -> Result<Self, Fault> {
        let permit = permit(visitor)?;
        let mine = entries::of(&app.db.read(), permit.person(), SHOWN).await?;
        Ok(Self {
            mine: mine.into_iter().map(Mine::from).collect(),
            filled,
        })
    }
}

impl From<Listed> for Mine {
    fn from(listed: Listed) -> Self {
        Self {
            id: listed.id.0,
            meeting: listed.meeting,
            held_on: listed.held_on.to_string(),
            filed: listed.filed,
        }
    }
}

impl Page for NewEntry {
    const TEMPLATE: &'static str = "pages/desk/entry/new.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        super::samples::new_entries()
    }
}
