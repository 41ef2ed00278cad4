//! Words for people live in the `.ftl` files. A heuristic: what the code quotes has no Spanish letters.

use tests::TextFile;

use crate::{literals::literals, sample};

const SPANISH: &str = "áéíóúüñÁÉÍÓÚÜÑ¿¡";

const WHERE: [&str; 3] = ["crates/web/src", "crates/notifier/src", "crates/server/src"];

/// Made-up people and requests, which are shown to nobody.
const SAMPLES: [&str; 3] = ["/samples.rs", "/samples/", "/tests.rs"];

#[test]
fn no_words_outside_ftl() {
    let files: Vec<TextFile> = WHERE
        .iter()
        .flat_map(|folder| tests::files_ending(folder, ".rs"))
        .collect();
    assert!(!files.is_empty());
    crate::nothing(&problems(&files));
}

#[test]
fn a_word_in_the_code_is_found() {
    let bad = sample(
        "crates/web/src/error.rs",
        "// año\nlet text = \"No se encontró\";\n",
    );
    assert_eq!(
        problems(&[bad]),
        ["crates/web/src/error.rs:2 words for people belong in .ftl: No se encontró"]
    );
    let tested = sample(
        "crates/web/src/error.rs",
        "#[cfg(test)]\nmod tests { const A: &str = \"año\"; }\n",
    );
    assert!(problems(&[tested]).is_empty());
}

fn problems(files: &[TextFile]) -> Vec<String> {
    let mut problems = Vec::new();
    for TextFile { path, text } in files {
        if SAMPLES.iter().any(|place| path.contains(place)) {
            continue;
        }
        // The tests of a file are its end.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (line, literal) in literals(code) {
            if literal.contains(|letter| SPANISH.contains(letter)) {
                problems.push(format!(
                    "{path}:{line} words for people belong in .ftl: {literal}"
                ));
            }
        }
    }
    problems
}
