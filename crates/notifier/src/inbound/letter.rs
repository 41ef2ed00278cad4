//! A mail as it came, read: who it is from, its headers, its words, what is attached. Whatever it holds, reading ends.

use std::thread;

use domain::{incoming::Unfit, person::Email};
use mail_parser::{Address, ContentType, HeaderName, Message, MessageParser, MimeHeaders as _, PartType};

use super::{flat::flat, html};

/// The most bytes of a mail that we read.
pub const LARGEST: usize = 10 * 1024 * 1024;
/// Nobody's mail program puts parts into parts so often (RFC 2046 sets no bound).
const DEEPEST: usize = 20;
/// More parts than this were made to keep us busy.
const MOST_PARTS: usize = 500;
/// A header is looked at so far.
const LONGEST_HEADER: usize = 2_000;
/// No mail program writes so many bytes of headers; mail servers stop at less.
pub(super) const LONGEST_HEAD: usize = 256 * 1024;

/// A mail, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letter {
    /// The one address it says it is from; none if there is no such, or more than one.
    pub from: Option<Email>,
    /// The same as it stands there.
    pub from_text: String,
    /// Its subject.
    pub subject: String,
    /// Its identifier, without the brackets.
    pub message_id: Option<String>,
    /// Its own headers: names in lower case, values unfolded.
    pub headers: Vec<(String, String)>,
    /// The addresses it says it is to, those of the mail server first.
    pub recipients: Vec<String>,
    /// Its words, as plain text, with all that it quotes.
    pub text: String,
    /// Whether files are attached.
    pub attachments: bool,
    /// The `message/delivery-status` of a report (RFC 3464).
    pub report: Option<String>,
}

impl Letter {
    /// The values of a header, by its name in lower case.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.headers.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }
}

/// Reads a mail.
pub fn read(bytes: &[u8]) -> Result<Letter, Unfit> {
    let flat = flat(bytes)?;
    thread::scope(|scope| {
        // A fault in the parser is about this mail, and another try would not end otherwise.
        let reading = scope.spawn(|| parse(&flat));
        reading.join().unwrap_or(Err(Unfit::Unreadable))
    })
}

fn parse(bytes: &[u8]) -> Result<Letter, Unfit> {
    let message = MessageParser::default().parse(bytes).ok_or(Unfit::Unreadable)?;
    if is_too_deep(&message) {
        return Err(Unfit::TooDeep);
    }
    let headers = headers(&message);
    let (from, from_text) = from(&message);
    Ok(Letter {
        from,
        from_text,
        subject: message
            .subject()
            .unwrap_or_default()
            .chars()
            .take(LONGEST_HEADER)
            .collect(),
        message_id: message
            .message_id()
            .map(|id| id.chars().take(LONGEST_HEADER).collect()),
        recipients: recipients(&message, &headers),
        headers,
        text: text(&message),
        attachments: has_attachments(&message),
        report: report(&message),
    })
}

fn headers(message: &Message<'_>) -> Vec<(String, String)> {
    let value = |start: u32, end: u32| {
        let bytes = message
            .raw_message
            .get(start as usize..end as usize)
            .unwrap_or_default();
        let bytes = &bytes[..bytes.len().min(LONGEST_HEADER)];
        let text = String::from_utf8_lossy(bytes);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let known = message.headers().iter();
    known
        .map(|header| {
            let name = header.name.as_str().to_ascii_lowercase();
            (name, value(header.offset_start, header.offset_end))
        })
        .collect()
}

/// Exactly one `From`, with exactly one address: whoever shows two wants one to be seen and the other believed.
fn from(message: &Message<'_>) -> (Option<Email>, String) {
    let mut values = message.header_values(HeaderName::From);
    let (first, second) = (values.next(), values.next());
    let Some(address) = first.and_then(|value| value.as_address()) else {
        return (None, String::new());
    };
    let shown: Vec<&str> = address.iter().filter_map(|one| one.address()).collect();
    let text = shown.join(", ").chars().take(LONGEST_HEADER).collect();
    let alone = match (address, second, shown.as_slice()) {
        (Address::List(list), None, [one]) if list.len() == 1 => Email::parse(one),
        _ => None,
    };
    (alone, text)
}

/// What the mail server noted, then what the mail itself says.
fn recipients(message: &Message<'_>, headers: &[(String, String)]) -> Vec<String> {
    let bare = |value: &str| value.trim_matches(|c: char| "<> ".contains(c)).to_owned();
    let noted = ["x-original-to", "delivered-to"].into_iter().flat_map(|name| {
        let named = headers.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| bare(value))
    });
    let said = [message.to(), message.cc()].into_iter().flatten();
    let said = said.flat_map(|address| {
        let all = address.iter().filter_map(|one| one.address());
        all.map(str::to_owned).collect::<Vec<_>>()
    });
    noted.chain(said).take(MOST_PARTS).collect()
}

