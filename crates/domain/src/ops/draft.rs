//! Filing without a session: a draft, a code by mail, and the request once the code comes back.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::{Caller, Error, File, file, file::places, find, remember, repeated};
use crate::{
    data_request::NewDataRequest,
    field::{FieldCode, Fields},
    ids::{DraftId, MailboxId},
    person::{Email, Person, Role, Sector},
    policy::{Actor, Denied, Signed},
    reference::Reference,
    secret::{self, InstanceKey},
    status::Origin,
    store::{
        Tx,
        drafts::{self, Draft, NewDraft},
        mailing,
        one_time::{self, NewOneTime, Standing},
        outbox::Purpose,
        people::{self, NewPerson},
        requests::Lock,
    },
};

/// How long a draft waits (PRODUCT §2).
const DRAFT_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a code works.
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// How often a wrong code may be typed.
const TRIES: u32 = 10;
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Codes to one address in an hour: nobody's mailbox is filled by somebody else's form.
const CODES_AN_HOUR: usize = 3;
/// Codes in a day to an address that nobody has proved yet.
const CODES_A_DAY: usize = 10;

/// A request by somebody we do not know yet.
#[derive(Debug, Clone)]
pub struct StartDraft {
    /// Where the code goes.
    pub email: Email,
    /// The fields of the request, and perhaps the requester's `name`.
    pub fields: Map<String, Value>,
    /// From which the code is derived.
    pub key: InstanceKey,
    /// Whether codes to one address are counted.
    pub limits: bool,
}

/// What waits for its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftStarted {
    /// The draft.
    pub draft: DraftId,
    /// When the code stops working.
    pub code_expires_at: Timestamp,
}

/// Keeps a request whose fields are right as a draft, and mails a code to its requester.
pub async fn start_draft(tx: &Tx, caller: &Caller, input: StartDraft) -> Result<DraftStarted, Error> {
    if let Some(draft) = repeated(tx, caller).await? {
        let draft = DraftId(draft.parse().map_err(|_| Error::NotFound)?);
        let token = one_time::of_draft(tx, draft).await?.ok_or(Error::NotFound)?;
        return Ok(DraftStarted {
            draft,
            code_expires_at: token.expires_at,
        });
    }
    check(tx, caller, &input.fields).await?;
    let now = caller.moment.at;
    let mailbox = people::ensure_mailbox(tx, &input.email, now).await?;
    people::lock_mailbox(tx, mailbox).await?;
    if input.limits {
        limit(tx, mailbox, now).await?;
    }
    let expires_at = after(now, DRAFT_LIFE);
    let new = NewDraft {
        mailbox,
        fields: &input.fields,
        locale: caller.locale,
        expires_at,
    };
    let draft = drafts::insert(tx, &new, now).await?;
    let code_expires_at = after(now, CODE_LIFE);
    let new = NewOneTime {
        purpose: Purpose::ConfirmEmail,
        mailbox,
        draft: Some(draft),
        expires_at: code_expires_at,
    };
    let token = one_time::insert(tx, new, &input.key, now).await?;
    mailing::enqueue_token(tx, &token, caller.locale, now).await?;
    remember(tx, caller, &draft.to_string()).await?;
    Ok(DraftStarted {
        draft,
        code_expires_at,
    })
}

/// What shows that an address is somebody's.
#[derive(Debug, Clone)]
pub enum Proof {
    /// The six digits, typed where the draft was written.
    Code {
        /// The draft.
        draft: DraftId,
        /// What was typed.
        code: String,
    },
    /// The secret of the link.
    Link {
        /// What the link carries.
        token: String,
    },
}

/// A proof and what it is checked with.
#[derive(Debug, Clone)]
pub struct ConfirmDraft {
    /// The proof.
    pub proof: Proof,
    /// From which the code was derived.
    pub key: InstanceKey,
}

/// What became of a proof. A wrong one is no error: that it was tried has to be remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// It is a request: since now, or since it was confirmed first.
    Filed(Reference),
    /// Not this code.
    WrongCode {
        /// How often another may be tried.
        left: u32,
    },
    /// Too many wrong codes: this one is of no use any more.
    Spent,
    /// Too late.
    Expired,
}

