//! Links in mail that let their reader do one thing without signing in: give a verdict, reply, stop following.
//!
//! Signed, not stored: a link says for whom it is and what about, and is open for as long as that matter is. Row numbers
//! are given again after the restore of a backup, so it also says when the person and the request were made.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use subtle::ConstantTimeEq;

use crate::{
    data_request::DataRequest,
    ids::{EventId, PersonId, RequestId},
    keys::keys,
    person::Person,
    secret::InstanceKey,
    status::{ActionKind, Status},
};

keys! {
    /// What a link is for.
    LinkAction {
        /// To say whether the answer serves.
        Verdict = "verdict",
        /// To answer a question.
        Reply = "reply",
        /// To stop hearing of a request.
        Unfollow = "unfollow",
    }
}

impl LinkAction {
    /// Whether a link for this may be used to do `action`: whoever holds it is not signed in, and does nothing else by it.
    pub const fn allows(self, action: ActionKind) -> bool {
        match self {
            Self::Verdict => matches!(action, ActionKind::Confirm | ActionKind::Dispute),
            Self::Reply => matches!(action, ActionKind::Reply),
            Self::Unfollow => false,
        }
    }
}

/// What a link says. For one person, one request and one action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionLink {
    /// For whom.
    pub person: PersonId,
    /// Since when that person is known.
    pub person_since: Timestamp,
    /// About which request.
    pub request: RequestId,
    /// When that request was made.
    pub request_since: Timestamp,
    /// To do what.
    pub action: LinkAction,
    /// What ends it: the round whose answer is judged, the event of the question that is answered, or 0.
    pub mark: i64,
}

/// The shape of a token. Another one gets another number, and old links still say what they said.
const VERSION: u8 = 1;
/// What the MAC is made for.
const PURPOSE: &str = "action_link:1";
/// Version, action, and five numbers.
const SAID: usize = 2 + 5 * 8;
/// 128 bits: one guess in 2^128, and each is an HTTP request.
const MAC: usize = 16;

impl ActionLink {
    /// The token in the address: safe there, and good for nothing but what this link says.
    pub fn token(&self, key: &InstanceKey) -> String {
        let mut bytes = self.said().to_vec();
        bytes.extend_from_slice(&mac(&bytes, key));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a token says, if it is one of ours.
    pub fn read(token: &str, key: &InstanceKey) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (said, shown) = bytes.split_at_checked(SAID)?;
        if !bool::from(mac(said, key).ct_eq(shown)) {
            return None;
        }
        let (head, numbers) = said.split_at_checked(2)?;
        let [VERSION, action] = *head else { return None };
        let (numbers, []) = numbers.as_chunks::<8>() else {
            return None;
        };
        let [person, person_since, request, request_since, mark] = *numbers else {
            return None;
        };
        let moment = |bytes| Timestamp::from_second(i64::from_be_bytes(bytes)).ok();
        Some(Self {
            person: PersonId(i64::from_be_bytes(person)),
            person_since: moment(person_since)?,
            request: RequestId(i64::from_be_bytes(request)),
            request_since: moment(request_since)?,
            action: action_of(action)?,
            mark: i64::from_be_bytes(mark),
        })
    }

    /// Whether this is the request it was made for.
    pub fn is_about(&self, request: &DataRequest) -> bool {
        self.request == request.id && same_second(self.request_since, request.created_at)
    }

    /// Whether the matter is still open. `last_question` is the event of the last question put about the request.
    pub fn is_open(&self, request: &DataRequest, last_question: Option<EventId>) -> bool {
        let standing = &request.standing;
        let is_theirs = self.person == standing.requester && standing.hidden.is_none();
        self.is_about(request)
            && match self.action {
                LinkAction::Verdict => {
                    is_theirs
                        && standing.status == Status::Answered
                        && self.mark == i64::from(standing.round.number)
                }
                LinkAction::Reply => {
                    is_theirs
                        && standing.status == Status::NeedsInfo
                        && last_question == Some(EventId(self.mark))
                }
                LinkAction::Unfollow => true,
            }
    }

    /// Whether this is the person it was made for, and their account is open.
    pub fn is_for(&self, person: &Person) -> bool {
        self.person == person.id && same_second(self.person_since, person.created_at) && !person.disabled
    }

    fn said(&self) -> [u8; SAID] {
        let mut said = [0; SAID];
        let (head, numbers) = said.split_at_mut(2);
        head.copy_from_slice(&[VERSION, code_of(self.action)]);
        let values = [
            self.person.0,
            self.person_since.as_second(),
            self.request.0,
            self.request_since.as_second(),
            self.mark,
        ];
        for (place, value) in numbers.chunks_exact_mut(8).zip(values) {
            place.copy_from_slice(&value.to_be_bytes());
        }
        said
    }
}

/// Rows keep whole seconds, and so do links.
fn same_second(a: Timestamp, b: Timestamp) -> bool {
    a.as_second() == b.as_second()
}

fn mac(said: &[u8], key: &InstanceKey) -> [u8; MAC] {
    let whole = key.derive(PURPOSE, said);
    let mut short = [0; MAC];
    short.copy_from_slice(&whole[..MAC]);
    short
}

/// Written into links that are out: never given to another action.
const fn code_of(action: LinkAction) -> u8 {
    match action {
        LinkAction::Verdict => 1,
        LinkAction::Reply => 2,
        LinkAction::Unfollow => 3,
    }
}

fn action_of(code: u8) -> Option<LinkAction> {
    LinkAction::ALL
        .iter()
        .copied()
        .find(|action| code_of(*action) == code)
}

#[cfg(test)]
mod tests;
