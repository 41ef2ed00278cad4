//! Somebody who reads portals: with patience, one question at a time, and never faster than the portal may be asked.

use http::{HeaderValue, header::ACCEPT};
use jiff::tz::TimeZone;
use outgoing::{Ask, Client};
use serde_json::Value;
use tokio::time::Instant;
use url::Url;

use crate::{Kind, Pace, PortalError, envelope::result, pace::Turns};

/// The largest answer of a portal that is read, in bytes: a page of the largest datasets there are is a tenth of it.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads portals, one at a time. Whoever reads two at once has two of these.
#[derive(Debug)]
pub struct Reader {
    pub(crate) client: Client,
    pub(crate) pace: Pace,
    pub(crate) zone: TimeZone,
    turns: Turns,
}

impl Reader {
    /// A reader that asks by `client`, and takes what publishers write for times of `zone`.
    pub fn new(client: Client, zone: TimeZone, pace: Pace) -> Self {
        Self {
            client,
            pace,
            zone,
            turns: Turns::default(),
        }
    }

    /// The names of all datasets of a CKAN portal that anybody may see. What is not among them was taken down; but a portal
    /// whose index is being rebuilt answers with few or none, so nobody should be certain after one look.
    pub async fn names(&self, base: &Url) -> Result<Vec<String>, PortalError> {
        let result = self.call(base, "package_list", &[]).await?;
        let names = result.as_array().and_then(|names| {
            let names = names.iter().map(|name| name.as_str().map(str::to_owned));
            names.collect::<Option<Vec<_>>>()
        });
        names.ok_or_else(|| PortalError::new(Kind::NotAPortal, None, "package_list"))
    }

    /// What a CKAN portal answers to an action.
    pub(crate) async fn call(
        &self,
        base: &Url,
        action: &str,
        given: &[(&str, &str)],
    ) -> Result<Value, PortalError> {
        let mut url = base
            .join(&format!("api/3/action/{action}"))
            .map_err(|_| PortalError::new(Kind::Refused, None, "it is no address"))?;
        if !given.is_empty() {
            url.query_pairs_mut().extend_pairs(given);
        }
        let ask = Ask::get(url)
            .with(ACCEPT, HeaderValue::from_static("application/json"))
            .within(self.pace.deadline, LARGEST);
        self.patiently(async || result(&self.client.fetch(ask.clone()).await?))
            .await
    }

    /// Tries until it goes well, or goes wrong for good.
    pub(crate) async fn patiently<T, F>(&self, attempt: impl Fn() -> F) -> Result<T, PortalError>
    where
        F: Future<Output = Result<T, PortalError>>,
    {
        let mut tried = 0;
        loop {
            self.turn().await;
            tried += 1;
            let error = match attempt().await {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            let Some(wait) = self.pace.again(tried, &error) else {
                return Err(error);
            };
            tracing::debug!(%error, tried, "the portal is asked again");
            self.pace.pause.wait(wait).await;
        }
    }

    /// Waits until the portal may be asked.
    pub(crate) async fn turn(&self) {
        let wait = self.turns.take(self.pace.per_second, Instant::now());
        self.pace.pause.wait(wait).await;
    }
}
