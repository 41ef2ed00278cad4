//! The configuration: `ventanilla.toml`, then the environment, checked as a whole before anything starts.
//!
//! [`parse`] is pure and reports every problem at once, each with its cure. The environment is read in [`environment`]
//! and nowhere else. Secrets never appear in a problem.

use std::{collections::BTreeMap, fmt, net::SocketAddr, path::PathBuf};

use domain::{attachment::Quotas, locale::Locale};
use jiff::{Timestamp, tz::TimeZone};
use notifier::{mime::Sender, return_address::ReturnAddresses, transport::MailUrl};
use outgoing::Allowed;
use url::Url;
use web::BrandSettings;

mod address;
mod brand;
mod catalogue;
mod database;
mod environment;
mod files;
mod given;
mod load;
mod network;
mod oidc;
mod values;

#[cfg(test)]
mod tests;

pub use catalogue::CatalogueWrite;
pub use database::Database;
pub use load::load;
pub use oidc::Oidc;
use web::Network;

use given::Given;

/// Everything that can be set, in lower case: `database_url` in the file, `VENTANILLA_DATABASE_URL` in the environment.
pub const KEYS: [&str; 36] = [
    "database_url",
    "read_url",
    "base_url",
    "listen",
    "data_dir",
    "mail_url",
    "mail_from",
    "mail_reply",
    "mail_bounce",
    "dkim_selector",
    "dkim_key_file",
    "catalogue_url",
    "catalogue_token",
    "outgoing_allow",
    "locale",
    "time_zone",
    "trusted_proxies",
    "limits",
    "files_a_day",
    "files_in_all",
    "staff_second_factor",
    "oidc_issuer",
    "oidc_client_id",
    "oidc_client_secret",
    "oidc_name",
    "now",
    "secret_key_file",
    "site_name",
    "government",
    "contact",
    "legal_es",
    "legal_en",
    "logo",
    "accent",
    "accent_dark",
    "header_line",
];

/// A configuration that is safe to run with.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where everything is stored.
    pub database: Database,
    /// A replica for anonymous reads.
    pub read_url: Option<Database>,
    /// The address people use; it may have a path prefix, and never ends in a slash.
    pub base_url: BaseUrl,
    /// Where we listen.
    pub listen: SocketAddr,
    /// Files, the secret key and the locks.
    pub data_dir: PathBuf,
    /// Where mail goes.
    pub mail_url: MailUrl,
    /// Who mail comes from.
    pub mail_from: Sender,
    /// Where replies and mails that come back go to.
    pub returns: ReturnAddresses,
    /// How our own signature is made, unless the relay signs.
    pub dkim: Option<Dkim>,
    /// The open-data portal.
    pub catalogue_url: Option<Url>,
    /// What lets us leave drafts there.
    pub catalogue_write: Option<CatalogueWrite>,
    /// Who may be asked although they are not public, besides the portal itself.
    pub outgoing_allow: Allowed,
    /// The language of those who did not choose one.
    pub locale: Locale,
    /// Where days begin and end.
    pub time_zone: TimeZone,
    /// Proxies whose word about the visitor's address we take.
    pub trusted_proxies: Vec<Network>,
    /// Whether there are limits on how often somebody may do something.
    pub limits: bool,
    /// How much of files may be kept.
    pub file_quotas: Quotas,
    /// Whether staff needs a second factor.
    pub staff_second_factor: bool,
    /// The provider of identities by which people may sign in.
    pub oidc: Option<Oidc>,
    /// A fixed clock.
    pub now: Option<Timestamp>,
    /// A key that is kept elsewhere than in the data folder.
    pub secret_key_file: Option<PathBuf>,
    /// Whose site it is; the logo is still to be read from its file.
    pub brand: BrandSettings,
    /// The file of the logo.
    pub logo: Option<PathBuf>,
}

