//! From which address somebody comes: the peer, or what a proxy that we believe says of it.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use axum::{extract::ConnectInfo, http::Extensions, http::HeaderMap};

/// A network such as `10.0.0.0/8` or `fd00::/8`; an address alone is a network of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

/// It is not a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNetwork {
    /// The part before the slash.
    #[error("it is not an IP address")]
    Address,
    /// The part after the slash.
    #[error("the length after the slash is too large or not a number")]
    Prefix,
    /// `10.0.0.1/8`: probably not what was meant.
    #[error("the address has bits outside its network")]
    HostBits,
}

impl Network {
    /// Whether an address is in it.
    pub fn contains(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.address.is_ipv4() && first(address, self.prefix) == self.address
    }
}

/// The first address of the network of `prefix` bits that `address` is in.
fn first(address: IpAddr, prefix: u8) -> IpAddr {
    let prefix = u32::from(prefix);
    match address {
        IpAddr::V4(own) => {
            IpAddr::V4((own.to_bits() & u32::MAX.checked_shl(32 - prefix).unwrap_or(0)).into())
        }
        IpAddr::V6(own) => {
            IpAddr::V6((own.to_bits() & u128::MAX.checked_shl(128 - prefix).unwrap_or(0)).into())
        }
    }
}

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let (address, prefix) = text
            .split_once('/')
            .map_or((text, None), |(address, prefix)| (address, Some(prefix)));
        let address: IpAddr = address.parse().map_err(|_| BadNetwork::Address)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => most,
            Some(text) => text
                .parse()
                .ok()
                .filter(|prefix| *prefix <= most)
                .ok_or(BadNetwork::Prefix)?,
        };
        if first(address, prefix) == address {
            Ok(Self { address, prefix })
        } else {
            Err(BadNetwork::HostBits)
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

/// Where a request comes from. `X-Forwarded-For` is read from its end as long as those who wrote it are believed: what a
/// client claims stands at its beginning.
pub fn address(extensions: &Extensions, headers: &HeaderMap, trusted: &[Network]) -> Option<IpAddr> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut last = peer;
    let claims = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok());
    let claims: Vec<&str> = claims.flat_map(|value| value.split(',')).map(str::trim).collect();
    for claim in claims.into_iter().rev() {
        if !is_trusted(last) {
            break;
        }
        let Ok(address) = claim.parse::<IpAddr>() else {
            break;
        };
        last = address.to_canonical();
    }
    Some(last)
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, SocketAddr};

    use axum::{
        extract::ConnectInfo,
        http::{Extensions, HeaderMap},
    };

    use super::{Network, address};

    fn from(peer: &str, forwarded: &[&str], trusted: &[&str]) -> IpAddr {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<Network> = trusted.iter().map(|text| text.parse().unwrap()).collect();
        address(&extensions, &headers, &trusted).unwrap()
    }

    #[test]
    fn only_a_believed_proxy_speaks_for_others() {
        let is = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(from("192.0.2.1", &["10.9.9.9"], &[]), is("192.0.2.1"));
        assert_eq!(from("10.0.0.1", &["192.0.2.7"], &["10.0.0.0/8"]), is("192.0.2.7"));
        // What the client made up stands before what the proxy saw.
        assert_eq!(
            from("10.0.0.1", &["1.1.1.1, 192.0.2.7"], &["10.0.0.0/8"]),
            is("192.0.2.7")
        );
        assert_eq!(
            from("10.0.0.1", &["192.0.2.7", "10.0.0.2"], &["10.0.0.0/8"]),
            is("192.0.2.7")
        );
        assert_eq!(from("10.0.0.1", &["nonsense"], &["10.0.0.0/8"]), is("10.0.0.1"));
        assert_eq!(
            from("::ffff:10.0.0.1", &["fd00::5"], &["10.0.0.0/8"]),
            is("fd00::5")
        );
    }
}
