//! A page on which somebody acts on a request: by which right (a session, or the link of a mail), and what is in the way.
//! The rights are the domain's; here they become a door that is open, or words that say why it is not.

use domain::{
    action_link::LinkAction,
    data_request::DataRequest,
    event::ActorRole,
    ops::{self, OpenLink},
    policy::{Actor, Denied, Intent, authorize},
    reference::Reference,
    standing::Refusal,
    status::ActionKind,
    store::{events, following, requests::Lock},
};
use render::problems;
use serde::Serialize;

use super::{
    head::Head,
    samples,
    show::{EventShown, events_shown},
};
use crate::{
    AppState, form::TypedForm, pages::error::written, pages::places::Places, problem::Fault, visitor::Visitor,
};

/// Somebody at the door of one action on one request.
#[derive(Debug, Clone)]
pub struct Hand {
    /// The request, as it is now.
    pub request: DataRequest,
    /// As whom the action is done: for whoever holds a link that is its person, for this action alone.
    pub actor: Actor,
    /// The link they came by.
    pub key: Option<String>,
    /// Whether they may go on.
    pub door: Door,
}

/// Whether somebody may go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// They may.
    Open,
    /// Nobody is signed in: who could do it.
    SignIn(Denied),
    /// It is not theirs to do.
    Denied(Denied),
    /// Staff does it at its desk.
    Desk,
    /// It is not possible now.
    Refused(Refusal),
    /// The link's matter is over.
    Over,
}

/// The same, as a page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Acting {
    /// The request.
    pub head: Head,
    /// The version that is acted on.
    pub version: i64,
    /// The link they came by.
    pub key: Option<String>,
    /// `open`, `sign_in`, `desk`, `closed` or `over`.
    pub door: &'static str,
    /// Why it is not open, in words.
    pub why: Option<String>,
    /// What happened last, where somebody was first.
    pub moved: Option<EventShown>,
    /// What was typed, where it cannot be sent any more.
    pub written: Vec<String>,
}

impl Hand {
    /// Who stands at the door of `kind`: whoever the link `key` was sent to, else whoever is signed in.
    pub async fn find(
        app: &AppState,
        visitor: &Visitor,
        (reference, kind): (Reference, ActionKind),
        key: Option<&str>,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let (request, actor, is_over) = match key {
            Some(token) => {
                let action = link_for(kind).ok_or(Fault::NotFound)?;
                let input = OpenLink {
                    reference,
                    action,
                    token,
                };
                let opened = ops::open_link(&reader, input, &app.key).await?;
                (opened.request, opened.actor, !opened.is_open)
            }
            None => {
                let request = ops::find(&reader, &visitor.actor, reference, Lock::No).await?;
                (request, visitor.actor.clone(), false)
            }
        };
        let supports = match actor.person() {
            Some(person) => following::supports(&reader, request.id, person).await?,
            None => false,
        };
        let door = if is_over {
            Door::Over
        } else {
            Door::of(app, &actor, kind, &request, supports)
        };
        Ok(Self {
            request,
            actor,
            key: key.map(str::to_owned),
            door,
        })
    }

    /// The same, with what the page shows of it.
    pub async fn open(
        app: &AppState,
        visitor: &Visitor,
        at: (Reference, ActionKind),
        key: Option<&str>,
    ) -> Result<(Self, Acting), Fault> {
        let hand = Self::find(app, visitor, at, key).await?;
        let acting = hand.shown(app, visitor).await?;
        Ok((hand, acting))
    }

    /// Whether they may go on.
    pub fn is_open(&self) -> bool {
        self.door == Door::Open
    }

    /// As a page shows it.
    pub async fn shown(&self, app: &AppState, visitor: &Visitor) -> Result<Acting, Fault> {
        let (words, locale) = (app.engine.words(), visitor.locale);
        let (door, why) = match &self.door {
            Door::Open => ("open", None),
            Door::SignIn(denied) => ("sign_in", Some(problems::denied(words, locale, *denied, None))),
            Door::Denied(denied) => ("closed", Some(problems::denied(words, locale, *denied, None))),
            Door::Desk => ("desk", None),
            Door::Refused(refusal) => {
                let status = self.request.standing.status;
                let none = std::iter::empty();
                let why = problems::refused(words, locale, *refusal, status, none);
                ("closed", Some(why))
            }
            Door::Over => ("over", None),
        };
        Ok(Acting {
            head: Head::of(app, &app.db.read(), &self.request).await?,
            version: self.request.version,
            key: self.key.clone(),
            door,
            why,
            moved: None,
            written: Vec::new(),
        })
    }
}

impl Door {
    /// What is not possible now is said before who could do it: nobody signs in for nothing.
    fn of(app: &AppState, actor: &Actor, kind: ActionKind, request: &DataRequest, supports: bool) -> Self {
        let today = app.moment().today;
        if let Err(refusal) = request.standing.possible(kind, ActorRole::Requester, today) {
            return Self::Refused(refusal);
        }
        let owner = actor.person() == Some(request.standing.requester);
        match authorize(actor, &Intent::any(kind), request, supports) {
            Ok(permit) if permit.role().is_staff() && !owner => Self::Desk,
            Ok(_) => Self::Open,
            Err(Denied::SignIn) => Self::SignIn(whose(kind)),
            // Whose area it is matters at the desk alone.
            Err(Denied::NotYourArea(_)) => Self::Denied(whose(kind)),
            Err(denied) => Self::Denied(denied),
        }
    }
}

impl Acting {
    /// With what happened meanwhile: somebody was first.
    pub async fn with_what_happened(
        self,
        app: &AppState,
        visitor: &Visitor,
        hand: &Hand,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let told = events::of_request(&reader, hand.request.id).await?;
        let last = told.len().saturating_sub(1);
        let places = Places::load(&reader, visitor.locale).await?;
        let moved = events_shown(&reader, &told[last..], &places).await?.pop();
        Ok(Self { moved, ..self })
    }

    /// With the words that cannot be sent any more, where the door is not open.
    #[must_use]
    pub fn with_words_of(self, typed: &TypedForm) -> Self {
        let written = if self.door == "open" {
            Vec::new()
        } else {
            written(typed)
        };
        Self { written, ..self }
    }

    /// One of each door.
    pub fn samples() -> Vec<Self> {
        let sample = |door, why: Option<&str>| Self {
            head: Head::sample(),
            version: 7,
            key: None,
            door,
            why: why.map(str::to_owned),
            moved: None,
            written: Vec::new(),
        };
        let open = sample("open", None);
        vec![
            open.clone(),
            Self {
                key: Some("secret".into()),
                ..open.clone()
            },
            Self {
                moved: Some(samples::moved()),
                ..open
            },
            sample("sign_in", Some("Solo <b>quien</b> pidio")),
            sample("desk", None),
            Self {
                written: vec!["Lo que <b>escribi</b> con mis palabras".into()],
                ..sample("closed", Some("Ya no"))
            },
            Self {
                key: Some("secret".into()),
                ..sample("over", None)
            },
        ]
    }
}

/// The link in mail that is for an action.
const fn link_for(kind: ActionKind) -> Option<LinkAction> {
    match kind {
        ActionKind::Confirm | ActionKind::Dispute => Some(LinkAction::Verdict),
        ActionKind::Reply => Some(LinkAction::Reply),
        _ => None,
    }
}

/// Who could do it, for somebody who cannot.
const fn whose(kind: ActionKind) -> Denied {
    match kind {
        ActionKind::Reply => Denied::NotInvolved,
        _ => Denied::NotRequester,
    }
}
