//! `ventanilla worker`: mail and timed work, apart from the web.

use std::sync::Arc;

use render::Engine;

use crate::{
    cli::Worker,
    config::{Config, Database},
    data_folder::lock,
    instance::{self, Instance},
    output, sending, shutdown,
};

/// Runs it.
pub async fn run(arguments: &Worker, config: Config) -> anyhow::Result<()> {
    instance::ensure_file(&config.database)?;
    let _role = match config.database {
        Database::Sqlite(_) => Some(lock::take(&config.data_dir, lock::Role::Worker)?),
        Database::Postgres(_) => None,
    };
    let instance = Instance::open(config).await?;
    let shutdown = shutdown::on_signals()?.asked;
    let engine = Arc::new(Engine::new(&instance.config.time_zone)?);
    let worker = sending::worker(&instance, engine).await?;
    if arguments.once {
        return sending::run_once(&instance, &worker, &shutdown).await;
    }
    output::say("ventanilla worker: sending mail and doing timed work");
    sending::run(&instance, &worker, &shutdown).await;
    Ok(())
}
