//! Where we listen, and the addresses people and we use.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use outgoing::Allowed;
use url::{Host, Url};

use super::{BaseUrl, ConfigProblem, given::Given};

const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// Where we listen: the command line, the settings, or port 8080 of this machine alone.
pub fn listen(
    given: &Given,
    argument: Option<&str>,
    problems: &mut Vec<ConfigProblem>,
) -> Option<SocketAddr> {
    let (text, written_as) = match (argument, given.get("listen")) {
        (Some(text), _) => (text, "--listen"),
        (None, Some(setting)) => (setting.text.as_str(), setting.written_as.as_str()),
        (None, None) => return Some(LISTEN),
    };
    let address = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}").parse(),
        None => text.parse(),
    };
    if address.is_err() {
        problems.push(ConfigProblem::new(
            written_as,
            format!("{text:?} is not an address with a port"),
            "write it as 127.0.0.1:8080, or [::]:8080 for every interface",
        ));
    }
    address.ok()
}

/// The base address: what was given, or the address we listen on if that is this machine alone.
pub fn base_url(
    given: &Given,
    listen: Option<SocketAddr>,
    problems: &mut Vec<ConfigProblem>,
) -> Option<BaseUrl> {
    let Some(setting) = given.get("base_url") else {
        let listen = listen?;
        if listen.ip().is_loopback() {
            let url = Url::parse(&format!("http://{listen}")).ok()?;
            return Some(BaseUrl { url, given: false });
        }
        problems.push(ConfigProblem::new(
            given.name("base_url"),
            "it is missing, and the address we listen on is open to others",
            "set it to the address people use, such as https://datos.example.org",
        ));
        return None;
    };
    match parse_base(&setting.text) {
        Ok(url) => Some(BaseUrl { url, given: true }),
        Err((problem, cure)) => {
            problems.push(ConfigProblem::new(&setting.written_as, problem, cure));
            None
        }
    }
}

/// The portal's address.
pub fn catalogue(given: &Given, problems: &mut Vec<ConfigProblem>) -> Option<Url> {
    let setting = given.get("catalogue_url")?;
    match Url::parse(&setting.text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.host().is_some() => Some(url),
        _ => {
            problems.push(ConfigProblem::new(
                &setting.written_as,
                "it is not an http or https address",
                "give the portal's address, such as https://data.example.org",
            ));
            None
        }
    }
}

/// Who may be asked although they are not public: networks, addresses and hosts, separated by commas.
pub fn outgoing(given: &Given, problems: &mut Vec<ConfigProblem>) -> Allowed {
    let Some(setting) = given.get("outgoing_allow") else {
        return Allowed::nothing();
    };
    let entries = setting
        .text
        .split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty());
    Allowed::parse(entries).unwrap_or_else(|error| {
        problems.push(ConfigProblem::new(
            &setting.written_as,
            error.to_string(),
            "give networks, addresses or hosts, such as 10.1.0.0/16, portal.inside.example:8443",
        ));
        Allowed::nothing()
    })
}

/// Whether a host is this machine: `localhost`, `*.localhost` (RFC 6761 §6.3) or a loopback address.
pub fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.to_canonical().is_loopback())
}

fn parse_base(text: &str) -> Result<Url, (&'static str, &'static str)> {
    const EXAMPLE: &str =
        "give the address people use, such as https://datos.example.org or https://example.org/pedidos";
    let mut url = Url::parse(text).map_err(|_| ("it is not an address", EXAMPLE))?;
    let loopback = match url.host() {
        None | Some(Host::Domain("")) => return Err(("its host is missing", EXAMPLE)),
        Some(_) => url.host_str().is_some_and(is_loopback),
    };
    match url.scheme() {
        "https" => {}
        "http" if loopback => {}
        "http" => {
            return Err((
                "http:// sends names, e-mails and sign-in cookies in the clear",
                "use https:// (the proxy before us holds the certificate); http:// is for localhost only",
            ));
        }
        _ => return Err(("its scheme is neither https nor http", EXAMPLE)),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(("it holds a user or a password", EXAMPLE));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err((
            "it has a query or a fragment",
            "end it after the host, the port or a path prefix",
        ));
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}
