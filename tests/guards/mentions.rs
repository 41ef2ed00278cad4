//! The tree speaks of the product only: no machine it was written on, nothing left to do, no other source of packages.

use tests::TextFile;

use crate::sample;

/// In two parts each, or this file would be the first to mention them.
const FORBIDDEN: [(&str, &str); 9] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/tmp/te", "am"),
    ("TO", "DO:"),
    ("FIX", "ME"),
    ("XX", "X:"),
    ("Clau", "de"),
    ("Anth", "ropic"),
    ("Co-Auth", "ored-By"),
];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[test]
fn nothing_speaks_of_where_it_was_written() {
    crate::nothing(&problems(&tests::files("")));
}

#[test]
fn a_mention_is_found() {
    for (one, other) in FORBIDDEN {
        let bad = sample("docs/a.md", &format!("See {one}{other}a.\n"));
        assert_eq!(problems(&[bad]).len(), 1, "{one}{other}");
    }
    let lock = sample(
        "Cargo.lock",
        "source = \"registry+https://packages.example/index\"\n",
    );
    assert_eq!(problems(&[lock]).len(), 1);
}

fn problems(files: &[TextFile]) -> Vec<String> {
    let mut problems = Vec::new();
    for TextFile { path, text } in files {
        for (line, number) in text.lines().zip(1..) {
            for (one, other) in FORBIDDEN {
                if line.contains(&format!("{one}{other}")) {
                    problems.push(format!("{path}:{number} mentions {one}{other}"));
                }
            }
            let foreign = line.starts_with("source = ") && !line.contains(REGISTRY);
            if path == "Cargo.lock" && foreign {
                problems.push(format!(
                    "{path}:{number} takes a package from elsewhere than crates.io"
                ));
            }
        }
    }
    problems
}