/// The plain words; made from the HTML only if there are no others.
fn text(message: &Message<'_>) -> String {
    let is_flowed = |part: &mail_parser::MessagePart<'_>| {
        let kind = part.content_type();
        let attribute = |name| kind.and_then(|kind| kind.attribute(name)).unwrap_or_default();
        let flowed = attribute("format").eq_ignore_ascii_case("flowed");
        flowed.then(|| attribute("delsp").eq_ignore_ascii_case("yes"))
    };
    let plain: Vec<String> = message
        .text_bodies()
        .filter_map(|part| match (&part.body, is_flowed(part)) {
            (PartType::Text(text), Some(delsp)) => Some(unflowed(text, delsp)),
            (PartType::Text(text), None) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    if plain.iter().any(|text| !text.trim().is_empty()) {
        return plain.join("\n");
    }
    let html = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(html) => Some(html::to_text(html)),
        _ => None,
    });
    html.collect::<Vec<_>>().join("\n")
}

/// Paragraphs that a mail program has cut into lines, whole again (RFC 3676 §4).
fn unflowed(text: &str, delsp: bool) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        let soft = line.ends_with(' ') && line != "-- " && !line.starts_with('>');
        let line = if line.starts_with(" >") || line.starts_with(" From ") {
            &line[1..]
        } else {
            line
        };
        whole.push_str(if soft && delsp {
            line.trim_end_matches(' ')
        } else {
            line
        });
        if !soft {
            whole.push('\n');
        }
    }
    whole
}

/// Pictures that the HTML shows, and the other ways to say the same, are no files.
fn has_attachments(message: &Message<'_>) -> bool {
    message.attachments().any(|part| {
        let disposition = part.content_disposition();
        let shown = part.content_id().is_some() && !disposition.is_some_and(ContentType::is_attachment);
        let is_text = matches!(part.body, PartType::Text(_) | PartType::Html(_));
        !shown && (!is_text || disposition.is_some_and(ContentType::is_attachment))
    })
}

fn report(message: &Message<'_>) -> Option<String> {
    let kind = message.content_type()?;
    let is_report = kind.ctype().eq_ignore_ascii_case("multipart")
        && kind
            .subtype()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("report"));
    let part = message.parts.iter().filter(|_| is_report).find(|part| {
        part.content_type().is_some_and(|kind| {
            let subtype = kind.subtype().unwrap_or_default();
            kind.ctype().eq_ignore_ascii_case("message")
                && ["delivery-status", "global-delivery-status"]
                    .iter()
                    .any(|known| subtype.eq_ignore_ascii_case(known))
        })
    })?;
    let bytes = part.contents();
    Some(String::from_utf8_lossy(&bytes[..bytes.len().min(64 * 1024)]).into_owned())
}

/// Parts hold parts by their numbers, each after the one that holds it.
fn is_too_deep(message: &Message<'_>) -> bool {
    let mut depths = vec![0_usize; message.parts.len()];
    for (at, part) in message.parts.iter().enumerate() {
        let here = depths.get(at).copied().unwrap_or_default();
        if here > DEEPEST || at > MOST_PARTS {
            return true;
        }
        if let PartType::Multipart(children) = &part.body {
            for child in children {
                if let Some(place) = depths.get_mut(*child as usize) {
                    *place = here + 1;
                }
            }
        }
    }
    false
}
