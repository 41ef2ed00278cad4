//! The rows that were chosen are filed, each by itself: what is refused of one does not keep the others back, and whoever sends
//! it again, or goes on after a crash, files none twice.

use std::collections::{HashMap, HashSet};

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    import::Meeting,
    ops::{self, EnterRow},
    policy::EntryPermit,
    store::{
        Tx,
        entries::{self, Entry},
    },
};
use render::Args;

use super::{
    Language, own, permit,
    show::{EntryPage, Outcome},
    table_of,
};
use crate::{
    AppState,
    form::Form,
    jar::Jar,
    page::{self, Here},
    pages::places::Places,
    problem::Fault,
    visitor::Visitor,
};

/// Files what was chosen.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    let entry = own(&app, &visitor, &id).await?;
    let permit = permit(&visitor)?;
    let chosen: HashSet<u64> = form.all("rows").filter_map(|line| line.parse().ok()).collect();
    let reader = app.db.read();
    let places = Places::load(&reader, visitor.locale).await?;
    let table = table_of(&entry, &Language::of(&app, &places)).ok_or(Fault::NotFound)?;
    if form.one("table") != Some(super::mark(&entry).as_str()) {
        let text = app
            .engine
            .words()
            .text(visitor.locale, "entry-changed", &Args::new());
        let mut page = EntryPage::read(&app, &visitor, &entry, Outcome::default()).await?;
        page.filled = std::mem::take(&mut page.filled).wrong("", text);
        return page::form(&app, &visitor, &jar, &here, (StatusCode::CONFLICT, &page));
    }
    let before = entries::rows(&reader, entry.id).await?.len();
    let filing = Filing {
        app: &app,
        visitor: &visitor,
        permit: &permit,
        entry: &entry,
    };
    let refused = filing.rows(&table, &chosen).await?;
    filing.tell().await?;
    let done = entries::rows(&app.db.read(), entry.id).await?.len() - before;
    if refused.is_empty() && !chosen.is_empty() {
        return Ok(page::see_other(&app, &format!("/desk/entry/{id}?done={done}")));
    }
    let mut outcome = Outcome {
        refused,
        chosen: Some(chosen),
        filled: None,
    };
    let mut wrong = None;
    if outcome.chosen.as_ref().is_none_or(HashSet::is_empty) {
        let text = app
            .engine
            .words()
            .text(visitor.locale, "entry-none-chosen", &Args::new());
        wrong = Some(text);
        outcome.chosen = None;
    }
    let mut page = EntryPage::read(&app, &visitor, &entry, outcome).await?;
    page.done = Some(done).filter(|done| *done > 0);
    if let Some(text) = wrong {
        page.filled = std::mem::take(&mut page.filled).wrong("", text);
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::form(&app, &visitor, &jar, &here, (status, &page))
}

struct Filing<'a> {
    app: &'a AppState,
    visitor: &'a Visitor,
    permit: &'a EntryPermit,
    entry: &'a Entry,
}

impl Filing<'_> {
    /// Gives why lines were not filed.
    async fn rows(&self, table: &Meeting, chosen: &HashSet<u64>) -> Result<HashMap<u64, String>, Fault> {
        let (app, visitor) = (self.app, self.visitor);
        let mut refused = HashMap::new();
        for row in table.rows.iter().filter(|row| chosen.contains(&row.line)) {
            let Ok(voiced) = &row.result else { continue };
            let input = EnterRow {
                entry: self.entry.id,
                line: row.line,
                table: super::mark(self.entry),
                voiced: voiced.clone(),
                language: app.locale,
            };
            let (caller, permit) = (visitor.caller(app, None), self.permit.clone());
            let filed = app
                .db
                .write(async move |tx: &Tx| ops::enter_row(tx, &caller, &permit, input.clone()).await)
                .await;
            match filed {
                Ok(_) => {}
                Err(error @ (ops::Error::Write(_) | ops::Error::Random)) => return Err(error.into()),
                Err(error) => {
                    let why = Fault::from(error).detail(app.engine.words(), visitor.locale, None);
                    refused.insert(row.line, why);
                }
            }
        }
        Ok(refused)
    }

    /// Writes to those who were named, once all rows are there: each gets one mail about all of them.
    async fn tell(&self) -> Result<(), Fault> {
        tell(self.app, self.visitor, self.permit, self.entry).await
    }
}

/// Writes to whoever was named in an entry and not written to yet.
pub(super) async fn tell(
    app: &AppState,
    visitor: &Visitor,
    permit: &EntryPermit,
    entry: &Entry,
) -> Result<(), Fault> {
    let (id, language) = (entry.id, app.locale);
    loop {
        let (caller, permit) = (visitor.caller(app, None), permit.clone());
        let more = app
            .db
            .write(async move |tx: &Tx| ops::tell_invited(tx, &caller, &permit, (id, language)).await)
            .await
            .map_err(Fault::from)?;
        if !more {
            break;
        }
    }
    app.wake.notify_one();
    Ok(())
}
