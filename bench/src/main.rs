//! `just bench`: what the server does on a machine like this one, in numbers that anyone can get again.
//!
//! The budgets and the figures we publish are in `docs/PERFORMANCE.md`.

use anyhow::ensure;
use clap::Parser as _;
use tokio::signal::unix::{SignalKind, signal};

use crate::options::Options;

mod cases;
mod chance;
mod client;
mod files;
mod growth;
mod load;
mod mail;
mod measure;
mod options;
mod pages;
mod place;
mod report;
mod seeding;
mod server;
mod story;
mod words;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let options = options::Options::parse();
    // Whoever stops us must not leave servers and folders behind: they go when this is dropped.
    let mut stop = signal(SignalKind::terminate())?;
    tokio::select! {
        result = run(&options) => result,
        _ = tokio::signal::ctrl_c() => anyhow::bail!("stopped"),
        _ = stop.recv() => anyhow::bail!("stopped"),
    }
}

async fn run(options: &Options) -> anyhow::Result<()> {
    if let (Some(file), Some(address)) = (&options.file, options.listen) {
        return files::serve(file, address).await;
    }
    let program = options.program()?;
    ensure!(
        program.is_file(),
        "{} is not there: build it first",
        program.display()
    );
    if let Some(followers) = options.mail {
        return mail::all(&program, followers, options.engines(), options.time()).await;
    }
    let mut filled = Vec::new();
    for rows in options.sizes() {
        filled.push(place::fill(&program, rows, options.engines()).await?);
    }
    for engine in options.engines() {
        let databases: Vec<_> = filled.iter().filter_map(|pair| pair.on(*engine)).collect();
        for database in &databases {
            // The pages first: what is filed later has no worker that folds the counts they show.
            pages::all(database, options.time()).await?;
            if !options.pages {
                measure::all(database, options.time()).await?;
            }
        }
        if options.pages {
            continue;
        }
        growth::compare(&databases, options.time()).await?;
    }
    for pair in filled {
        pair.remove().await;
    }
    Ok(())
}
