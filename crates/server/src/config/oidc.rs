//! The provider of identities by which people may sign in: all of its settings, or none.

use std::fmt;

use url::Url;

use super::{ConfigProblem, address::is_loopback, given::Given};

/// What it is about.
const KEYS: [&str; 4] = ["oidc_issuer", "oidc_client_id", "oidc_client_secret", "oidc_name"];
/// Characters of a button.
const LONGEST_NAME: usize = 60;

/// A provider of identities.
#[derive(Clone, PartialEq, Eq)]
pub struct Oidc {
    /// Its name for itself: an address, as it is written there.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// What proves that it is ours.
    pub client_secret: String,
    /// What its button says.
    pub name: String,
}

impl fmt::Debug for Oidc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Oidc")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// The provider, if one is set up.
pub fn read(given: &Given, problems: &mut Vec<ConfigProblem>) -> Option<Oidc> {
    if KEYS.iter().all(|key| given.get(key).is_none()) {
        return None;
    }
    let before = problems.len();
    for key in KEYS {
        if given.get(key).is_none() {
            problems.push(ConfigProblem::new(
                given.name(key),
                "it is missing, and signing in at a provider needs it",
                "set oidc_issuer, oidc_client_id, oidc_client_secret and oidc_name, or none of them",
            ));
        }
    }
    if let Some(issuer) = given.get("oidc_issuer")
        && let Err(problem) = check_issuer(&issuer.text)
    {
        problems.push(ConfigProblem::new(
            &issuer.written_as,
            problem,
            "give the issuer as the provider writes it in its /.well-known/openid-configuration, such as \
             https://id.example.org/realms/staff; http:// is for a provider on this machine only",
        ));
    }
    if let Some(name) = given.get("oidc_name")
        && name.text.chars().count() > LONGEST_NAME
    {
        problems.push(ConfigProblem::new(
            &name.written_as,
            format!("it has more than {LONGEST_NAME} characters"),
            "write what people call the account, such as miBA",
        ));
    }
    let text = |key: &str| given.get(key).map(|setting| setting.text.clone());
    let oidc = Oidc {
        issuer: text("oidc_issuer")?,
        client_id: text("oidc_client_id")?,
        client_secret: text("oidc_client_secret")?,
        name: text("oidc_name")?,
    };
    (problems.len() == before).then_some(oidc)
}

fn check_issuer(text: &str) -> Result<(), &'static str> {
    let url = Url::parse(text).map_err(|_| "it is not an address")?;
    let host = url.host_str().ok_or("its host is missing")?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(host) => {}
        "http" => return Err("http:// lets anybody on the way say who somebody is"),
        _ => return Err("its scheme is not https"),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it holds a user or a password");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("it has a query or a fragment");
    }
    Ok(())
}
