//! What the design forbids and no compiler sees, each with a bad sample that it must find.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod direction;
mod layout;
mod literals;
mod mentions;
mod migrations;
mod storage;
mod words;

/// Fails with every problem on a line of its own.
fn nothing(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// A file as a guard sees it.
fn sample(path: &str, text: &str) -> tests::TextFile {
    tests::TextFile {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
