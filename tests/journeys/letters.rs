//! Mail as its readers get it: delivered by the real worker, into memory, and read as plain text.

use std::sync::Arc;

use notifier::{
    transport::{Memory, Transport},
    worker::{Settings, Worker},
};

use crate::app::{BASE, TestApp, house};

/// A mail that arrived.
#[derive(Debug)]
pub struct Letter {
    /// Whose, by the name before the `@`.
    pub to: String,
    /// What it says.
    pub text: String,
}

impl Letter {
    /// The key of the link to `page`, if there is one.
    pub fn key(&self, page: &str) -> Option<&str> {
        let link = format!("{BASE}{page}?key=");
        self.text
            .lines()
            .find_map(|line| line.split_once(&link))
            .map(|(_, key)| key)
    }
}

/// Delivers all that is due now.
pub async fn deliver(app: &TestApp) -> Vec<Letter> {
    let memory = Memory::default();
    let worker = Worker::new(
        app.state.db.clone(),
        house(Arc::clone(&app.state.engine)),
        Transport::Memory(memory.clone()),
        app.state.clock,
        Settings::default(),
    );
    Arc::new(worker.unwrap()).run_until_idle().await.unwrap();
    let kept = memory.take().into_iter();
    kept.map(|kept| Letter {
        to: kept.envelope.to.user().to_owned(),
        text: plain_text(&kept.bytes),
    })
    .collect()
}

/// The plain text of a message: its first part, out of quoted-printable.
pub fn plain_text(bytes: &[u8]) -> String {
    let message = String::from_utf8(bytes.to_vec()).unwrap();
    let part = message.split("Content-Type: text/plain").nth(1).unwrap();
    let (_, body) = part.split_once("\r\n\r\n").unwrap();
    let body = body.split("\r\n--=_").next().unwrap().replace("=\r\n", "");
    let mut out = Vec::new();
    let mut bytes = body.bytes();
    while let Some(byte) = bytes.next() {
        let mut digit = || char::from(bytes.next().unwrap()).to_digit(16).unwrap();
        out.push(if byte == b'=' {
            u8::try_from(digit() * 16 + digit()).unwrap()
        } else {
            byte
        });
    }
    String::from_utf8(out).unwrap().replace("\r\n", "\n")
}
