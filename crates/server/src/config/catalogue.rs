//! What lets us write at the open-data portal.

use catalog::{Source, WriteToken};
use url::Url;

use super::{ConfigProblem, address::is_loopback, given::Given};

/// A CKAN portal where we may write.
#[derive(Debug, Clone)]
pub struct CatalogueWrite {
    /// Its root.
    pub base: Url,
    /// What lets us.
    pub token: WriteToken,
}

/// The token, if there is one, and the portal that it is for.
pub fn write(given: &Given, problems: &mut Vec<ConfigProblem>) -> Option<CatalogueWrite> {
    const PORTAL: &str = "set catalogue_url to the address of the CKAN portal that the token is of, such as \
                          https://data.example.org, or take the token out";
    let setting = given.get("catalogue_token")?;
    let mut wrong = |problem: &str, cure: &str| {
        problems.push(ConfigProblem::new(&setting.written_as, problem, cure));
        None
    };
    let token = match WriteToken::parse(&setting.text) {
        Ok(token) if !setting.text.contains(char::is_whitespace) && setting.text.is_ascii() => token,
        _ => {
            return wrong(
                "it has spaces or letters that no token has",
                "copy it again from the portal, on one line and without quotation marks of its own",
            );
        }
    };
    let Some(url) = given.get("catalogue_url") else {
        return wrong("there is no portal to use it at", PORTAL);
    };
    // An address that is none has its problem already.
    let source = Source::parse(&url.text).ok()?;
    let Source::Ckan { base } = source else {
        return wrong(
            "catalogue_url is not a CKAN portal, and nobody can write there",
            PORTAL,
        );
    };
    let is_here = base.host_str().is_some_and(is_loopback);
    match base.scheme() {
        "https" => Some(CatalogueWrite { base, token }),
        "http" if is_here => Some(CatalogueWrite { base, token }),
        _ => wrong(
            "http:// would show it to anybody on the way to the portal",
            "give catalogue_url with https://, or take the token out; http:// is for a portal on this machine only",
        ),
    }
}
