//! Mail that could not be taken in, for the page that shows it and delivers it after all.
//!
//! Plain values and what can be asked, so that a page can ask without knowing who reads mail. What is listed and thrown
//! away needs no reading: see [`crate::store::incoming`] and [`crate::ops::drop_mail`].

use futures::future::BoxFuture;
use serde_json::{Map, Value};

use crate::{
    field::{FieldCode, Fields, Invalid},
    ids::IncomingId,
    ops::{Caller, NotTaken, Taken},
    person::Email,
    policy::AdminPermit,
    reference::Reference,
    store::{ReadError, incoming::Kept},
};

/// A kept mail, opened.
#[derive(Debug, Clone)]
pub struct OpenedMail {
    /// What is known of it.
    pub kept: Kept,
    /// What it says, if it can be read.
    pub letter: Option<KeptLetter>,
}

/// What a mail says. All of it is somebody else's claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLetter {
    /// Who it says it is from.
    pub from: String,
    /// The address it came to.
    pub to: String,
    /// When it says it was written, as it stands there.
    pub date: String,
    /// Its subject.
    pub subject: String,
    /// Its words, as plain text, with all that it quotes.
    pub text: String,
}

/// No address is longer (RFC 5321 §4.5.3.1).
const LONGEST: usize = 320;

/// Whose a mail is and what it is about, as staff says.
pub type Named = (Email, Reference);

/// Who can open kept mail, and deliver it.
pub trait KeptMail: Send + Sync {
    /// Opens one; none if it is not there (any more).
    fn open(&self, id: IncomingId) -> BoxFuture<'_, Result<Option<OpenedMail>, ReadError>>;

    /// Delivers one as if it came now; [`Taken::Again`] if it is not there (any more).
    fn redeliver(
        &self,
        caller: Caller,
        permit: AdminPermit,
        id: IncomingId,
        named: Option<Named>,
    ) -> BoxFuture<'_, Result<Taken, NotTaken>>;
}

/// Reads who is named by the members `email` and `request`: both of them, or nobody.
pub fn named(members: &Map<String, Value>) -> Result<Option<Named>, Invalid> {
    let mut fields = Fields::new(members, "#");
    if fields.text("email").is_none() && fields.text("request").is_none() {
        return fields.finish(None);
    }
    let person = read(&mut fields, "email", Email::parse, FieldCode::NotAnEmail);
    let parse = |text: &str| text.parse().ok();
    let request = read(&mut fields, "request", parse, FieldCode::NotARequest);
    fields.finish(person.zip(request))
}

fn read<T>(
    fields: &mut Fields<'_>,
    name: &str,
    parse: impl FnOnce(&str) -> Option<T>,
    wrong: FieldCode,
) -> Option<T> {
    let text = fields.required_text(name, 1, LONGEST)?;
    let value = parse(&text);
    if value.is_none() {
        fields.error(name, wrong);
    }
    value
}
