//! From words and addresses to the bytes of a message. The only place that writes headers.
//!
//! Everything that came from a person passes [`one_line`] first; the same letter always gives the same bytes.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, MultiPartKind, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};

use crate::{dkim::Signer, seal::digest};

/// The longest subject we write, in characters.
const LONGEST_SUBJECT: usize = 200;
/// The longest name of a person or site we write into an address, in characters.
const LONGEST_NAME: usize = 80;

/// A message identifier, without its angle brackets.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MessageId(String);

/// Who the mail is from: `VENTANILLA_MAIL_FROM`, and the site's name if that has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The name shown.
    pub name: Option<String>,
    /// The address shown, and where bounces go.
    pub address: Address,
}

/// What makes up one message to one person.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// Who it is from.
    pub from: &'a Sender,
    /// Where an answer goes, if not there.
    pub reply_to: Option<&'a Address>,
    /// The recipient's name, if we have one.
    pub to_name: Option<&'a str>,
    /// The recipient's address.
    pub to: &'a str,
    /// When it was composed.
    pub at: Timestamp,
    /// Its own identifier, stable over repeats.
    pub id: &'a MessageId,
    /// The identifier of the first mail of this conversation, unless this is it.
    pub root: Option<&'a MessageId>,
    /// The language of the words, as a tag.
    pub language: &'a str,
    /// An address that ends the subscription with one POST (RFC 8058), for mail that somebody subscribed to.
    pub unsubscribe: Option<&'a str>,
    /// The name of what they subscribed to, for mail that can be sorted by it (RFC 2919).
    pub list: Option<&'a str>,
    /// The subject, one line.
    pub subject: &'a str,
    /// The words as plain text.
    pub text: &'a str,
    /// The words as HTML.
    pub html: &'a str,
    /// Who signs it, if we do.
    pub signer: Option<&'a Signer>,
}

/// A letter that cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadLetter {
    /// The recipient's address is none.
    #[error("the recipient's address is not valid")]
    Recipient,
    /// The sender is none.
    #[error("not an address such as Site <mail@example.org>")]
    Sender,
    /// lettre refused it.
    #[error("the message cannot be built: {0}")]
    Build(String),
}

impl MessageId {
    /// `<local@host>`; whatever does not belong into an identifier becomes a hyphen.
    pub fn new(local: &str, host: &str) -> Self {
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() || "-._".contains(c) {
                c
            } else {
                '-'
            }
        };
        let clean = |part: &str| {
            part.chars()
                .take(100)
                .map(plain)
                .collect::<String>()
                .trim_matches('.')
                .to_owned()
        };
        Self(format!("{}@{}", clean(local), clean(host)))
    }

    /// What stands before the `@`: a name for files and logs.
    pub fn local(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }

    /// What stands behind it.
    fn host(&self) -> &str {
        self.0.split('@').nth(1).unwrap_or_default()
    }
}

impl std::fmt::Display for MessageId {
    /// With its angle brackets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}>", self.0)
    }
}

impl Sender {
    /// Reads `mail@example.org` or `Name <mail@example.org>`.
    pub fn parse(text: &str) -> Result<Self, BadLetter> {
        let mailbox: Mailbox = text.trim().parse().map_err(|_| BadLetter::Sender)?;
        Ok(Self {
            name: mailbox.name,
            address: mailbox.email,
        })
    }
}

/// The bytes of the message. Two builds of one letter are the same, but for the second at which it was signed.
pub fn build(letter: &Letter<'_>) -> Result<Vec<u8>, BadLetter> {
    // Relays without SMTPUTF8 cannot take other addresses, and the domain gives us none.
    let to = letter
        .to
        .parse::<Address>()
        .ok()
        .filter(|_| letter.to.is_ascii())
        .ok_or(BadLetter::Recipient)?;
    let alternative = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        // Quoted-printable never holds `=_`, so no text can end its part early.
        .boundary(format!("=_{}", &digest(letter.id.0.as_bytes())[..32]))
        .singlepart(part(ContentType::TEXT_PLAIN, letter.text))
        .singlepart(part(ContentType::TEXT_HTML, letter.html));
    let mut message = Message::builder()
        .from(Mailbox::new(
            letter.from.name.as_deref().and_then(name),
            letter.from.address.clone(),
        ))
        .to(Mailbox::new(letter.to_name.and_then(name), to))
        .subject(one_line(letter.subject, LONGEST_SUBJECT))
        .date(date(letter.at))
        .message_id(Some(letter.id.to_string()))
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        .raw_header(raw("X-Auto-Response-Suppress", "All"))
        .raw_header(raw("Content-Language", &one_line(letter.language, 35)));
    if let Some(address) = letter.reply_to {
        message = message.reply_to(Mailbox::new(None, address.clone()));
    }
    if let Some(root) = letter.root {
        message = message.in_reply_to(root.to_string()).references(root.to_string());
    }
    if let Some(address) = letter.unsubscribe.filter(|address| is_plain_url(address)) {
        message = message.raw_header(raw("List-Unsubscribe", &format!("<{address}>")));
        // RFC 8058 §3.1: without https the second header means nothing.
        if address.starts_with("https://") {
            message = message.raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
    }
    if let Some(list) = letter.list {
        // An identifier of ours with a dot for the at sign: the same for all who hear of the same.
        let id = MessageId::new(list, letter.id.host()).0.replace('@', ".");
        message = message.raw_header(raw("List-Id", &format!("<{}>", id.to_ascii_lowercase())));
    }
    let mut message = message
        .multipart(alternative)
        .map_err(|error| BadLetter::Build(error.to_string()))?;
    if let Some(signer) = letter.signer {
        signer.sign(&mut message);
    }
    Ok(message.formatted())
}

/// One line of text: control characters and everything that ends a line anywhere become a space.
pub fn one_line(text: &str, longest: usize) -> String {
    let broken =
        |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    let words: Vec<&str> = text.split(broken).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    if line.chars().count() <= longest {
        return line;
    }
    let cut: String = line.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// A name to put before an address; none if nothing is left of it.
fn name(text: &str) -> Option<String> {
    // Neither quotes nor brackets: some programs show the first address they find, and it would not be the real one.
    let plain: String = text
        .chars()
        .map(|c| if "<>\"\\".contains(c) { ' ' } else { c })
        .collect();
    Some(one_line(&plain, LONGEST_NAME)).filter(|name| !name.is_empty())
}

fn part(kind: ContentType, words: &str) -> SinglePart {
    SinglePart::builder()
        .header(kind)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(words.replace('\0', "\u{fffd}"))
}

/// Mail has no dates before 1970.
fn date(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(at.as_second().try_into().unwrap_or(0))
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn is_plain_url(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    web && address.len() < 900
        && address
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"<>\"".contains(&byte))
}
