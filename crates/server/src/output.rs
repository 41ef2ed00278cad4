//! Where a command's results go: data to standard output, words to standard error.

use std::io::{self, Write as _};

use serde::Serialize;

use crate::{config::ConfigProblem, telemetry::escape};

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the configuration cannot be used")]
pub struct BadConfig(pub Vec<ConfigProblem>);

/// One line of data. A reader who has left (`| head`) is no failure.
pub fn line(text: &str) {
    let _left = writeln!(io::stdout(), "{}", escape(text));
}

/// One line of JSON.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    line(&serde_json::to_string(value)?);
    Ok(())
}

/// Bytes, as they are.
pub fn bytes(bytes: &[u8]) {
    let _left = io::stdout().write_all(bytes);
}

/// One line of words.
pub fn say(text: &str) {
    let _left = writeln!(io::stderr(), "{text}");
}

/// Why a command failed, and what helps.
pub fn failure(error: &anyhow::Error) {
    say(&format!("ventanilla: {error:#}"));
    if let Some(BadConfig(problems)) = error.downcast_ref() {
        for problem in problems {
            say(&problem.to_string());
        }
    }
}
