//! Faults in words.

use axum::http::StatusCode;
use domain::{
    field::{FieldCode, FieldError, Invalid},
    locale::Locale,
};
use render::{
    Args, Words,
    problems::{self, Problem as Said},
};

use super::{Fault, Wrong};

/// The kind of problem, by its status.
pub(super) fn title(words: &Words, locale: Locale, status: StatusCode) -> String {
    let key = match status.as_u16() {
        401 => "problem-title-unauthorized",
        403 => "problem-title-forbidden",
        404 => "problem-title-not-found",
        405 => "problem-title-method",
        408 => "problem-title-slow",
        409 => "problem-title-conflict",
        412 => "problem-title-stale",
        413 => "problem-title-too-large",
        415 => "problem-title-media-type",
        421 => "problem-title-wrong-host",
        422 => "problem-title-invalid",
        507 => "problem-title-no-room",
        428 => "problem-title-if-match",
        429 => "problem-title-too-many",
        503 => "problem-title-unavailable",
        _ => "problem-title-internal",
    };
    words.text(locale, key, &Args::new())
}

impl Fault {
    /// What happened, and what can be done. `area` names the area whose request it is.
    pub(crate) fn detail(&self, words: &Words, locale: Locale, area: Option<&str>) -> String {
        let say = |problem| problems::problem(words, locale, problem);
        let text = |key| words.text(locale, key, &Args::new());
        match self {
            Self::Unauthenticated => text("error-unauthenticated"),
            Self::BadToken => say(Said::BadToken),
            Self::NotFound => say(Said::NotFound),
            Self::Hidden(reference, reason) => say(Said::Hidden(*reference, *reason)),
            Self::Denied(denied) => problems::denied(words, locale, *denied, area),
            Self::Method => say(Said::Method),
            Self::Slow => text("error-slow-body"),
            Self::Refused(refusal, status, allowed) => {
                problems::refused(words, locale, *refusal, *status, allowed.iter().copied())
            }
            Self::Stale(version) => say(Said::Stale(*version)),
            Self::TooLarge => say(Said::TooLarge),
            Self::File(refusal) => words.name(locale, *refusal),
            Self::MediaType => text("error-media-type"),
            Self::WrongHost => text("error-wrong-host"),
            Self::Unparsable => say(Said::Unparsable),
            Self::UnknownAction => say(Said::UnknownAction),
            Self::Invalid(_) => say(Said::Invalid),
            Self::KeyReused => say(Said::KeyReused),
            Self::IfMatchRequired => say(Said::IfMatchRequired),
            Self::TooMany(seconds) => say(Said::TooMany(*seconds)),
            Self::Forged => text("error-forged"),
            Self::Internal | Self::Moved(_) => say(Said::Internal),
            Self::Unavailable => say(Said::Unavailable),
        }
    }

    /// Each thing that is wrong, with a 422.
    pub(super) fn errors(&self, words: &Words, locale: Locale) -> Option<Vec<Wrong>> {
        let one = |pointer: &str, code| vec![FieldError::new(pointer, code)];
        let errors = match self {
            Self::Invalid(Invalid(errors)) => errors.clone(),
            Self::Unparsable => one("#", FieldCode::WrongType),
            Self::UnknownAction => one("#/action", FieldCode::UnknownValue),
            Self::KeyReused => one("#/header/idempotency-key", FieldCode::UnknownValue),
            _ => return None,
        };
        let wrong = |error: &FieldError| Wrong {
            pointer: error.pointer.clone(),
            code: error.code.as_str().replace('-', "_"),
            detail: problems::field(words, locale, error),
        };
        Some(errors.iter().map(wrong).collect())
    }
}
