//! The program `ventanilla`: reads the configuration, and does what the command line says. No rules in here.
//!
//! Exit status: 0 done, 1 failed, 2 wrong use. Data goes to standard output, words to standard error.

mod archive;
mod cli;
mod commands;
mod config;
mod data_folder;
mod demo;
mod due_dates;
mod instance;
mod logo;
mod output;
mod prefix;
mod refusal;
mod sending;
mod shutdown;
mod telemetry;
mod timed;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    telemetry::start(cli.detail());
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            output::failure(&error);
            ExitCode::FAILURE
        }
    }
}
