//! Networks in CIDR notation: the proxies we believe.

use std::{fmt, net::IpAddr, str::FromStr};

use super::{ConfigProblem, given::Given};

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
    fn first(self) -> IpAddr {
        match self.address {
            IpAddr::V4(own) => IpAddr::V4(
                (own.to_bits() & u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0)).into(),
            ),
            IpAddr::V6(own) => IpAddr::V6(
                (own.to_bits() & u128::MAX.checked_shl(128 - u32::from(self.prefix)).unwrap_or(0)).into(),
            ),
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
        let network = Self { address, prefix };
        if network.first() == address {
            Ok(network)
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

/// The trusted proxies: networks, separated by commas.
pub fn read(given: &Given, problems: &mut Vec<ConfigProblem>) -> Vec<Network> {
    let Some(setting) = given.get("trusted_proxies") else {
        return Vec::new();
    };
    let mut networks = Vec::new();
    for text in setting
        .text
        .split(',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        match text.parse::<Network>() {
            Ok(network) => networks.push(network),
            Err(error) => problems.push(ConfigProblem::new(
                &setting.written_as,
                format!("{text:?}: {error}"),
                "give networks in CIDR notation, separated by commas: 10.0.0.0/8, fd00::/8, 127.0.0.1",
            )),
        }
    }
    networks
}
