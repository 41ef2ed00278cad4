//! Who hears of an event: a pure function from what happened to who is told and by which mail (PRODUCT §3).

use crate::keys::keys;

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
        PromisePassed = "promise_passed",
        NewRequest = "new_request",
    }
}
