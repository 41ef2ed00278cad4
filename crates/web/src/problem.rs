//! What goes wrong, as `application/problem+json` (RFC 9457) or as a page: status, stable code, words in the reader's
//! language. Nothing of our insides is told.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{
    attachment::FileRefusal,
    field::{FieldCode, Invalid},
    policy::Denied,
    reference::Reference,
    standing::Refusal,
    status::{ActionKind, HideReason, Status},
};
use serde::Serialize;
use utoipa::ToSchema;

mod causes;
mod kinds;
mod tell;
mod words;

pub use tell::Asked;

/// Why there is no ordinary answer.
#[derive(Debug, Clone)]
pub enum Fault {
    /// 401: there is no token.
    Unauthenticated,
    /// 401: it is no live token.
    BadToken,
    /// 404: there is no such thing for this reader.
    NotFound,
    /// 404: hidden; reference and reason may be told.
    Hidden(Reference, HideReason),
    /// 403.
    Denied(Denied),
    /// 405.
    Method,
    /// 408: the body came too slowly.
    Slow,
    /// 409.
    Refused(Refusal, Status, Vec<ActionKind>),
    /// 412: the version it has now.
    Stale(i64),
    /// 413.
    TooLarge,
    /// 413, 415, 422, 429, 507: a file is not taken.
    File(FileRefusal),
    /// 415.
    MediaType,
    /// 421: we are not the host that was asked for.
    WrongHost,
    /// 422: not JSON, or not an object.
    Unparsable,
    /// 422: no such action.
    UnknownAction,
    /// 422: fields are missing or wrong.
    Invalid(Invalid),
    /// 422: the key came with another body before.
    KeyReused,
    /// 428.
    IfMatchRequired,
    /// 429: seconds to wait.
    TooMany(i64),
    /// 500.
    Internal,
    /// 503.
    Unavailable,
    /// 403: a form that we did not make for this browser.
    Forged,
    /// 308: the same thing has this address.
    Moved(String),
}

/// A refusal as the API tells it (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem it is.
    #[serde(rename = "type")]
    #[schema(example = "urn:ventanilla:problem:not_found")]
    pub kind: String,
    /// The kind in words, in the caller's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what can be done, in the caller's language.
    pub detail: String,
    /// The stable word for programs.
    #[schema(example = "not_found")]
    pub code: String,
    /// With 422: each thing that is wrong, and where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<Wrong>>,
    /// With 412: the version the request has now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// With 409: the status the request has now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_now: Option<&'static str>,
    /// With 409: what this caller could do instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<&'static str>>,
    /// With the 404 of a hidden request: its reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// With the 404 of a hidden request: why it is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
}

/// One thing that is wrong with what was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Wrong {
    /// Where: a JSON pointer into the body (`#/evidence/url`), or `#/query/limit`, `#/header/idempotency-key`.
    #[schema(example = "#/evidence/url")]
    pub pointer: String,
    /// The stable word for programs.
    #[schema(example = "required")]
    pub code: String,
    /// What is wrong, in the caller's language.
    pub detail: String,
}

impl IntoResponse for Fault {
    /// A bare status; [`crate::visitor::recognise`] finds the fault in it and adds the words.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::Moved(to) = &self {
            if let Ok(to) = HeaderValue::from_str(to) {
                response.headers_mut().insert(header::LOCATION, to);
            }
            return response;
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl Fault {
    /// One wrong field.
    pub fn field(pointer: &str, code: FieldCode) -> Self {
        Self::Invalid(Invalid::one(pointer, code))
    }
}
