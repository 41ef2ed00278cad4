//! What happened to a request, with the facts each mail needs: a variant that is built cannot lack one.

use domain::{
    action::RedactTarget,
    audience::MailKind,
    evidence::Fault,
    freshness::Signal,
    reference::Reference,
    status::{HideReason, Outcome, Status, Verdict},
};
use jiff::civil::Date;
use serde::Serialize;

use super::facts::{Dataset, Evidence, Part, Quote};

/// What happened. `area` is the name of the area that acted or is responsible; `None` means the open-data team.
/// `message` is the official text of the event, `due_on` the reference date as the event left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(
    missing_docs,
    reason = "the facts of PRODUCT §2.2, by their names there; what is not obvious is said"
)]
pub enum Happened {
    /// To the requester. `body` is the request itself; `filed_by` the staff member who filed it on their behalf.
    Receipt {
        body: String,
        due_on: Date,
        area: Option<String>,
        on_behalf: bool,
        filed_by: Option<String>,
    },
    /// To the requester, when the area changes. `transfer`: another area had it before.
    Assigned {
        area: String,
        transfer: bool,
        due_on: Option<Date>,
        message: Option<Quote>,
    },
    /// To the liaison or the area: it is theirs now. `body` is the request itself.
    DeskAssigned {
        area: String,
        transfer: bool,
        due_on: Option<Date>,
        body: String,
        message: Option<Quote>,
    },
    /// To the requester. `reply_by` is the last day to reply; `pauses`: the clock stops.
    Question {
        area: Option<String>,
        message: Quote,
        reply_by: Date,
        pauses: bool,
    },
    /// To the liaison. `status` is where the request went back to; the quote's role tells who wrote it.
    Replied {
        message: Quote,
        status: Status,
        due_on: Option<Date>,
    },
    /// To requester and followers.
    Planned {
        area: Option<String>,
        promised_on: Date,
        message: Quote,
    },
    /// To requester and followers. `slips` counts the later dates so far; `promised_before` is the date just replaced.
    Redated {
        area: Option<String>,
        promised_before: Date,
        promised_on: Date,
        slips: i64,
        message: Quote,
    },
    /// To requester and followers.
    Started {
        area: Option<String>,
        promised_on: Option<Date>,
        message: Option<Quote>,
    },
    /// To requester and followers: a progress note.
    Informed { area: Option<String>, message: Quote },
    /// To requester (asks the verdict until `verdict_by`, the last day) and followers.
    Answered {
        area: Option<String>,
        outcome: Outcome,
        evidence: Evidence,
        message: Quote,
        verdict_by: Date,
    },
    /// Like [`Self::Answered`], after a correction.
    Corrected {
        area: Option<String>,
        outcome: Outcome,
        evidence: Evidence,
        message: Quote,
        verdict_by: Date,
    },
    /// To the requester: the second asking. `message` is the answer of that day.
    VerdictAsked {
        area: Option<String>,
        outcome: Outcome,
        answered_on: Date,
        message: Quote,
        verdict_by: Date,
    },
    /// To the liaison, with the requester's words. `verdict` is never `None` here.
    Confirmed {
        outcome: Outcome,
        verdict: Verdict,
        rating: Option<u8>,
        message: Option<Quote>,
    },
    /// To liaison and followers.
    Disputed { message: Quote, due_on: Option<Date> },
    /// To the coordinators. `times`: how many answers were disputed so far.
    DisputedAgain {
        area: Option<String>,
        message: Quote,
        times: i64,
        due_on: Option<Date>,
    },
    /// To the requester.
    Extended {
        area: Option<String>,
        due_before: Date,
        due_on: Date,
        message: Quote,
    },
    /// To the followers, or to the requester when it expired (`verdict` `None`). `reopen_until` for the requester.
    Closed {
        outcome: Outcome,
        verdict: Verdict,
        message: Option<Quote>,
        reopen_until: Option<Date>,
    },
    /// To the requester. `message` is the question; `reply_by` the last day to reply.
    LapseWarning { message: Quote, reply_by: Date },
    /// To requester, supporters and followers. `message` is the question; `reopen_until` for requester and supporters.
    Lapsed {
        message: Quote,
        reopen_until: Option<Date>,
    },
    /// To liaison, requester (when another did it) and followers. The quote's role tells who did it.
    Reopened { message: Quote, due_on: Option<Date> },
    /// To the source's requester and followers. `waiting`: how many people wait for the target now.
    Merged {
        into: Reference,
        into_title: String,
        waiting: i64,
        message: Quote,
    },
    /// To the target's liaison; the mail is about the target. `waiting`: how many people wait for it now.
    MergedIn {
        source: Reference,
        source_title: String,
        waiting: i64,
        message: Option<Quote>,
    },
    /// To the source's requester. `status` is where it is again.
    Unmerged {
        from: Reference,
        from_title: String,
        status: Status,
        due_on: Option<Date>,
        message: Quote,
    },
    /// To the requester.
    Split { parts: Vec<Part>, message: Quote },
    /// To supporters and liaison. `waiting`: how many people still wait; `reopen_until` for supporters.
    Withdrawn {
        waiting: i64,
        reopen_until: Option<Date>,
        message: Option<Quote>,
    },
    /// To the requester, once.
    Hidden { reason: HideReason, message: Quote },
    /// To the requester.
    Unhidden {
        status: Status,
        due_on: Option<Date>,
        message: Option<Quote>,
    },
    /// To the requester. `reason` is what stands in place of the words; never the words themselves.
    Redacted {
        target: RedactTarget,
        reason: String,
        message: Option<Quote>,
    },
    /// To requester and followers: staff changed it. `fields` are the keys of the fields, as in `edit`.
    Edited { fields: Vec<String>, message: Quote },
    /// To the requester: a comment by staff.
    Commented { message: Quote },
    /// To staff: a note calls them by name. What it says stays at the desk.
    Mentioned { name: Option<String> },
    /// To requester and followers: what they asked to have renewed was, on `changed_on`, as `signal` tells. `verdict_by`: the last
    /// day to say whether it helps, where the answer waits for that.
    DatasetUpdated {
        dataset: Dataset,
        changed_on: Date,
        signal: Signal,
        verdict_by: Option<Date>,
    },
    /// To the liaison: it is older again than it says.
    DatasetStale {
        dataset: Dataset,
        changed_on: Date,
        signal: Signal,
    },
    /// To the liaison: what an answer rests on is not what was promised.
    EvidenceBroken { dataset: Dataset, fault: Fault },
    /// To requester, liaison and followers; to the head of the area once it is `late` by many working days.
    PromisePassed {
        area: Option<String>,
        promised_on: Date,
        slips: i64,
        late: u32,
    },
    /// To the liaison: `left` working days are left to answer. `waiting`: how many people need it too; `take`: nobody has
    /// taken it in yet; `extend`: the term may be extended.
    DueSoon {
        area: Option<String>,
        due_on: Date,
        left: u32,
        waiting: i64,
        take: bool,
        extend: bool,
    },
    /// To the liaison, the head of the area or the coordinators: it has been due for `late` working days.
    Overdue {
        area: Option<String>,
        due_on: Date,
        late: u32,
        waiting: i64,
    },
}

