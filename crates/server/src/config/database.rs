//! The address of the database, parsed strictly: a typo must never open a new, empty SQLite file.

use std::{fmt, fmt::Write as _, path::PathBuf};

use url::Url;

use super::{ConfigProblem, given::Given};

/// Where everything is stored.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file.
    Sqlite(PathBuf),
    /// A server.
    Postgres(Url),
}

const CURE: &str = "use sqlite:PATH (sqlite:data/ventanilla.db) or postgres://user:password@host/database";
/// What the driver knows. It would only warn about others, and `sslmod=require` must not mean "without TLS".
const PARAMETERS: [&str; 19] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
    "connect_timeout",
];

impl Database {
    /// The address in the form that the driver reads.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(path) => {
                // The driver decodes what follows `sqlite:`.
                let path = path.to_string_lossy();
                let mut url = String::from("sqlite:");
                for character in path.chars() {
                    match character {
                        '%' | '?' | '#' => {
                            // Writing to a String cannot fail.
                            let _written = write!(url, "%{:02X}", character as u32);
                        }
                        _ => url.push(character),
                    }
                }
                url
            }
            Self::Postgres(url) => url.to_string(),
        }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<&PathBuf> {
        match self {
            Self::Sqlite(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) = text.split_once(':').ok_or("it has no scheme")?;
        match scheme {
            "sqlite" => Self::parse_sqlite(rest),
            "postgres" | "postgresql" => Self::parse_postgres(text),
            _ => Err(format!("the scheme {scheme:?} is not one we know")),
        }
    }

    fn parse_sqlite(rest: &str) -> Result<Self, String> {
        let path = rest.strip_prefix("//").unwrap_or(rest);
        match path {
            "" | "/" => Err("the path of the file is missing".into()),
            ":memory:" => Err("a database in memory is gone when the process ends".into()),
            _ if path.contains(['?', '#']) => Err("the path takes no parameters".into()),
            _ if path.ends_with('/') => Err("the path is a folder".into()),
            _ if path.starts_with("postgres") && path.contains("://") => Err("two schemes".into()),
            _ => Ok(Self::Sqlite(path.into())),
        }
    }

    fn parse_postgres(text: &str) -> Result<Self, String> {
        // Not the parser's own words: they may quote the password.
        let url = Url::parse(text).map_err(|_| "it is not a URL")?;
        if !text.contains("://") {
            return Err("the two slashes after the scheme are missing".into());
        }
        for (key, _) in url.query_pairs() {
            if !PARAMETERS.contains(&&*key) && !key.starts_with("options[") {
                return Err(format!("the parameter {key:?} is unknown"));
            }
        }
        let named = |name: &str| {
            url.query_pairs()
                .any(|(key, value)| key == name && !value.is_empty())
        };
        if url.host_str().is_none_or(str::is_empty) && !named("host") && !named("hostaddr") {
            return Err("the host is missing".into());
        }
        if url.path().trim_matches('/').is_empty() && !named("dbname") {
            return Err("the name of the database is missing".into());
        }
        if url.fragment().is_some() {
            return Err("nothing may follow a #; write %23 for a # in a password".into());
        }
        Ok(Self::Postgres(url))
    }
}

impl fmt::Display for Database {
    /// Without user, password and parameters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                write!(f, "postgres://{}", url.host_str().unwrap_or(""))?;
                if let Some(port) = url.port() {
                    write!(f, ":{port}")?;
                }
                f.write_str(url.path())
            }
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The database of `key`, if it was given and can be read.
pub fn read(given: &Given, key: &str, problems: &mut Vec<ConfigProblem>) -> Option<Database> {
    let setting = given.get(key)?;
    match Database::parse(&setting.text) {
        Ok(database) => Some(database),
        Err(problem) => {
            problems.push(ConfigProblem::new(&setting.written_as, problem, CURE));
            None
        }
    }
}

/// A replica is a PostgreSQL server beside a PostgreSQL server.
pub fn check_replica(
    given: &Given,
    main: &Database,
    replica: Option<&Database>,
    problems: &mut Vec<ConfigProblem>,
) {
    let Some(replica) = replica else { return };
    if let (Database::Postgres(_), Database::Postgres(_)) = (main, replica) {
        return;
    }
    problems.push(ConfigProblem::new(
        given.name("read_url"),
        "only PostgreSQL has replicas",
        "remove it, or give a PostgreSQL address here and in the database URL",
    ));
}