/// Files a draft whose requester has proved their address. Once, however often it is confirmed.
pub async fn confirm_draft(tx: &Tx, caller: &Caller, input: ConfirmDraft) -> Result<Confirmed, Error> {
    let standing = token(tx, &input.proof).await?;
    people::lock_mailbox(tx, standing.token.mailbox).await?;
    // Read again under the lock: somebody may have been first.
    let standing = token(tx, &input.proof).await?;
    let draft = drafts::get(tx, standing.draft.ok_or(Error::NotFound)?)
        .await?
        .ok_or(Error::NotFound)?;
    let now = caller.moment.at;
    if let Proof::Code { code, .. } = &input.proof {
        if standing.tries >= TRIES {
            return Ok(Confirmed::Spent);
        }
        let typed: String = code.chars().filter(char::is_ascii_digit).collect();
        if !secret::same(&typed, &standing.token.code(&input.key)) {
            one_time::count_try(tx, standing.token.id).await?;
            return Ok(Confirmed::WrongCode {
                left: TRIES - standing.tries - 1,
            });
        }
    }
    if let Some(reference) = draft.filed {
        return Ok(Confirmed::Filed(reference));
    }
    if standing.used || standing.expires_at <= now {
        return Ok(Confirmed::Expired);
    }
    one_time::use_up(tx, standing.token.id, now).await?;
    Ok(Confirmed::Filed(file_draft(tx, caller, &draft).await?))
}

/// Files a draft as the person its address belongs to, who may be new.
async fn file_draft(tx: &Tx, caller: &Caller, draft: &Draft) -> Result<Reference, Error> {
    let new = NewDataRequest::parse(&draft.fields)?;
    let person = requester(tx, draft, new.sector, caller.moment.at).await?;
    let actor = Actor::Person(Signed {
        id: person.id,
        role: person.role,
        areas: person.areas,
        read_only: false,
    });
    let requester = Caller {
        actor,
        moment: caller.moment,
        locale: draft.locale,
        key: None,
    };
    let reference = file(
        tx,
        &requester,
        File {
            new,
            origin: Origin::Web,
        },
    )
    .await?;
    let request = find(tx, &requester.actor, reference, Lock::No).await?;
    drafts::filed(tx, draft.id, request.id).await?;
    Ok(reference)
}

async fn requester(tx: &Tx, draft: &Draft, sector: Option<Sector>, now: Timestamp) -> Result<Person, Error> {
    if let Some(person) = people::find(tx, &draft.email).await? {
        people::confirm_mailbox(tx, draft.mailbox, now).await?;
        return if person.disabled {
            Err(Denied::SignIn.into())
        } else {
            Ok(person)
        };
    }
    let new = NewPerson {
        email: draft.email.clone(),
        name: Fields::new(&draft.fields, "#").text("name").unwrap_or_default(),
        role: Role::Person,
        areas: Vec::new(),
        locale: draft.locale,
        sector: sector.unwrap_or(Sector::Unknown),
        confirmed: true,
    };
    let id = people::insert(tx, &new, now).await?;
    people::get(tx, id).await?.ok_or(Error::NotFound)
}

/// What would be refused on filing is refused at once: nobody fetches a code for nothing.
async fn check(tx: &Tx, caller: &Caller, fields: &Map<String, Value>) -> Result<(), Error> {
    let mut name = Fields::new(fields, "#");
    name.text_within("name", 1, 200);
    let new = match (NewDataRequest::parse(fields), name.finish(())) {
        (Ok(new), Ok(())) => new,
        (Err(mut invalid), Err(name)) => {
            invalid.0.extend(name.0);
            return Err(invalid.into());
        }
        (Err(invalid), Ok(())) | (Ok(_), Err(invalid)) => return Err(invalid.into()),
    };
    if new.on_behalf_of.is_some() {
        return Err(Error::field("#/on_behalf_of", FieldCode::StaffOnly));
    }
    places(tx, caller, &new).await.map(drop)
}

async fn limit(tx: &Tx, mailbox: MailboxId, now: Timestamp) -> Result<(), Error> {
    let made = one_time::made_since(tx, Purpose::ConfirmEmail, mailbox, before(now, DAY)).await?;
    let unproved = !people::is_confirmed(tx, mailbox).await?;
    let wait = |window: SignedDuration, most: usize| {
        let inside: Vec<_> = made.iter().filter(|at| **at > before(now, window)).collect();
        // The place of the oldest is free again when it leaves the window.
        let frees = inside
            .len()
            .checked_sub(most)
            .and_then(|index| inside.get(index).copied())?;
        Some(after(*frees, window).duration_since(now).as_secs())
    };
    let daily = wait(DAY, CODES_A_DAY).filter(|_| unproved);
    match wait(HOUR, CODES_AN_HOUR).max(daily) {
        Some(retry_after) => Err(Error::TooMany { retry_after }),
        None => Ok(()),
    }
}

async fn token(tx: &Tx, proof: &Proof) -> Result<Standing, Error> {
    let found = match proof {
        Proof::Code { draft, .. } => one_time::of_draft(tx, *draft).await?,
        Proof::Link { token } => one_time::find(tx, Purpose::ConfirmEmail, token).await?,
    };
    found.ok_or(Error::NotFound)
}

fn after(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.saturating_add(span).unwrap_or(at)
}

fn before(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.saturating_sub(span).unwrap_or(at)
}
