//! Other programs that the long tests ask: where they lie, and whether they have to be there.

use std::{
    env,
    path::{Path, PathBuf},
};

/// A path from the folder of this crate.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Whether what cannot run is a failure.
pub fn must_run() -> bool {
    variable("CI").is_some_and(|value| value == "true")
}

/// Where a program is.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = variable("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// A variable of the environment, if it says anything.
#[expect(
    clippy::disallowed_methods,
    reason = "a test run is configured by its environment only"
)]
pub fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
