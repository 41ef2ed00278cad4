//! Who hears of an event: a pure function from what happened to who is told and by which mail (PRODUCT §3).

use crate::{
    event::{Change, EventKind},
    evidence::Found,
    ids::PersonId,
    keys::keys,
    standing::{Reminder, Standing},
};

keys! {
    /// One e-mail message each; the folder of its templates has the same name.
    MailKind {
        ConfirmEmail = "confirm_email",
        SignIn = "sign_in",
        Receipt = "receipt",
        Assigned = "assigned",
        DeskAssigned = "desk_assigned",
        Question = "question",
        Replied = "replied",
        Planned = "planned",
        Redated = "redated",
        Started = "started",
        Informed = "informed",
        Answered = "answered",
        Corrected = "corrected",
        VerdictAsked = "verdict_asked",
        Confirmed = "confirmed",
        Disputed = "disputed",
        DisputedAgain = "disputed_again",
        Extended = "extended",
        Closed = "closed",
        LapseWarning = "lapse_warning",
        Lapsed = "lapsed",
        Reopened = "reopened",
        Merged = "merged",
        MergedIn = "merged_in",
        Unmerged = "unmerged",
        Split = "split",
        Withdrawn = "withdrawn",
        Hidden = "hidden",
        Unhidden = "unhidden",
        Redacted = "redacted",
        Edited = "edited",
        Commented = "commented",
        Mentioned = "mentioned",
        DatasetUpdated = "dataset_updated",
        DatasetStale = "dataset_stale",
        EvidenceBroken = "evidence_broken",
        PromisePassed = "promise_passed",
        DueSoon = "due_soon",
        Overdue = "overdue",
        NewRequest = "new_request",
        Digest = "digest",
        DeskWeekly = "desk_weekly",
        MailStuck = "mail_stuck",
        Invited = "invited",
    }
}

keys! {
    /// Who is told by the worker rather than in the transaction: they may be a hundred thousand.
    Rule {
        Supporters = "supporters",
        Followers = "followers",
    }
}

/// Who is told in the transaction: a handful.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// Whose request it is now.
    Requester,
    /// Whose request it was.
    Former(PersonId),
    /// The liaison it was given to, else all liaisons of the area.
    Desk,
    /// The coordinators.
    Coordinators,
    /// The head of the area: an address without an account, told of what goes on too long.
    Head,
}

/// Who hears of an event, and by which mail. Never the actor, but for the receipt: whoever writes the rows sees to that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    /// Told in the transaction.
    pub direct: Vec<(Recipient, MailKind)>,
    /// Told by the worker. Supporters hear at once, unless they want to hear nothing; followers who asked for that, the
    /// others in their digest.
    pub fanout: Vec<(Rule, MailKind)>,
}

