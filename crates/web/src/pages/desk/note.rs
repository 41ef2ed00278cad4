//! `POST /desk/{reference}/notes`: a note among staff. It never leaves the desk: no mail, no public page, no list.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ops::{self, NewComment},
    store::Tx,
};
use render::problems;

use super::{
    notice::{NOTE, Notice},
    show::{Looking, Shown},
};
use crate::{
    AppState, filled::Filled, form::Form, jar::Jar, page, problem::Fault, reference::InPath, visitor::Visitor,
};

/// Adds it.
pub async fn add(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    InPath(reference): InPath,
    form: Form,
) -> Result<Response, Fault> {
    let request = super::own(&app, &visitor, reference).await?;
    let caller = visitor.caller(&app, form.key(&visitor, &jar)?);
    let text = form.one("text").unwrap_or_default().to_owned();
    let note = NewComment {
        reference,
        text: text.clone(),
        internal: true,
    };
    let added = app
        .db
        .write(async move |tx: &Tx| ops::comment(tx, &caller, note.clone()).await)
        .await;
    match added {
        Ok(_) => {
            let notice = Notice {
                done: NOTE,
                on: None,
                count: 1,
                mails: 0,
                followers: false,
            };
            Ok(page::see_other(
                &app,
                &format!("/desk/{reference}?{}", notice.query()),
            ))
        }
        Err(ops::Error::Invalid(invalid)) => {
            let mut filled = Filled::default();
            filled.put("text", &text);
            // The field is found by another name than the one of an action that is on the same page.
            for error in &invalid.0 {
                filled = filled.wrong("note", problems::field(app.engine.words(), visitor.locale, error));
            }
            let looking = Looking {
                app: &app,
                visitor: &visitor,
                jar: &jar,
            };
            let shown = Shown {
                note: filled,
                ..Shown::default()
            };
            looking
                .answer(StatusCode::UNPROCESSABLE_ENTITY, &request, shown)
                .await
        }
        Err(error) => Err(error.into()),
    }
}
