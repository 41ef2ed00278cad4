//! Which crate may depend on which: web and notifier never meet, the domain knows no HTTP, templates or mail.

use std::process::Command;

use serde_json::{Value, json};

/// Crate, which of ours it may use, and which of ours its tests may use beside those.
const OURS: [(&str, &[&str], &[&str]); 13] = [
    ("bench", &["domain", "migrations", "testkit"], &[]),
    ("catalog", &["domain", "outgoing"], &["testkit"]),
    ("domain", &[], &["migrations", "testkit"]),
    ("files", &["domain"], &[]),
    ("migrations", &[], &[]),
    ("oidc", &["outgoing"], &[]),
    ("outgoing", &[], &[]),
    ("render", &["domain"], &[]),
    (
        "web",
        &["domain", "files", "oidc", "render"],
        &["migrations", "testkit"],
    ),
    ("notifier", &["domain", "render"], &["migrations", "testkit"]),
    (
        "ventanilla",
        &[
            "catalog",
            "domain",
            "files",
            "migrations",
            "notifier",
            "oidc",
            "outgoing",
            "render",
            "web",
        ],
        &["testkit"],
    ),
    ("testkit", &["migrations"], &[]),
    (
        "tests",
        &[
            "catalog", "domain", "files", "notifier", "oidc", "render", "testkit", "web",
        ],
        &["migrations", "ventanilla"],
    ),
];

/// Crate, and what of others it must do without.
const OTHERS: [(&str, &[&str]); 8] = [
    (
        "domain",
        &[
            "axum",
            "fluent-bundle",
            "hyper",
            "lettre",
            "minijinja",
            "reqwest",
            "tower",
            "tower-http",
        ],
    ),
    (
        "render",
        &["axum", "lettre", "reqwest", "sea-orm", "tower", "tower-http"],
    ),
    // Others are asked through the one client there is.
    (
        "catalog",
        &[
            "axum",
            "hyper",
            "hyper-util",
            "lettre",
            "minijinja",
            "reqwest",
            "sea-orm",
        ],
    ),
    ("oidc", &["hyper", "hyper-util", "reqwest"]),
    ("files", &["axum", "lettre", "minijinja", "reqwest", "sea-orm"]),
    ("web", &["lettre", "minijinja", "reqwest", "sea-orm"]),
    ("notifier", &["axum", "minijinja", "sea-orm"]),
    ("ventanilla", &["lettre", "minijinja", "sea-orm"]),
];

#[test]
fn dependencies_point_one_way() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(tests::root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    crate::nothing(&problems(&serde_json::from_slice(&output.stdout).unwrap()));
}

#[test]
fn a_wrong_dependency_is_found() {
    let package = |name: &str, on: &str, kind: Value| json!({"name": name, "dependencies": [{"name": on, "kind": kind}]});
    let wrong = [
        package("web", "notifier", Value::Null),
        package("notifier", "web", json!("dev")),
        package("domain", "axum", Value::Null),
        package("testkit", "domain", Value::Null),
        package("domain", "testkit", Value::Null),
        package("catalog", "hyper", Value::Null),
        package("newcomer", "serde", Value::Null),
    ];
    for package in wrong {
        assert_eq!(
            problems(&json!({"packages": [package.clone()]})).len(),
            1,
            "{package}"
        );
    }
    let right = package("web", "render", Value::Null);
    assert_eq!(problems(&json!({"packages": [right]})), Vec::<String>::new());
}

fn problems(metadata: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let Some((_, ours, in_tests)) = OURS.iter().find(|(known, ..)| *known == name) else {
            problems.push(format!(
                "{name} is new: say in tests/guards/direction.rs what it may depend on"
            ));
            continue;
        };
        let others = OTHERS
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(&[][..], |(_, others)| others);
        for dependency in package["dependencies"].as_array().unwrap() {
            let on = dependency["name"].as_str().unwrap();
            let of_us = OURS.iter().any(|(known, ..)| *known == on);
            let allowed = ours.contains(&on) || (dependency["kind"] == "dev" && in_tests.contains(&on));
            if (of_us && !allowed) || others.contains(&on) {
                problems.push(format!("{name} must not depend on {on}"));
            }
        }
    }
    problems
}
