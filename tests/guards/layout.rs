//! Files are named and begin alike: `foo.rs` beside `foo/`, and a short word on what lives there.

use tests::TextFile;

use crate::sample;

const MOST_LINES: usize = 5;

#[test]
fn every_module_says_what_lives_in_it() {
    crate::nothing(&problems(&tests::files_ending("", ".rs")));
}

#[test]
fn a_badly_laid_file_is_found() {
    let bad = [
        sample("crates/web/src/pages/mod.rs", "//! Pages.\n"),
        sample("crates/web/src/silent.rs", "use std::fs;\n"),
        sample("crates/web/src/talkative.rs", &"//! Too much.\n".repeat(6)),
    ];
    for file in bad {
        assert_eq!(problems(std::slice::from_ref(&file)).len(), 1, "{}", file.path);
    }
    assert!(problems(&[sample("crates/web/src/form.rs", "//! Forms.\n\nuse std::fs;\n")]).is_empty());
}

fn problems(files: &[TextFile]) -> Vec<String> {
    let mut problems = Vec::new();
    for TextFile { path, text } in files {
        let name = path.rsplit('/').next().unwrap_or(path);
        let lines = text.lines().take_while(|line| line.starts_with("//!")).count();
        if name == "mod.rs" {
            problems.push(format!("{path}: name it after its folder, beside it"));
        }
        // The tests of a module are named by that module.
        if lines == 0 && name != "tests.rs" {
            problems.push(format!("{path}: its first line must say (//!) what lives here"));
        }
        if lines > MOST_LINES {
            problems.push(format!(
                "{path}: {lines} lines say what lives here; {MOST_LINES} are enough"
            ));
        }
    }
    problems
}
