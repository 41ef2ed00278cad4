//! Why a portal could not be read.

use std::{fmt, time::Duration};

use outgoing::FetchError;

/// How much of what a portal says is kept.
const LONGEST: usize = 200;

/// A portal could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct PortalError {
    /// In which way.
    pub kind: Kind,
    /// The status of its answer, if there was one.
    pub status: Option<u16>,
    /// What it said, cut: for the log and for whoever runs the instance.
    pub said: String,
    /// How long it asked us to wait.
    pub retry_after: Option<Duration>,
}

/// In which way a portal could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Its address is not one that we ask.
    Refused,
    /// Nobody is there, or it broke off.
    Unreachable,
    /// It took too long.
    Late,
    /// It says more than we read.
    TooLarge,
    /// It is elsewhere by now.
    Redirected,
    /// It has too many visitors.
    Busy,
    /// Somebody before it answers people, not machines.
    Firewall,
    /// It says nothing.
    Empty,
    /// Its answer ends in the middle.
    Truncated,
    /// It does not speak JSON.
    NotJson,
    /// It speaks JSON, but not as a portal does.
    NotAPortal,
    /// It does not know what we ask for.
    UnknownAction,
    /// It tells others, not us.
    NotAuthorised,
    /// It has no such thing.
    NotFound,
    /// What we send is not right (`Validation Error`, `Integrity Error`).
    Invalid,
    /// It cannot read our search.
    BadQuery,
    /// Its search does not work.
    Search,
    /// It failed.
    Server,
    /// A file or folder of ours cannot be read or written.
    Unreadable,
}

impl Kind {
    /// Its name, in words' keys and in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Late => "late",
            Self::TooLarge => "too_large",
            Self::Redirected => "redirected",
            Self::Busy => "busy",
            Self::Firewall => "firewall",
            Self::Empty => "empty",
            Self::Truncated => "truncated",
            Self::NotJson => "not_json",
            Self::NotAPortal => "not_a_portal",
            Self::UnknownAction => "unknown_action",
            Self::NotAuthorised => "not_authorised",
            Self::NotFound => "not_found",
            Self::Invalid => "invalid",
            Self::BadQuery => "bad_query",
            Self::Search => "search",
            Self::Server => "server",
            Self::Unreadable => "unreadable",
        }
    }
}

impl PortalError {
    pub(crate) fn new(kind: Kind, status: Option<u16>, said: &str) -> Self {
        let said = said
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter });
        Self {
            kind,
            status,
            said: said.take(LONGEST).collect(),
            retry_after: None,
        }
    }

    /// Whether the same question may be answered in a while.
    pub fn is_retryable(&self) -> bool {
        match self.kind {
            Kind::Unreachable
            | Kind::Late
            | Kind::Busy
            | Kind::Empty
            | Kind::Truncated
            | Kind::Search
            | Kind::Server => true,
            // A page of a maintenance, not of a refusal.
            Kind::Firewall => self.status.is_some_and(|status| status >= 500),
            Kind::Refused
            | Kind::TooLarge
            | Kind::Redirected
            | Kind::NotJson
            | Kind::NotAPortal
            | Kind::UnknownAction
            | Kind::NotAuthorised
            | Kind::NotFound
            | Kind::Invalid
            | Kind::BadQuery
            | Kind::Unreadable => false,
        }
    }
}

impl fmt::Display for PortalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.key())?;
        if let Some(status) = self.status {
            write!(f, " ({status})")?;
        }
        if !self.said.is_empty() {
            write!(f, ": {}", self.said)?;
        }
        Ok(())
    }
}

impl From<FetchError> for PortalError {
    fn from(error: FetchError) -> Self {
        let kind = match &error {
            FetchError::Refused(_) => Kind::Refused,
            FetchError::Connection(_) | FetchError::Tls(_) => Kind::Unreachable,
            FetchError::Http(_) => Kind::Unreachable,
            FetchError::TooLarge => Kind::TooLarge,
            FetchError::Packed => Kind::NotJson,
            FetchError::Kept(_) => Kind::Unreadable,
            FetchError::Late => Kind::Late,
            FetchError::Redirects => Kind::Redirected,
        };
        Self::new(kind, None, &error.to_string())
    }
}

impl From<std::io::Error> for PortalError {
    fn from(error: std::io::Error) -> Self {
        Self::new(Kind::Unreadable, None, &error.to_string())
    }
}
