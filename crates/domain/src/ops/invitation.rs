//! What people say whose name was put to requests at a meeting: by the link of their mail, without signing in. Opening it
//! changes nothing; taking it up proves the address, and only then they count.

use jiff::Timestamp;

use super::{Caller, Error, Support, get, record::record_with, support, unfollow, unsupport};
use crate::{
    data_request::DataRequest,
    event::{ActorRole, Change, Details, EventKind},
    ids::{MailboxId, PersonId, RequestId},
    invitation_link::InvitationLink,
    person::{Email, Person, Role, Sector},
    policy::{Actor, Denied, Signed},
    secret::InstanceKey,
    store::{
        Source, Tx, calendar,
        entries::{self, Entry},
        following,
        invitations::{self, Invitation, InvitationState},
        people::{self, NewPerson},
        requests::{self, Lock},
    },
};

/// What a link shows.
#[derive(Debug, Clone)]
pub struct OpenedInvitations {
    /// The meeting.
    pub entry: Entry,
    /// Where the link was sent.
    pub mailbox: MailboxId,
    /// The same, as it is written.
    pub email: Email,
    /// What was asked there.
    pub asked: Vec<Invitation>,
}

/// What somebody says by their link.
#[derive(Debug, Clone)]
pub struct AnswerInvitations {
    /// What the link carries.
    pub token: String,
    /// From which it was made.
    pub key: InstanceKey,
    /// What they want to be called; empty when they would rather not say.
    pub name: String,
    /// About which requests; all of them when nothing is said.
    pub requests: Option<Vec<RequestId>>,
}

/// Reads a link. Not ours, or with nothing left to be asked: not found.
pub async fn open_invitations(
    source: &impl Source,
    token: &str,
    key: &InstanceKey,
) -> Result<OpenedInvitations, Error> {
    let link = InvitationLink::read(token, key).ok_or(Error::NotFound)?;
    let entry = entries::get(source, link.entry).await?;
    let entry = entry
        .filter(|entry| entry.created_at.as_second() == link.since.as_second())
        .ok_or(Error::NotFound)?;
    let email = people::address(source, link.mailbox).await?;
    let asked = invitations::of_mailbox(source, entry.id, link.mailbox).await?;
    if asked.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(OpenedInvitations {
        entry,
        mailbox: link.mailbox,
        email: email.ok_or(Error::NotFound)?,
        asked,
    })
}

/// Takes requests up: they need them too, or they are theirs. Gives how many. Again, it changes nothing.
pub async fn claim(tx: &Tx, caller: &Caller, input: AnswerInvitations) -> Result<usize, Error> {
    let opened = open_locked(tx, &input).await?;
    let person = person(tx, caller, &opened, &input.name).await?;
    let as_them = as_person(caller, &person);
    let mut taken = 0;
    for asked in chosen(&opened, &input) {
        if asked.state == InvitationState::Claimed {
            taken += 1;
            continue;
        }
        let Some(request) = where_it_went(tx, asked.request).await? else {
            continue;
        };
        let is_theirs = request.standing.requester == person.id;
        // What it was merged into is somebody else's: they need it too.
        let is_itself = request.id == asked.request;
        let is_nobodys = request.standing.requester == opened.entry.person;
        if asked.voiced && is_itself && is_nobodys && !is_theirs {
            hand_over(tx, &as_them, &request, (person.id, &input.name)).await?;
        } else if !is_theirs && !following::supports(tx, request.id, person.id).await? {
            let input = Support {
                reference: request.reference,
                text: None,
                public: false,
                sector: None,
            };
            support(tx, &as_them, input).await?;
        }
        invitations::answer(tx, asked.id, InvitationState::Claimed).await?;
        taken += 1;
    }
    Ok(taken)
}

/// Takes a name off: nothing was theirs, or they do not want it any more. A request that they took for theirs stays, and is
/// theirs to withdraw.
pub async fn refuse(tx: &Tx, caller: &Caller, input: AnswerInvitations) -> Result<(), Error> {
    let opened = open_locked(tx, &input).await?;
    let person = people::with_mailbox(tx, opened.mailbox).await?;
    for asked in chosen(&opened, &input) {
        match (asked.state, &person) {
            (InvitationState::Claimed, _) if asked.voiced => continue,
            (InvitationState::Claimed, Some(person)) => {
                if let Some(request) = where_it_went(tx, asked.request).await? {
                    let as_them = as_person(caller, person);
                    unsupport(tx, &as_them, request.reference).await?;
                    unfollow(tx, &as_them, request.reference).await?;
                }
            }
            _ if asked.voiced => take_name_off(tx, asked, &opened.entry).await?,
            _ => {}
        }
        invitations::answer(tx, asked.id, InvitationState::Refused).await?;
    }
    Ok(())
}

