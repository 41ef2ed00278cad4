//! Why something was refused, in words: one function for each kind of refusal of the domain.

use domain::{
    field::{FieldCode, FieldError},
    locale::Locale,
    policy::Denied,
    reference::Reference,
    standing::Refusal,
    status::{ActionKind, HideReason, Status},
};

use crate::{
    format,
    names::{self, Named},
    words::{Args, Words},
};

/// What goes wrong before any rule is asked, or without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The token is unknown, expired or revoked.
    BadToken,
    /// There is nothing at this address for this reader.
    NotFound,
    /// The request is hidden; its 404 says why.
    Hidden(Reference, HideReason),
    /// The body is not what it should be at all.
    Unparsable,
    /// No such action.
    UnknownAction,
    /// Fields are missing or wrong; each says what.
    Invalid,
    /// `If-Match` is missing.
    IfMatchRequired,
    /// Somebody was first: the version it has now.
    Stale(i64),
    /// The idempotency key came with another body before.
    KeyReused,
    /// Too many in a row: seconds to wait.
    TooMany(i64),
    /// The body is too large.
    TooLarge,
    /// The method is not for this address.
    Method,
    /// Our fault.
    Internal,
    /// Busy, or going down.
    Unavailable,
}

impl Problem {
    /// One of each, for checks.
    pub fn samples() -> [Self; 14] {
        [
            Self::BadToken,
            Self::NotFound,
            Self::Hidden(
                Reference {
                    year: 2026,
                    number: 123,
                },
                HideReason::Spam,
            ),
            Self::Unparsable,
            Self::UnknownAction,
            Self::Invalid,
            Self::IfMatchRequired,
            Self::Stale(7),
            Self::KeyReused,
            Self::TooMany(30),
            Self::TooLarge,
            Self::Method,
            Self::Internal,
            Self::Unavailable,
        ]
    }
}

/// What went wrong, in a sentence.
pub fn problem(words: &Words, locale: Locale, problem: Problem) -> String {
    let (key, args) = match problem {
        Problem::BadToken => ("error-bad-token", Args::new()),
        Problem::NotFound => ("error-not-found", Args::new()),
        Problem::Hidden(reference, reason) => {
            let reason = words.name(locale, reason);
            (
                "error-hidden",
                Args::new()
                    .with("reference", reference.to_string())
                    .with("reason", reason),
            )
        }
        Problem::Unparsable => ("error-unparsable", Args::new()),
        Problem::UnknownAction => ("error-unknown-action", Args::new()),
        Problem::Invalid => ("error-invalid", Args::new()),
        Problem::IfMatchRequired => ("error-if-match-required", Args::new()),
        Problem::Stale(version) => ("error-stale", Args::new().with("version", version)),
        Problem::KeyReused => ("error-key-reused", Args::new()),
        Problem::TooMany(seconds) => ("error-too-many", Args::new().with("seconds", seconds)),
        Problem::TooLarge => ("error-too-large", Args::new()),
        Problem::Method => ("error-method", Args::new()),
        Problem::Internal => ("error-internal", Args::new()),
        Problem::Unavailable => ("error-unavailable", Args::new()),
    };
    words.text(locale, key, &args)
}

