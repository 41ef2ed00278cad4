//! A PostgreSQL server whose data lie on a disk of ours.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
};

use tempfile::TempDir;

/// Sets up a cluster in `$1/pg` with its socket in `$2`. The server refuses to run as root. Its log is written late on
/// purpose: only commits that are asked to wait for the disk do.
const SET_UP: &str = r#"set -eu
mkdir "$1/pg"
chown postgres "$1/pg" "$2"
runuser -u postgres -- "$3/initdb" --pgdata="$1/pg" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8
cat >>"$1/pg/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$2'
shared_buffers = 32MB
max_wal_size = 64MB
min_wal_size = 32MB
wal_writer_delay = 10s
CONF
sync"#;

/// Starts it and prints its number. What the last one left there is no server: it was killed.
const START: &str = r#"set -eu
rm -f "$1/pg/postmaster.pid" "$2"/.s.PGSQL.*
runuser -u postgres -- "$3/pg_ctl" --pgdata="$1/pg" --log="$2/log" --wait --silent start
head -n 1 "$1/pg/postmaster.pid""#;

/// The server. It is killed when it is dropped.
#[derive(Debug)]
pub struct Postgres {
    disk: PathBuf,
    socket: TempDir,
    programs: PathBuf,
    /// The disk cannot be asked for it once the power is off.
    process: Mutex<String>,
}

impl Postgres {
    /// A new one on `disk`, running; or why there is none here.
    pub fn new(disk: &Path) -> Result<Self, String> {
        let server = Self {
            disk: disk.to_owned(),
            socket: tempfile::tempdir().map_err(|error| error.to_string())?,
            programs: programs().ok_or("there is no PostgreSQL; on Debian: apt-get install postgresql")?,
            process: Mutex::default(),
        };
        server.sh(SET_UP)?;
        server.start()?;
        Ok(server)
    }

    /// Starts it again.
    pub fn start(&self) -> Result<(), String> {
        self.sh(START)
            .map(|process| *self.process.lock().unwrap() = process)
    }

    /// Kills all of it at once.
    pub fn kill(&self) {
        let process = std::mem::take(&mut *self.process.lock().unwrap());
        if process.is_empty() {
            return;
        }
        let children = format!("/proc/{process}/task/{process}/children");
        let children = std::fs::read_to_string(children).unwrap_or_default();
        // It may be gone by itself: it gives up when its log cannot be written.
        let _gone_before = Command::new("sh")
            .args(["-c", &format!("kill -KILL {process} {children}")])
            .output();
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!(
            "postgres://postgres@localhost/postgres?host={}",
            self.socket.path().display()
        )
    }

    fn sh(&self, script: &str) -> Result<String, String> {
        // Its words go to files: a server that keeps our pipe would keep us waiting.
        let said = self.socket.path().join("said");
        let file = std::fs::File::create(&said).map_err(|error| error.to_string())?;
        let status = Command::new("sh")
            .args(["-c", script, "sh"])
            .args([&self.disk, self.socket.path(), &self.programs])
            .current_dir("/")
            .stdout(file.try_clone().map_err(|error| error.to_string())?)
            .stderr(file)
            .status()
            .map_err(|error| error.to_string())?;
        let said = std::fs::read_to_string(said).map_err(|error| error.to_string())?;
        if status.success() {
            return Ok(said.trim().to_owned());
        }
        let log = std::fs::read(self.socket.path().join("log")).unwrap_or_default();
        Err(format!("{said}\n{}", String::from_utf8_lossy(&log)))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The newest server programs of this machine.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|entry| entry.path()).max_by_key(version)?;
    Some(newest.join("bin")).filter(|programs| programs.join("initdb").is_file())
}
