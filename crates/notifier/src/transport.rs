//! Where mail leaves: a relay, a folder, or memory. Knows bytes and envelopes, not what a message says.
//!
//! A failure says at which stage it happened and what was said; [`crate::retry`] decides what that means.

use std::fmt;

use lettre::Address;

pub mod file;
pub mod memory;
pub mod smtp;
pub mod url;

pub use self::{
    file::Folder,
    memory::Memory,
    smtp::{Deadlines, Relay},
    url::MailUrl,
};

/// Who a message is from and to, for the relay. Exactly one recipient: nobody ever sees who else was written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Where bounces go.
    pub from: Address,
    /// The one recipient.
    pub to: Address,
}

/// How far the conversation with the relay had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Connecting, greeting, TLS and signing in.
    Connect,
    /// The sender's address.
    Mail,
    /// The recipient's address.
    Rcpt,
    /// Asking to send the message.
    Data,
    /// The message itself, up to the reply after the final dot. A failure without a reply is ambiguous here.
    Message,
    /// In our own disk or memory.
    Local,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The relay answered with this code and text.
    Reply {
        /// The code, 400 to 599.
        code: u16,
        /// What it said.
        text: String,
    },
    /// Our deadline passed.
    Deadline,
    /// The connection, TLS or the disk failed.
    Broken(String),
}

/// A message did not leave, or we cannot know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Failure {
    /// How far it came.
    pub stage: Stage,
    /// What went wrong.
    pub cause: Cause,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stage = match self.stage {
            Stage::Connect => "connect",
            Stage::Mail => "MAIL",
            Stage::Rcpt => "RCPT",
            Stage::Data => "DATA",
            Stage::Message => "message",
            Stage::Local => "local",
        };
        match &self.cause {
            Cause::Reply { code, text } => write!(f, "{stage}: {code} {text}"),
            Cause::Deadline => write!(f, "{stage}: no answer in time"),
            Cause::Broken(what) => write!(f, "{stage}: {what}"),
        }
    }
}

/// The way out. An enum and not a trait: these are all there are.
#[derive(Debug)]
pub enum Transport {
    /// To a relay.
    Smtp(Box<Relay>),
    /// Into a folder, one `.eml` per message.
    File(Folder),
    /// Kept in memory (tests, demo).
    Memory(Memory),
}

impl Transport {
    /// The transport that a mail URL asks for.
    pub fn from_url(url: &MailUrl) -> Result<Self, Failure> {
        Self::with_deadlines(url, Deadlines::default())
    }

    /// The same with other deadlines than a real relay should get.
    pub fn with_deadlines(url: &MailUrl, deadlines: Deadlines) -> Result<Self, Failure> {
        match url {
            MailUrl::Smtp(address) => Ok(Self::Smtp(Box::new(Relay::new(address, deadlines)?))),
            MailUrl::File(folder) => Ok(Self::File(Folder::new(folder.clone()))),
        }
    }

    /// Hands one message over. `name` names the file in a folder: unique per message, and the same when it is repeated.
    pub async fn send(&self, envelope: &Envelope, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Smtp(relay) => relay.send(envelope, bytes).await,
            Self::File(folder) => folder.put(name, bytes).await,
            Self::Memory(memory) => {
                memory.put(envelope, bytes);
                Ok(())
            }
        }
    }

    /// Whether mail could leave now: connects and signs in, or writes and removes a file. For `check mail`.
    pub async fn check(&self) -> Result<(), Failure> {
        match self {
            Self::Smtp(relay) => relay.check().await,
            Self::File(folder) => folder.check().await,
            Self::Memory(_) => Ok(()),
        }
    }

    /// Says goodbye on connections that nobody uses, when there is nothing more to send.
    pub async fn rest(&self) {
        if let Self::Smtp(relay) = self {
            relay.rest().await;
        }
    }
}
