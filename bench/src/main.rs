//! `just bench`: what the server does on a machine like this one, in numbers that anyone can get again.
//!
//! The budgets and the figures we publish are in `docs/PERFORMANCE.md`.

use clap::Parser as _;

mod cases;
mod chance;
mod client;
mod growth;
mod load;
mod measure;
mod options;
mod place;
mod report;
mod seeding;
mod server;
mod story;
mod words;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let options = options::Options::parse();
    let program = options.program()?;
    anyhow::ensure!(
        program.is_file(),
        "{} is not there: build it first",
        program.display()
    );
    let mut filled = Vec::new();
    for rows in options.sizes() {
        filled.push(place::fill(&program, rows, options.engines()).await?);
    }
    for engine in options.engines() {
        for database in filled.iter().filter_map(|filled| filled.on(*engine)) {
            measure::all(database, options.time()).await?;
        }
        let databases: Vec<_> = filled.iter().filter_map(|filled| filled.on(*engine)).collect();
        growth::compare(&databases, options.time()).await?;
    }
    for filled in filled {
        filled.remove().await;
    }
    Ok(())
}
