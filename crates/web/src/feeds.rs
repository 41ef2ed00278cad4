//! What moved lately, for feed readers: Atom (RFC 4287) and JSON Feed 1.1. The same news in both.

mod area;
mod atom;
mod beside;
mod json;
mod request;
pub mod requests;

pub use beside::{beside_area, beside_request};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{locale::Locale, reference::Reference};
use jiff::Timestamp;
use render::Args;
use url::Url;

use crate::{AppState, conditional};

/// How many entries a feed has.
const ENTRIES: u32 = 50;

/// A feed.
pub struct Feed {
    /// What it is about.
    title: String,
    /// Its language.
    language: &'static str,
    /// The page with the same news.
    page: String,
    /// The address it is read at.
    address: String,
    /// Newest first.
    entries: Vec<Entry>,
}

/// A piece of news.
struct Entry {
    /// Never changes (RFC 4151).
    id: String,
    title: Text,
    /// The language of its title and text.
    language: String,
    page: String,
    /// Who wrote it, if that is shown.
    author: Option<String>,
    text: Text,
    /// What it is about, by key and name.
    theme: (String, String),
    published: Timestamp,
    updated: Timestamp,
}

/// What an entry says.
enum Text {
    /// As it is.
    Plain(String),
    /// Escaped, with marks.
    Html(String),
}

impl Text {
    fn as_str(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Html(text) => text,
        }
    }
}

/// In which format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

impl Feed {
    /// When it last changed: with its newest entry. An empty one never did.
    fn updated(&self) -> Timestamp {
        self.entries
            .iter()
            .map(|entry| entry.updated)
            .max()
            .unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The answer, or that the reader has it already.
    fn respond(&self, format: Format, headers: &HeaderMap) -> Response {
        let (kind, text) = match format {
            Format::Atom => ("application/atom+xml; charset=utf-8", atom::write(self)),
            Format::Json => ("application/feed+json; charset=utf-8", json::write(self)),
        };
        let tag = conditional::tag_of(&text);
        let mut response = if conditional::is_known(headers, &tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        };
        let head = response.headers_mut();
        head.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, no-cache"),
        );
        if let Ok(tag) = HeaderValue::from_str(&format!("W/{tag}")) {
            head.insert(header::ETAG, tag);
        }
        response
    }
}

/// The title of a feed about `what`, or of everything.
fn title(app: &AppState, locale: Locale, what: Option<&str>) -> String {
    let site = app.site_name(locale);
    match what {
        Some(what) => format!("{what} · {site}"),
        None => app
            .engine
            .words()
            .text(locale, "feed-requests", &Args::new().with("site", site)),
    }
}

/// The name of a request for ever (RFC 4151): our host, the year of its reference, and that.
fn request_id(app: &AppState, reference: Reference) -> String {
    let host = Url::parse(&app.links().home()).ok();
    let host = host
        .as_ref()
        .and_then(Url::host_str)
        .unwrap_or("localhost")
        .to_owned();
    format!("tag:{host},{}:request/{reference}", reference.year)
}
