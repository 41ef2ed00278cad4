//! Power cuts in the middle of mixed writes; and that the same cut does lose what is not synced at each commit.

use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection};
use testkit::smtp::Server;

use crate::{
    disk::Disk,
    installation::Installation,
    program::Program,
    records::number,
    rounds::{Rounds, Strike, Where},
};

mod server;

use server::Postgres;

const CUTS: usize = 20;
const COMMITS: i64 = 200;

/// A machine whose power can be cut: its disk, and the database server on it, if there is one.
struct Machine {
    server: Option<Postgres>,
    disk: Disk,
}

impl Machine {
    /// Cuts the power, and puts it on again when nothing runs any more.
    fn cut(&self, end: impl FnOnce()) {
        self.disk.cut();
        end();
        if let Some(server) = &self.server {
            server.kill();
        }
        self.disk.restore();
        if let Some(server) = &self.server {
            server.start().unwrap();
        }
    }
}

impl Strike for Machine {
    fn strike(&self, program: &mut Program) {
        // A machine without power says nothing. Ours still runs while its disk goes away, and a sync that is under way at
        // that moment may come back as if all were well: nobody must hear of it.
        program.freeze();
        self.cut(|| program.kill());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_power_cuts_lose_nothing_on_sqlite() {
    let Some(machine) = machine(false) else { return };
    let file = machine.disk.folder().join("data/ventanilla.db");
    let address = format!("sqlite:{}", file.display());
    cut_twenty_times(&machine, &address, Where::File(file)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_power_cuts_lose_nothing_on_postgres() {
    let Some(machine) = machine(true) else { return };
    let address = machine.server.as_ref().unwrap().url();
    cut_twenty_times(&machine, &address, Where::Server(address.clone())).await;
}

async fn cut_twenty_times(machine: &Machine, address: &str, place: Where) {
    let relay = Server::start().await.unwrap();
    let installation = Installation::new(&machine.disk.folder(), address, &relay.url());
    let mut rounds = Rounds::new(installation, place, &relay, 20_261_124);
    for number in 0..CUTS {
        rounds.round(number, machine).await;
    }
    rounds.end().await;
}

/// The control: with less than FULL, the same cut loses what was acknowledged.
#[tokio::test(flavor = "multi_thread")]
async fn without_full_synchronous_a_power_cut_loses() {
    let Some(machine) = machine(false) else { return };
    let url = |name: &str| format!("sqlite:{}?mode=rwc", machine.disk.folder().join(name).display());
    let set = |synchronous| format!("pragma journal_mode = wal; pragma synchronous = {synchronous}");
    assert_eq!(survivors(&machine, &url("full"), &set("full")).await, COMMITS);
    let left = survivors(&machine, &url("normal"), &set("normal")).await;
    assert!(left < COMMITS, "all survived, so these cuts prove nothing");
    println!("{left} of {COMMITS} commits survived with synchronous = normal");
}

/// The control: commits that do not wait for the disk are lost.
#[tokio::test(flavor = "multi_thread")]
async fn without_synchronous_commit_a_power_cut_loses() {
    let Some(machine) = machine(true) else { return };
    let url = machine.server.as_ref().unwrap().url();
    assert_eq!(
        survivors(&machine, &url, "set synchronous_commit = on").await,
        COMMITS
    );
    let left = survivors(&machine, &url, "set synchronous_commit = off").await;
    assert!(left < COMMITS, "all survived, so these cuts prove nothing");
    println!("{left} of {COMMITS} commits survived with synchronous_commit = off");
}

/// How many of the commits that were acknowledged are there after a cut.
async fn survivors(machine: &Machine, url: &str, setting: &str) -> i64 {
    let writer = connect(url).await;
    for sql in [
        "drop table if exists kept",
        "create table kept (n integer)",
        setting,
    ] {
        writer.execute_unprepared(sql).await.unwrap();
    }
    // What was there before is safe: only the commits that follow are at stake.
    assert!(std::process::Command::new("sync").status().unwrap().success());
    for _ in 0..COMMITS {
        writer
            .execute_unprepared("insert into kept values (1)")
            .await
            .unwrap();
    }
    machine.disk.cut();
    // Its last words cannot be written any more.
    let _cut_off = writer.close().await;
    machine.cut(|| {});
    let reader = connect(url).await;
    let kept = number(&reader, "select count(*) from kept").await;
    reader.close().await.unwrap();
    kept
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

/// A machine, or loud words on why this test did not run. Where everything must run, that is a failure.
fn machine(with_server: bool) -> Option<Machine> {
    let machine = Disk::new().and_then(|disk| {
        let server = with_server.then(|| Postgres::new(&disk.folder())).transpose()?;
        Ok(Machine { server, disk })
    });
    match machine {
        Ok(machine) => Some(machine),
        Err(reason) => {
            println!("DID NOT RUN: a power cut needs root, mkfs.ext4 and a loop device: {reason}");
            assert!(!must_run(), "no power could be cut: {reason}");
            None
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test run is configured by its environment only"
)]
pub fn must_run() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}
