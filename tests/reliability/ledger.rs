//! What the clients were told: every call they made, and whether its answer was read. The program never sees it.

use std::sync::{Mutex, MutexGuard};

use serde_json::{Value, json};

use crate::http::Wire;

/// What a call was about, and where its mark must be found afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A new request: the mark is its title.
    File,
    /// An action: the mark is the message of its event.
    Act(&'static str),
    /// A comment: the mark is its text.
    Comment,
    /// A support, by this address.
    Support(String),
    /// A follow, by this address.
    Follow(String),
}

/// A call, as it is made and repeated: with the same key and the same bytes.
#[derive(Debug, Clone)]
pub struct Call {
    /// What it is about.
    pub what: What,
    /// The request; none yet for a new one.
    pub reference: Option<String>,
    /// The token of whoever calls.
    pub token: String,
    /// What is found of it in the database, and its idempotency key.
    pub mark: String,
    /// `If-Match`.
    pub tag: Option<String>,
    /// The body, but for the mark.
    pub body: Value,
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// No status line was read: it may have happened or not.
    Unknown,
    /// A 2xx: it must be there for ever.
    Acknowledged,
    /// A 4xx: it must not be there.
    Refused(u16),
    /// A 5xx: our fault; there must be none.
    Failed(u16),
}

/// A call and its answer.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The call.
    pub call: Call,
    /// What is known of it.
    pub answer: Answer,
    /// What a repeat of it was told after it had been acknowledged: nothing but 2xx may be.
    pub denied: Option<u16>,
}

/// All calls.
#[derive(Debug, Default)]
pub struct Ledger(Mutex<Vec<Entry>>);

impl Call {
    /// Where it goes.
    pub fn path(&self) -> String {
        let Some(reference) = &self.reference else {
            return "/api/v1/requests".to_owned();
        };
        let last = match &self.what {
            What::File => return "/api/v1/requests".to_owned(),
            What::Act(_) => "actions",
            What::Comment => "comments",
            What::Support(_) => "support",
            What::Follow(_) => "follow",
        };
        format!("/api/v1/requests/{reference}/{last}")
    }

    /// Its body, with the mark in its place.
    pub fn members(&self) -> Value {
        let mut body = self.body.clone();
        let field = match &self.what {
            What::File => "title",
            What::Act(_) => "message",
            What::Comment | What::Support(_) => "text",
            What::Follow(_) => return json!({}),
        };
        body[field] = json!(self.mark);
        body
    }

    /// It on its way, with the address and body made by [`path`](Self::path) and [`members`](Self::members).
    pub fn wire<'a>(&'a self, path: &'a str, body: &'a Value) -> Wire<'a> {
        let puts = matches!(self.what, What::Support(_) | What::Follow(_));
        Wire {
            method: if puts { "PUT" } else { "POST" },
            path,
            token: Some(&self.token),
            key: (!puts).then_some(&*self.mark),
            tag: self.tag.as_deref(),
            body: Some(body),
        }
    }
}

impl Ledger {
    /// Notes a call that is about to be made; gives its number.
    pub fn begin(&self, call: Call) -> usize {
        let mut entries = self.lock();
        entries.push(Entry {
            call,
            answer: Answer::Unknown,
            denied: None,
        });
        entries.len() - 1
    }

    /// Notes the answer to a call. What was acknowledged once stays acknowledged.
    pub fn answered(&self, number: usize, status: u16) {
        let entry = &mut self.lock()[number];
        let answer = Answer::of(status);
        if entry.answer != Answer::Acknowledged {
            entry.answer = answer;
        } else if answer != Answer::Acknowledged {
            entry.denied = Some(status);
        }
    }

    /// All there is.
    pub fn entries(&self) -> Vec<Entry> {
        self.lock().clone()
    }

    /// The numbers and calls of those that satisfy `wanted`.
    pub fn calls(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<(usize, Call)> {
        let entries = self.lock();
        let found = entries.iter().enumerate().filter(|(_, entry)| wanted(entry));
        found
            .map(|(number, entry)| (number, entry.call.clone()))
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.0.lock().unwrap()
    }
}

impl Answer {
    fn of(status: u16) -> Self {
        match status {
            200..=299 => Self::Acknowledged,
            500.. => Self::Failed(status),
            _ => Self::Refused(status),
        }
    }
}