/// Who hears of `change`, which took a request from `before` (none for the first event) to `after`.
pub fn audience(change: &Change, before: Option<&Standing>, after: &Standing) -> Audience {
    use MailKind as M;
    use Recipient::{Coordinators, Desk, Former, Requester};
    let followers = |kind| vec![(Rule::Followers, kind)];
    let supporters = |kind| vec![(Rule::Supporters, kind)];
    let details = &change.details;
    let (direct, fanout) = match change.kind {
        EventKind::File => (vec![(Requester, M::Receipt)], vec![]),
        EventKind::Assign => {
            let moved = before.is_none_or(|before| before.area != after.area);
            // A part is announced by the split of the whole, once.
            let told = moved && details.source.is_none();
            let requester = told.then_some((Requester, M::Assigned));
            (
                requester.into_iter().chain([(Desk, M::DeskAssigned)]).collect(),
                vec![],
            )
        }
        EventKind::Ask => (vec![(Requester, M::Question)], vec![]),
        EventKind::Reply => (vec![(Desk, M::Replied)], vec![]),
        EventKind::Plan => {
            let redated = before.is_some_and(|before| after.promise.slips > before.promise.slips);
            let kind = if redated { M::Redated } else { M::Planned };
            (vec![(Requester, kind)], followers(kind))
        }
        EventKind::Start => (vec![(Requester, M::Started)], followers(M::Started)),
        EventKind::Inform => (vec![(Requester, M::Informed)], followers(M::Informed)),
        EventKind::Extend => (vec![(Requester, M::Extended)], vec![]),
        EventKind::Answer => {
            let kind = if details.correction {
                M::Corrected
            } else {
                M::Answered
            };
            (vec![(Requester, kind)], followers(kind))
        }
        EventKind::Confirm => (vec![(Desk, M::Confirmed)], followers(M::Closed)),
        EventKind::Expire => (vec![(Requester, M::Closed)], followers(M::Closed)),
        EventKind::Dispute => {
            let mut direct = vec![(Desk, M::Disputed)];
            if after.disputes >= 2 {
                direct.push((Coordinators, M::DisputedAgain));
            }
            (direct, followers(M::Disputed))
        }
        EventKind::Reopen => {
            let former = before
                .map(|before| before.requester)
                .filter(|former| *former != after.requester);
            let mut direct = vec![
                (former.map_or(Requester, Former), M::Reopened),
                (Desk, M::Reopened),
            ];
            if after.area.is_none() {
                direct.push((Coordinators, M::Reopened));
            }
            (direct, followers(M::Reopened))
        }
        EventKind::Lapse => (vec![(Requester, M::Lapsed)], supporters(M::Lapsed)),
        EventKind::Withdraw => (vec![(Desk, M::Withdrawn)], supporters(M::Withdrawn)),
        EventKind::Merge => (vec![(Requester, M::Merged)], followers(M::Merged)),
        EventKind::Unmerge => (vec![(Requester, M::Unmerged)], vec![]),
        EventKind::MergedIn if !details.undone => (vec![(Desk, M::MergedIn)], vec![]),
        EventKind::Split => (vec![(Requester, M::Split)], vec![]),
        EventKind::Edit if change.role.is_staff() => (vec![(Requester, M::Edited)], followers(M::Edited)),
        EventKind::Edit => (vec![], followers(M::Edited)),
        EventKind::Hide => (vec![(Requester, M::Hidden)], vec![]),
        EventKind::Unhide => (vec![(Requester, M::Unhidden)], vec![]),
        EventKind::Redact => (vec![(Requester, M::Redacted)], vec![]),
        EventKind::EvidenceChecked => match details.found {
            Some(Found::Updated) => (vec![(Requester, M::DatasetUpdated)], followers(M::DatasetUpdated)),
            Some(Found::Stale) => (vec![(Desk, M::DatasetStale)], vec![]),
            Some(Found::Broken) => (vec![(Desk, M::EvidenceBroken)], vec![]),
            Some(Found::Ok) | None => (vec![], vec![]),
        },
        EventKind::MergedIn
        | EventKind::DueMoved
        | EventKind::Imported
        | EventKind::PartAnswered
        | EventKind::Claimed
        | EventKind::AreaMoved => (vec![], vec![]),
    };
    Audience { direct, fanout }
}

/// Which mail reminds of it, and whom.
pub const fn reminded(reminder: Reminder) -> (MailKind, &'static [Recipient]) {
    match reminder {
        Reminder::LapseWarning => (MailKind::LapseWarning, &[Recipient::Requester]),
        Reminder::SecondAsking => (MailKind::VerdictAsked, &[Recipient::Requester]),
        Reminder::DueIn5 | Reminder::DueIn1 => (MailKind::DueSoon, &[Recipient::Desk]),
        Reminder::Overdue => (MailKind::Overdue, &[Recipient::Desk]),
        Reminder::OverdueBy5 | Reminder::OverdueBy10 => (MailKind::Overdue, &[Recipient::Head]),
        Reminder::OverdueBy20 => (MailKind::Overdue, &[Recipient::Coordinators]),
        Reminder::PromisePassed => (MailKind::PromisePassed, &[Recipient::Requester, Recipient::Desk]),
        Reminder::PromiseLateBy10 => (MailKind::PromisePassed, &[Recipient::Head]),
    }
}

/// Whether a mail is a reminder: those leave in working hours.
pub fn is_reminder(kind: MailKind) -> bool {
    Reminder::ALL.iter().any(|reminder| reminded(*reminder).0 == kind)
}
