//! `POST /desk/{reference}/notes`: a note among staff. It never leaves the desk: no public page, no list, and a mail only
//! to whoever it calls by name, which says no word of it.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ops::{self, NewComment},
    store::{
        Tx,
        outbox::{self, OutboxMark},
    },
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
        .write(async move |tx: &Tx| {
            let before = OutboxMark::take(tx).await?;
            ops::comment(tx, &caller, note).await?;
            Ok::<_, ops::Error>(outbox::written(tx, before).await?.0)
        })
        .await;
    match added {
        Ok(mails) => {
            let notice = Notice {
                done: NOTE,
                on: None,
                count: 1,
                mails,
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
