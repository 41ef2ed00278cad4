//! What the DNS says of the domains that our mail is from and comes back to, for `ventanilla check mail`. It only asks: what
//! the answers mean is in [`judge`].

use std::{net::SocketAddr, time::Duration};

use anyhow::Context as _;
use hickory_resolver::{
    TokioResolver,
    config::{NameServerConfig, ResolverConfig},
    net::runtime::TokioRuntimeProvider,
    proto::rr::{RData, RecordType},
};

pub mod judge;

/// How long a name server may take, and how often it is asked.
const PATIENCE: Duration = Duration::from_secs(3);
const TRIES: usize = 2;

/// Whom we ask.
pub struct Records(TokioResolver);

/// What was found below a name; `Err` if nobody answered.
pub type Found = Result<Vec<String>, String>;

impl Records {
    /// Asks `server`, or those of the system.
    pub fn new(server: Option<SocketAddr>) -> anyhow::Result<Self> {
        let mut builder = match server {
            Some(at) => {
                let mut asked = NameServerConfig::udp_and_tcp(at.ip());
                for connection in &mut asked.connections {
                    connection.port = at.port();
                }
                let config = ResolverConfig::from_name_servers(vec![asked]);
                TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            }
            None => TokioResolver::builder_tokio().context("the system names no name server")?,
        };
        builder.options_mut().timeout = PATIENCE;
        builder.options_mut().attempts = TRIES;
        Ok(Self(builder.build()?))
    }

    /// The texts below a name.
    pub async fn texts(&self, name: &str) -> Found {
        self.ask(name, RecordType::TXT).await
    }

    /// The mail servers of a domain.
    pub async fn mail_servers(&self, domain: &str) -> Found {
        self.ask(domain, RecordType::MX).await
    }

    async fn ask(&self, name: &str, kind: RecordType) -> Found {
        // With its final dot it is no name within our own domain.
        let found = match self.0.lookup(format!("{name}."), kind).await {
            Ok(found) => found,
            Err(error) if error.is_no_records_found() || error.is_nx_domain() => return Ok(Vec::new()),
            Err(error) => return Err(error.to_string()),
        };
        let answers = found.answers().iter();
        let text = |data: &RData| match data {
            // A long text is cut into strings of 255 bytes.
            RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
            RData::MX(server) => Some(server.exchange.to_string()),
            _ => None,
        };
        Ok(answers.filter_map(|record| text(&record.data)).collect())
    }
}
