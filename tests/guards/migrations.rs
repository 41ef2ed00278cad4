//! What a migration must not contain, because one of the two databases does not do it as the other.

use tests::TextFile;

use crate::{literals::literals, sample};

/// A deferred check fails at COMMIT, and with it, on SQLite, every change that shares the transaction.
const FORBIDDEN: [&str; 1] = ["deferrable"];

#[test]
fn checks_are_made_at_once() {
    let files = tests::files_ending("migrations", ".rs");
    assert!(!files.is_empty());
    crate::nothing(&problems(&files));
}

#[test]
fn a_deferred_check_is_found() {
    let bad = "const A: &str = \"create table a (b bigint references c(id) DEFERRABLE)\";";
    assert_eq!(problems(&[sample("migrations/src/a.rs", bad)]).len(), 1);
}

fn problems(files: &[TextFile]) -> Vec<String> {
    let mut problems = Vec::new();
    for TextFile { path, text } in files {
        for (line, literal) in literals(text) {
            for word in FORBIDDEN {
                if literal.to_lowercase().contains(word) {
                    problems.push(format!("{path}:{line} says {word}"));
                }
            }
        }
    }
    problems
}
