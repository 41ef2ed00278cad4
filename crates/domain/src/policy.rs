//! Who may do what. [`authorize`] is the only source of a [`Permit`], and every op that writes to a request asks for one:
//! forgetting the check does not compile.

use crate::{
    action::{EDITABLE_BY_LIAISON, EDITABLE_BY_STAFF},
    data_request::DataRequest,
    event::ActorRole,
    ids::{AreaId, PersonId, RequestId},
    keys::keys,
    person::Role,
    standing::LIAISON_TRANSFERS,
    status::{ActionKind, Outcome},
};

mod admin;
mod dataset_draft;
mod entry;
mod moderator;
mod ready_answers;

pub use admin::{AdminPermit, administer};
pub use dataset_draft::{DatasetDraftPermit, prepare_dataset};
pub use entry::{EntryPermit, enter};
pub use moderator::{ModeratorPermit, moderate};
pub use ready_answers::{ReadyAnswersPermit, keep_ready_answers};

keys! {
    /// Work that time, not a person, asks for.
    Job {
        Timers = "timers",
        Import = "import",
        Calendar = "calendar",
        Handover = "handover",
    }
}

/// Whoever is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody without an account or token.
    Visitor,
    /// Somebody signed in, or with a token.
    Person(Signed),
    /// The system itself.
    System(Job),
}

/// Somebody we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub id: PersonId,
    /// What they may do.
    pub role: Role,
    /// The areas a liaison answers for.
    pub areas: Vec<AreaId>,
    /// With a token that may only read.
    pub read_only: bool,
}

impl Actor {
    /// Who, if it is a person.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person(signed) => Some(signed.id),
            Self::Visitor | Self::System(_) => None,
        }
    }

    /// Whoever is signed in and may write: with a token that only reads, nothing is done.
    pub fn writes(&self) -> Result<&Signed, Denied> {
        match self {
            Self::Person(signed) if signed.read_only => Err(Denied::ReadOnlyToken),
            Self::Person(signed) => Ok(signed),
            Self::Visitor | Self::System(_) => Err(Denied::SignIn),
        }
    }

    /// Coordinators and admins see what is hidden, and act on every area.
    pub fn coordinates(&self) -> bool {
        matches!(self, Self::Person(signed) if signed.role >= Role::Coordinator)
    }

    /// Whether it is government staff.
    pub fn is_staff(&self) -> bool {
        matches!(self, Self::Person(signed) if signed.role.is_staff())
    }

    /// Staff that answers for `area`: its liaisons, and coordinators for every area.
    pub fn answers_for(&self, area: Option<AreaId>) -> bool {
        match self {
            Self::Person(signed) => {
                signed.role >= Role::Coordinator
                    || signed.role == Role::Liaison && area.is_some_and(|area| signed.areas.contains(&area))
            }
            Self::Visitor | Self::System(_) => false,
        }
    }
}

/// Why somebody may not. The key gives the sentence, which says whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not allowed: {self:?}")]
pub enum Denied {
    /// Nobody is signed in.
    SignIn,
    /// The token may only read.
    ReadOnlyToken,
    /// Only the requester.
    NotRequester,
    /// Only whoever wrote it.
    NotAuthor,
    /// Only the requester, a supporter, or the area.
    NotInvolved,
    /// Only staff of the responsible area, or the coordinators.
    NotYourArea(Option<AreaId>),
    /// Only the coordinators.
    NotCoordinator,
    /// Only an admin.
    NotAdmin,
    /// Only staff.
    NotStaff,
    /// Staff answers for the government: an admin closes its accounts.
    NotWhileStaff,
    /// Only the system, when the time has come.
    NotSystem,
    /// After two transfers by liaisons only a coordinator.
    TooManyTransfers,
    /// A liaison takes a received request only for an area of its own.
    OnlyOwnArea,
    /// A liaison may not edit this field.
    FieldNotYours(&'static str),
    /// It is split: only a coordinator acts on the whole.
    SplitParent,
}

/// Proof that somebody may do one thing to one request. Nothing but [`authorize`] makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    actor: Option<PersonId>,
    role: ActorRole,
    action: ActionKind,
    request: RequestId,
    by_area_staff: bool,
}

impl Permit {
    /// Who acts.
    pub fn actor(&self) -> Option<PersonId> {
        self.actor
    }

    /// In what capacity.
    pub fn role(&self) -> ActorRole {
        self.role
    }

    /// What they may do.
    pub fn action(&self) -> ActionKind {
        self.action
    }

    /// To which request.
    pub fn request(&self) -> RequestId {
        self.request
    }

    /// The requester is staff of the answering area: a verdict of theirs is marked.
    pub fn by_area_staff(&self) -> bool {
        self.by_area_staff
    }
}

/// What somebody wants to do, as far as the right to it depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// The action.
    pub action: ActionKind,
    /// The area an `assign` names, if it exists.
    pub area: Option<AreaId>,
    /// The fields an `edit` touches.
    pub fields: Vec<&'static str>,
}

impl Intent {
    /// The bare action: whether there is any way to do it.
    pub fn any(action: ActionKind) -> Self {
        Self {
            action,
            area: None,
            fields: Vec::new(),
        }
    }
}

