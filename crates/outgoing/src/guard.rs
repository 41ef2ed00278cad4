//! Whom we may ask. An address is looked at twice: as it is written, and as what its host turns out to be.

use std::net::{IpAddr, SocketAddr};

use url::{Host, Url};

use crate::{Allowed, is_public};

/// What may be asked.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    /// Whether without TLS.
    pub plain: Plain,
    /// What may be asked although it is not public.
    pub allowed: Allowed,
}

/// Where plain `http` will do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Plain {
    /// On this machine only: what is asked is nobody else's business.
    #[default]
    Loopback,
    /// Everywhere: what is asked is public anyway.
    Everywhere,
}

/// Why an address is not asked. Nothing was sent, and nobody was connected to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is none.
    #[error("it is no address")]
    NoAddress,
    /// Neither `http` nor `https`.
    #[error("it is neither http nor https")]
    Scheme,
    /// `http`, where it must be `https`.
    #[error("it is not an https address")]
    Plain,
    /// It says who asks.
    #[error("it holds a name or a password")]
    UserInfo,
    /// Its host is, or has among its addresses, one that is not public.
    #[error("{0} is not a public address")]
    Inside(IpAddr),
}

/// Where an address leads, once its form was looked at.
pub(crate) struct Target {
    /// Without brackets.
    pub host: String,
    /// The address, if the host is one.
    pub literal: Option<IpAddr>,
    pub port: u16,
    pub is_tls: bool,
}

impl Guard {
    /// Only what is public, with TLS or without.
    pub const fn public() -> Self {
        Self {
            plain: Plain::Everywhere,
            allowed: Allowed::nothing(),
        }
    }

    /// Looks at the form of an address.
    pub(crate) fn look(&self, url: &Url) -> Result<Target, Refused> {
        let is_tls = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(Refused::Scheme),
        };
        if !is_tls && self.plain == Plain::Loopback && !is_loopback(url) {
            return Err(Refused::Plain);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refused::UserInfo);
        }
        let (host, literal) = match url.host() {
            Some(Host::Domain(name)) if !name.is_empty() => (name.to_owned(), None),
            Some(Host::Ipv4(address)) => (address.to_string(), Some(address.into())),
            Some(Host::Ipv6(address)) => (address.to_string(), Some(address.into())),
            _ => return Err(Refused::NoAddress),
        };
        let port = url.port_or_known_default().filter(|port| *port != 0);
        Ok(Target {
            host,
            literal,
            port: port.ok_or(Refused::NoAddress)?,
            is_tls,
        })
    }

    /// Looks at all addresses of a host: one that is not public is enough to ask none of them.
    pub(crate) fn check(&self, target: &Target, found: &[IpAddr]) -> Result<Vec<SocketAddr>, Refused> {
        let is_fine =
            |address: IpAddr| is_public(address) || self.allowed.names(&target.host, address, target.port);
        if let Some(inside) = found.iter().find(|address| !is_fine(**address)) {
            return Err(Refused::Inside(*inside));
        }
        // What is called `localhost` need not be here.
        let is_here = found.iter().all(IpAddr::is_loopback);
        if !target.is_tls && self.plain == Plain::Loopback && !is_here {
            return Err(Refused::Plain);
        }
        let with_port = |address: &IpAddr| SocketAddr::new(*address, target.port);
        Ok(found.iter().map(with_port).collect())
    }
}

/// Whether an address leads to this machine, as it is written.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
