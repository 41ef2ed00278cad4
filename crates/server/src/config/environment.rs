//! The only place that reads the environment.

use std::collections::BTreeMap;

use super::ConfigProblem;

/// Our variables: those whose name begins with `VENTANILLA_`.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn variables() -> Result<BTreeMap<String, String>, Vec<ConfigProblem>> {
    let mut found = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, value) in std::env::vars_os() {
        let Some(name) = name.to_str().filter(|name| name.starts_with("VENTANILLA_")) else {
            continue;
        };
        match value.into_string() {
            Ok(value) => drop(found.insert(name.to_owned(), value)),
            Err(_) => problems.push(ConfigProblem::new(
                name,
                "the value is not UTF-8 text",
                "write it in UTF-8",
            )),
        }
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}
