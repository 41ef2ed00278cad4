//! What an action would say, and to whom, before it is done: shown to whoever is about to do it.
//!
//! Plain values and the shape of the function that makes them, so that a page can ask without knowing who writes mail.
//! No address is in here, no name that is not public, and no link that is somebody's own.

use std::sync::Arc;

use futures::future::BoxFuture;

use crate::{
    audience::MailKind,
    locale::Locale,
    ops::{Act, Caller, Error},
    store::outbox::Relation,
};

/// All that would be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// One entry for each kind of mail and of reader: first those who are written to one by one, then supporters and
    /// followers.
    pub mails: Vec<PreviewedMail>,
}

/// One kind of mail to one kind of reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewedMail {
    /// Which mail.
    pub kind: MailKind,
    /// Why they hear of it.
    pub reader: Relation,
    /// How many people get it at once.
    pub people: u64,
    /// How many follow, but will find it in their digest.
    pub digest: u64,
    /// Whether it goes to all who support or follow.
    pub bulk: bool,
    /// Whether more people support or follow than were looked at: both numbers are the least there are.
    pub more: bool,
    /// What the first of them would read; none where nobody gets it at once.
    pub sample: Option<Sample>,
}

/// A mail as its reader would get it, without the links that are that reader's own. References of requests that the
/// action would make may turn out to be others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The reader's language.
    pub locale: Locale,
    /// The subject.
    pub subject: String,
    /// The words, as plain text.
    pub text: String,
}

/// So many supporters or followers are looked at: nobody must wait while a hundred thousand are counted.
pub const MOST_COUNTED: u64 = 1_000;

/// Says what an action would write, or why it would be refused; does nothing.
pub type PreviewMail = Arc<dyn Fn(Caller, Act) -> BoxFuture<'static, Result<Preview, Error>> + Send + Sync>;
