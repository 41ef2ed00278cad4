//! "I need it too", and following.

use serde_json::{Map, Value};

use super::{Caller, Error, find};
use crate::{
    action::MESSAGE,
    data_request::DataRequest,
    field::{Fields, Invalid},
    ids::PersonId,
    person::Sector,
    reference::Reference,
    standing::Refusal,
    store::{
        Tx,
        following::{self, Words},
        people,
        requests::{self, Lock},
    },
};

/// A support as it arrives.
#[derive(Debug, Clone)]
pub struct Support {
    /// Of which request.
    pub reference: Reference,
    /// What for.
    pub text: Option<String>,
    /// Whether everybody may read what for.
    pub public: bool,
    /// Their sector; the one they are known with when absent.
    pub sector: Option<Sector>,
}

impl Support {
    /// Reads the fields of a call.
    pub fn parse(members: &Map<String, Value>, reference: Reference) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let support = Self {
            reference,
            text: fields.text_within("text", 1, MESSAGE),
            public: fields.flag("public").unwrap_or(false),
            sector: fields.key("sector", Sector::parse),
        };
        fields.finish(support)
    }
}

/// How things are after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supported {
    /// How many support it.
    pub supporters: i64,
    /// Whether this person follows it.
    pub following: bool,
}

/// Supports a request, and follows it. Saying it again changes the words only.
pub async fn support(tx: &Tx, caller: &Caller, input: Support) -> Result<Supported, Error> {
    let (request, person) = open_for(tx, caller, input.reference).await?;
    if request.standing.requester == person {
        return Err(Error::refused(Refusal::OwnRequest, &request, Vec::new()));
    }
    let known = people::get(tx, person).await?.ok_or(Error::NotFound)?;
    let words = Words {
        sector: input.sector.unwrap_or(known.sector),
        text: input.text.as_deref(),
        public: input.public,
    };
    let is_new = !following::supports(tx, request.id, person).await?;
    following::support(tx, request.id, person, &words, caller.moment.at).await?;
    if is_new {
        following::follow(tx, request.id, person, caller.moment.at).await?;
    }
    requests::recount(tx, &request).await?;
    let now = super::get(tx, request.id, Lock::No).await?;
    let following = following::follows(tx, request.id, person).await?;
    Ok(Supported {
        supporters: now.supporters,
        following,
    })
}

/// Takes a support back; nothing happens if there was none.
pub async fn unsupport(tx: &Tx, caller: &Caller, reference: Reference) -> Result<(), Error> {
    let (request, person) = visible_to_person(tx, caller, reference).await?;
    if following::unsupport(tx, request.id, person).await? > 0 {
        requests::recount(tx, &request).await?;
    }
    Ok(())
}

/// Follows a request.
pub async fn follow(tx: &Tx, caller: &Caller, reference: Reference) -> Result<Supported, Error> {
    let (request, person) = open_for(tx, caller, reference).await?;
    following::follow(tx, request.id, person, caller.moment.at).await?;
    requests::recount(tx, &request).await?;
    Ok(Supported {
        supporters: request.supporters,
        following: true,
    })
}

/// Stops following; nothing happens if they did not.
pub async fn unfollow(tx: &Tx, caller: &Caller, reference: Reference) -> Result<(), Error> {
    let (request, person) = visible_to_person(tx, caller, reference).await?;
    if following::unfollow(tx, request.id, person).await? > 0 {
        requests::recount(tx, &request).await?;
    }
    Ok(())
}

/// A request on which this person may hang something: public, and not merged into another.
pub(super) async fn open_for(
    tx: &Tx,
    caller: &Caller,
    reference: Reference,
) -> Result<(DataRequest, PersonId), Error> {
    let (request, person) = visible_to_person(tx, caller, reference).await?;
    if request.standing.merged.is_some() {
        return Err(Error::refused(Refusal::Duplicate, &request, Vec::new()));
    }
    Ok((request, person))
}

async fn visible_to_person(
    tx: &Tx,
    caller: &Caller,
    reference: Reference,
) -> Result<(DataRequest, PersonId), Error> {
    let request = find(tx, &caller.actor, reference, Lock::Yes).await?;
    let signed = caller.actor.writes()?;
    // What is hidden is gone for everybody here, coordinators too: nothing is to gather on it.
    if let Some(hidden) = request.standing.hidden {
        return Err(Error::Hidden(reference, hidden.reason));
    }
    Ok((request, signed.id))
}
