//! Which actions are possible now, whoever has the right to them: the 409s of the contract.

use jiff::civil::Date;

use super::{REOPEN_DAYS, Standing};
use crate::{
    event::ActorRole,
    keys::keys,
    status::{ActionKind, Outcome, Status, apply},
};

keys! {
    /// Why an action is not possible now.
    Refusal {
        /// Not from this status.
        Status = "status",
        /// While hidden, only `unhide`, `edit` and `redact`.
        Hidden = "hidden",
        /// It is visible already.
        NotHidden = "not_hidden",
        /// A duplicate is unmerged, not reopened; and nothing hangs on it meanwhile.
        Duplicate = "duplicate",
        /// It was not merged.
        NotMerged = "not_merged",
        /// The sixty days are over.
        TooLate = "too_late",
        /// Extended already.
        Extended = "extended",
        /// The clock is past the point where an extension helps.
        NothingToExtend = "nothing_to_extend",
        /// Split already, or a part itself.
        Split = "split",
        /// The requester may edit while it is `received`, the area until it is closed.
        EditTooLate = "edit_too_late",
        /// Support and verdicts of one's own request.
        OwnRequest = "own_request",
        /// Comments are closed.
        CommentsClosed = "comments_closed",
        /// It has as many files as a request may have.
        TooManyFiles = "too_many_files",
        /// The comment was taken away by whoever moderates.
        CommentRedacted = "comment_redacted",
        /// The action changes nothing.
        NoChange = "no_change",
    }
}

impl Standing {
    /// Whether `action` is possible now for somebody acting as `role`, right or not; the reason when it is not.
    pub fn possible(&self, action: ActionKind, role: ActorRole, today: Date) -> Result<(), Refusal> {
        use ActionKind as A;
        if self.hidden.is_some() && !matches!(action, A::Unhide | A::Edit | A::Redact) {
            return Err(Refusal::Hidden);
        }
        apply(self.status, action).map_err(|_| Refusal::Status)?;
        match action {
            A::Unhide if self.hidden.is_none() => Err(Refusal::NotHidden),
            A::Unmerge if self.merged.is_none() => Err(Refusal::NotMerged),
            A::Reopen => self.may_reopen(role, today),
            A::Extend => self.may_extend(today),
            A::Split | A::Merge if self.split => Err(Refusal::Split),
            A::Edit if role == ActorRole::Requester && self.status != Status::Received => {
                Err(Refusal::EditTooLate)
            }
            A::Edit if role == ActorRole::Liaison && self.status == Status::Closed => {
                Err(Refusal::EditTooLate)
            }
            A::File
            | A::Assign
            | A::Ask
            | A::Reply
            | A::Lapse
            | A::Plan
            | A::Start
            | A::Inform
            | A::Answer
            | A::Confirm
            | A::Dispute
            | A::Expire
            | A::Merge
            | A::Unmerge
            | A::Split
            | A::Withdraw
            | A::Edit
            | A::Hide
            | A::Unhide
            | A::Redact => Ok(()),
        }
    }

    fn may_reopen(&self, role: ActorRole, today: Date) -> Result<(), Refusal> {
        if self.outcome == Some(Outcome::Duplicate) {
            return Err(Refusal::Duplicate);
        }
        let days = self
            .closed_on
            .map_or(0, |closed| today.duration_since(closed).as_hours() / 24);
        if !role.is_staff() && days > REOPEN_DAYS {
            Err(Refusal::TooLate)
        } else {
            Ok(())
        }
    }

    fn may_extend(&self, today: Date) -> Result<(), Refusal> {
        match self.round.due_on {
            _ if self.round.extended => Err(Refusal::Extended),
            Some(due) if self.round.result.is_none() && (self.is_paused() || today <= due) => Ok(()),
            _ => Err(Refusal::NothingToExtend),
        }
    }
}
