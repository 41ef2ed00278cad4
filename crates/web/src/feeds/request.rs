//! `/requests/{reference}.atom`: everything that happened to a request, newest first.

use axum::{http::HeaderMap, response::Response};
use domain::{
    ops,
    policy::Actor,
    reference::Reference,
    store::{events, requests::Lock},
};
use render::markdown;
use serde::Serialize;

use super::{ENTRIES, Entry, Feed, Format, Text, request_id, title};
use crate::{
    AppState,
    pages::{
        places::Places,
        requests::show::{EventShown, events_shown},
    },
    problem::Fault,
    visitor::Visitor,
};

/// The sentence that says what happened.
const SENTENCE: &str = "components/happened.html";

/// What the sentence is made of.
#[derive(Serialize)]
struct Sentence<'a> {
    event: &'a EventShown,
}

/// The feed.
pub(super) async fn show(
    app: &AppState,
    visitor: &Visitor,
    headers: &HeaderMap,
    reference: Reference,
) -> Result<Response, Fault> {
    let actor = Actor::Visitor;
    let reader = app.reader(&actor);
    let request = ops::find(&reader, &actor, reference, Lock::No).await?;
    let places = Places::load(&reader, visitor.locale).await?;
    let told = events::of_request(&reader, request.id).await?;
    let shown = events_shown(&reader, &told, &places).await?;
    let page = app.links().request(request.reference);
    let mut entries = Vec::new();
    for (told, event) in told.iter().rev().zip(&shown).take(ENTRIES as usize) {
        let sentence = sentence(app, visitor, event)?;
        let id = format!("{}/event/{}", request_id(app, request.reference), told.event.id);
        let at = told.event.change.at;
        entries.push(Entry {
            id,
            title: Text::Html(sentence.clone()),
            language: visitor.locale.as_str().to_owned(),
            page: page.clone(),
            author: event.name.clone(),
            text: Text::Html(in_full(&sentence, event)),
            theme: (request.theme.clone(), places.theme(&request.theme).name),
            published: at,
            updated: at,
        });
    }
    let about = format!("{} {}", request.reference, request.title);
    let feed = Feed {
        title: title(app, visitor.locale, Some(&about)),
        language: visitor.locale.as_str(),
        address: format!("{page}.atom"),
        page,
        entries,
    };
    Ok(feed.respond(Format::Atom, headers))
}

/// What happened, as the page says it.
fn sentence(app: &AppState, visitor: &Visitor, event: &EventShown) -> Result<String, Fault> {
    let said = app.engine.render(SENTENCE, visitor.locale, &Sentence { event });
    said.map(|text| text.trim().to_owned()).map_err(|error| {
        tracing::error!(%error, "a sentence could not be put together");
        Fault::Internal
    })
}

/// And the words that came with it.
fn in_full(sentence: &str, event: &EventShown) -> String {
    let message = event.message.as_deref().map(markdown::to_html);
    format!("<p>{sentence}</p>{}", message.unwrap_or_default())
}