/// What is wrong with a field.
pub fn field(words: &Words, locale: Locale, error: &FieldError) -> String {
    let key = match error.code {
        FieldCode::Required => "error-required",
        FieldCode::TooShort => "error-too-short",
        FieldCode::TooLong => "error-too-long",
        FieldCode::UnknownValue => "error-unknown-value",
        FieldCode::WrongType => "error-wrong-type",
        FieldCode::NotADate => "error-not-a-date",
        FieldCode::DatePast => "error-date-past",
        FieldCode::DateTooFar => "error-date-too-far",
        FieldCode::DateFuture => "error-date-future",
        FieldCode::NotAnEmail => "error-not-an-email",
        FieldCode::NotAUrl => "error-not-a-url",
        FieldCode::NotAnArea => "error-not-an-area",
        FieldCode::NotALiaison => "error-not-a-liaison",
        FieldCode::NotATheme => "error-not-a-theme",
        FieldCode::NotARequest => "error-not-a-request",
        FieldCode::NotMergeable => "error-not-mergeable",
        FieldCode::OutOfRange => "error-out-of-range",
        FieldCode::NotYours => "error-not-yours",
        FieldCode::LastAdmin => "error-last-admin",
        FieldCode::Guessable => "error-guessable",
        FieldCode::UnknownVariable => "error-unknown-variable",
        FieldCode::NotASlug => "error-not-a-slug",
        FieldCode::NotAKey => "error-not-a-key",
        FieldCode::Taken => "error-taken",
        FieldCode::NotADataset => "error-not-a-dataset",
        FieldCode::PrivateDataset => "error-private-dataset",
        FieldCode::UseDispute => "error-use-dispute",
        FieldCode::NothingToChange => "error-nothing-to-change",
        FieldCode::NotFound => "error-not-found",
        FieldCode::StaffOnly => "error-staff-only",
        FieldCode::AreaClosed => "error-area-closed",
        FieldCode::NoTermsToSearch => "error-no-terms",
        FieldCode::BadCursor => "error-bad-cursor",
    };
    words.text(
        locale,
        key,
        &Args::new().with("bound", error.bound.unwrap_or_default()),
    )
}

/// Why somebody may not. `area` is the name of the area responsible, if there is one: it says whose it is.
pub fn denied(words: &Words, locale: Locale, denied: Denied, area: Option<&str>) -> String {
    let say = |key| words.text(locale, key, &Args::new());
    match denied {
        Denied::SignIn => say("error-unauthenticated"),
        Denied::ReadOnlyToken => say("error-read-only-token"),
        Denied::NotRequester => say("error-not-requester"),
        Denied::NotAuthor => say("error-not-author"),
        Denied::NotInvolved => say("error-not-involved"),
        Denied::NotYourArea(_) => match area {
            Some(area) => {
                let area = format::the(words, locale, area);
                words.text(locale, "error-not-your-area", &Args::new().with("area", area))
            }
            None => say("error-no-area-yet"),
        },
        Denied::NotCoordinator => say("error-not-coordinator"),
        Denied::NotAdmin => say("error-not-admin"),
        Denied::NotWhileStaff => say("error-not-while-staff"),
        Denied::NotStaff => say("error-not-staff"),
        Denied::NotSystem => say("error-not-system"),
        Denied::TooManyTransfers => say("error-too-many-transfers"),
        Denied::OnlyOwnArea => say("error-only-own-area"),
        Denied::FieldNotYours(field) => {
            let name = names::edit_field_key(field).map_or_else(|| field.to_owned(), say);
            words.text(locale, "error-field-not-yours", &Args::new().with("field", name))
        }
        Denied::SplitParent => say("error-split-parent"),
    }
}

/// Why an action is not possible now; `allowed` is what is.
pub fn refused(
    words: &Words,
    locale: Locale,
    refusal: Refusal,
    status: Status,
    allowed: impl IntoIterator<Item = ActionKind>,
) -> String {
    let say = |key| words.text(locale, key, &Args::new());
    match refusal {
        Refusal::Status => {
            let status = words.name(locale, status);
            let allowed: Vec<String> = allowed.into_iter().map(|action| say(action.name_key())).collect();
            let key = if allowed.is_empty() {
                "error-status-none"
            } else {
                "error-status"
            };
            words.text(
                locale,
                key,
                &Args::new()
                    .with("status", status)
                    .with("allowed", allowed.join(", ")),
            )
        }
        Refusal::Hidden => say("error-while-hidden"),
        Refusal::NotHidden => say("error-not-hidden"),
        Refusal::Duplicate => say("error-duplicate"),
        Refusal::NotMerged => say("error-not-merged"),
        Refusal::TooLate => say("error-too-late"),
        Refusal::Extended => say("error-already-extended"),
        Refusal::NothingToExtend => say("error-nothing-to-extend"),
        Refusal::Split => say("error-already-split"),
        Refusal::EditTooLate => say("error-edit-too-late"),
        Refusal::OwnRequest => say("error-own-request"),
        Refusal::CommentsClosed => say("error-comments-closed"),
        Refusal::TooManyFiles => say("file-refused-too_many_files"),
        Refusal::CommentRedacted => say("error-comment-redacted"),
        Refusal::NoChange => say("error-no-change"),
    }
}
