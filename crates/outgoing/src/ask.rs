//! What is asked, and what comes back.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use url::Url;

/// How long an exchange may take in all, unless somebody says otherwise.
const DEADLINE: Duration = Duration::from_secs(10);
/// The largest answer that is read, in bytes, unless somebody says otherwise.
const LARGEST: u64 = 512 * 1024;

/// What to ask of whom, and how much of an answer we bear.
#[derive(Debug, Clone)]
pub struct Ask {
    /// How.
    pub method: Method,
    /// Whom.
    pub url: Url,
    /// What is said besides.
    pub headers: HeaderMap,
    /// What is sent along.
    pub body: Vec<u8>,
    /// How long all of it may take.
    pub deadline: Duration,
    /// How many bytes of a body are read.
    pub largest: u64,
}

impl Ask {
    /// Asks for what is there, within 10 s and 512 KiB.
    pub fn get(url: Url) -> Self {
        Self {
            method: Method::GET,
            url,
            headers: HeaderMap::new(),
            body: Vec::new(),
            deadline: DEADLINE,
            largest: LARGEST,
        }
    }

    /// Asks what there is, without taking it.
    pub fn head(url: Url) -> Self {
        Self {
            method: Method::HEAD,
            ..Self::get(url)
        }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The same with other bounds.
    #[must_use]
    pub const fn within(mut self, deadline: Duration, largest: u64) -> Self {
        self.deadline = deadline;
        self.largest = largest;
        self
    }
}

/// An answer without its body.
#[derive(Debug, Clone)]
pub struct Head {
    /// Who answered, after the redirects that were followed.
    pub url: Url,
    /// How it went.
    pub status: StatusCode,
    /// What is said besides.
    pub headers: HeaderMap,
}

impl Head {
    /// A header as text.
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// A whole answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What stands before its body.
    pub head: Head,
    /// What was asked for.
    pub body: Vec<u8>,
}
