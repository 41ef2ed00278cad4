//! The cookie a browser is known by: a random secret, whether or not somebody is signed in with it. Only its hash is stored.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, request::Parts},
};
use domain::secret;

use crate::{AppState, cookie, problem::Fault};

/// The characters of 256 bits in base64.
const LENGTH: usize = 43;
/// How long a browser without a session keeps its secret, in seconds: as long as a form may lie open.
const VISIT_SECONDS: i64 = 30 * 24 * 3600;

/// What a browser came with, and what it is to keep. Clones share it.
#[derive(Debug, Clone)]
pub struct Jar(Arc<Mutex<Inner>>);

#[derive(Debug)]
struct Inner {
    secure: bool,
    secret: Option<String>,
    keep: Option<Keep>,
}

#[derive(Debug, Clone, Copy)]
enum Keep {
    For(i64),
    Nothing,
}

impl Jar {
    /// What a request brought.
    pub fn of(app: &AppState, headers: &HeaderMap) -> Self {
        let secure = app.base.scheme() == "https";
        let secret = cookie::values(headers, name(secure))
            .find(|value| is_secret(value))
            .map(str::to_owned);
        Self(Arc::new(Mutex::new(Inner {
            secure,
            secret,
            keep: None,
        })))
    }

    /// The secret the browser came with, or is to keep from now on.
    pub fn known(&self) -> Option<String> {
        self.with(|inner| inner.secret.clone())
    }

    /// The browser's secret; a new one if it has none.
    pub fn secret(&self) -> Result<String, Fault> {
        if let Some(secret) = self.known() {
            return Ok(secret);
        }
        let fresh = secret::random_token().map_err(|_| Fault::Internal)?;
        self.begin(fresh.clone(), VISIT_SECONDS);
        Ok(fresh)
    }

    /// What proves that a form was made for this browser: derived from its secret, and of no use without it.
    pub fn csrf(&self, app: &AppState) -> Result<String, Fault> {
        Ok(secret::hex(&app.key.derive("csrf", self.secret()?.as_bytes())))
    }

    /// Gives the browser another secret, for so many seconds: whoever knew the old one knows nothing.
    pub fn begin(&self, secret: String, seconds: i64) {
        self.with(|inner| {
            inner.secret = Some(secret);
            inner.keep = Some(Keep::For(seconds));
        });
    }

    /// Takes the secret away.
    pub fn end(&self) {
        self.with(|inner| {
            inner.secret = None;
            inner.keep = Some(Keep::Nothing);
        });
    }

    /// The `Set-Cookie` of the answer, if anything changed.
    pub fn set_cookie(&self) -> Option<HeaderValue> {
        let text = self.with(|inner| {
            let (value, seconds) = match (inner.keep?, &inner.secret) {
                (Keep::For(seconds), Some(secret)) => (secret.as_str(), seconds),
                (Keep::For(_) | Keep::Nothing, _) => ("", 0),
            };
            let secure = if inner.secure { "; Secure" } else { "" };
            let name = name(inner.secure);
            Some(format!(
                "{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
            ))
        });
        text.and_then(|text| HeaderValue::from_str(&text).ok())
    }

    fn with<T>(&self, look: impl FnOnce(&mut Inner) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<S: Sync> FromRequestParts<S> for Jar {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts.extensions.get::<Self>().cloned().ok_or(Fault::Internal)
    }
}

/// Browsers take a `__Host-` cookie from this very host alone, over TLS alone.
const fn name(secure: bool) -> &'static str {
    if secure { "__Host-vt" } else { "vt" }
}

fn is_secret(value: &str) -> bool {
    value.len() == LENGTH
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::{is_secret, name};

    #[test]
    fn only_what_we_made_is_a_secret() {
        assert!(is_secret(&domain::secret::random_token().unwrap()));
        assert!(!is_secret("") && !is_secret(&"a".repeat(44)) && !is_secret(&"é".repeat(21)));
        assert_eq!((name(true), name(false)), ("__Host-vt", "vt"));
    }
}
