//! What the domain refuses, and what fails below us, as faults.

use domain::{
    ops,
    policy::Denied,
    store::{ReadError, WriteError},
};

use super::Fault;

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
            ops::Error::File(refusal) => Self::File(refusal),
            ops::Error::Write(error) => error.into(),
            ops::Error::Random => {
                tracing::error!("the system has no randomness");
                Self::Internal
            }
        }
    }
}

impl From<files::PlaceError> for Fault {
    fn from(error: files::PlaceError) -> Self {
        // A full or broken disk may be mended; what was asked is not wrong.
        tracing::error!(%error, "the files failed");
        Self::Unavailable
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
