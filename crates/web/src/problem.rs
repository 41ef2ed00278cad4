//! What goes wrong, as `application/problem+json` (RFC 9457) or as a page: status, stable code, words in the reader's
//! language. Nothing of our insides is told.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use domain::{
    field::{FieldCode, Invalid},
    locale::Locale,
    ops,
    policy::Denied,
    reference::Reference,
    standing::Refusal,
    status::{ActionKind, HideReason, Status},
    store::{ReadError, WriteError, areas},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::AppState;

mod kinds;
mod words;

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

    /// The full answer, in `locale`. Headers that the bare one had already stay (`Allow` of a 405).
    pub async fn tell(self, app: &AppState, locale: Locale, is_api: bool, bare: Response) -> Response {
        let problem = self.problem(app, locale).await;
        let mut response = if is_api {
            let json = HeaderValue::from_static("application/problem+json");
            (self.status(), [(header::CONTENT_TYPE, json)], Json(&problem)).into_response()
        } else {
            let page = app.engine.render("pages/error.html", locale, &problem);
            (
                self.status(),
                Html(page.unwrap_or_else(|_| problem.detail.clone())),
            )
                .into_response()
        };
        if is_api {
            response.headers_mut().insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/problem+json"),
            );
        }
        self.add_headers(response.headers_mut());
        for name in [header::ALLOW, header::LOCATION] {
            if let Some(value) = bare.headers().get(&name) {
                response.headers_mut().insert(name, value.clone());
            }
        }
        response
    }

    fn add_headers(&self, headers: &mut HeaderMap) {
        match self {
            Self::Unauthenticated => {
                headers.insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static("Bearer realm=\"ventanilla\""),
                );
            }
            Self::BadToken => {
                let value = HeaderValue::from_static("Bearer realm=\"ventanilla\", error=\"invalid_token\"");
                headers.insert(header::WWW_AUTHENTICATE, value);
            }
            Self::TooMany(seconds) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
            }
            Self::Unavailable => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            Self::Slow | Self::TooLarge => {
                // The rest of the body is not read, so the connection cannot go on.
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
    }

    async fn problem(&self, app: &AppState, locale: Locale) -> Problem {
        let status = self.status();
        let area = match self {
            Self::Denied(Denied::NotYourArea(Some(area))) => {
                areas::get(&app.db.read(), *area).await.unwrap_or(None)
            }
            _ => None,
        };
        let all = app.engine.words();
        let mut problem = Problem {
            kind: format!("urn:ventanilla:problem:{}", self.code()),
            title: words::title(all, locale, status),
            status: status.as_u16(),
            detail: self.detail(all, locale, area.as_ref().map(|area| area.name_in(locale))),
            code: self.code().to_owned(),
            errors: self.errors(all, locale),
            version: None,
            status_now: None,
            allowed: None,
            reference: None,
            reason: None,
        };
        match self {
            Self::Stale(version) => problem.version = Some(*version),
            Self::Refused(_, now, allowed) => {
                problem.status_now = Some(now.as_str());
                problem.allowed = Some(allowed.iter().map(|action| action.as_str()).collect());
            }
            Self::Hidden(reference, reason) => {
                problem.reference = Some(reference.to_string());
                problem.reason = Some(reason.as_str());
            }
            _ => {}
        }
        problem
    }
}

impl From<ops::Error> for Fault {
    fn from(error: ops::Error) -> Self {
        match error {
            ops::Error::NotFound => Self::NotFound,
            ops::Error::Hidden(reference, reason) => Self::Hidden(reference, reason),
            ops::Error::Denied(Denied::SignIn) => Self::Unauthenticated,
            ops::Error::Denied(denied) => Self::Denied(denied),
            ops::Error::NoIfMatch => Self::IfMatchRequired,
            ops::Error::Stale { version } => Self::Stale(version),
            ops::Error::Refused {
                refusal,
                status,
                allowed,
            } => Self::Refused(refusal, status, allowed),
            ops::Error::Invalid(invalid) => Self::Invalid(invalid),
            ops::Error::KeyReused => Self::KeyReused,
            ops::Error::TooMany { retry_after } => Self::TooMany(retry_after),
            ops::Error::Write(error) => error.into(),
            ops::Error::Random => {
                tracing::error!("the system has no randomness");
                Self::Internal
            }
        }
    }
}

impl From<WriteError> for Fault {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Db(error) => error.into(),
            WriteError::TooSlow | WriteError::Stopped => {
                tracing::error!(%error, "a write did not happen");
                Self::Unavailable
            }
            WriteError::Panicked => {
                tracing::error!(%error, "a write did not happen");
                Self::Internal
            }
        }
    }
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        let text = error.to_string();
        tracing::error!(error = text, "the database failed");
        // What passes by itself, or with a free disk, is not an error in what was asked.
        let passes = matches!(error, ReadError::ConnectionAcquire(_) | ReadError::Conn(_))
            || ["locked", "full", "disk I/O", "No space", "connection"]
                .iter()
                .any(|word| text.contains(word));
        if passes { Self::Unavailable } else { Self::Internal }
    }
}
