//! The link in a mail that lets its reader choose what to be written of, without signing in. Signed, not stored, like the
//! links of [`crate::action_link`], and good for nothing else: it shows what they follow and changes what they hear.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use subtle::ConstantTimeEq;

use crate::{ids::PersonId, person::Person, secret::InstanceKey};

/// Whose choices a link opens. Numbers of rows are given again after the restore of a backup: it also says since when the
/// person is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonLink {
    /// Whose.
    pub person: PersonId,
    /// Since when they are known.
    pub since: Timestamp,
}

/// What the MAC is made for.
const PURPOSE: &str = "mail_preferences:1";
/// Two numbers.
const SAID: usize = 16;
/// 128 bits: one guess in 2^128, and each is an HTTP request.
const MAC: usize = 16;

impl PersonLink {
    /// The token in the address.
    pub fn token(&self, key: &InstanceKey) -> String {
        let mut bytes = Vec::with_capacity(SAID + MAC);
        bytes.extend_from_slice(&self.person.0.to_be_bytes());
        bytes.extend_from_slice(&self.since.as_second().to_be_bytes());
        let mac = key.derive(PURPOSE, &bytes);
        bytes.extend_from_slice(&mac[..MAC]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a token says, if it is one of ours.
    pub fn read(token: &str, key: &InstanceKey) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (said, shown) = bytes.split_at_checked(SAID)?;
        let mac = key.derive(PURPOSE, said);
        if !bool::from(mac[..MAC].ct_eq(shown)) {
            return None;
        }
        let ([person, since], []) = said.as_chunks::<8>() else {
            return None;
        };
        Some(Self {
            person: PersonId(i64::from_be_bytes(*person)),
            since: Timestamp::from_second(i64::from_be_bytes(*since)).ok()?,
        })
    }

    /// Whether this is the person it was made for, and their account is open.
    pub fn is_for(&self, person: &Person) -> bool {
        self.person == person.id
            && self.since.as_second() == person.created_at.as_second()
            && !person.disabled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ours_opens_and_only_as_it_is() {
        let key = InstanceKey::new([7; 32]);
        let link = PersonLink {
            person: PersonId(12),
            since: Timestamp::from_second(1_772_452_800).unwrap(),
        };
        let token = link.token(&key);
        assert_eq!(PersonLink::read(&token, &key), Some(link));
        assert_eq!(PersonLink::read(&token, &InstanceKey::new([8; 32])), None);
        for at in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let other = String::from_utf8(bytes).unwrap();
            assert_eq!(PersonLink::read(&other, &key), None, "{other}");
        }
        for bad in ["", "x", &token[1..], &format!("{token}AA")] {
            assert_eq!(PersonLink::read(bad, &key), None, "{bad}");
        }
    }
}
