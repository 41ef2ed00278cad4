//! The state machine, nothing else: statuses, outcomes, actions, and which action is possible from which status.

use crate::keys::keys;

keys! {
    /// Where a request stands.
    Status {
        Received = "received",
        UnderReview = "under_review",
        NeedsInfo = "needs_info",
        Planned = "planned",
        InPreparation = "in_preparation",
        Answered = "answered",
        Closed = "closed",
    }
}

keys! {
    /// Statuses grouped as people ask for them.
    Category {
        Open = "open",
        Waiting = "waiting",
        Answered = "answered",
        Closed = "closed",
    }
}

impl Status {
    /// The group this status belongs to.
    pub const fn category(self) -> Category {
        match self {
            Self::Received | Self::UnderReview | Self::Planned | Self::InPreparation => Category::Open,
            Self::NeedsInfo => Category::Waiting,
            Self::Answered => Category::Answered,
            Self::Closed => Category::Closed,
        }
    }

    /// Whether somebody still has to answer: the area, or for now the requester.
    pub const fn is_open(self) -> bool {
        matches!(self.category(), Category::Open | Category::Waiting)
    }
}

keys! {
    /// How a request ended.
    Outcome {
        Published = "published",
        AlreadyExists = "already_exists",
        Partial = "partial",
        AvailableElsewhere = "available_elsewhere",
        NotSuitable = "not_suitable",
        NotHeld = "not_held",
        OutOfScope = "out_of_scope",
        Duplicate = "duplicate",
        Withdrawn = "withdrawn",
        Lapsed = "lapsed",
        NotAnswered = "not_answered",
    }
}

impl Outcome {
    /// Data was given: the promise is kept by it, and the five stages are shown to their end.
    pub const fn is_data(self) -> bool {
        matches!(self, Self::Published | Self::AlreadyExists | Self::Partial)
    }

    /// A refusal: the verdict asks whether the answer is understood, apart from satisfaction.
    pub const fn is_refusal(self) -> bool {
        matches!(self, Self::NotSuitable | Self::NotHeld | Self::OutOfScope)
    }

    /// Whether the action `answer` may give it; the others come from actions of their own.
    pub const fn is_an_answer(self) -> bool {
        !matches!(
            self,
            Self::Duplicate | Self::Withdrawn | Self::Lapsed | Self::NotAnswered
        )
    }
}

keys! {
    /// The law that keeps data from being published.
    Ground {
        PersonalData = "personal_data",
        TaxSecrecy = "tax_secrecy",
        StatisticalSecrecy = "statistical_secrecy",
        Security = "security",
        CommercialSecrecy = "commercial_secrecy",
        UnderInvestigation = "under_investigation",
        OtherLaw = "other_law",
    }
}

keys! {
    /// What is asked for.
    Kind {
        NewDataset = "new_dataset",
        Update = "update",
        Frequency = "frequency",
        Improvement = "improvement",
        Locate = "locate",
    }
}

impl Kind {
    /// Whether the request is about a dataset that exists, which it then has to name.
    pub const fn needs_dataset(self) -> bool {
        matches!(self, Self::Update | Self::Frequency | Self::Improvement)
    }
}

keys! {
    /// The door a request came in by.
    Origin {
        Web = "web",
        Api = "api",
        Email = "email",
        WorkTable = "work_table",
        Import = "import",
        Ley104 = "ley104",
        Staff = "staff",
    }
}

keys! {
    /// Why a request is hidden.
    HideReason {
        Spam = "spam",
        PersonalData = "personal_data",
        Abuse = "abuse",
        Illegal = "illegal",
        Mistake = "mistake",
    }
}

keys! {
    /// What the requester says of the answer.
    Verdict {
        Yes = "yes",
        Partly = "partly",
        None = "none",
    }
}

keys! {
    /// The only ways anything changes (PRODUCT §2.2).
    ActionKind {
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
    }
}

/// Where an action leads. What it leads *back* to is known by the request, not by its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The status does not change.
    Stay,
    /// To this status.
    To(Status),
    /// Back to the status before the question.
    BackFromQuestion,
    /// Back to the status before the merge.
    BackFromMerge,
    /// To `under_review`, or to `received` where no area is responsible.
    BackToWork,
}

