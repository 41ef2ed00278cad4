//! `/mailbox`: what the demo would have sent. There is none in any other installation: 404.

use std::path::PathBuf;

use crate::{AppState, problem::Fault};

pub mod list;
pub mod show;

/// The folder, if this is the demo.
fn folder(app: &AppState) -> Result<PathBuf, Fault> {
    app.demo()
        .map(|demo| demo.mailbox().to_owned())
        .ok_or(Fault::NotFound)
}