impl Happened {
    /// Which mail tells it.
    pub const fn kind(&self) -> MailKind {
        match self {
            Self::Receipt { .. } => MailKind::Receipt,
            Self::Assigned { .. } => MailKind::Assigned,
            Self::DeskAssigned { .. } => MailKind::DeskAssigned,
            Self::Question { .. } => MailKind::Question,
            Self::Replied { .. } => MailKind::Replied,
            Self::Planned { .. } => MailKind::Planned,
            Self::Redated { .. } => MailKind::Redated,
            Self::Started { .. } => MailKind::Started,
            Self::Informed { .. } => MailKind::Informed,
            Self::Answered { .. } => MailKind::Answered,
            Self::Corrected { .. } => MailKind::Corrected,
            Self::VerdictAsked { .. } => MailKind::VerdictAsked,
            Self::Confirmed { .. } => MailKind::Confirmed,
            Self::Disputed { .. } => MailKind::Disputed,
            Self::DisputedAgain { .. } => MailKind::DisputedAgain,
            Self::Extended { .. } => MailKind::Extended,
            Self::Closed { .. } => MailKind::Closed,
            Self::LapseWarning { .. } => MailKind::LapseWarning,
            Self::Lapsed { .. } => MailKind::Lapsed,
            Self::Reopened { .. } => MailKind::Reopened,
            Self::Merged { .. } => MailKind::Merged,
            Self::MergedIn { .. } => MailKind::MergedIn,
            Self::Unmerged { .. } => MailKind::Unmerged,
            Self::Split { .. } => MailKind::Split,
            Self::Withdrawn { .. } => MailKind::Withdrawn,
            Self::Hidden { .. } => MailKind::Hidden,
            Self::Unhidden { .. } => MailKind::Unhidden,
            Self::Redacted { .. } => MailKind::Redacted,
            Self::Edited { .. } => MailKind::Edited,
            Self::Commented { .. } => MailKind::Commented,
            Self::Mentioned { .. } => MailKind::Mentioned,
            Self::DatasetUpdated { .. } => MailKind::DatasetUpdated,
            Self::DatasetStale { .. } => MailKind::DatasetStale,
            Self::EvidenceBroken { .. } => MailKind::EvidenceBroken,
            Self::PromisePassed { .. } => MailKind::PromisePassed,
            Self::DueSoon { .. } => MailKind::DueSoon,
            Self::Overdue { .. } => MailKind::Overdue,
        }
    }
}