/// The action is not possible from this status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{attempted} is not possible from {from}")]
pub struct Refused {
    /// The status it was tried from.
    pub from: Status,
    /// The action tried.
    pub attempted: ActionKind,
}

/// Where `action` leads from `status`. Every pair is decided here, by name: a new status or action does not compile until
/// somebody has thought about it. What depends on more than the status is decided by [`crate::standing`].
pub const fn apply(status: Status, action: ActionKind) -> Result<Next, Refused> {
    use ActionKind as A;
    use Next::{BackFromMerge, BackFromQuestion, BackToWork, Stay, To};
    use Status::{Answered, Closed, InPreparation, NeedsInfo, Planned, Received, UnderReview};

    let refused = Err(Refused {
        from: status,
        attempted: action,
    });
    match (action, status) {
        (A::File, Received | UnderReview | NeedsInfo | Planned | InPreparation | Answered | Closed) => {
            refused
        }

        (A::Assign, Received) => Ok(To(UnderReview)),
        (A::Assign, UnderReview | NeedsInfo | Planned | InPreparation) => Ok(Stay),
        (A::Assign, Answered | Closed) => refused,

        (A::Ask, Received | UnderReview | Planned | InPreparation) => Ok(To(NeedsInfo)),
        (A::Ask, NeedsInfo | Answered | Closed) => refused,

        (A::Reply, NeedsInfo) => Ok(BackFromQuestion),
        (A::Reply, Received | UnderReview | Planned | InPreparation | Answered | Closed) => refused,

        (A::Lapse, NeedsInfo) => Ok(To(Closed)),
        (A::Lapse, Received | UnderReview | Planned | InPreparation | Answered | Closed) => refused,

        (A::Plan, UnderReview | NeedsInfo | Planned) => Ok(To(Planned)),
        (A::Plan, InPreparation) => Ok(Stay),
        (A::Plan, Received | Answered | Closed) => refused,

        (A::Start, UnderReview | NeedsInfo | Planned) => Ok(To(InPreparation)),
        (A::Start, Received | InPreparation | Answered | Closed) => refused,

        (A::Inform, Received | UnderReview | NeedsInfo | Planned | InPreparation | Answered) => Ok(Stay),
        (A::Inform, Closed) => refused,

        (A::Answer, Received | UnderReview | NeedsInfo | Planned | InPreparation) => Ok(To(Answered)),
        (A::Answer, Answered) => Ok(Stay),
        (A::Answer, Closed) => refused,

        (A::Confirm | A::Expire, Answered) => Ok(To(Closed)),
        (A::Dispute, Answered) => Ok(BackToWork),
        (
            A::Confirm | A::Expire | A::Dispute,
            Received | UnderReview | NeedsInfo | Planned | InPreparation | Closed,
        ) => refused,

        (A::Reopen, Closed) => Ok(BackToWork),
        (A::Reopen, Received | UnderReview | NeedsInfo | Planned | InPreparation | Answered) => refused,

        (A::Extend, Received | UnderReview | NeedsInfo) => Ok(Stay),
        (A::Extend, Planned | InPreparation | Answered | Closed) => refused,

        (A::Merge, Received | UnderReview | NeedsInfo | Planned | InPreparation) => Ok(To(Closed)),
        (A::Merge, Answered | Closed) => refused,
        (A::Unmerge, Closed) => Ok(BackFromMerge),
        (A::Unmerge, Received | UnderReview | NeedsInfo | Planned | InPreparation | Answered) => refused,

        (A::Split, Received | UnderReview) => Ok(Stay),
        (A::Split, NeedsInfo | Planned | InPreparation | Answered | Closed) => refused,

        (A::Withdraw, Received | UnderReview | NeedsInfo | Planned | InPreparation | Answered) => {
            Ok(To(Closed))
        }
        (A::Withdraw, Closed) => refused,

        (
            A::Edit | A::Hide | A::Unhide | A::Redact,
            Received | UnderReview | NeedsInfo | Planned | InPreparation | Answered | Closed,
        ) => Ok(Stay),
    }
}
