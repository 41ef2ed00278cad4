//! Other programs that the long tests ask: where they lie, and whether they have to be there.

use std::path::{Path, PathBuf};

/// A path from the folder of this crate.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Whether what cannot run is a failure.
#[expect(
    clippy::disallowed_methods,
    reason = "a test run is configured by its environment only"
)]
pub fn must_run() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}
