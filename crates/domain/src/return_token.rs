//! The tokens in the addresses that people and mail servers write back to: whose reply about which request, and which mail
//! came back.
//!
//! Signed, not stored. In lower-case letters and digits only, because mail servers may change the case of an address. The
//! MAC also covers when the rows were made: row numbers are given again after the restore of a backup.

use jiff::Timestamp;
use subtle::ConstantTimeEq;

use crate::{
    data_request::DataRequest,
    ids::{MailboxId, OutboxId, PersonId, RequestId},
    person::Person,
    secret::InstanceKey,
};

/// The characters of a reply token; a local part may have 64 (RFC 5321 §4.5.3.1.1).
pub const REPLY_LENGTH: usize = 44;
/// The characters of a bounce token.
pub const BOUNCE_LENGTH: usize = 36;

/// The shape of a token. Another one gets another number.
const VERSION: u8 = 1;
/// 128 bits.
const MAC: usize = 16;
/// Row numbers up to a million millions.
const ID: usize = 5;
/// RFC 4648 §6, in lower case.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Whose reply, and about what. Worth nothing before [`ReplyToken::holds`] has said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyToken {
    /// Who may use it.
    pub person: PersonId,
    /// About which request.
    pub request: RequestId,
    mac: [u8; MAC],
}

/// Which mail came back. Worth nothing before [`BounceToken::holds`] has said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BounceToken {
    /// The mail.
    pub mail: OutboxId,
    mac: [u8; MAC],
}

impl ReplyToken {
    /// For a person and a request, each with the moment they were made.
    pub fn new(person: (PersonId, Timestamp), request: (RequestId, Timestamp), key: &InstanceKey) -> Self {
        let numbers = [
            person.0.0,
            person.1.as_second(),
            request.0.0,
            request.1.as_second(),
        ];
        Self {
            person: person.0,
            request: request.0,
            mac: mac("reply_token", &numbers, key),
        }
    }

    /// As it stands in the address.
    pub fn text(&self) -> String {
        encode(&[
            &[VERSION],
            &short(self.person.0),
            &short(self.request.0),
            &self.mac,
        ])
    }

    /// What has the shape of a token, in whatever case.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = decode(text, REPLY_LENGTH)?;
        let (person, rest) = bytes.strip_prefix(&[VERSION])?.split_at_checked(ID)?;
        let (request, mac) = rest.split_at_checked(ID)?;
        Some(Self {
            person: PersonId(long(person)),
            request: RequestId(long(request)),
            mac: mac.try_into().ok()?,
        })
    }

    /// Whether it was made for this person and this request.
    pub fn holds(&self, person: &Person, request: &DataRequest, key: &InstanceKey) -> bool {
        let real = Self::new(
            (person.id, person.created_at),
            (request.id, request.created_at),
            key,
        );
        real.person == self.person
            && real.request == self.request
            && bool::from(real.mac.as_slice().ct_eq(&self.mac))
    }
}

impl BounceToken {
    /// For a mail, by its row, the mailbox it goes to and when it was put in.
    pub fn new(mail: OutboxId, mailbox: MailboxId, created_at: Timestamp, key: &InstanceKey) -> Self {
        let numbers = [mail.0, mailbox.0, created_at.as_second()];
        Self {
            mail,
            mac: mac("bounce_token", &numbers, key),
        }
    }

    /// As it stands in the address.
    pub fn text(&self) -> String {
        encode(&[&[VERSION], &short(self.mail.0), &self.mac])
    }

    /// What has the shape of a token, in whatever case.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = decode(text, BOUNCE_LENGTH)?;
        let (mail, mac) = bytes.strip_prefix(&[VERSION])?.split_at_checked(ID)?;
        Some(Self {
            mail: OutboxId(long(mail)),
            mac: mac.try_into().ok()?,
        })
    }

    /// Whether it was made for this mail.
    pub fn holds(&self, mailbox: MailboxId, created_at: Timestamp, key: &InstanceKey) -> bool {
        let real = Self::new(self.mail, mailbox, created_at, key);
        bool::from(real.mac.as_slice().ct_eq(&self.mac))
    }
}

