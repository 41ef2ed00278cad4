//! An address is proved: what waited for it is done, once, however often it is proved.

use jiff::Timestamp;

use super::super::{
    AskedFor, Caller, Error, File, NewComment, Support, ask_inventory, code_limit::TRIES, comment::comment,
    file, files, find, follow, support,
};
use crate::{
    data_request::NewDataRequest,
    field::Fields,
    ids::DraftId,
    inventory::Wanted,
    person::{Person, Role, Sector},
    policy::{Actor, Denied, Signed},
    reference::Reference,
    secret::{self, InstanceKey},
    status::Origin,
    store::{
        Tx, attachments,
        drafts::{self, Draft, DraftKind},
        one_time::{self, Standing},
        outbox::Purpose,
        people::{self, NewPerson},
        requests::{self, Lock},
    },
};

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

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// What.
    pub kind: DraftKind,
    /// The request it became, or was done to.
    pub reference: Reference,
}

/// What became of a proof. A wrong one is no error: that it was tried has to be remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// It is done: since now, or since it was confirmed first.
    Done(Done),
    /// It waits for whoever moderates: somebody has to look at it first.
    Held,
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

/// Does what waited for a proof. Once, however often it is confirmed.
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
        let kind = draft.kind;
        return Ok(Confirmed::Done(Done { kind, reference }));
    }
    if draft.proved_at.is_some() {
        return Ok(Confirmed::Held);
    }
    if standing.used || standing.expires_at <= now {
        return Ok(Confirmed::Expired);
    }
    one_time::use_up(tx, standing.token.id, now).await?;
    if draft.held {
        people::confirm_mailbox(tx, draft.mailbox, now).await?;
        drafts::prove(tx, draft.id, now).await?;
        return Ok(Confirmed::Held);
    }
    Ok(Confirmed::Done(fulfil(tx, caller, &draft).await?))
}

/// Does what was held back.
pub(in crate::ops) async fn release(tx: &Tx, caller: &Caller, draft: &Draft) -> Result<Reference, Error> {
    let Done { kind, reference } = fulfil(tx, caller, draft).await?;
    // Whoever let the words in has not seen the files: they are theirs to decide about now.
    let request = find(tx, &caller.actor, reference, Lock::No).await?;
    if kind == DraftKind::File
        && let Some(decides) = caller.actor.person()
    {
        attachments::withhold(tx, request.id, decides).await?;
    }
    Ok(reference)
}

/// Does it as the person its address belongs to, who may be new.
async fn fulfil(tx: &Tx, caller: &Caller, draft: &Draft) -> Result<Done, Error> {
    let sector = Fields::new(&draft.fields, "#").key("sector", Sector::parse);
    let person = person(tx, draft, sector, caller.moment.at).await?;
    let actor = Actor::Person(Signed {
        id: person.id,
        role: person.role,
        areas: person.areas,
        read_only: false,
    });
    let caller = Caller {
        actor,
        moment: caller.moment,
        locale: draft.locale,
        key: None,
        from: None,
    };
    let mut kind = draft.kind;
    let reference = match draft.request {
        None => {
            let new = NewDataRequest::parse(&draft.fields)?;
            let origin = Origin::Web;
            let files = files::of_draft(tx, draft.id).await?;
            let input = File { new, origin, files };
            match Wanted::of(&draft.fields) {
                None => file(tx, &caller, input).await?,
                Some(wanted) => {
                    let asked = ask_inventory(tx, &caller, wanted, input).await?;
                    if !matches!(asked, AskedFor::Filed(_)) {
                        kind = DraftKind::Support;
                    }
                    asked.reference()
                }
            }
        }
        Some(id) => {
            let request = requests::get(tx, id, Lock::No).await?.ok_or(Error::NotFound)?;
            request.reference
        }
    };
    match draft.kind {
        DraftKind::File => {}
        DraftKind::Support => {
            let input = Support::parse(&draft.fields, reference)?;
            support(tx, &caller, input).await.map(drop)?;
        }
        DraftKind::Follow => follow(tx, &caller, reference).await.map(drop)?,
        DraftKind::Comment => {
            let input = NewComment::parse(&draft.fields, reference)?;
            comment(tx, &caller, input).await.map(drop)?;
        }
    }
    let request = find(tx, &caller.actor, reference, Lock::No).await?;
    drafts::filed(tx, draft.id, kind, request.id).await?;
    Ok(Done { kind, reference })
}

async fn person(tx: &Tx, draft: &Draft, sector: Option<Sector>, now: Timestamp) -> Result<Person, Error> {
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

async fn token(tx: &Tx, proof: &Proof) -> Result<Standing, Error> {
    let found = match proof {
        Proof::Code { draft, .. } => one_time::of_draft(tx, *draft).await?,
        Proof::Link { token } => one_time::find(tx, Purpose::ConfirmEmail, token).await?,
    };
    found.ok_or(Error::NotFound)
}