/// Their name is not to be read any more where staff put it: the request is the meeting's.
async fn take_name_off(tx: &Tx, asked: &Invitation, entry: &Entry) -> Result<(), Error> {
    let request = get(tx, asked.request, Lock::Yes).await?;
    if request.standing.requester == entry.person && request.requester_name.is_some() {
        requests::rename_requester(tx, request.id, &entry.meeting).await?;
    }
    Ok(())
}

async fn open_locked(tx: &Tx, input: &AnswerInvitations) -> Result<OpenedInvitations, Error> {
    let link = InvitationLink::read(&input.token, &input.key).ok_or(Error::NotFound)?;
    people::lock_mailbox(tx, link.mailbox).await?;
    open_invitations(tx, &input.token, &input.key).await
}

fn chosen<'a>(
    opened: &'a OpenedInvitations,
    input: &'a AnswerInvitations,
) -> impl Iterator<Item = &'a Invitation> {
    let wanted = |asked: &&Invitation| match &input.requests {
        Some(requests) => requests.contains(&asked.request),
        None => true,
    };
    opened.asked.iter().filter(wanted)
}

/// Whoever reads mail there, who may be new.
async fn person(tx: &Tx, caller: &Caller, opened: &OpenedInvitations, name: &str) -> Result<Person, Error> {
    let now: Timestamp = caller.moment.at;
    let id = match people::with_mailbox(tx, opened.mailbox).await? {
        Some(person) if person.disabled => return Err(Denied::SignIn.into()),
        Some(person) => {
            people::confirm_mailbox(tx, opened.mailbox, now).await?;
            person.id
        }
        None => {
            let new = NewPerson {
                email: opened.email.clone(),
                name: name.to_owned(),
                role: Role::Person,
                areas: Vec::new(),
                locale: caller.locale,
                sector: Sector::Unknown,
                confirmed: true,
            };
            people::insert(tx, &new, now).await?
        }
    };
    people::get(tx, id).await?.ok_or(Error::NotFound)
}

/// What is merged is supported where it went. Nothing gathers on what is hidden.
async fn where_it_went(tx: &Tx, id: RequestId) -> Result<Option<DataRequest>, Error> {
    let mut request = get(tx, id, Lock::Yes).await?;
    while let Some(merged) = request.standing.merged {
        request = get(tx, merged.into, Lock::Yes).await?;
    }
    Ok(Some(request).filter(|request| request.standing.hidden.is_none()))
}

/// It becomes theirs: a fact of its record like any other, which moves no clock.
async fn hand_over(
    tx: &Tx,
    as_them: &Caller,
    request: &DataRequest,
    (person, name): (PersonId, &str),
) -> Result<(), Error> {
    let calendar = calendar::load(tx, request.standing.round.day_0).await?;
    let status = request.standing.status;
    let change = Change {
        kind: EventKind::Claimed,
        from: Some(status),
        to: status,
        at: as_them.moment.at,
        on: as_them.moment.today,
        actor: Some(person),
        role: ActorRole::Requester,
        details: Details {
            requester: Some(person),
            ..Details::default()
        },
    };
    // Nobody needs too what is their own.
    following::unsupport(tx, request.id, person).await?;
    let mut after = request.clone();
    after.requester_name = Some(name.to_owned()).filter(|name| !name.is_empty());
    after.anonymous = name.is_empty();
    record_with(tx, request, &mut after, &change, &calendar).await?;
    requests::recount(tx, &after).await?;
    Ok(())
}

fn as_person(caller: &Caller, person: &Person) -> Caller {
    Caller {
        actor: Actor::Person(Signed {
            id: person.id,
            role: person.role,
            areas: person.areas.clone(),
            read_only: false,
        }),
        key: None,
        from: None,
        ..caller.clone()
    }
}
