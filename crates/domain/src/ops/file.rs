//! Filing a request: reception, event 1, the receipt.

use jiff::{Span, Timestamp};

use super::{
    Caller, Error, SentFile, files, find, followed, mention::note_mentions, record::tell, remember, repeated,
};
use crate::{
    audience::MailKind,
    data_request::{NO_THEME, NewDataRequest},
    event::ActorRole,
    field::FieldCode,
    ids::{AreaId, PersonId, RequestId, ThemeId},
    locale::Locale,
    person::{Role, Sector},
    policy::Denied,
    reference::Reference,
    standing::{Given, Standing},
    status::Origin,
    store::{
        Tx,
        areas::{self, Area},
        calendar, events,
        mailing::{self, Letter, To},
        people::{self, NewPerson},
        requests::{self, Lock, NewRow},
        themes,
    },
};

/// A request to be filed by somebody signed in, or with a token.
#[derive(Debug, Clone)]
pub struct File {
    /// What is asked.
    pub new: NewDataRequest,
    /// The door it came in by.
    pub origin: Origin,
    /// Files that came with it.
    pub files: Vec<SentFile>,
}

/// How often coordinators hear of new requests at most, in minutes.
const NEWS_EVERY: i64 = 15;

/// Files a request at once. Gives its reference; the same one again when the call is repeated.
pub async fn file(tx: &Tx, caller: &Caller, input: File) -> Result<Reference, Error> {
    if let Some(reference) = repeated(tx, caller).await? {
        return reference.parse().map_err(|_| Error::NotFound);
    }
    let filer = caller.actor.person().ok_or(Denied::SignIn)?;
    let filer = people::get(tx, filer).await?.ok_or(Error::NotFound)?;
    let new = &input.new;
    if new.on_behalf_of.is_some() && !caller.actor.is_staff() {
        return Err(Error::field("#/on_behalf_of", FieldCode::StaffOnly));
    }
    let places = places(tx, caller, new).await?;
    let (requester, name) = requester(tx, caller, new, &filer).await?;
    let today = caller.moment.today;
    let calendar = calendar::load(tx, today).await?;
    let role = match filer.role {
        // What was voiced at a meeting is not asked by whoever enters it, though they look after it.
        _ if requester == filer.id && input.origin != Origin::WorkTable => ActorRole::Requester,
        Role::Person => ActorRole::Requester,
        Role::Liaison => ActorRole::Liaison,
        Role::Coordinator => ActorRole::Coordinator,
        Role::Admin => ActorRole::Admin,
    };
    let given = Given {
        moment: caller.moment,
        calendar: &calendar,
        actor: Some(filer.id),
        role,
    };
    let (standing, mut change) = Standing::file(requester, places.area, &given);
    change.details.kind = Some(new.kind);
    change.details.theme.clone_from(&new.theme);
    let sector = new
        .sector
        .or(Some(filer.sector).filter(|_| requester == filer.id && new.on_behalf_of.is_none()));
    let new = NewDataRequest {
        sector: sector.filter(|sector| *sector != Sector::Unknown),
        ..new.clone()
    };
    let row = NewRow {
        new: &new,
        theme: places.theme,
        theme_pending: new.theme.is_none(),
        requester_name: name,
        origin: if new.on_behalf_of.is_some() && input.origin != Origin::WorkTable {
            Origin::Staff
        } else {
            input.origin
        },
        language: new.language.as_deref().unwrap_or(caller.locale.as_str()),
        standing: &standing,
        part_of: None,
        follows: places.follows,
        import_key: None,
        remind_on: standing.reminders(&calendar).first().map(|due| due.on),
    };
    let (id, reference) = requests::insert(tx, &row, caller.moment).await?;
    files::belong_to(tx, &input.files, id, filer.id).await?;
    let event = events::append(tx, id, &change, &texts(&new)).await?;
    let request = super::get(tx, id, Lock::No).await?;
    followed::begin(tx, &request).await?;
    let said: Vec<&str> = [Some(&new.body), new.purpose.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    note_mentions(tx, id, None, &said.join("\n")).await?;
    // Whoever comes from a meeting with two hundred requests needs no two hundred receipts.
    if input.origin != Origin::WorkTable || requester != filer.id {
        tell(tx, event, &request, &change, None).await?;
    }
    tell_coordinators(tx, caller.moment.at, filer.id).await?;
    remember(tx, caller, &reference.to_string()).await?;
    Ok(reference)
}

/// Every text of a request, as its first event holds it.
pub(super) fn texts(new: &NewDataRequest) -> Vec<(&'static str, &str)> {
    let optional = [
        ("purpose", &new.purpose),
        ("dataset", &new.dataset),
        ("wanted_frequency", &new.wanted_frequency),
        ("format", &new.format),
        ("period", &new.period),
        ("coverage", &new.coverage),
    ];
    let given = optional
        .into_iter()
        .filter_map(|(field, text)| Some((field, text.as_deref()?)));
    [("title", new.title.as_str()), ("body", new.body.as_str())]
        .into_iter()
        .chain(given)
        .collect()
}

pub(super) struct Places {
    theme: (ThemeId, bool),
    area: Option<AreaId>,
    follows: Option<RequestId>,
}

/// Looks up what the request names; everything that is not there is told at once.
pub(super) async fn places(tx: &Tx, caller: &Caller, new: &NewDataRequest) -> Result<Places, Error> {
    let mut errors = Vec::new();
    let mut wrong = |pointer: &str, code| errors.push(crate::field::FieldError::new(pointer, code));
    let theme = themes::find(tx, new.theme.as_deref().unwrap_or(NO_THEME)).await?;
    if theme.is_none() {
        wrong("#/theme", FieldCode::NotATheme);
    }
    let area = match &new.area {
        None => None,
        Some(slug) => match areas::find(tx, slug).await? {
            Some(area) if area.closed_on.is_none() => Some(area.id),
            // Whoever began before the two were merged means the one that is left.
            Some(Area {
                merged_into: Some(into),
                ..
            }) => {
                let left = areas::find(tx, &into)
                    .await?
                    .filter(|area| area.closed_on.is_none());
                if left.is_none() {
                    wrong("#/area", FieldCode::AreaClosed);
                }
                left.map(|area| area.id)
            }
            Some(_) => {
                wrong("#/area", FieldCode::AreaClosed);
                None
            }
            None => {
                wrong("#/area", FieldCode::NotAnArea);
                None
            }
        },
    };
    let follows = match new.follows {
        None => None,
        Some(reference) => match find(tx, &caller.actor, reference, Lock::No).await {
            Ok(request) => Some(request.id),
            Err(Error::NotFound | Error::Hidden(..)) => {
                wrong("#/follows", FieldCode::NotARequest);
                None
            }
            Err(error) => return Err(error),
        },
    };
    match theme {
        Some(theme) if errors.is_empty() => Ok(Places { theme, area, follows }),
        _ => Err(Error::Invalid(crate::field::Invalid(errors))),
    }
}

/// Whose request it is, and the name to show.
async fn requester(
    tx: &Tx,
    caller: &Caller,
    new: &NewDataRequest,
    filer: &crate::person::Person,
) -> Result<(PersonId, Option<String>), Error> {
    let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    let Some(behalf) = &new.on_behalf_of else {
        return Ok((filer.id, named(&filer.name)));
    };
    let Some(email) = &behalf.email else {
        return Ok((filer.id, named(&behalf.name)));
    };
    let person = match people::find(tx, email).await? {
        Some(person) => person.id,
        None => {
            let new = NewPerson {
                email: email.clone(),
                name: behalf.name.clone(),
                role: Role::Person,
                areas: Vec::new(),
                locale: Locale::EsAr,
                sector: new.sector.unwrap_or(Sector::Unknown),
                confirmed: false,
            };
            people::insert(tx, &new, caller.moment.at).await?
        }
    };
    Ok((person, named(&behalf.name)))
}

/// Coordinators hear of new requests in one mail per quarter of an hour at most.
async fn tell_coordinators(tx: &Tx, now: Timestamp, filer: PersonId) -> Result<(), Error> {
    let slot = now.as_second().div_euclid(NEWS_EVERY * 60);
    let end = Timestamp::from_second((slot + 1) * NEWS_EVERY * 60)
        .or_else(|_| now.checked_add(Span::new().minutes(NEWS_EVERY)))
        .unwrap_or(now);
    for person in people::coordinators(tx).await? {
        if person == filer {
            continue;
        }
        let letter = Letter {
            dedupe_key: format!("n:{person}:{slot}"),
            kind: MailKind::NewRequest,
            event: None,
            request: None,
            comment: None,
            to: To::Person(person),
            due_at: end,
        };
        mailing::enqueue(tx, &letter, now).await?;
    }
    Ok(())
}
