//! What a request becomes at the portal, written as portals have it, and left there as a private draft where we may.

use std::{fmt, time::Duration};

use domain::dataset_draft::{Draft, Form, NotPushed, Portal, Pushed, Refusal};
use futures::future::BoxFuture;
use http::{HeaderValue, header::InvalidHeaderValue};
use outgoing::{Allowed, Client, Guard, Plain};
use serde_json::Value;
use tokio::time::timeout;
use url::Url;

mod package;
mod profile;
mod push;

#[cfg(test)]
mod tests;

pub use package::package;
pub use profile::entry;

/// How long all of leaving something at a portal may take.
const DEADLINE: Duration = Duration::from_secs(15);
/// The extra by which a package says which request it is of.
const REQUEST: &str = "ventanilla_request";

/// What lets us write at a portal. Nothing shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct WriteToken(HeaderValue);

impl WriteToken {
    /// A token as the portal gave it.
    pub fn parse(text: &str) -> Result<Self, InvalidHeaderValue> {
        let mut token = HeaderValue::from_str(text.trim())?;
        token.set_sensitive(true);
        Ok(Self(token))
    }

    /// A text of somebody else's, without the token if they repeat it.
    fn hidden_in(&self, text: &str) -> String {
        let token = self.0.to_str().unwrap_or_default();
        if token.is_empty() {
            return text.to_owned();
        }
        text.replace(token, "[\u{2026}]")
    }
}

impl fmt::Debug for WriteToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WriteToken")
    }
}

/// Writes descriptions, and leaves them at a portal where there is one that takes them.
#[derive(Debug)]
pub struct Drafts {
    portal: Option<Ckan>,
}

/// A CKAN portal where we may write.
#[derive(Debug)]
struct Ckan {
    client: Client,
    base: Url,
    token: WriteToken,
    deadline: Duration,
}

impl Drafts {
    /// Somebody who only writes descriptions down.
    pub const fn written_only() -> Self {
        Self { portal: None }
    }

    /// Somebody who leaves them at the CKAN portal with this root, too, and calls themself `agent`. The token goes nowhere else,
    /// and without TLS to this machine alone.
    pub fn at(base: Url, token: WriteToken, agent: HeaderValue) -> Self {
        let guard = Guard {
            plain: Plain::Loopback,
            allowed: Allowed::just(&base),
        };
        let portal = Ckan {
            client: Client::new(guard, agent),
            base,
            token,
            deadline: DEADLINE,
        };
        Self { portal: Some(portal) }
    }

    /// The same with another deadline.
    #[must_use]
    pub fn within(mut self, deadline: Duration) -> Self {
        if let Some(portal) = &mut self.portal {
            portal.deadline = deadline;
        }
        self
    }
}

impl Portal for Drafts {
    fn written(&self, draft: &Draft, form: Form) -> Value {
        match form {
            Form::Profile => entry(draft),
            Form::Ckan => package(draft),
        }
    }

    fn takes(&self) -> bool {
        self.portal.is_some()
    }

    fn push(&self, draft: Draft, before: Option<String>) -> BoxFuture<'_, Result<Pushed, NotPushed>> {
        Box::pin(async move {
            let Some(portal) = &self.portal else {
                return Err(Refusal::NotAllowed.into());
            };
            let pushing = portal.push(&draft, before.as_deref());
            let pushed = timeout(portal.deadline, pushing).await;
            pushed.unwrap_or_else(|_| Err(Refusal::Late.into()))
        })
    }
}
