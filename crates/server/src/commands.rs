//! One file per command. Each reads its arguments, calls the domain, and tells what came of it.

use std::process::ExitCode;

use anyhow::Context as _;

use crate::{
    cli::{Cli, Command},
    config::{self, Config},
    output::BadConfig,
};

mod area;
mod backup;
mod catalogue;
mod check;
mod demo;
mod import;
mod mail;
mod migrate;
mod outbox;
mod person;
mod restore;
mod serve;
mod token;
mod worker;

pub use mail::AGAIN;

/// Does what the command line says.
pub fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let listen = if let Command::Serve(serve) = &cli.command {
        serve.listen.as_deref()
    } else {
        None
    };
    let config = config::load(cli.config.as_deref(), listen).map_err(|problems| BadConfig(problems).into());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime")?;
    runtime.block_on(dispatch(cli.command, config))
}

async fn dispatch(command: Command, config: anyhow::Result<Config>) -> anyhow::Result<ExitCode> {
    let done = |()| ExitCode::SUCCESS;
    match command {
        Command::Demo(arguments) => {
            let now = config.ok().and_then(|config| config.now);
            Box::pin(demo::run(&arguments, now)).await.map(done)
        }
        Command::Serve(arguments) => Box::pin(serve::run(&arguments, config?, None)).await.map(done),
        Command::Worker(arguments) => Box::pin(worker::run(&arguments, config?)).await.map(done),
        Command::Person(arguments) => person::run(arguments, config?).await.map(done),
        Command::Area(arguments) => area::run(arguments, config?).await.map(done),
        Command::Token(arguments) => token::run(arguments, config?).await.map(done),
        Command::Catalogue(arguments) => catalogue::run(arguments, config?).await.map(done),
        Command::Import(arguments) => import::run(arguments, config?).await.map(done),
        Command::Migrate(arguments) => migrate::run(arguments, config?).await,
        Command::Check(arguments) => check::run(&arguments, config).await,
        Command::Outbox(arguments) => outbox::run(arguments, config?).await.map(done),
        Command::Mail(arguments) => Box::pin(mail::run(arguments, config)).await,
        Command::Backup { file } => backup::run(&file, &config?).await.map(done),
        Command::Restore { file } => restore::run(&file, &config?).await.map(done),
    }
}
