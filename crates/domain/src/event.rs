//! The immutable fact: what happened to a request, when, by whom. Replaying them gives where the request stands.
//!
//! An event row holds ids, keys and dates only; free text lives in passages, which can be erased.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    evidence::{Fault, Found},
    freshness::Signal,
    ids::{AreaId, EventId, PersonId, RequestId},
    keys::keys,
    reference::Reference,
    status::{ActionKind, Ground, HideReason, Kind, Outcome, Status, Verdict},
};

keys! {
    /// What an event tells: an action, or one of the things that happen to a request without one.
    EventKind {
        File = "file",
        Assign = "assign",
        Ask = "ask",
        Reply = "reply",
        Lapse = "lapse",
        Plan = "plan",
        Start = "start",
        Inform = "inform",
        Answer = "answer",
        Confirm = "confirm",
        Dispute = "dispute",
        Expire = "expire",
        Reopen = "reopen",
        Extend = "extend",
        Merge = "merge",
        Unmerge = "unmerge",
        Split = "split",
        Withdraw = "withdraw",
        Edit = "edit",
        Hide = "hide",
        Unhide = "unhide",
        Redact = "redact",
        MergedIn = "merged_in",
        DueMoved = "due_moved",
        Imported = "imported",
        EvidenceChecked = "evidence_checked",
        PartAnswered = "part_answered",
        /// Whoever voiced it at a meeting took it for theirs.
        Claimed = "claimed",
        /// The area that had it is no more: its work goes on in another.
        AreaMoved = "area_moved",
    }
}

impl EventKind {
    /// The action this event is the trace of.
    pub fn action(self) -> Option<ActionKind> {
        ActionKind::parse(self.as_str())
    }
}

impl From<ActionKind> for EventKind {
    fn from(action: ActionKind) -> Self {
        use ActionKind as A;
        match action {
            A::File => Self::File,
            A::Assign => Self::Assign,
            A::Ask => Self::Ask,
            A::Reply => Self::Reply,
            A::Lapse => Self::Lapse,
            A::Plan => Self::Plan,
            A::Start => Self::Start,
            A::Inform => Self::Inform,
            A::Answer => Self::Answer,
            A::Confirm => Self::Confirm,
            A::Dispute => Self::Dispute,
            A::Expire => Self::Expire,
            A::Reopen => Self::Reopen,
            A::Extend => Self::Extend,
            A::Merge => Self::Merge,
            A::Unmerge => Self::Unmerge,
            A::Split => Self::Split,
            A::Withdraw => Self::Withdraw,
            A::Edit => Self::Edit,
            A::Hide => Self::Hide,
            A::Unhide => Self::Unhide,
            A::Redact => Self::Redact,
        }
    }
}

keys! {
    /// In what capacity somebody acted on a request.
    ActorRole {
        Requester = "requester",
        Supporter = "supporter",
        Liaison = "liaison",
        Coordinator = "coordinator",
        Admin = "admin",
        System = "system",
    }
}

impl ActorRole {
    /// Whether this is government staff, whose actions need an official message.
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Liaison | Self::Coordinator | Self::Admin)
    }
}

/// The facts of an event: the action's own fields, and what changed with it. Absent where they do not apply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    missing_docs,
    reason = "each is the field of the contract with the same name (PRODUCT §2.2, §6)"
)]
pub struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_from: Option<AreaId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requester: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_before: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_before: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    /// The verdict was given by staff of the answering area: left out of satisfaction.
    #[serde(skip_serializing_if = "is_false")]
    pub by_area_staff: bool,
    /// Written by staff on the requester's behalf.
    #[serde(skip_serializing_if = "is_false")]
    pub on_behalf: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub correction: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub into: Option<RequestId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<RequestId>,
    #[serde(skip_serializing_if = "is_false")]
    pub undone: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<HideReason>,
    /// The fields an edit changed; their old and new texts are passages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// For a part: the day 0 of the whole, and whether its term was extended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_0: Option<Date>,
    #[serde(skip_serializing_if = "is_false")]
    pub extended: bool,
    /// What a look at the dataset found, and since when its data is what it is, as what told so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signal: Option<Signal>,
    /// For an import: the request came in already ended, so no clock ran.
    #[serde(skip_serializing_if = "is_false")]
    pub ended: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// What happened, before it has a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: EventKind,
    /// The status before; none for the first event.
    pub from: Option<Status>,
    /// The status after.
    pub to: Status,
    /// When, in UTC.
    pub at: Timestamp,
    /// The local date of `at`.
    pub on: Date,
    /// Who; none for the system.
    pub actor: Option<PersonId>,
    /// In what capacity.
    pub role: ActorRole,
    /// The facts.
    pub details: Details,
}

/// A stored event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Row number; within one request, later events have larger ones.
    pub id: EventId,
    /// The request it belongs to.
    pub request: RequestId,
    /// What happened.
    pub change: Change,
}
