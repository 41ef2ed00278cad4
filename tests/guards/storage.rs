//! The database library is used in the store only: one look there finds every query.

use tests::TextFile;

use crate::sample;

const MAY: [&str; 4] = [
    "crates/domain/src/store.rs",
    "crates/domain/src/store/",
    "migrations/",
    "crates/testkit/",
];

/// `domain/tests` break things on purpose, and look at rows.
const TESTS: [&str; 2] = ["crates/domain/tests/", "tests/"];

#[test]
fn only_the_store_speaks_to_the_database() {
    crate::nothing(&problems(&tests::files_ending("", ".rs")));
}

#[test]
fn a_query_elsewhere_is_found() {
    let text = "//! Says sea_orm, which is no use of it.\nuse sea_orm::EntityTrait;\n";
    assert_eq!(problems(&[sample("crates/web/src/lib.rs", text)]).len(), 1);
    assert_eq!(
        problems(&[sample("crates/domain/src/store/people.rs", text)]).len(),
        0
    );
}

fn problems(files: &[TextFile]) -> Vec<String> {
    let mut problems = Vec::new();
    for file in files {
        if MAY.iter().chain(&TESTS).any(|place| file.path.starts_with(place)) {
            continue;
        }
        for (line, number) in file.text.lines().zip(1..) {
            let code = line.split("//").next().unwrap_or_default();
            if code.contains("sea_orm") || code.contains("sqlx::") {
                problems.push(format!(
                    "{}:{number} uses the database; only domain::store may",
                    file.path
                ));
            }
        }
    }
    problems
}
