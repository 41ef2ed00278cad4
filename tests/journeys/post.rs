//! The mail of an application under test: the real worker, into memory, and letters as their readers see them.

use std::sync::Arc;

use domain::store::outbox::{self, Shelf};
use mail_parser::MessageParser;
use notifier::{
    transport::{Memory, Transport},
    worker::{Settings, Worker},
};

use crate::app::{self, TestApp};

/// A mail that arrived.
#[derive(Debug, Clone)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// Where an answer goes, if it says so.
    pub reply_to: Option<String>,
    /// Where it comes back to.
    pub comes_back_to: String,
    /// Its subject.
    pub subject: String,
    /// Its text, as a reader without HTML sees it.
    pub text: String,
    /// Its headers, a line each.
    head: Vec<String>,
}

/// Sends what is due, and gives the mails that arrived.
pub async fn deliver(test: &TestApp) -> Vec<Mail> {
    let house = app::house(Arc::clone(&test.state.engine));
    let memory = Memory::default();
    let transport = Transport::Memory(memory.clone());
    let worker = Worker::new(
        test.state.db.clone(),
        house,
        transport,
        test.state.clock,
        Settings::default(),
    );
    Arc::new(worker.unwrap()).run_until_idle().await.unwrap();
    let dead = outbox::list(&test.state.db.read(), Shelf::Stuck, None, 10)
        .await
        .unwrap();
    assert!(dead.is_empty(), "mail died: {dead:?}");
    memory
        .take()
        .into_iter()
        .map(|kept| {
            let message = MessageParser::default().parse(&kept.bytes).unwrap();
            Mail {
                to: kept.envelope.to.to_string(),
                reply_to: message
                    .reply_to()
                    .and_then(|address| address.first()?.address())
                    .map(str::to_owned),
                comes_back_to: kept.envelope.from.to_string(),
                subject: message.subject().unwrap().to_owned(),
                text: plain_text(&kept.bytes),
                head: head(&kept.bytes),
            }
        })
        .collect()
}

/// The text of a message, as a reader without HTML sees it.
pub fn plain_text(bytes: &[u8]) -> String {
    let message = MessageParser::default().parse(bytes).unwrap();
    message.body_text(0).unwrap().replace("\r\n", "\n")
}

fn head(bytes: &[u8]) -> Vec<String> {
    let message = String::from_utf8_lossy(bytes);
    let (head, _) = message.split_once("\r\n\r\n").unwrap();
    head.replace("\r\n ", " ").lines().map(str::to_owned).collect()
}

impl Mail {
    /// A header, if it is there.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.iter().filter_map(|line| line.split_once(':'));
        let (_, value) = headers.find(|(header, _)| header.eq_ignore_ascii_case(name))?;
        Some(value.trim())
    }

    /// To whom, by the name before the `@`.
    pub fn reader(&self) -> &str {
        self.to.split('@').next().unwrap_or_default()
    }

    /// The key of its link to `page`, if there is one.
    pub fn key(&self, page: &str) -> Option<&str> {
        let link = format!("{}{page}?key=", app::BASE);
        let mut lines = self.text.lines();
        lines.find_map(|line| line.split_once(&link)).map(|(_, key)| key)
    }

    /// The six digits of its code.
    pub fn code(&self) -> String {
        let words = self.text.split(|c: char| !c.is_ascii_digit());
        let code = words.into_iter().find(|word| word.len() == 6);
        code.unwrap_or_else(|| panic!("no code in {}", self.text))
            .to_owned()
    }

    /// Its link that contains these characters.
    pub fn link(&self, part: &str) -> String {
        let words = self.text.split_whitespace();
        let link = words
            .into_iter()
            .find(|word| word.starts_with("http") && word.contains(part));
        link.unwrap_or_else(|| panic!("no link with {part:?} in {}", self.text))
            .to_owned()
    }
}

/// The one mail to somebody with a subject that contains these words.
pub fn to<'a>(mails: &'a [Mail], who: &str, subject: &str) -> &'a Mail {
    let address = format!("{who}@example.org");
    let mut found = mails
        .iter()
        .filter(|mail| mail.to == address && mail.subject.contains(subject));
    let mail = found
        .next()
        .unwrap_or_else(|| panic!("no mail to {who} about {subject:?} among {mails:#?}"));
    assert!(
        found.next().is_none(),
        "more than one mail to {who} about {subject:?}"
    );
    mail
}
