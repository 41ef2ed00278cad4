//! `/requests/{reference}.atom` and `/areas/{slug}.atom`: the feed beside a page. The router knows no ending of a name that
//! varies, so the page's own route looks whether it is asked for its feed.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::request::Parts,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::reference::Reference;

use super::{area, request};
use crate::{AppState, problem::Fault, visitor::Visitor};

const ENDING: &str = ".atom";

/// The feed of a request, or the page.
pub async fn beside_request(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let Some(name) = asked(&request) else {
        return next.run(request).await;
    };
    let (mut parts, _) = request.into_parts();
    feed_of_request(&app, &mut parts, &name).await.into_response()
}

/// The feed of an area, or the page.
pub async fn beside_area(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let Some(name) = asked(&request) else {
        return next.run(request).await;
    };
    let (mut parts, _) = request.into_parts();
    feed_of_area(&app, &mut parts, &name).await.into_response()
}

/// Of what the feed is asked for.
fn asked(request: &Request) -> Option<String> {
    let name = request.uri().path().rsplit('/').next()?;
    name.strip_suffix(ENDING).map(str::to_owned)
}

async fn feed_of_request(app: &AppState, parts: &mut Parts, name: &str) -> Result<Response, Fault> {
    let visitor = Visitor::from_request_parts(parts, app).await?;
    let reference: Reference = name.parse().map_err(|_| Fault::NotFound)?;
    if reference.to_string() != name {
        return Err(Fault::Moved(format!(
            "{}{ENDING}",
            app.links().request(reference)
        )));
    }
    request::show(app, &visitor, &parts.headers, reference).await
}

async fn feed_of_area(app: &AppState, parts: &mut Parts, slug: &str) -> Result<Response, Fault> {
    let visitor = Visitor::from_request_parts(parts, app).await?;
    area::show(app, &visitor, &parts.headers, slug).await
}
