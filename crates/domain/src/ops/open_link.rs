//! What a link from a mail opens: the request it is about, and the person it was sent to, for that one matter. Read only.

use super::{Error, find};
use crate::{
    action_link::{ActionLink, LinkAction},
    data_request::DataRequest,
    event::EventKind,
    locale::Locale,
    policy::{Actor, Signed},
    reference::Reference,
    secret::InstanceKey,
    store::{Source, events, people, requests::Lock},
};

/// A link as it arrives.
#[derive(Debug, Clone, Copy)]
pub struct OpenLink<'a> {
    /// The request in its address.
    pub reference: Reference,
    /// What its address is for.
    pub action: LinkAction,
    /// The token it carries.
    pub token: &'a str,
}

/// A link that is one of ours.
#[derive(Debug, Clone)]
pub struct OpenedLink {
    /// What it says.
    pub link: ActionLink,
    /// Whether the matter is open; else there is nothing to do but to say so.
    pub is_open: bool,
    /// The request.
    pub request: DataRequest,
    /// As whom the one action is done ([`LinkAction::allows`]). They are not signed in: nothing else is done or shown
    /// as them.
    pub actor: Actor,
    /// The language they read.
    pub locale: Locale,
}

/// Reads a link. Not ours, somebody else's by now, or about another request: not found.
pub async fn open_link(
    source: &impl Source,
    input: OpenLink<'_>,
    key: &InstanceKey,
) -> Result<OpenedLink, Error> {
    let link = ActionLink::read(input.token, key).filter(|link| link.action == input.action);
    let link = link.ok_or(Error::NotFound)?;
    let person = people::get(source, link.person).await?;
    let person = person
        .filter(|person| link.is_for(person))
        .ok_or(Error::NotFound)?;
    let actor = Actor::Person(Signed {
        id: person.id,
        role: person.role,
        areas: person.areas,
        read_only: false,
    });
    let request = find(source, &actor, input.reference, Lock::No).await?;
    if !link.is_about(&request) {
        return Err(Error::NotFound);
    }
    let last_question = events::last_of(source, request.id, EventKind::Ask).await?;
    Ok(OpenedLink {
        link,
        is_open: link.is_open(&request, last_question),
        request,
        actor,
        locale: person.locale,
    })
}
