//! `/metrics`: figures for the machines that watch us, as Prometheus reads them. For this machine, or with the token of
//! somebody who coordinates; nothing of any person, request or mail is in them.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::store::{incoming, outbox};

use crate::{AppState, problem::Fault, visitor::Visitor};

/// The text format of Prometheus.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
/// What a proxy leaves behind: whoever comes by one is not on this machine, even if the proxy is.
const BY_PROXY: [&str; 3] = ["x-forwarded-for", "forwarded", "via"];

/// The figures.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let near = visitor.address.is_some_and(|address| address.is_loopback())
        && BY_PROXY.iter().all(|name| !headers.contains_key(*name));
    if !near && !visitor.actor.coordinates() {
        return Err(Fault::NotFound);
    }
    let (now, reader) = (app.clock.now(), app.db.read());
    let counts = outbox::counts(&reader, now).await?;
    let waited = counts
        .oldest
        .map_or(0, |oldest| now.duration_since(oldest).as_secs().max(0));
    let kept = incoming::bytes_kept(&reader).await?;
    let figures = [
        ("outbox_depth", "Mails that wait or are being sent.", counts.depth),
        (
            "outbox_oldest_seconds",
            "How long the mail has waited that has waited longest, among those that are due.",
            waited,
        ),
        ("outbox_dead", "Mails that will never leave.", counts.dead),
        (
            "outbox_fanouts",
            "Events of which supporters or followers are still to be told.",
            counts.to_spread,
        ),
        (
            "quarantine_bytes",
            "Bytes of mail that came in and that nobody could take in.",
            kept,
        ),
    ];
    let text: String = figures.map(|figure| lines(&figure)).concat();
    let mut response = text.into_response();
    let mut set = |name, value| {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value))
    };
    set(header::CONTENT_TYPE, TEXT);
    set(header::CACHE_CONTROL, "no-store");
    Ok(response)
}

fn lines((name, help, value): &(&str, &str, i64)) -> String {
    format!("# HELP ventanilla_{name} {help}\n# TYPE ventanilla_{name} gauge\nventanilla_{name} {value}\n")
}
