//! `/mailbox`: the mails, newest first, of everybody or of one person.

use std::collections::BTreeMap;

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;

use crate::{
    AppState,
    mailbox::{self, Letter, Reached},
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// As many as fit on a page; the others are found by their reader.
const SHOWN: usize = 200;

/// The page.
#[derive(Debug, Serialize)]
pub struct Mailbox {
    /// Whose mails are shown, if not everybody's.
    pub to: Option<Reached>,
    /// Everybody who got mail.
    pub recipients: Vec<Recipient>,
    /// The mails.
    pub mails: Vec<Mail>,
    /// How many there are.
    pub count: usize,
    /// How many of them are too old to be shown.
    pub left_out: usize,
}

/// Somebody who got mail.
#[derive(Debug, Serialize)]
pub struct Recipient {
    /// Who.
    pub who: Reached,
    /// How many.
    pub count: usize,
    /// Whether only theirs are shown.
    pub chosen: bool,
}

/// A mail in the list.
#[derive(Debug, Serialize)]
pub struct Mail {
    /// Its address below `/mailbox`.
    pub name: String,
    /// Whom it is for.
    pub to: Reached,
    /// Its subject.
    pub subject: String,
    /// What it says first.
    pub heading: Option<String>,
    /// The language of both.
    pub language: Option<String>,
    /// When it was written.
    pub at: Option<String>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let letters = mailbox::letters(&super::folder(&app)?).await;
    let page = Mailbox::of(letters, query.one("to"));
    page::private(&app, &visitor, &here, (StatusCode::OK, &page))
}

impl Mailbox {
    fn of(letters: Vec<Letter>, to: Option<&str>) -> Self {
        let mut counts: BTreeMap<Reached, usize> = BTreeMap::new();
        for letter in &letters {
            *counts.entry(letter.to.clone()).or_default() += 1;
        }
        let to = to.and_then(|to| counts.keys().find(|who| who.address == to).cloned());
        let chosen = |who: &Reached| to.as_ref().is_none_or(|to| to.address == who.address);
        let mut mails: Vec<Mail> = letters
            .into_iter()
            .filter(|letter| chosen(&letter.to))
            .map(Mail::of)
            .collect();
        let count = mails.len();
        mails.truncate(SHOWN);
        let recipients = counts.into_iter().map(|(who, count)| Recipient {
            chosen: to.as_ref() == Some(&who),
            who,
            count,
        });
        Self {
            recipients: recipients.collect(),
            left_out: count - mails.len(),
            to,
            mails,
            count,
        }
    }
}

impl Mail {
    fn of(letter: Letter) -> Self {
        Self {
            name: letter.name,
            to: letter.to,
            subject: letter.subject,
            heading: letter.heading,
            language: letter.language,
            at: letter.at.map(|at| at.to_string()),
        }
    }
}

impl Page for Mailbox {
    const TEMPLATE: &'static str = "pages/mailbox/list.html";

    fn samples() -> Vec<Self> {
        let who = Reached {
            name: "Ana <b>Suarez".to_owned(),
            address: "ana@example.org".to_owned(),
        };
        let letter = |name: &str, heading: Option<&str>, at: Option<&str>| Letter {
            name: name.to_owned(),
            to: who.clone(),
            subject: "[PD-2026-000123] Pauta <i>oficial".to_owned(),
            heading: heading.map(str::to_owned),
            language: heading.map(|_| "es-AR".to_owned()),
            at: at.and_then(|at| at.parse().ok()),
            ..Letter::default()
        };
        let some = || {
            vec![
                letter(
                    "000000007.answered",
                    Some("Respondieron <b>tu pedido"),
                    Some("2026-12-01T13:00:00Z"),
                ),
                letter("000000006.sign_in", None, None),
            ]
        };
        let many = (0..=SHOWN).map(|row| letter(&format!("{row}.sign_in"), None, None));
        vec![
            Self::of(Vec::new(), None),
            Self::of(some(), None),
            Self::of(some(), Some("ana@example.org")),
            Self::of(many.collect(), None),
        ]
    }
}
