//! The mark of a reader who has just changed something: for some seconds, pages are built for them, so that they see what
//! they did. Set on the answer to every form, whoever adds it.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method},
    middleware::Next,
    response::Response,
};
use url::Url;

use crate::cookie;

const COOKIE: &str = "fresh";

/// A page is kept for a second; the others are for a browser that is slow to come back.
const SECONDS: u32 = 5;

/// Whether this reader has just changed something.
pub fn is_marked(headers: &HeaderMap) -> bool {
    cookie::values(headers, COOKIE).next().is_some()
}

/// Marks whoever sent something with a browser, unless it was refused. A failure of ours may come after the change.
pub async fn mark(State(base): State<Arc<Url>>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
        && !request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    if changes && !response.status().is_client_error() {
        cookie::set(&base, response.headers_mut(), (COOKIE, "1"), SECONDS);
    }
    response
}