/// How our own signature under mails is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dkim {
    /// Below which name the public half of the key is published.
    pub selector: String,
    /// The file of the private half.
    pub key_file: PathBuf,
}

/// The address people use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    url: Url,
    given: bool,
}

/// Something that stops the start, and what helps.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ConfigProblem {
    /// Which setting, as it was written.
    pub key: String,
    /// What is wrong with it.
    pub problem: String,
    /// What to do.
    pub cure: String,
}

/// Reads a configuration from the text of the file and the variables of the environment. `listen` is what the command line
/// says, which outweighs both.
pub fn parse(
    file: Option<&str>,
    environment: &BTreeMap<String, String>,
    listen: Option<&str>,
) -> Result<Config, Vec<ConfigProblem>> {
    let mut problems = Vec::new();
    let given = Given::collect(file, environment, &mut problems);
    let found = read(&given, listen, &mut problems);
    match found {
        Some(config) if problems.is_empty() => Ok(config),
        _ => Err(problems),
    }
}

fn read(given: &Given, listen: Option<&str>, problems: &mut Vec<ConfigProblem>) -> Option<Config> {
    let data_dir = values::folder(given, "data_dir", problems).unwrap_or_else(|| PathBuf::from("data"));
    let database = database::read(given, "database_url", problems);
    let read_url = database::read(given, "read_url", problems);
    let database = database.unwrap_or_else(|| Database::Sqlite(data_dir.join("ventanilla.db")));
    database::check_replica(given, &database, read_url.as_ref(), problems);
    let listen = address::listen(given, listen, problems);
    let base_url = address::base_url(given, listen, problems);
    let mail_url = values::mail_url(given, problems).unwrap_or_else(|| MailUrl::File(data_dir.join("mail")));
    let mail_from = values::mail_from(given, base_url.as_ref(), problems);
    let time_zone = values::time_zone(given, problems);
    let config = Config {
        database,
        read_url,
        mail_url,
        returns: ReturnAddresses {
            reply: values::return_address(given, "mail_reply", problems),
            bounce: values::return_address(given, "mail_bounce", problems),
        },
        dkim: values::dkim(given, problems),
        catalogue_url: address::catalogue(given, problems),
        catalogue_write: catalogue::write(given, problems),
        outgoing_allow: address::outgoing(given, problems),
        locale: values::locale(given, problems),
        trusted_proxies: network::read(given, problems),
        limits: values::switch(given, "limits", "on", problems),
        file_quotas: files::read(given, problems),
        staff_second_factor: values::switch(given, "staff_second_factor", "required", problems),
        oidc: oidc::read(given, problems),
        now: values::now(given, problems),
        secret_key_file: values::folder(given, "secret_key_file", problems),
        brand: brand::read(given, problems),
        logo: values::folder(given, "logo", problems),
        data_dir,
        // What could not be read has its problem already, and so has all that comes before.
        time_zone: time_zone?,
        mail_from: mail_from?,
        listen: listen?,
        base_url: base_url?,
    };
    values::loopback_only(given, &config, problems);
    Some(config)
}

impl BaseUrl {
    /// The address without a final slash.
    pub fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }

    /// Its host.
    pub fn host(&self) -> Option<&str> {
        self.url.host_str()
    }

    /// Whether only this machine can reach it.
    pub fn is_loopback(&self) -> bool {
        self.host().is_some_and(address::is_loopback)
    }

    /// The address once we know the port we got: `--listen 127.0.0.1:0` lets the system choose one.
    #[must_use]
    pub fn bound_to(&self, bound: SocketAddr) -> Self {
        let mut base = self.clone();
        if !base.given {
            // It fails only for addresses without a host, which this one has.
            let _set = base.url.set_port(Some(bound.port()));
        }
        base
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl ConfigProblem {
    fn new(key: impl Into<String>, problem: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            problem: problem.into(),
            cure: cure.into(),
        }
    }
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  cure: {}", self.key, self.problem, self.cure)
    }
}
