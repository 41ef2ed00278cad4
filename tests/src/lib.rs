//! What the test binaries beside this have in common: the tree they look at, and the application they call.
//!
//! The tests themselves are in journeys, browser, guards and reliability.

pub mod app;
pub mod port;
pub mod post;
mod tree;

pub use tree::{TextFile, files, files_ending, root};
