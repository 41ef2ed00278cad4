//! The link in the mail to somebody whose name was put to requests at a meeting: for one address and one entry. Signed, not
//! stored, like the links of [`crate::action_link`]; it shows those requests, takes them up or takes the name off, and nothing
//! else. Whoever holds it reads mail at that address, so it also proves the address.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use subtle::ConstantTimeEq;

use crate::{
    ids::{EntryId, MailboxId},
    secret::InstanceKey,
};

/// For which address, and of which entry. Numbers of rows are given again after the restore of a backup: it also says when
/// the entry was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationLink {
    /// Of which entry.
    pub entry: EntryId,
    /// When that was made.
    pub since: Timestamp,
    /// To which address.
    pub mailbox: MailboxId,
}

/// What the MAC is made for.
const PURPOSE: &str = "invitation:1";
/// Three numbers.
const SAID: usize = 24;
/// 128 bits: one guess in 2^128, and each is an HTTP request.
const MAC: usize = 16;

impl InvitationLink {
    /// The token in the address.
    pub fn token(&self, key: &InstanceKey) -> String {
        let mut bytes = Vec::with_capacity(SAID + MAC);
        for number in [self.entry.0, self.since.as_second(), self.mailbox.0] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
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
        let ([entry, since, mailbox], []) = said.as_chunks::<8>() else {
            return None;
        };
        Some(Self {
            entry: EntryId(i64::from_be_bytes(*entry)),
            since: Timestamp::from_second(i64::from_be_bytes(*since)).ok()?,
            mailbox: MailboxId(i64::from_be_bytes(*mailbox)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ours_opens_and_only_as_it_is() {
        let key = InstanceKey::new([7; 32]);
        let link = InvitationLink {
            entry: EntryId(3),
            since: Timestamp::from_second(1_772_452_800).unwrap(),
            mailbox: MailboxId(12),
        };
        let token = link.token(&key);
        assert_eq!(InvitationLink::read(&token, &key), Some(link));
        assert_eq!(InvitationLink::read(&token, &InstanceKey::new([8; 32])), None);
        for at in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let other = String::from_utf8(bytes).unwrap();
            assert_eq!(InvitationLink::read(&other, &key), None, "{other}");
        }
        for bad in ["", "x", &token[1..], &format!("{token}AA")] {
            assert_eq!(InvitationLink::read(bad, &key), None, "{bad}");
        }
    }
}
