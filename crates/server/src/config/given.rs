//! What was written, by key: the file first, the environment over it. Unknown keys are problems here.

use std::collections::BTreeMap;

use super::{ConfigProblem, KEYS, load::FILE};

const PREFIX: &str = "VENTANILLA_";
/// Read by the test suite, which starts us with its own environment.
const OF_THE_TESTS: [&str; 2] = ["VENTANILLA_TEST_POSTGRES", "VENTANILLA_LONG_TESTS"];

/// The settings as written.
#[derive(Debug, Default)]
pub struct Given {
    values: BTreeMap<&'static str, Setting>,
}

/// One of them.
#[derive(Debug)]
pub struct Setting {
    /// Its text; a list is joined with commas.
    pub text: String,
    /// How the person who wrote it knows it.
    pub written_as: String,
}

impl Given {
    /// Gathers both sources.
    pub fn collect(
        file: Option<&str>,
        environment: &BTreeMap<String, String>,
        problems: &mut Vec<ConfigProblem>,
    ) -> Self {
        let mut given = Self::default();
        if let Some(text) = file {
            given.add_file(text, problems);
        }
        given.add_environment(environment, problems);
        given
    }

    /// What was written for `key`.
    pub fn get(&self, key: &str) -> Option<&Setting> {
        self.values.get(key)
    }

    /// How `key` should be named to the person who has to set it.
    pub fn name(&self, key: &str) -> String {
        self.get(key)
            .map_or_else(|| variable(key), |setting| setting.written_as.clone())
    }

    fn add_file(&mut self, text: &str, problems: &mut Vec<ConfigProblem>) {
        let table: toml::Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => {
                // Not the parser's own words: they quote the line, and the line may hold a password.
                let line = error.span().map_or(1, |span| {
                    text[..span.start.min(text.len())].lines().count().max(1)
                });
                return problems.push(ConfigProblem::new(
                    FILE,
                    format!("line {line} is not valid TOML ({})", error.message()),
                    "write each setting as key = \"value\"",
                ));
            }
        };
        for (key, value) in table {
            let written_as = format!("{key} ({FILE})");
            let Some(known) = KEYS.into_iter().find(|known| *known == key) else {
                problems.push(unknown(written_as, &KEYS.join(", ")));
                continue;
            };
            match as_text(value) {
                Some(text) => self.add(known, &text, written_as, problems),
                None => problems.push(ConfigProblem::new(
                    written_as,
                    "the value is not text",
                    format!("put it between quotes: {known} = \"…\""),
                )),
            }
        }
    }

    fn add_environment(&mut self, environment: &BTreeMap<String, String>, problems: &mut Vec<ConfigProblem>) {
        for (name, value) in environment {
            let Some(key) = name.strip_prefix(PREFIX) else {
                continue;
            };
            if OF_THE_TESTS.contains(&name.as_str()) {
                continue;
            }
            match KEYS.into_iter().find(|known| variable(known) == *name) {
                Some(known) => self.add(known, value, name.clone(), problems),
                None => problems.push(unknown(format!("{PREFIX}{key}"), &KEYS.map(variable).join(", "))),
            }
        }
    }

    /// An empty value is more often a variable that was not set where it should have been than a wish for the default.
    fn add(&mut self, key: &'static str, text: &str, written_as: String, problems: &mut Vec<ConfigProblem>) {
        let text = text.trim().to_owned();
        if text.is_empty() && key != "trusted_proxies" {
            problems.push(ConfigProblem::new(
                &written_as,
                "the value is empty",
                "give it a value or take it out",
            ));
            // The other source may have a good one, but the person should decide.
            self.values.remove(key);
            return;
        }
        self.values.insert(key, Setting { text, written_as });
    }
}

/// The name of a key in the environment.
pub fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.to_ascii_uppercase())
}

fn unknown(written_as: String, known: &str) -> ConfigProblem {
    ConfigProblem::new(
        written_as,
        "there is no such setting",
        format!("correct or remove it; the known ones are {known}"),
    )
}

fn as_text(value: toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text),
        toml::Value::Datetime(moment) => Some(moment.to_string()),
        toml::Value::Array(items) => items
            .into_iter()
            .map(|item| {
                if let toml::Value::String(text) = item {
                    Some(text)
                } else {
                    None
                }
            })
            .collect::<Option<Vec<_>>>()
            .map(|items| items.join(",")),
        _ => None,
    }
}
