//! What the operator says may be asked although it is not public.

use std::{net::IpAddr, str::FromStr};

use url::Host;

use crate::Network;

/// Networks, addresses and hosts that may be asked although they are not public: `10.1.0.0/16`, `127.0.0.1:8080`,
/// `[fd00::1]:443`, `portal.inside.example` or `portal.inside.example:8443`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed(Vec<Entry>);

/// It names nobody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no network (10.1.0.0/16), no address and no host (portal.example:8080)")]
pub struct BadEntry(String);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    who: Who,
    /// None: each.
    port: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Who {
    Network(Network),
    /// As a URL has it: lower case, in ASCII.
    Name(String),
}

impl Allowed {
    /// Nothing but what is public.
    pub const fn nothing() -> Self {
        Self(Vec::new())
    }

    /// Each entry as the operator wrote it.
    pub fn parse<T: AsRef<str>>(entries: impl IntoIterator<Item = T>) -> Result<Self, BadEntry> {
        let entries = entries.into_iter().map(|entry| entry.as_ref().parse());
        entries.collect::<Result<_, _>>().map(Self)
    }

    /// What either of two lists names.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The host of an address that the operator wrote, whatever its port.
    pub fn host_of(url: &url::Url) -> Self {
        let who = match url.host() {
            Some(Host::Domain(name)) => Who::Name(name.to_owned()),
            Some(Host::Ipv4(address)) => Who::Network(Network::one(address.into())),
            Some(Host::Ipv6(address)) => Who::Network(Network::one(address.into())),
            None => return Self::nothing(),
        };
        Self(vec![Entry { who, port: None }])
    }

    /// The host of an address that the operator wrote, at its port only.
    pub fn just(url: &url::Url) -> Self {
        let mut allowed = Self::host_of(url);
        for entry in &mut allowed.0 {
            entry.port = url.port_or_known_default();
        }
        allowed
    }

    /// Whether this host at this address and port is named.
    pub fn names(&self, host: &str, address: IpAddr, port: u16) -> bool {
        let bare = |name: &str| name.trim_end_matches('.').to_owned();
        self.0.iter().any(|entry| {
            let is_port = entry.port.is_none_or(|named| named == port);
            is_port
                && match &entry.who {
                    Who::Network(network) => network.contains(address),
                    Who::Name(name) => bare(name) == bare(host),
                }
        })
    }
}

impl FromStr for Entry {
    type Err = BadEntry;

    fn from_str(text: &str) -> Result<Self, BadEntry> {
        let text = text.trim();
        if let Ok(network) = text.trim_matches(['[', ']']).parse() {
            let who = Who::Network(network);
            return Ok(Self { who, port: None });
        }
        let bad = || BadEntry(text.to_owned());
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().map_err(|_| bad())?)),
            None => (text, None),
        };
        // What looks like a network and is none must not become the name of a host.
        if host.contains('/') {
            return Err(bad());
        }
        let who = match Host::parse(host).map_err(|_| bad())? {
            Host::Domain(name) => Who::Name(name),
            Host::Ipv4(address) => Who::Network(Network::one(address.into())),
            Host::Ipv6(address) => Who::Network(Network::one(address.into())),
        };
        Ok(Self { who, port })
    }
}

#[cfg(test)]
mod tests {
    use super::Allowed;

    #[test]
    fn an_entry_names_what_it_says_and_no_more() {
        let allowed = Allowed::parse([
            "10.1.0.0/16",
            "127.0.0.1:8080",
            "[fd00::1]:443",
            "fd01::/16",
            "Portal.Inside.example",
            "other.example:8443",
        ])
        .unwrap();
        let cases = [
            ("a", "10.1.2.3", 1, true),
            ("a", "10.2.0.1", 1, false),
            ("a", "::ffff:10.1.2.3", 1, false),
            ("a", "127.0.0.1", 8080, true),
            ("a", "127.0.0.1", 8081, false),
            ("a", "fd00::1", 443, true),
            ("a", "fd00::2", 443, false),
            ("a", "fd01:0:1::", 443, true),
            ("portal.inside.example", "192.168.0.1", 99, true),
            ("portal.inside.example.", "192.168.0.1", 99, true),
            ("a.portal.inside.example", "192.168.0.1", 99, false),
            ("other.example", "192.168.0.1", 8443, true),
            ("other.example", "192.168.0.1", 443, false),
        ];
        for (host, address, port, expected) in cases {
            let named = allowed.names(host, address.parse().unwrap(), port);
            assert_eq!(named, expected, "{host} {address} {port}");
        }
        assert!(!Allowed::nothing().names("a", "127.0.0.1".parse().unwrap(), 80));
    }

    #[test]
    fn what_names_nobody_is_said() {
        for entry in [
            "",
            "10.0.0.1/8",
            "10.0.0.0/33",
            "a b",
            "host:port",
            "host:70000",
            "http://a/",
        ] {
            assert!(Allowed::parse([entry]).is_err(), "{entry}");
        }
    }
}
