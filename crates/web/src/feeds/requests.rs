//! `/feeds/requests.atom` and `.json`: the requests of a list that moved last, with the list's own filters.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::{
    data_request::DataRequest,
    locale::Locale,
    policy::Actor,
    store::requests::{self, Filter, Sort},
};
use render::markdown;

use super::{ENTRIES, Entry, Feed, Format, Text, request_id, title};
use crate::{
    AppState,
    list_query::{FILTERS, ListQuery},
    pages::places::Places,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// So much of a request's text.
const TOLD: usize = 400;

/// The feed of a list. Everybody gets what a visitor sees: a feed reader shows it to whoever is there.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(name): Path<String>,
    mut query: Query,
) -> Result<Response, Fault> {
    let format = match name.as_str() {
        "requests.atom" => Format::Atom,
        "requests.json" => Format::Json,
        _ => return Err(Fault::NotFound),
    };
    let actor = Actor::Visitor;
    let reader = app.reader(&actor);
    let places = Places::load(&reader, visitor.locale).await?;
    ListQuery::settle(&app, &format!("/feeds/{name}"), &query, &places)?;
    let asked = ListQuery::read(&mut query, &places, &app.zone);
    query.finish()?;
    let narrowed = query.only(FILTERS);
    let entries = if asked.nothing {
        Vec::new()
    } else {
        entries(&app, visitor.locale, &asked.filter).await?
    };
    let at = |path: &str| {
        let mark = if narrowed.is_empty() { "" } else { "?" };
        app.links().to(&format!("{path}{mark}{narrowed}"))
    };
    let feed = Feed {
        title: title(&app, visitor.locale, None),
        language: visitor.locale.as_str(),
        page: at("/requests"),
        address: at(&format!("/feeds/{name}")),
        entries,
    };
    Ok(feed.respond(format, &headers))
}

/// The requests that moved last, as everybody sees them.
pub(super) async fn entries(app: &AppState, locale: Locale, filter: &Filter) -> Result<Vec<Entry>, Fault> {
    let actor = Actor::Visitor;
    let reader = app.reader(&actor);
    let places = Places::load(&reader, locale).await?;
    let found = requests::list(&reader, &actor, filter, Sort::Moved, None, ENTRIES).await?;
    let items = found.items.iter();
    Ok(items
        .map(|request| entry(app, locale, &places, request))
        .collect())
}

fn entry(app: &AppState, locale: Locale, places: &Places, request: &DataRequest) -> Entry {
    let words = app.engine.words();
    let area = places.area(request.area.as_deref());
    let stands = [
        Some(words.name(locale, request.standing.status)),
        area.map(|area| area.name),
    ];
    let stands: Vec<String> = stands.into_iter().flatten().collect();
    let theme = places.theme(&request.theme);
    Entry {
        id: request_id(app, request.reference),
        title: Text::Plain(request.title.clone()),
        language: request.language.clone(),
        page: app.links().request(request.reference),
        author: request.public_name().map(str::to_owned),
        text: Text::Plain(format!(
            "{}\n\n{}",
            stands.join(" · "),
            markdown::excerpt(&request.body, TOLD)
        )),
        theme: (theme.key, theme.name),
        published: request.created_at,
        updated: request.updated_at,
    }
}
