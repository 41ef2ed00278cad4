//! The mail URL of the configuration, parsed. `smtp://` means STARTTLS, and no mail at all without it, but to loopback.

use std::{fmt, net::IpAddr, path::PathBuf};

use url::{Host, Url};

/// Where mail goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailUrl {
    /// To a relay.
    Smtp(RelayAddress),
    /// Into a folder.
    File(PathBuf),
}

/// How to reach a relay.
#[derive(Clone, PartialEq, Eq)]
pub struct RelayAddress {
    /// Its name or address; the certificate must be for it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept private.
    pub security: Security,
    /// User and password, if it wants some.
    pub credentials: Option<(String, String)>,
}

/// How a connection is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: loopback only.
    Plain,
    /// `STARTTLS`, required.
    StartTls,
    /// TLS from the first byte.
    Tls,
}

/// Why a mail URL is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadMailUrl {
    /// Not a URL at all.
    #[error("not a URL; use smtp://host:port, smtps://host:port or file:FOLDER")]
    NotAUrl,
    /// Another scheme.
    #[error("the scheme must be smtp, smtps or file")]
    Scheme,
    /// No host.
    #[error("the relay's host is missing")]
    Host,
    /// A user without a password, or the reverse.
    #[error("user and password go together: smtp://user:password@host")]
    Credentials,
    /// Something after the host and port.
    #[error("nothing may follow the host and port")]
    Trailing,
    /// `file:` without a folder.
    #[error("the folder is missing: file:FOLDER")]
    Folder,
}

impl fmt::Debug for RelayAddress {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.security)
    }
}

impl MailUrl {
    /// Reads `smtp://[user:password@]host[:port]`, `smtps://…` or `file:FOLDER`.
    pub fn parse(text: &str) -> Result<Self, BadMailUrl> {
        if let Some(folder) = text.strip_prefix("file:") {
            // `file:///srv/mail`, `file:/srv/mail` and `file:mail` (a relative folder, which no URL parser keeps).
            let folder = folder.strip_prefix("//").unwrap_or(folder);
            return if folder.is_empty() {
                Err(BadMailUrl::Folder)
            } else {
                Ok(Self::File(folder.into()))
            };
        }
        let url = Url::parse(text).map_err(|_| BadMailUrl::NotAUrl)?;
        let implicit = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(BadMailUrl::Scheme),
        };
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(BadMailUrl::Trailing);
        }
        // `url` leaves hosts of schemes it does not know as they are, so addresses are looked for here.
        let host = match url.host().ok_or(BadMailUrl::Host)? {
            Host::Domain("") => return Err(BadMailUrl::Host),
            Host::Domain(name) => name.to_ascii_lowercase(),
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        };
        let security = match (implicit, is_loopback(&host)) {
            (true, _) => Security::Tls,
            (false, true) => Security::Plain,
            (false, false) => Security::StartTls,
        };
        let port = url.port().unwrap_or(match security {
            Security::Plain => 25,
            Security::StartTls => 587,
            Security::Tls => 465,
        });
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            ("", Some(_)) | (_, None) => return Err(BadMailUrl::Credentials),
            (user, Some(password)) => Some((decode(user), decode(password))),
        };
        Ok(Self::Smtp(RelayAddress {
            host,
            port,
            security,
            credentials,
        }))
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Undoes percent-encoding; what is no encoding stays.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(byte) = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{BadMailUrl, MailUrl, RelayAddress, Security};

    fn relay(text: &str) -> RelayAddress {
        match MailUrl::parse(text) {
            Ok(MailUrl::Smtp(address)) => address,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn only_loopback_may_go_without_tls() {
        for (text, security, port) in [
            ("smtp://localhost", Security::Plain, 25),
            ("smtp://LOCALHOST:2525", Security::Plain, 2525),
            ("smtp://127.0.0.2:1", Security::Plain, 1),
            ("smtp://[::1]:2525", Security::Plain, 2525),
            ("smtp://relay.example.org", Security::StartTls, 587),
            ("smtp://127.0.0.1.example.org", Security::StartTls, 587),
            ("smtp://192.168.1.2:25", Security::StartTls, 25),
            ("smtps://relay.example.org/", Security::Tls, 465),
            ("smtps://localhost", Security::Tls, 465),
        ] {
            let address = relay(text);
            assert_eq!((address.security, address.port), (security, port), "{text}");
        }
    }

    #[test]
    fn credentials_are_decoded_and_never_shown() {
        let address = relay("smtp://ana%40example.org:p%3A%2Fs%25@relay.example.org");
        assert_eq!(
            address.credentials,
            Some(("ana@example.org".into(), "p:/s%".into()))
        );
        assert!(!format!("{address:?}").contains("p:/s"));
    }

    #[test]
    fn folders() {
        for (text, folder) in [
            ("file:mail", "mail"),
            ("file:/srv/mail", "/srv/mail"),
            ("file:///srv/mail", "/srv/mail"),
        ] {
            assert_eq!(MailUrl::parse(text), Ok(MailUrl::File(folder.into())));
        }
    }

    #[test]
    fn refused() {
        for (text, why) in [
            ("", BadMailUrl::NotAUrl),
            ("relay.example.org", BadMailUrl::NotAUrl),
            ("http://relay.example.org", BadMailUrl::Scheme),
            ("smtp:///", BadMailUrl::Host),
            ("smtp://ana@relay.example.org", BadMailUrl::Credentials),
            ("smtp://relay.example.org/?tls=no", BadMailUrl::Trailing),
            ("file:", BadMailUrl::Folder),
        ] {
            assert_eq!(MailUrl::parse(text), Err(why), "{text}");
        }
    }
}
