//! Looking whether something is there: a dataset at its portal, a file at its address.

use std::time::Duration;

use domain::dataset::{Dataset, State};
use http::{
    HeaderValue, StatusCode,
    header::{CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, LAST_MODIFIED, RANGE},
};
use jiff::Timestamp;
use outgoing::{Ask, FetchError, Head};
use url::Url;

use crate::{Broken, Kind, PortalError, Reader, mapping};

/// How many redirects lead to a file.
const REDIRECTS: usize = 3;
/// How long a file may take to begin.
const DEADLINE: Duration = Duration::from_secs(20);

/// A dataset at its portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Anybody may see it.
    Active(Box<Dataset>),
    /// It is there, for some only.
    Private,
    /// Whether it is there is told to others, not to us.
    NotAuthorised,
    /// It was taken down, or is not up yet.
    Deleted,
    /// There is none.
    Absent,
    /// It is there, and not to be understood.
    Broken(Broken),
}

/// A file that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// How it was answered: 200, or another success.
    pub status: u16,
    /// Where it is, after all redirects.
    pub url: String,
    /// When it changed last, as whoever serves it says.
    pub last_modified: Option<Timestamp>,
    /// Which version it is.
    pub etag: Option<String>,
    /// How large it is, in bytes.
    pub length: Option<u64>,
    /// What it is. A page of HTML where a table should be is a page that says that the table is gone.
    pub content_type: Option<String>,
}

/// Why a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DoesNotAnswer {
    /// Its address is none, or not one that we ask.
    #[error("the address is not asked")]
    Refused,
    /// Nobody is there.
    #[error("nobody answers: {0}")]
    Unreachable(String),
    /// It took too long.
    #[error("there was no answer in time")]
    Late,
    /// It is sent from one place to the next.
    #[error("there are too many redirects")]
    Redirects,
    /// It is answered, but not given.
    #[error("the answer is {0}")]
    Status(u16),
}

impl Reader {
    /// What a CKAN portal shows of a dataset to anybody, by its name or identifier.
    pub async fn show(&self, base: &Url, id: &str) -> Result<Shown, PortalError> {
        let result = match self.call(base, "package_show", &[("id", id)]).await {
            Ok(result) => result,
            Err(error) if error.kind == Kind::NotFound => return Ok(Shown::Absent),
            Err(error) if error.kind == Kind::NotAuthorised => return Ok(Shown::NotAuthorised),
            Err(error) => return Err(error),
        };
        Ok(match mapping::package(&result, &self.zone) {
            Ok(dataset) => match dataset.state {
                State::Active => Shown::Active(Box::new(dataset)),
                State::Private => Shown::Private,
                State::Deleted => Shown::Deleted,
            },
            Err(broken) => Shown::Broken(broken),
        })
    }

    /// Whether a file can be had. It is not taken: only what stands before it is asked for, and where that is refused, its first
    /// byte.
    pub async fn answers(&self, address: &str) -> Result<Answers, DoesNotAnswer> {
        let url = Url::parse(address.trim()).map_err(|_| DoesNotAnswer::Refused)?;
        let deadline = self.pace.deadline.min(DEADLINE);
        self.turn().await;
        let mut head = self
            .client
            .look(Ask::head(url.clone()).within(deadline, 0), REDIRECTS)
            .await?;
        let refused = [
            StatusCode::FORBIDDEN,
            StatusCode::METHOD_NOT_ALLOWED,
            StatusCode::NOT_IMPLEMENTED,
        ];
        if refused.contains(&head.status) {
            let ask = Ask::get(url)
                .with(RANGE, HeaderValue::from_static("bytes=0-0"))
                .within(deadline, 0);
            self.turn().await;
            head = self.client.look(ask, REDIRECTS).await?;
        }
        // An empty file has no first byte (RFC 9110 §15.5.17), and is there.
        let is_empty = head.status == StatusCode::RANGE_NOT_SATISFIABLE;
        if head.status.is_success() || is_empty {
            Ok(answer(&head))
        } else {
            Err(DoesNotAnswer::Status(head.status.as_u16()))
        }
    }
}

fn answer(head: &Head) -> Answers {
    let last_modified = head.header(&LAST_MODIFIED);
    let last_modified = last_modified.and_then(|text| jiff::fmt::rfc2822::parse(text).ok());
    let length = match head.header(&CONTENT_RANGE) {
        Some(range) => range.rsplit_once('/').and_then(|(_, all)| all.parse().ok()),
        None => head.header(&CONTENT_LENGTH).and_then(|size| size.parse().ok()),
    };
    Answers {
        status: head.status.as_u16(),
        url: head.url.to_string(),
        last_modified: last_modified.map(|zoned| zoned.timestamp()),
        etag: head.header(&ETAG).map(str::to_owned),
        length,
        content_type: head.header(&CONTENT_TYPE).map(str::to_owned),
    }
}

impl From<FetchError> for DoesNotAnswer {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::Refused(_) => Self::Refused,
            FetchError::Late => Self::Late,
            FetchError::Redirects => Self::Redirects,
            other => Self::Unreachable(other.to_string()),
        }
    }
}
