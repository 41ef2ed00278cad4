//! Accounts at a provider of identities: who is asked, and what a browser carries meanwhile. It is sealed with the instance's
//! key and the browser's own secret, so that it is of no use in another one, and ends by itself.

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{ids::PersonId, ids::TokenId, secret, store::identities::Identity};
use oidc::Provider;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{AppState, cookie};

/// For how many seconds a browser may be at the provider, or look for the mail that proves its address.
const LIFE: u32 = 600;
/// The longest path that is carried along: a cookie has 4,096 bytes in all.
const LONGEST_NEXT: usize = 1_500;

/// The provider of an installation.
#[derive(Debug)]
pub struct AtProvider {
    /// What its button says.
    pub name: String,
    /// Who is asked.
    pub provider: Provider,
}

/// What goes along to the provider, and is compared with what comes back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Errand {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in the token.
    pub nonce: String,
    /// Shown to the provider at the end.
    pub verifier: String,
    /// Where it leads to.
    pub next: Option<String>,
    /// Who is signed in and wants the account to be theirs.
    pub link: Option<i64>,
}

/// An account that nobody here is known by yet. It is linked to whoever then proves who they are, in this browser.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Unlinked {
    /// The provider.
    pub issuer: String,
    /// Their name there.
    pub subject: String,
    /// The address that the provider tells.
    pub email: Option<String>,
    /// The sign-in by mail that proves it.
    pub token: Option<i64>,
    /// Staff that has proved its address, and is at its second factor.
    pub person: Option<i64>,
}

/// Something a browser carries, under a name.
pub trait Carried: Serialize + DeserializeOwned {
    /// The name of the cookie.
    const NAME: &'static str;
}

impl Carried for Errand {
    const NAME: &'static str = "vt-oidc";
}

impl Carried for Unlinked {
    const NAME: &'static str = "vt-identity";
}

#[derive(Serialize, Deserialize)]
struct Until<T> {
    until: i64,
    what: T,
}

impl Errand {
    /// A new one.
    pub fn new(next: Option<String>, link: Option<PersonId>) -> Option<Self> {
        Some(Self {
            state: secret::random_token().ok()?,
            nonce: secret::random_token().ok()?,
            verifier: secret::random_token().ok()?,
            next: next.filter(|next| next.len() <= LONGEST_NEXT),
            link: link.map(|person| person.0),
        })
    }

    /// What of it is good once.
    pub fn once(&self) -> oidc::Once<'_> {
        oidc::Once {
            state: &self.state,
            nonce: &self.nonce,
            verifier: &self.verifier,
        }
    }
}

impl Unlinked {
    /// Who they are at the provider.
    pub fn identity(&self) -> Identity {
        Identity {
            issuer: self.issuer.clone(),
            subject: self.subject.clone(),
        }
    }

    /// Whether it is this sign-in that proves whose it is.
    pub fn waits_for(&self, token: Option<TokenId>) -> bool {
        token.is_some_and(|token| self.token == Some(token.0))
    }
}

/// Has the browser with this secret carry something.
pub fn carry<T: Carried>(app: &AppState, headers: &mut HeaderMap, browser: &str, what: T) {
    let until = app.clock.now().as_second() + i64::from(LIFE);
    let text = serde_json::to_vec(&Until { until, what }).unwrap_or_default();
    let text = URL_SAFE_NO_PAD.encode(text);
    let sealed = format!("{text}.{}", proof::<T>(app, browser, &text));
    cookie::set(&app.base, headers, (T::NAME, &sealed), LIFE);
}

/// What the browser with this secret carries, if it is ours and not over.
pub fn carried<T: Carried>(app: &AppState, headers: &HeaderMap, browser: &str) -> Option<T> {
    let now = app.clock.now().as_second();
    cookie::values(headers, T::NAME).find_map(|value| {
        let (text, given) = value.split_once('.')?;
        if !secret::same(given, &proof::<T>(app, browser, text)) {
            return None;
        }
        let until: Until<T> = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        (until.until > now).then_some(until.what)
    })
}

/// Takes it from the browser, if it came with one.
pub fn put_down<T: Carried>(app: &AppState, came_with: &HeaderMap, headers: &mut HeaderMap) {
    if cookie::values(came_with, T::NAME).next().is_some() {
        cookie::set(&app.base, headers, (T::NAME, ""), 0);
    }
}

/// What proves that a page of ours asked this browser to link an account: nobody else's page can.
pub fn link_proof(app: &AppState, browser: &str) -> String {
    secret::hex(&app.key.derive("oidc:link", browser.as_bytes()))
}

fn proof<T: Carried>(app: &AppState, browser: &str, text: &str) -> String {
    let input = format!("{}\n{}\n{text}", T::NAME, secret::hash(browser));
    secret::hex(&app.key.derive("carried", input.as_bytes()))
}
