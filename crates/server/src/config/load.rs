//! Brings the two sources together: finds the file, reads the environment.

use std::{io::ErrorKind, path::Path};

use super::{Config, ConfigProblem, environment, parse};

/// The file we look for in the working folder.
pub const FILE: &str = "ventanilla.toml";

/// The configuration from `file`, or from [`FILE`] if there is one, and from the environment.
pub fn load(file: Option<&Path>, listen: Option<&str>) -> Result<Config, Vec<ConfigProblem>> {
    let text = match std::fs::read_to_string(file.unwrap_or(Path::new(FILE))) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == ErrorKind::NotFound && file.is_none() => None,
        Err(error) => {
            let name = file.unwrap_or(Path::new(FILE)).display().to_string();
            return Err(vec![ConfigProblem::new(
                name,
                format!("the file cannot be read: {error}"),
                "check its path, its permissions and that it is UTF-8 text",
            )]);
        }
    };
    let variables = environment::variables()?;
    parse(text.as_deref(), &variables, listen)
}
