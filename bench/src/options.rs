//! What a run measures, as said on the command line.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Parser, ValueEnum};
use testkit::Engine;

/// Measures Ventanilla: fills databases, starts the server, loads it, and prints tables in Markdown.
///
/// PostgreSQL is a server of its own, started for this run and gone with it, or the one that `VENTANILLA_TEST_POSTGRES`
/// names (it gets a schema of its own, which is dropped at the end).
#[derive(Debug, Parser)]
#[command(name = "bench", max_term_width = 100)]
pub struct Options {
    /// A smoke run: SQLite, 10,000 requests, a second a case
    #[arg(long)]
    pub quick: bool,
    /// How many requests; may be repeated [default: 10000 and 100000]
    #[arg(long, value_name = "ROWS", value_parser = clap::value_parser!(u32).range(100..))]
    pub size: Vec<u32>,
    /// Also with 1,000,000 requests (filling takes the better part of an hour)
    #[arg(long)]
    pub million: bool,
    /// On which database
    #[arg(long, value_enum, default_value_t = On::Both)]
    pub on: On,
    /// Seconds for each case
    #[arg(long, value_name = "SECONDS", default_value_t = 4, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub seconds: u64,
    /// The server [default: the `ventanilla` beside this program]
    #[arg(long, value_name = "PROGRAM")]
    pub server: Option<PathBuf>,
    /// Pages only
    #[arg(long)]
    pub pages: bool,
    /// Mail only: how fast it leaves to so many followers, and what pages cost meanwhile
    #[arg(long, value_name = "FOLLOWERS", num_args = 0..=1, default_missing_value = "10000", conflicts_with = "pages")]
    pub mail: Option<u32>,
    /// Be the static file that pages are held against
    #[arg(long, hide = true, requires = "listen")]
    pub file: Option<PathBuf>,
    /// Where it is served
    #[arg(long, hide = true)]
    pub listen: Option<SocketAddr>,
}

/// Which databases are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum On {
    /// SQLite only
    Sqlite,
    /// PostgreSQL only
    Postgres,
    /// One after the other
    Both,
}

impl Options {
    /// How many requests, the fewest first.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes: Vec<usize> = self
            .size
            .iter()
            .filter_map(|rows| usize::try_from(*rows).ok())
            .collect();
        if sizes.is_empty() {
            sizes = if self.quick {
                vec![10_000]
            } else {
                vec![10_000, 100_000]
            };
        }
        if self.million {
            sizes.push(1_000_000);
        }
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }

    /// On which databases.
    pub fn engines(&self) -> &'static [Engine] {
        match self.on {
            On::Both if self.quick => &[Engine::Sqlite],
            On::Sqlite => &[Engine::Sqlite],
            On::Postgres => &[Engine::Postgres],
            On::Both => &[Engine::Sqlite, Engine::Postgres],
        }
    }

    /// The time for each case.
    pub fn time(&self) -> Duration {
        Duration::from_secs(if self.quick { 1 } else { self.seconds })
    }

    /// The server.
    pub fn program(&self) -> std::io::Result<PathBuf> {
        match &self.server {
            Some(program) => program.canonicalize(),
            None => Ok(std::env::current_exe()?.with_file_name("ventanilla")),
        }
    }
}
