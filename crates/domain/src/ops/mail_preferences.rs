//! What somebody wants to be written of, how often and when: kept for whoever is signed in, or came by the link of a mail.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{Caller, Error};
use crate::{
    cadence::{Cadence, QuietHours},
    field::{FieldCode, Fields, Invalid},
    ids::{EventId, PersonId},
    locale::Locale,
    person::Person,
    person_link::PersonLink,
    policy::{Actor, Signed},
    reference::Reference,
    secret::InstanceKey,
    store::{
        Source, Tx,
        digests::{self, Turn},
        people,
        preferences::{self, Chosen},
        requests::{self, Lock},
    },
};

/// The requests for which a form may say something of their own.
pub const MOST_FOLLOWED: u32 = 100;

/// A person's choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailPreferences {
    /// In general.
    pub chosen: Chosen,
    /// For single requests; as in general when `None`.
    pub requests: Vec<(Reference, Option<Cadence>)>,
}

impl MailPreferences {
    /// Reads the fields of a form: `locale`, `cadence`, `quiet_from` and `quiet_until` (both or none), and for requests
    /// `request.PD-…`.
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let locale = fields.required_key("locale", Locale::parse);
        let cadence = fields.required_key("cadence", Cadence::parse);
        let from = fields.key("quiet_from", hour);
        let until = fields.key("quiet_until", hour);
        let quiet = match (from, until) {
            (Some(from), Some(until)) => {
                let quiet = QuietHours::new(from, until);
                if quiet.is_none() {
                    fields.error("quiet_until", FieldCode::OutOfRange);
                }
                quiet
            }
            (Some(_), None) if !fields.has_error("quiet_until") => {
                fields.error("quiet_until", FieldCode::Required);
                None
            }
            (None, Some(_)) if !fields.has_error("quiet_from") => {
                fields.error("quiet_from", FieldCode::Required);
                None
            }
            _ => None,
        };
        let requests = of_requests(members);
        if requests.is_none() {
            fields.error_of_all(FieldCode::UnknownValue);
        }
        let (Some(locale), Some(cadence)) = (locale, cadence) else {
            return Err(Invalid(fields.into_errors()));
        };
        let chosen = Chosen {
            locale,
            cadence,
            quiet,
        };
        fields.finish(Self {
            chosen,
            requests: requests.unwrap_or_default(),
        })
    }
}

fn hour(text: &str) -> Option<i8> {
    text.parse().ok().filter(|hour| (0..24).contains(hour))
}

fn of_requests(members: &Map<String, Value>) -> Option<Vec<(Reference, Option<Cadence>)>> {
    let Some(requests) = members.get("request") else {
        return Some(Vec::new());
    };
    let read = |(reference, wanted): (&String, &Value)| {
        let wanted = match wanted.as_str()? {
            "default" => None,
            key => Some(Cadence::parse(key)?),
        };
        Some((reference.parse().ok()?, wanted))
    };
    requests.as_object()?.iter().map(read).collect()
}

/// Keeps somebody's choices. Whoever has had digests and now wants to hear at once gets what would have been in the next
/// one.
pub async fn set_mail_preferences(tx: &Tx, caller: &Caller, input: MailPreferences) -> Result<(), Error> {
    let person = caller.actor.writes()?.id;
    let before = preferences::of(tx, person).await?.ok_or(Error::NotFound)?;
    let chosen = &input.chosen;
    if before.cadence.is_digest() && chosen.cadence == Cadence::AtOnce {
        last_digest(tx, person, caller.moment.at).await?;
    }
    preferences::set(tx, person, chosen).await?;
    let followed = preferences::followed(tx, person, MOST_FOLLOWED).await?;
    for (reference, wanted) in input.requests {
        let known = followed.iter().find(|known| known.reference == reference);
        let Some(known) = known.filter(|known| known.cadence != wanted) else {
            continue;
        };
        let request = requests::get(tx, known.id, Lock::Yes)
            .await?
            .ok_or(Error::NotFound)?;
        let hears = |own: Option<Cadence>| own.unwrap_or(chosen.cadence);
        if hears(known.cadence).is_digest() && hears(wanted) == Cadence::AtOnce {
            last_digest(tx, person, caller.moment.at).await?;
        }
        preferences::set_of(tx, person, known.id, wanted).await?;
        requests::recount(tx, &request).await?;
    }
    Ok(())
}

/// No more of what can be switched off: the one click of a mail program on a digest.
pub async fn stop_mail(tx: &Tx, caller: &Caller) -> Result<(), Error> {
    let person = caller.actor.writes()?.id;
    let before = preferences::of(tx, person).await?.ok_or(Error::NotFound)?;
    preferences::drop_own_digests(tx, person).await?;
    let chosen = Chosen {
        cadence: Cadence::Never,
        ..before
    };
    preferences::set(tx, person, &chosen).await?;
    Ok(())
}

/// What waits is told now: there will be no next digest for it.
async fn last_digest(tx: &Tx, person: PersonId, now: Timestamp) -> Result<(), Error> {
    let turn = Turn {
        person,
        name: &format!("at {}", now.as_second()),
        cadences: &[Cadence::Daily, Cadence::Weekly],
        // Searches go on being told by a digest.
        upto: EventId(0),
    };
    digests::gather(tx, &turn, now).await?;
    Ok(())
}

/// Whose choices the link of a mail opens, and as whom they are kept. Not ours, or somebody else's by now: not found.
pub async fn open_person_link(
    source: &impl Source,
    token: &str,
    key: &InstanceKey,
) -> Result<(Person, Actor), Error> {
    let link = PersonLink::read(token, key).ok_or(Error::NotFound)?;
    let person = people::get(source, link.person).await?;
    let person = person
        .filter(|person| link.is_for(person))
        .ok_or(Error::NotFound)?;
    let actor = Actor::Person(Signed {
        id: person.id,
        role: person.role,
        areas: person.areas.clone(),
        read_only: false,
    });
    Ok((person, actor))
}
