//! The pages in a real Chromium: every sample of every page, and people's stories, with and without script, by keyboard.
//!
//! What happens in the browser is told in `tools` (how to look and act) and `journeys` (what a person does).

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod before;
mod controls;
mod journeys;
mod samples;
mod tools;
