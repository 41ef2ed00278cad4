//! Which addresses a name has.

use std::{fmt, io, net::IpAddr, sync::Arc};

/// Says which addresses a name has.
pub type Says = dyn Fn(&str) -> Vec<IpAddr> + Send + Sync;

/// Who is asked for the addresses of a name.
#[derive(Clone, Default)]
pub enum Resolver {
    /// The system, as for every other program.
    #[default]
    System,
    /// What a test says, at each question anew.
    Told(Arc<Says>),
}

impl Resolver {
    /// The addresses of a name, at this moment.
    pub(crate) async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        match self {
            // The port is only asked along.
            Self::System => Ok(tokio::net::lookup_host((name, 0))
                .await?
                .map(|found| found.ip())
                .collect()),
            Self::Told(say) => Ok(say(name)),
        }
    }
}

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::System => "System",
            Self::Told(_) => "Told",
        })
    }
}
