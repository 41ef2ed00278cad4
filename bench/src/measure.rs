//! One server over one database: how fast it starts, what it answers a second, what it holds in memory.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use testkit::Engine;

use crate::{
    cases::{self, Case},
    client::Connection,
    load,
    place::Filled,
    report::{self, FIGURES, mebibytes, millis},
    server::Server,
};

/// On how many connections each case is asked.
pub const CONNECTIONS: [usize; 3] = [1, 16, 32];
const STARTS: usize = 5;
/// Writes a second for the budget of an action.
const ACTS: u32 = 20;

/// Measures everything and prints it.
pub async fn all(filled: &Filled, time: Duration) -> anyhow::Result<()> {
    println!("\n### {}, {} requests\n", name(filled.engine), filled.rows);
    report::head(&FIGURES);
    let mut starts = Vec::new();
    for _ in 1..STARTS {
        let server = filled.place.serve().await?;
        starts.push(server.ready);
        server.stop()?;
    }
    let server = filled.place.serve().await?;
    starts.push(server.ready);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let idle = server.memory()?;
    let reads = cases::reads(&filled.seeded);
    let mut most = idle;
    let mut control = Vec::new();
    for case in &reads {
        probe(&server, case).await?;
        for (at, lanes) in CONNECTIONS.into_iter().enumerate() {
            let figures = load::run(&server, lanes, time, &case.make).await?;
            report::figures(case.name, lanes, &figures, control.get(at).copied());
            if control.len() < CONNECTIONS.len() {
                control.push(figures.rate);
            }
            most = most.max(server.memory()?);
        }
    }
    let acting = cases::acting(&filled.seeded);
    let figures = load::paced(&server, 4, ACTS, time, &acting.make).await?;
    report::figures("act, 20 a second", 4, &figures, None);
    for case in cases::creates(&filled.seeded) {
        for (at, lanes) in CONNECTIONS.into_iter().enumerate() {
            let figures = load::run(&server, lanes, time, &case.make).await?;
            report::figures(case.name, lanes, &figures, control.get(at).copied());
            most = most.max(server.memory()?);
        }
    }
    server.stop()?;
    starts.sort_unstable();
    let median = starts.get(starts.len() / 2).copied().unwrap_or_default();
    let least = starts.first().copied().unwrap_or_default();
    println!();
    println!(
        "Ready after {} (median of {STARTS} starts; best {}).",
        millis(median),
        millis(least)
    );
    println!(
        "Memory: {} idle, {} at most under load.",
        mebibytes(idle),
        mebibytes(most)
    );
    Ok(())
}

/// The name of a database.
pub fn name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
}

/// An answer that shows less than it should would be fast and worth nothing.
pub async fn probe(server: &Server, case: &Case) -> anyhow::Result<()> {
    let mut connection = Connection::to(server.address);
    let answer = connection
        .exchange(&(case.make)(0, 0))
        .await
        .with_context(|| case.name)?;
    let text = String::from_utf8_lossy(answer.body);
    ensure!(answer.status == 200, "{}: {} {text}", case.name, answer.status);
    let Some((shows, mark)) = case.shows else {
        return Ok(());
    };
    let count = text.matches(mark).count();
    ensure!(
        count.abs_diff(shows) <= 1,
        "{}: {count} requests instead of {shows}",
        case.name
    );
    Ok(())
}
