//! Power cuts in the middle of mixed writes; and that the same cut does lose what is not synced at each commit.

use std::time::Duration;

use sea_orm::{ConnectOptions, ConnectionTrait as _, Database};
use testkit::smtp::Server;

use crate::{
    disk::Disk,
    installation::Installation,
    program::Program,
    records::rows,
    rounds::{Rounds, Strike, Where},
};

const CUTS: usize = 20;
const COMMITS: usize = 200;

/// Cuts the power; a moment later the program is dead too, and the power comes back.
struct PowerCut<'a>(&'a Disk);

impl Strike for PowerCut<'_> {
    const MAY_FAIL: bool = true;

    fn strike(&self, program: &mut Program) {
        self.0.cut();
        // Long enough for the program to acknowledge what it should not.
        std::thread::sleep(Duration::from_millis(30));
        program.kill();
        self.0.restore();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_power_cuts_lose_nothing() {
    let Some(disk) = disk() else { return };
    let relay = Server::start().await.unwrap();
    let file = disk.folder().join("data/ventanilla.db");
    let address = format!("sqlite:{}", file.display());
    let installation = Installation::new(&disk.folder(), &address, &relay.url());
    let mut rounds = Rounds::new(installation, Where::File(file), &relay, 20_261_124);
    for number in 0..CUTS {
        rounds.round(number, &PowerCut(&disk)).await;
    }
    rounds.end().await;
}

/// The control: with less than FULL, the same cut loses what was acknowledged.
#[tokio::test(flavor = "multi_thread")]
async fn without_full_synchronous_a_power_cut_loses() {
    let Some(disk) = disk() else { return };
    assert_eq!(survivors(&disk, "full").await, COMMITS);
    let left = survivors(&disk, "normal").await;
    assert!(
        left < COMMITS,
        "all {left} commits survived, so these cuts prove nothing"
    );
    println!("{left} of {COMMITS} commits survived with synchronous = normal");
}

/// How many of the commits that were acknowledged are there after a cut.
async fn survivors(disk: &Disk, synchronous: &str) -> usize {
    let url = format!("sqlite:{}?mode=rwc", disk.folder().join(synchronous).display());
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let writer = Database::connect(options.clone()).await.unwrap();
    for sql in [
        "pragma journal_mode = wal",
        "pragma synchronous = full",
        "create table kept (id integer primary key)",
        "pragma wal_checkpoint(truncate)",
        &format!("pragma synchronous = {synchronous}"),
    ] {
        writer.execute_unprepared(sql).await.unwrap();
    }
    for _ in 0..COMMITS {
        writer
            .execute_unprepared("insert into kept default values")
            .await
            .unwrap();
    }
    disk.cut();
    // Its last words cannot be written any more.
    let _cut_off = writer.close().await;
    disk.restore();
    let reader = Database::connect(options).await.unwrap();
    let ok = rows(&reader, "pragma integrity_check").await;
    assert_eq!(ok[0].try_get_by_index::<String>(0).unwrap(), "ok");
    let kept = rows(&reader, "select id from kept").await.len();
    reader.close().await.unwrap();
    kept
}

/// A disk, or loud words on why this test did not run. Where everything must run, that is a failure.
fn disk() -> Option<Disk> {
    match Disk::new() {
        Ok(disk) => Some(disk),
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
fn must_run() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}
