//! `/mailbox/{name}`: one mail, and its HTML at an address of its own, framed and without any power.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

use crate::{
    AppState,
    layers::Policy,
    mailbox::{self, Letter, Reached},
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

/// The headers that say something to people who look at mails.
const HEADERS: [&str; 12] = [
    "From",
    "To",
    "Reply-To",
    "Date",
    "Subject",
    "Message-ID",
    "In-Reply-To",
    "References",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Auto-Submitted",
    "Content-Language",
];

/// The page.
#[derive(Debug, Serialize)]
pub struct OneMail {
    /// Its address below `/mailbox`.
    pub name: String,
    /// Whom it is for.
    pub to: Reached,
    /// Its subject.
    pub subject: String,
    /// What it says first.
    pub heading: Option<String>,
    /// The language of its words.
    pub language: Option<String>,
    /// When it was written.
    pub at: Option<String>,
    /// The headers that matter.
    pub headers: Vec<Header>,
    /// Whether it has HTML.
    pub has_html: bool,
    /// The plain text.
    pub text: String,
}

/// A header.
#[derive(Debug, Serialize)]
pub struct Header {
    name: String,
    value: String,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let letter = find(&app, &name).await?;
    let page = OneMail::of(letter);
    let mut response = page::private(&app, &visitor, &here, (StatusCode::OK, &page))?;
    response.extensions_mut().insert(Policy::Framing);
    Ok(response)
}

/// The HTML of the mail, as it is; its links leave the frame.
pub async fn html(State(app): State<AppState>, Path(name): Path<String>) -> Result<Response, Fault> {
    let html = find(&app, &name).await?.html.ok_or(Fault::NotFound)?;
    let never = HeaderValue::from_static("private, no-store");
    let mut response = ([(header::CACHE_CONTROL, never)], Html(with_links_out(&html))).into_response();
    response.extensions_mut().insert(Policy::Framed);
    Ok(response)
}

async fn find(app: &AppState, name: &str) -> Result<Letter, Fault> {
    let folder = super::folder(app)?;
    mailbox::letter(&folder, name).await.ok_or(Fault::NotFound)
}

fn with_links_out(html: &str) -> String {
    const BASE: &str = "<base target=\"_top\">";
    match html.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>{BASE}{after}"),
        None => format!("{BASE}{html}"),
    }
}

impl OneMail {
    fn of(letter: Letter) -> Self {
        let matters = |(name, _): &(String, String)| HEADERS.contains(&name.as_str());
        let header = |(name, value)| Header { name, value };
        Self {
            name: letter.name,
            to: letter.to,
            subject: letter.subject,
            heading: letter.heading,
            language: letter.language,
            at: letter.at.map(|at| at.to_string()),
            headers: letter.headers.into_iter().filter(matters).map(header).collect(),
            has_html: letter.html.is_some(),
            text: letter.text.trim_end().to_owned(),
        }
    }
}

impl Page for OneMail {
    const TEMPLATE: &'static str = "pages/mailbox/show.html";

    fn samples() -> Vec<Self> {
        let letter = |html: Option<&str>, at: Option<&str>| Letter {
            name: "000000007.answered".to_owned(),
            to: Reached {
                name: "Ana <b>Suarez".to_owned(),
                address: "ana@example.org".to_owned(),
            },
            subject: "[PD-2026-000123] Pauta <i>oficial".to_owned(),
            at: at.and_then(|at| at.parse().ok()),
            headers: vec![
                ("Message-ID".to_owned(), "<a.o7@example.org>".to_owned()),
                ("MIME-Version".to_owned(), "1.0".to_owned()),
            ],
            text: "Respondieron <b>tu pedido.\n\n> Cita".to_owned(),
            heading: html.map(|_| "Respondieron <b>tu pedido".to_owned()),
            language: html.map(|_| "es-AR".to_owned()),
            html: html.map(str::to_owned),
        };
        vec![
            Self::of(letter(Some("<p>Hola"), Some("2026-12-01T13:00:00Z"))),
            Self::of(letter(None, None)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::with_links_out;

    #[test]
    fn links_leave_the_frame() {
        assert_eq!(
            with_links_out("<!DOCTYPE html><html><head><title>A</title></head></html>"),
            "<!DOCTYPE html><html><head><base target=\"_top\"><title>A</title></head></html>"
        );
        assert_eq!(with_links_out("<p>A"), "<base target=\"_top\"><p>A");
    }
}
