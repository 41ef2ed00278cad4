//! `/areas/{slug}.atom`: the requests of an area that moved last.

use axum::{http::HeaderMap, response::Response};
use domain::{
    policy::Actor,
    store::{areas, requests::Filter},
};

use super::{Feed, Format, requests, title};
use crate::{AppState, problem::Fault, visitor::Visitor};

/// The feed.
pub(super) async fn show(
    app: &AppState,
    visitor: &Visitor,
    headers: &HeaderMap,
    slug: &str,
) -> Result<Response, Fault> {
    let reader = app.reader(&Actor::Visitor);
    let area = areas::names(&reader)
        .await?
        .into_iter()
        .find(|area| area.slug == slug);
    let area = area.ok_or(Fault::NotFound)?;
    if let Some(into) = &area.merged_into {
        return Err(Fault::Moved(app.links().to(&format!("/areas/{into}.atom"))));
    }
    let filter = Filter {
        areas: vec![slug.to_owned()],
        ..Filter::default()
    };
    let page = app.links().to(&format!("/areas/{slug}"));
    let feed = Feed {
        title: title(app, visitor.locale, Some(area.name_in(visitor.locale))),
        language: visitor.locale.as_str(),
        address: format!("{page}.atom"),
        page,
        entries: requests::entries(app, visitor.locale, &filter).await?,
    };
    Ok(feed.respond(Format::Atom, headers))
}