/// Whether `actor` may do what they intend to `request`, whatever its status. `supports` says whether they support it.
pub fn authorize(
    actor: &Actor,
    intent: &Intent,
    request: &DataRequest,
    supports: bool,
) -> Result<Permit, Denied> {
    let action = intent.action;
    let (signed, role) = match actor {
        Actor::Visitor => return Err(Denied::SignIn),
        Actor::System(Job::Timers) if matches!(action, ActionKind::Lapse | ActionKind::Expire) => {
            (None, ActorRole::System)
        }
        // Whoever leaves leaves their requests to the whole area.
        Actor::System(Job::Handover) if action == ActionKind::Assign => (None, ActorRole::System),
        Actor::System(_) => return Err(Denied::NotStaff),
        Actor::Person(signed) if signed.read_only => return Err(Denied::ReadOnlyToken),
        Actor::Person(signed) => (Some(signed), capacity(actor, signed, intent, request, supports)?),
    };
    Ok(Permit {
        actor: signed.map(|signed| signed.id),
        role,
        action,
        request: request.id,
        by_area_staff: actor.answers_for(request.standing.area),
    })
}

fn capacity(
    actor: &Actor,
    signed: &Signed,
    intent: &Intent,
    request: &DataRequest,
    supports: bool,
) -> Result<ActorRole, Denied> {
    use ActionKind as A;
    let action = intent.action;
    let standing = &request.standing;
    let owner = standing.requester == signed.id;
    let staff = staff_role(signed.role).filter(|_| actor.answers_for(standing.area));
    let coordinator = staff_role(signed.role).filter(|_| actor.coordinates());
    match action {
        A::Confirm | A::Dispute | A::Withdraw if owner => Ok(ActorRole::Requester),
        A::Confirm | A::Dispute | A::Withdraw => Err(Denied::NotRequester),
        A::Reply if owner => Ok(ActorRole::Requester),
        A::Reply if supports => Ok(ActorRole::Supporter),
        A::Reply => staff.ok_or(Denied::NotInvolved),
        A::Edit => edit(staff, coordinator, owner, &intent.fields, standing.area),
        A::Reopen => match coordinator {
            Some(role) => Ok(role),
            None if owner => Ok(ActorRole::Requester),
            None if supports && matches!(standing.outcome, Some(Outcome::Withdrawn | Outcome::Lapsed)) => {
                Ok(ActorRole::Supporter)
            }
            None => Err(Denied::NotRequester),
        },
        A::Merge | A::Unmerge | A::Split | A::Hide | A::Unhide | A::Redact => {
            coordinator.ok_or(Denied::NotCoordinator)
        }
        A::Lapse | A::Expire => Err(Denied::NotSystem),
        A::File => Err(Denied::NotStaff),
        A::Inform => staff.ok_or(Denied::NotYourArea(standing.area)),
        A::Assign | A::Ask | A::Plan | A::Start | A::Answer | A::Extend => {
            let role = staff.ok_or(Denied::NotYourArea(standing.area))?;
            if standing.split && coordinator.is_none() {
                return Err(Denied::SplitParent);
            }
            if action == A::Assign && coordinator.is_none() {
                transfer(signed, request, intent.area)?;
            }
            Ok(role)
        }
    }
}

/// A liaison takes a received request for its own area only, and passes on a later one twice at most.
fn transfer(signed: &Signed, request: &DataRequest, to: Option<AreaId>) -> Result<(), Denied> {
    let standing = &request.standing;
    let Some(to) = to else { return Ok(()) };
    if !standing.assigned {
        return if signed.areas.contains(&to) {
            Ok(())
        } else {
            Err(Denied::OnlyOwnArea)
        };
    }
    let stays = standing.area == Some(to);
    if !stays && standing.transfers >= LIAISON_TRANSFERS {
        Err(Denied::TooManyTransfers)
    } else {
        Ok(())
    }
}

fn edit(
    staff: Option<ActorRole>,
    coordinator: Option<ActorRole>,
    owner: bool,
    fields: &[&'static str],
    area: Option<AreaId>,
) -> Result<ActorRole, Denied> {
    let forbidden = |allowed: &dyn Fn(&str) -> bool| fields.iter().copied().find(|name| !allowed(name));
    if let Some(role) = coordinator {
        return Ok(role);
    }
    let liaison_ok = staff.is_some() && forbidden(&|name| EDITABLE_BY_LIAISON.contains(&name)).is_none();
    if owner && !liaison_ok {
        return match forbidden(&|name| !EDITABLE_BY_STAFF.contains(&name)) {
            Some(field) => Err(Denied::FieldNotYours(field)),
            None => Ok(ActorRole::Requester),
        };
    }
    match (staff, forbidden(&|name| EDITABLE_BY_LIAISON.contains(&name))) {
        (Some(role), None) => Ok(role),
        (Some(_), Some(field)) => Err(Denied::FieldNotYours(field)),
        (None, _) => Err(Denied::NotYourArea(area)),
    }
}

fn staff_role(role: Role) -> Option<ActorRole> {
    match role {
        Role::Person => None,
        Role::Liaison => Some(ActorRole::Liaison),
        Role::Coordinator => Some(ActorRole::Coordinator),
        Role::Admin => Some(ActorRole::Admin),
    }
}

/// Whether `actor` sees `request`. The store's scope says the same in SQL; a property test holds the two together.
pub fn can_view(actor: &Actor, hidden: bool) -> bool {
    !hidden || actor.coordinates() || matches!(actor, Actor::System(_))
}

/// What `actor` could do now: permitted, and possible.
pub fn allowed(
    actor: &Actor,
    request: &DataRequest,
    supports: bool,
    today: jiff::civil::Date,
) -> Vec<ActionKind> {
    let fits = |action: &ActionKind| {
        // A part is not split again.
        let whole = *action != ActionKind::Split || request.part_of.is_none();
        whole
            && authorize(actor, &Intent::any(*action), request, supports)
                .is_ok_and(|permit| request.standing.possible(*action, permit.role(), today).is_ok())
    };
    ActionKind::ALL.iter().copied().filter(fits).collect()
}

#[cfg(test)]
pub(crate) mod tests;
