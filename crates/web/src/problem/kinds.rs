//! The status and the stable code of each fault.

use axum::http::StatusCode;
use domain::{attachment::FileRefusal, policy::Denied, standing::Refusal};

use super::Fault;

impl Fault {
    /// Its HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unauthenticated | Self::BadToken => StatusCode::UNAUTHORIZED,
            Self::NotFound | Self::Hidden(..) => StatusCode::NOT_FOUND,
            Self::Denied(_) | Self::Forged => StatusCode::FORBIDDEN,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Refused(..) => StatusCode::CONFLICT,
            Self::Stale(_) => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::File(refusal) => file_status(*refusal),
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Unparsable | Self::UnknownAction | Self::Invalid(_) | Self::KeyReused => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::IfMatchRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Moved(_) => StatusCode::PERMANENT_REDIRECT,
        }
    }

    /// The stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::BadToken => "bad_token",
            Self::NotFound => "not_found",
            Self::Hidden(..) => "hidden",
            Self::Denied(denied) => denied_code(*denied),
            Self::Method => "method_not_allowed",
            Self::Slow => "too_slow",
            Self::Refused(refusal, ..) => refused_code(*refusal),
            Self::Stale(_) => "stale",
            Self::TooLarge => "too_large",
            Self::File(refusal) => refusal.as_str(),
            Self::MediaType => "unsupported_media_type",
            Self::WrongHost => "wrong_host",
            Self::Unparsable => "unparsable",
            Self::UnknownAction => "unknown_action",
            Self::Invalid(_) => "invalid",
            Self::KeyReused => "key_reused",
            Self::IfMatchRequired => "if_match_required",
            Self::TooMany(_) => "too_many",
            Self::Internal => "internal",
            Self::Unavailable => "unavailable",
            Self::Forged => "forged",
            Self::Moved(_) => "moved",
        }
    }
}

/// The HTTP status of a file that is not taken.
pub fn file_status(refusal: FileRefusal) -> StatusCode {
    match refusal {
        FileRefusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        FileRefusal::TooMany | FileRefusal::Gone | FileRefusal::Empty => StatusCode::UNPROCESSABLE_ENTITY,
        FileRefusal::Type
        | FileRefusal::Archive
        | FileRefusal::Program
        | FileRefusal::Disguised
        | FileRefusal::Bomb
        | FileRefusal::Locked
        | FileRefusal::Broken => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        FileRefusal::PersonQuota => StatusCode::TOO_MANY_REQUESTS,
        FileRefusal::HouseQuota => StatusCode::INSUFFICIENT_STORAGE,
    }
}

fn denied_code(denied: Denied) -> &'static str {
    match denied {
        Denied::SignIn => "unauthenticated",
        Denied::ReadOnlyToken => "read_only_token",
        Denied::NotRequester => "not_requester",
        Denied::NotAuthor => "not_author",
        Denied::NotInvolved => "not_involved",
        Denied::NotYourArea(_) => "not_your_area",
        Denied::NotCoordinator => "not_coordinator",
        Denied::NotAdmin => "not_admin",
        Denied::NotStaff => "not_staff",
        Denied::NotWhileStaff => "not_while_staff",
        Denied::NotSystem => "not_system",
        Denied::TooManyTransfers => "too_many_transfers",
        Denied::OnlyOwnArea => "only_own_area",
        Denied::FieldNotYours(_) => "field_not_yours",
        Denied::SplitParent => "split_parent",
    }
}

fn refused_code(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Status => "wrong_status",
        Refusal::Hidden => "while_hidden",
        Refusal::NotHidden => "not_hidden",
        Refusal::Duplicate => "duplicate",
        Refusal::NotMerged => "not_merged",
        Refusal::TooLate => "too_late",
        Refusal::Extended => "already_extended",
        Refusal::NothingToExtend => "nothing_to_extend",
        Refusal::Split => "already_split",
        Refusal::EditTooLate => "edit_too_late",
        Refusal::OwnRequest => "own_request",
        Refusal::CommentsClosed => "comments_closed",
        Refusal::TooManyFiles => "too_many_files",
        Refusal::CommentRedacted => "comment_redacted",
        Refusal::NoChange => "no_change",
    }
}
