//! `ventanilla migrate`: brings the schema up, then plants what an empty installation begins with.

use std::process::ExitCode;

use anyhow::Context as _;
use domain::{ops, store::Tx};
use migrations::run::Steps;
use serde::Serialize;

use crate::{
    cli::{Migrate, MigrateStatus},
    config::Config,
    data_folder,
    instance::{Instance, cannot_open, prepare_folder},
    output, refusal,
};

#[derive(Serialize)]
struct Status {
    applied: Vec<String>,
    pending: Vec<String>,
}

/// Runs it.
pub async fn run(arguments: Migrate, config: Config) -> anyhow::Result<ExitCode> {
    if let Some(MigrateStatus::Status { json }) = arguments.status {
        return status(&config, json).await;
    }
    bring_up(config).await?;
    Ok(ExitCode::SUCCESS)
}

/// Migrates, plants, and gives the opened installation.
pub async fn bring_up(config: Config) -> anyhow::Result<Instance> {
    prepare_folder(&config)?;
    let waiting = data_folder::lock::wait(&config.data_dir, "migrate")?;
    if let Some(path) = config.database.file() {
        data_folder::private_file(path).with_context(|| cannot_open(&config.database))?;
    }
    let applied = migrations::run::up(&config.database.url(), None)
        .await
        .with_context(|| cannot_open(&config.database))?;
    for step in &applied {
        tracing::info!(step, "migrated");
    }
    let instance = Instance::open_migrated(config).await?;
    instance
        .db
        .write(async |tx: &Tx| ops::seed(tx).await)
        .await
        .map_err(refusal::explain)?;
    drop(waiting);
    output::say(&match applied.len() {
        0 => format!("{} is up to date", instance.config.database),
        count => format!("{}: {count} migrations applied", instance.config.database),
    });
    Ok(instance)
}

async fn status(config: &Config, json: bool) -> anyhow::Result<ExitCode> {
    let steps = steps(config).await?;
    let complete = steps.pending.is_empty();
    if json {
        output::json(&Status {
            applied: steps.applied,
            pending: steps.pending,
        })?;
    } else {
        steps
            .applied
            .iter()
            .for_each(|step| output::line(&format!("applied  {step}")));
        steps
            .pending
            .iter()
            .for_each(|step| output::line(&format!("pending  {step}")));
    }
    Ok(if complete {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What the database has seen; a SQLite file that is not there has seen nothing, and is not made.
pub async fn steps(config: &Config) -> anyhow::Result<Steps> {
    if config.database.file().is_some_and(|path| !path.exists()) {
        return Ok(Steps {
            applied: Vec::new(),
            pending: migrations::run::all(),
        });
    }
    migrations::run::status(&config.database.url())
        .await
        .with_context(|| cannot_open(&config.database))
}
