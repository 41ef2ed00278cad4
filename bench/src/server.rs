//! The server under measurement: a process of its own, with a data folder of its own, on a free port of this machine.

use std::{
    fs::{self, File},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};

use crate::client::{Connection, get};

const TOO_LONG: Duration = Duration::from_mins(1);
/// The clock of the process accounts, in parts of a second.
const TICKS: u64 = 100;

/// Where a server finds what it needs.
#[derive(Debug, Clone)]
pub struct Place {
    /// The program.
    pub program: PathBuf,
    /// Its data folder.
    pub folder: PathBuf,
    /// The address of its database.
    pub database: String,
}

/// A server that runs.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it answers.
    pub address: SocketAddr,
    /// How long it took to be ready.
    pub ready: Duration,
}

impl Place {
    /// Brings the database to the schema of the program.
    pub fn migrate(&self) -> anyhow::Result<()> {
        let status = self
            .command(&["migrate"], None)?
            .status()
            .context("cannot run ventanilla")?;
        ensure!(status.success(), "ventanilla migrate failed: {}", self.log());
        Ok(())
    }

    /// Starts the server and waits until it is ready.
    pub async fn serve(&self) -> anyhow::Result<Server> {
        self.serve_with(&["--no-worker"], None).await
    }

    /// The same with a worker that sends to a relay.
    pub async fn serve_and_send(&self, relay: &str) -> anyhow::Result<Server> {
        self.serve_with(&[], Some(relay)).await
    }

    async fn serve_with(&self, more: &[&str], relay: Option<&str>) -> anyhow::Result<Server> {
        let address = free_address()?;
        let listen = address.to_string();
        let arguments = [&["serve", "--listen", &listen], more].concat();
        let mut command = self.command(&arguments, Some(address))?;
        if let Some(relay) = relay {
            command.env("VENTANILLA_MAIL_URL", relay);
        }
        Server::start(&mut command, address)
            .await
            .with_context(|| format!("ventanilla serve: {}", self.log()))
    }

    /// Nothing of our own environment: only what is said here is measured.
    fn command(&self, arguments: &[&str], address: Option<SocketAddr>) -> anyhow::Result<Command> {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env_clear()
            .env("VENTANILLA_DATABASE_URL", &self.database)
            .env("VENTANILLA_DATA_DIR", &self.folder)
            .env(
                "VENTANILLA_MAIL_URL",
                format!("file:{}", self.folder.join("mail").display()),
            )
            .env("VENTANILLA_LIMITS", "off")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(self.folder.join("log"))?);
        if let Some(address) = address {
            command.env("VENTANILLA_BASE_URL", format!("http://{address}"));
        }
        Ok(command)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log"))
            .unwrap_or_default()
            .chars()
            .take(2_000)
            .collect()
    }
}

impl Server {
    /// Starts a server that will answer at `address`, and waits until it says that it is ready.
    pub async fn start(command: &mut Command, address: SocketAddr) -> anyhow::Result<Self> {
        let begun = Instant::now();
        let child = command.spawn().context("cannot be run")?;
        let mut server = Self {
            child,
            address,
            ready: Duration::ZERO,
        };
        let mut connection = Connection::to(address);
        loop {
            if connection
                .exchange(&get("/readyz"))
                .await
                .is_ok_and(|answer| answer.status == 200)
            {
                server.ready = begun.elapsed();
                return Ok(server);
            }
            if server.child.try_wait()?.is_some() || begun.elapsed() > TOO_LONG {
                bail!("it did not become ready");
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// The memory it holds now, in KiB.
    pub fn memory(&self) -> anyhow::Result<u64> {
        let status = self.account("status")?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .context("no VmRSS")?;
        Ok(line.trim().trim_end_matches("kB").trim().parse()?)
    }

    /// The processor time it has used.
    pub fn processor(&self) -> anyhow::Result<Duration> {
        let stat = self.account("stat")?;
        // The name of the program is in brackets and may hold anything.
        let fields = stat
            .rsplit_once(')')
            .map(|(_, rest)| rest)
            .unwrap_or_default()
            .split_whitespace();
        let ticks: u64 = fields
            .skip(11)
            .take(2)
            .map(|field| field.parse::<u64>().unwrap_or(0))
            .sum();
        Ok(Duration::from_millis(ticks * 1_000 / TICKS))
    }

    /// Ends it as Ctrl-C does, twice: without the notice that a proxy needs.
    pub fn stop(mut self) -> anyhow::Result<()> {
        let begun = Instant::now();
        while self.child.try_wait()?.is_none() {
            ensure!(begun.elapsed() < TOO_LONG, "the server does not end");
            let _sent = Command::new("kill")
                .args(["-INT", &self.child.id().to_string()])
                .stderr(Stdio::null())
                .status();
            std::thread::sleep(Duration::from_millis(200));
        }
        Ok(())
    }

    fn account(&self, name: &str) -> anyhow::Result<String> {
        let path = Path::new("/proc").join(self.child.id().to_string()).join(name);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// An address of this machine that nobody has.
pub fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
