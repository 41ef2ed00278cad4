//! `/healthz`, `/readyz`, `/robots.txt`: for machines, without versions, paths or reasons.

use std::time::Duration;

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::time::timeout;

use crate::AppState;

/// How long the database may take to show that it reads and writes.
const PATIENCE: Duration = Duration::from_secs(2);

/// We run.
pub async fn healthz() -> Response {
    plain(StatusCode::OK, "ok\n")
}

/// We read and write, and are not going down.
pub async fn readyz(State(app): State<AppState>) -> Response {
    let ready = !app.is_draining() && timeout(PATIENCE, app.db.is_ready()).await.unwrap_or(false);
    if ready {
        plain(StatusCode::OK, "ready\n")
    } else {
        plain(StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
    }
}

/// What robots leave alone: forms, and what is a part of a page.
const CLOSED: [&str; 8] = [
    "/api/",
    "/admin",
    "/desk",
    "/embed/",
    "/me",
    "/sign-in",
    "/requests/new",
    "/requests/*/",
];

/// What robots may read: the public pages, without the small ones with a form that hang on each request.
pub async fn robots(State(app): State<AppState>) -> Response {
    let root = app.base.path().trim_end_matches('/');
    let closed = CLOSED.iter().map(|path| format!("Disallow: {root}{path}\n"));
    let closed: String = closed.collect();
    let map = app.links().to("/sitemap.xml");
    let text = format!("User-agent: *\n{closed}Sitemap: {map}\n");
    plain(StatusCode::OK, text)
}

fn plain(status: StatusCode, text: impl IntoResponse) -> Response {
    let mut response = (status, text).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
