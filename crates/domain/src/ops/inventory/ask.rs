//! Somebody asks for what an area holds and does not publish. Whoever is first files the request; whoever comes while it is
//! open joins it.

use super::super::{Caller, Error, File, Support, file, find, remember, repeated, support};
use crate::{
    inventory::{Asked, InventoryState, Item, Wanted},
    policy::Denied,
    reference::Reference,
    status::Kind,
    store::{Tx, following, inventory, requests::Lock},
};

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedFor {
    /// A request was filed.
    Filed(Reference),
    /// The request there is was joined.
    Joined(Reference),
    /// It was theirs, or joined by them, before.
    Known(Reference),
}

impl AskedFor {
    /// The request.
    pub const fn reference(self) -> Reference {
        match self {
            Self::Filed(reference) | Self::Joined(reference) | Self::Known(reference) => reference,
        }
    }
}

/// Asks for it: with the request of `input`, or by joining the one that is open. What is published by now, or listed no more, is
/// asked for as anything else is, and so is what somebody asks in words of their own while a request is open: nothing of what
/// they wrote is lost.
pub async fn ask_inventory(tx: &Tx, caller: &Caller, wanted: Wanted, input: File) -> Result<AskedFor, Error> {
    if let Some(result) = repeated(tx, caller).await? {
        return read(&result).ok_or(Error::NotFound);
    }
    let caller_without_key = Caller {
        key: None,
        ..caller.clone()
    };
    let asked = ask(tx, &caller_without_key, wanted, input).await?;
    remember(tx, caller, &written(asked)).await?;
    Ok(asked)
}

async fn ask(tx: &Tx, caller: &Caller, wanted: Wanted, input: File) -> Result<AskedFor, Error> {
    inventory::lock(tx, wanted.item).await?;
    let item = inventory::get(tx, wanted.item).await?;
    // Words of their own may be about anything: they are a request like any other, and nobody else's click is led to it.
    let item = item.filter(|item| wanted.ready && input.new.area.as_ref() == Some(&item.area_slug));
    if let Some(Item {
        state: InventoryState::Asked,
        request: Some(request),
        said,
        ..
    }) = &item
        && says_no_more(&input, &said.title)
    {
        return join(tx, caller, request, input).await;
    }
    let reference = file(tx, caller, input).await?;
    let state = item.as_ref().map(|item| item.state);
    if matches!(state, Some(InventoryState::NotAsked | InventoryState::Ended)) {
        let request = find(tx, &caller.actor, reference, Lock::No).await?;
        inventory::ask(tx, wanted.item, request.id).await?;
    }
    Ok(AskedFor::Filed(reference))
}

/// Whether nothing would be lost of it but what it is for, and the sector: those go with the support.
fn says_no_more(input: &File, title: &str) -> bool {
    let new = &input.new;
    let more = [
        &new.dataset,
        &new.wanted_frequency,
        &new.period,
        &new.format,
        &new.coverage,
    ];
    input.files.is_empty()
        && new.title == title
        && new.kind == Kind::NewDataset
        && new.on_behalf_of.is_none()
        && new.follows.is_none()
        && more.into_iter().all(Option::is_none)
}

/// Joins the request there is, with what they would have said what for.
async fn join(tx: &Tx, caller: &Caller, request: &Asked, input: File) -> Result<AskedFor, Error> {
    let reference = request.reference;
    let person = caller.actor.person().ok_or(Denied::SignIn)?;
    let known = find(tx, &caller.actor, reference, Lock::Yes).await?;
    if known.standing.requester == person || following::supports(tx, known.id, person).await? {
        return Ok(AskedFor::Known(reference));
    }
    let words = Support {
        reference,
        text: input.new.purpose,
        public: false,
        sector: input.new.sector,
    };
    support(tx, caller, words).await?;
    Ok(AskedFor::Joined(reference))
}

fn written(asked: AskedFor) -> String {
    match asked {
        AskedFor::Filed(reference) => format!("filed {reference}"),
        AskedFor::Joined(reference) => format!("joined {reference}"),
        AskedFor::Known(reference) => format!("known {reference}"),
    }
}

fn read(result: &str) -> Option<AskedFor> {
    let (what, reference) = result.split_once(' ')?;
    let reference = reference.parse().ok()?;
    match what {
        "filed" => Some(AskedFor::Filed(reference)),
        "joined" => Some(AskedFor::Joined(reference)),
        "known" => Some(AskedFor::Known(reference)),
        _ => None,
    }
}
