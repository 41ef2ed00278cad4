//! Why an op refused, in words for the command line.

use anyhow::anyhow;
use domain::ops;

/// The op's error, with its fields.
pub fn explain(error: ops::Error) -> anyhow::Error {
    match error {
        ops::Error::Invalid(invalid) => {
            let fields: Vec<String> = invalid
                .0
                .iter()
                .map(|field| format!("{} {}", field.pointer.trim_start_matches("#/"), field.code))
                .collect();
            anyhow!("refused: {}", fields.join(", "))
        }
        other => anyhow!(other),
    }
}
