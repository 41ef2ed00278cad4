//! The program `ventanilla`: reads the configuration, and does what the command line says. No rules in here.
//!
//! Exit status: 0 done, 1 failed, 2 wrong use; to a mail server 75, bring it again. Data goes to standard output, words to standard error.

mod archive;
mod catalogue;
mod cli;
mod commands;
mod config;
mod data_folder;
mod demo;
mod digests;
mod evidence;
mod instance;
mod kept_files;
mod logo;
mod output;
mod prefix;
mod records;
mod refusal;
mod renewal;
mod sending;
mod shutdown;
mod tallies;
mod telemetry;
mod timed;

use std::{ffi::OsString, panic, process::ExitCode};

use clap::Parser as _;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if !brings_mail(&arguments) {
        return work(cli::Cli::parse_from(arguments));
    }
    // To a mail server everything that is not said in its own way means that the mail can never be delivered.
    let again = ExitCode::from(commands::AGAIN);
    match cli::Cli::try_parse_from(arguments) {
        Ok(cli) => panic::catch_unwind(|| work(cli)).unwrap_or(again),
        Err(error) => {
            let _left = error.print();
            if error.use_stderr() {
                again
            } else {
                ExitCode::SUCCESS
            }
        }
    }
}

/// Whether a mail server calls.
fn brings_mail(arguments: &[OsString]) -> bool {
    let words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    let words: Vec<&str> = words.collect();
    words.windows(2).any(|two| two == ["mail", "receive"])
}

fn work(cli: cli::Cli) -> ExitCode {
    telemetry::start(cli.detail());
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            output::failure(&error);
            ExitCode::FAILURE
        }
    }
}
