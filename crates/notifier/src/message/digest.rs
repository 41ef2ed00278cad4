//! What a digest and the mail of the week have to say: short lines, each with its date, grouped by request.

use domain::{
    audience::MailKind,
    locale::Locale,
    reference::Reference,
    status::{Outcome, Verdict},
};
use jiff::civil::Date;
use render::{Links, LooksFor, Words};
use serde::Serialize;

use super::Happened;

/// What happened since the last digest; there is something in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// Requests with news, newest first.
    pub requests: Vec<RequestNews>,
    /// Searches that something came into.
    pub searches: Vec<SearchNews>,
}

/// Requests that came into a search which somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchNews {
    /// What the list is narrowed to.
    pub looks_for: LooksFor,
    /// The query of the list.
    pub query: Vec<(&'static str, String)>,
    /// The requests, newest first; never empty.
    pub requests: Vec<(Reference, String)>,
}

/// What happened to one request, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestNews {
    /// The request.
    pub reference: Reference,
    /// Its title, as the reader may see it now.
    pub title: String,
    /// The reader works on it: they look at it on the desk.
    pub at_the_desk: bool,
    /// The lines; never empty.
    pub lines: Vec<Line>,
    /// How to stop hearing of this request, for whoever follows it.
    pub unfollow: Option<String>,
}

/// One line. What does not belong to its kind is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Which: the kind of the mail that would have told it at once.
    pub kind: Option<MailKind>,
    /// The day on which it happened.
    pub on: Option<Date>,
    /// The area that acted; none means the open-data team.
    pub area: Option<String>,
    /// The promised date.
    pub date: Option<Date>,
    /// How it was answered.
    pub outcome: Option<Outcome>,
    /// What its requester thought of the answer.
    pub verdict: Option<Verdict>,
    /// The request it was merged into.
    pub into: Option<String>,
    /// How many comments there are.
    pub count: i64,
}

impl Line {
    /// In one line what `happened` on a day.
    pub fn of(happened: &Happened, on: Date) -> Self {
        let line = Self {
            kind: Some(happened.kind()),
            on: Some(on),
            ..Self::default()
        };
        match happened.clone() {
            Happened::Planned {
                area, promised_on, ..
            }
            | Happened::Redated {
                area, promised_on, ..
            }
            | Happened::PromisePassed {
                area, promised_on, ..
            } => Self {
                area,
                date: Some(promised_on),
                ..line
            },
            Happened::DatasetUpdated { changed_on, .. } => Self {
                date: Some(changed_on),
                ..line
            },
            Happened::Answered { area, outcome, .. } | Happened::Corrected { area, outcome, .. } => Self {
                area,
                outcome: Some(outcome),
                ..line
            },
            Happened::Started { area, .. } | Happened::Informed { area, .. } => Self { area, ..line },
            Happened::Closed { verdict, .. } => Self {
                verdict: Some(verdict),
                ..line
            },
            Happened::Merged { into, .. } => Self {
                into: Some(into.to_string()),
                ..line
            },
            _ => line,
        }
    }

    /// So many comments, the last of them on a day.
    pub fn comments(count: i64, last: Date) -> Self {
        Self {
            kind: Some(MailKind::Commented),
            on: Some(last),
            count,
            ..Self::default()
        }
    }
}

/// Requests on which the same is owed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owing {
    /// How many there are.
    pub count: i64,
    /// The first of them, with the day that has passed or is to come.
    pub first: Vec<(Reference, String, Option<Date>)>,
}

/// What the templates see of a request in a digest.
#[derive(Serialize)]
pub(super) struct Shown<'a> {
    reference: String,
    title: &'a str,
    url: String,
    lines: &'a [Line],
    unfollow: Option<&'a str>,
}

/// What they see of a search.
#[derive(Serialize)]
pub(super) struct ShownSearch<'a> {
    looks_for: String,
    url: String,
    first: Vec<ShownOwed<'a>>,
    /// Requests beyond the first.
    more: usize,
}

/// What they see of what is owed.
#[derive(Serialize)]
pub(super) struct ShownOwing<'a> {
    count: i64,
    first: Vec<ShownOwed<'a>>,
}

#[derive(Serialize)]
struct ShownOwed<'a> {
    reference: String,
    title: &'a str,
    url: String,
    on: Option<Date>,
}

impl RequestNews {
    pub(super) fn shown(&self, links: &Links) -> Shown<'_> {
        Shown {
            reference: self.reference.to_string(),
            title: &self.title,
            url: if self.at_the_desk {
                links.desk(self.reference)
            } else {
                links.request(self.reference)
            },
            lines: &self.lines,
            unfollow: self.unfollow.as_deref(),
        }
    }
}

/// Requests of one search that a mail names.
const NAMED: usize = 10;

impl SearchNews {
    pub(super) fn shown(&self, links: &Links, words: &Words, locale: Locale) -> ShownSearch<'_> {
        ShownSearch {
            looks_for: self.looks_for.say(words, locale),
            url: links.requests(&self.query),
            first: self
                .requests
                .iter()
                .take(NAMED)
                .map(|(reference, title)| ShownOwed {
                    reference: reference.to_string(),
                    title,
                    url: links.request(*reference),
                    on: None,
                })
                .collect(),
            more: self.requests.len().saturating_sub(NAMED),
        }
    }
}

impl Owing {
    pub(super) fn shown(&self, links: &Links) -> ShownOwing<'_> {
        ShownOwing {
            count: self.count,
            first: self
                .first
                .iter()
                .map(|(reference, title, on)| ShownOwed {
                    reference: reference.to_string(),
                    title,
                    url: links.desk(*reference),
                    on: *on,
                })
                .collect(),
        }
    }
}
