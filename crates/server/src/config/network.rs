//! The proxies we believe, as networks in CIDR notation.

use web::Network;

use super::{ConfigProblem, given::Given};

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