fn mac(purpose: &str, numbers: &[i64], key: &InstanceKey) -> [u8; MAC] {
    let said: Vec<u8> = numbers.iter().flat_map(|number| number.to_be_bytes()).collect();
    let whole = key.derive(&format!("{purpose}:{VERSION}"), &said);
    let mut short = [0; MAC];
    short.copy_from_slice(&whole[..MAC]);
    short
}

fn short(number: i64) -> [u8; ID] {
    let mut bytes = [0; ID];
    bytes.copy_from_slice(&number.to_be_bytes()[8 - ID..]);
    bytes
}

fn long(bytes: &[u8]) -> i64 {
    bytes.iter().fold(0, |sum, byte| (sum << 8) | i64::from(*byte))
}

fn encode(parts: &[&[u8]]) -> String {
    let (mut text, mut held, mut bits) = (String::new(), 0_u32, 0);
    for byte in parts.concat() {
        held = (held << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

fn letter(value: u32) -> char {
    char::from(ALPHABET[(value & 31) as usize])
}

/// The bytes, if there is exactly one way to write them: bits that stand for nothing must be zero.
fn decode(text: &str, length: usize) -> Option<Vec<u8>> {
    if text.len() != length {
        return None;
    }
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(length), 0_u32, 0);
    for letter in text.bytes() {
        let value = ALPHABET
            .iter()
            .position(|known| *known == letter.to_ascii_lowercase())?;
        held = ((held << 5) | u32::try_from(value).ok()?) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).ok()?);
        }
    }
    let rest = held & ((1 << bits) - 1);
    (rest == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{BOUNCE_LENGTH, BounceToken, REPLY_LENGTH, ReplyToken};
    use crate::{
        ids::{MailboxId, OutboxId, PersonId, RequestId},
        secret::InstanceKey,
    };

    const KEY: InstanceKey = InstanceKey::new([7; 32]);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn reply(person: i64, request: i64) -> ReplyToken {
        ReplyToken::new((PersonId(person), at(1)), (RequestId(request), at(2)), &KEY)
    }

    #[test]
    fn a_token_fits_into_an_address_and_survives_a_change_of_case() {
        let token = reply(60_001, 70_002);
        let text = token.text();
        assert_eq!(text.len(), REPLY_LENGTH);
        assert!(
            text.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        );
        assert_eq!(ReplyToken::read(&text.to_uppercase()), Some(token));
        let bounce = BounceToken::new(OutboxId(9), MailboxId(3), at(5), &KEY);
        assert_eq!(bounce.text().len(), BOUNCE_LENGTH);
        assert_eq!(BounceToken::read(&bounce.text().to_uppercase()), Some(bounce));
        assert!(bounce.holds(MailboxId(3), at(5), &KEY));
        assert!(!bounce.holds(MailboxId(4), at(5), &KEY) && !bounce.holds(MailboxId(3), at(6), &KEY));
        assert!(!bounce.holds(MailboxId(3), at(5), &InstanceKey::new([8; 32])));
    }

    #[test]
    fn no_letter_can_be_changed() {
        let token = reply(1, 2);
        let text = token.text();
        for place in 0..text.len() {
            for other in "abcdefghijklmnopqrstuvwxyz234567".chars() {
                let mut changed: Vec<char> = text.chars().collect();
                if changed[place] == other {
                    continue;
                }
                changed[place] = other;
                let read = ReplyToken::read(&changed.into_iter().collect::<String>());
                assert_ne!(read, Some(token), "{place} {other}");
            }
        }
        for bad in [
            "",
            "a",
            &text[1..],
            &format!("{text}a"),
            &text.replace('a', "1"),
            &"ñ".repeat(22),
        ] {
            assert_eq!(ReplyToken::read(bad).filter(|read| *read == token), None, "{bad}");
        }
        assert_eq!(BounceToken::read(&text), None, "of another kind");
    }

    #[test]
    fn two_people_and_two_requests_have_four_tokens() {
        let texts = [reply(1, 2), reply(1, 3), reply(2, 2), reply(2, 3)].map(|token| token.text());
        for (place, text) in texts.iter().enumerate() {
            assert_eq!(texts.iter().position(|other| other == text), Some(place));
        }
    }
}
