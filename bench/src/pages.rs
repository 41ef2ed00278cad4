//! Pages: built for each reader, and from the cache beside a static file of the same bytes, in turns, so that whatever else
//! the machine does falls on both alike.

use std::{fs, path::Path, time::Duration};

use anyhow::{Context as _, ensure};
use tempfile::TempDir;

use crate::{
    cases::{self, Case},
    client::Connection,
    files,
    load::{self, Figures},
    measure::{CONNECTIONS, name, probe},
    place::Filled,
    report::{self, FIGURES, millis, thousands},
    server::Server,
};

const ROUNDS: u32 = 4;

/// Measures both and prints them.
pub async fn all(filled: &Filled, time: Duration) -> anyhow::Result<()> {
    let title = format!("{}, {} requests", name(filled.engine), filled.rows);
    let server = filled.place.serve().await?;
    println!("\n### Pages built for each request: {title}\n");
    report::head(&FIGURES);
    let mut control = Vec::new();
    for case in std::iter::once(cases::control()).chain(cases::built(&filled.seeded)) {
        probe(&server, &case).await?;
        for (at, lanes) in CONNECTIONS.into_iter().enumerate() {
            let figures = load::run(&server, lanes, time, &case.make).await?;
            report::figures(case.name, lanes, &figures, control.get(at).copied());
            if control.len() < CONNECTIONS.len() {
                control.push(figures.rate);
            }
        }
    }
    println!("\n### Pages from the cache, beside a static file of the same bytes: {title}\n");
    report::head(&[
        "page",
        "bytes",
        "connections",
        "page/s",
        "file/s",
        "page of file",
        "page p99",
        "file p99",
        "page CPU",
        "file CPU",
    ]);
    let folder = TempDir::with_prefix("ventanilla-bench-")?;
    for case in cases::kept(&filled.seeded) {
        beside_a_file(&server, &case, folder.path(), time).await?;
    }
    println!(
        "\nMemory: {} after all pages.",
        report::mebibytes(server.memory()?)
    );
    server.stop()
}

async fn beside_a_file(server: &Server, case: &Case, folder: &Path, time: Duration) -> anyhow::Result<()> {
    probe(server, case).await?;
    let bytes = body(server, case).await?;
    let path = folder.join("page");
    fs::write(&path, &bytes)?;
    let files = files::start(&path).await?;
    let file = cases::file();
    ensure!(body(&files, &file).await? == bytes, "the file has other bytes");
    for lanes in CONNECTIONS {
        let (mut pages, mut same) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            same.push(load::run(&files, lanes, time / ROUNDS, &file.make).await?);
            pages.push(load::run(server, lanes, time / ROUNDS, &case.make).await?);
        }
        let errors: usize = pages.iter().chain(&same).map(|figures| figures.errors).sum();
        ensure!(errors == 0, "{}: {errors} errors", case.name);
        let (page, file) = (middle(pages), middle(same));
        report::line(&[
            case.name.to_owned(),
            thousands(f64::from(u32::try_from(bytes.len())?)),
            lanes.to_string(),
            thousands(page.rate),
            thousands(file.rate),
            format!("{:.2}", page.rate / f64::max(file.rate, 1.0)),
            millis(page.p99),
            millis(file.p99),
            format!("{} µs", page.cost.as_micros()),
            format!("{} µs", file.cost.as_micros()),
        ]);
    }
    files.stop()
}

async fn body(server: &Server, case: &Case) -> anyhow::Result<Vec<u8>> {
    let mut connection = Connection::to(server.address);
    let answer = connection
        .exchange(&(case.make)(0, 0))
        .await
        .with_context(|| case.name)?;
    ensure!(answer.status == 200, "{}: {}", case.name, answer.status);
    Ok(answer.body.to_vec())
}

/// The round in the middle by its rate.
fn middle(mut rounds: Vec<Figures>) -> Figures {
    rounds.sort_by(|one, other| one.rate.total_cmp(&other.rate));
    let at = rounds.len() / 2;
    rounds.into_iter().nth(at).unwrap_or_default()
}
