//! A folder of descriptions, file by file in the order of their names.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
};

use domain::dataset::Dataset;
use serde_json::Value;

use super::{Ended, PAGE, Progress, Sorted, Step};
use crate::{Broken, Cursor, Fault, PortalError, Reader, mapping};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// What is left; none until somebody has looked.
    names: Option<VecDeque<String>>,
    ends: Ended,
}

impl Folder {
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            names: None,
            ends: Ended::All,
        }
    }

    pub fn next(&mut self, reader: &Reader, progress: &mut Progress) -> Result<Step, PortalError> {
        let names = match &mut self.names {
            Some(names) => names,
            None => {
                let mut names = names(&self.path)?;
                progress.total = Some(names.len());
                if let Some(after) = &progress.cursor.after {
                    self.ends = Ended::Changes;
                    names.retain(|name| after < name);
                }
                self.names.insert(names)
            }
        };
        let page: Vec<&String> = names.iter().take(PAGE).collect();
        let Some(last) = page.last().map(|last| String::clone(last)) else {
            // The next time it is read from its beginning.
            progress.cursor = Cursor::default();
            return Ok(Step::End(self.ends));
        };
        let mut sorted = Sorted::default();
        for name in &page {
            sorted.add(file(reader, &self.path, name)?);
        }
        let read = page.len();
        names.drain(..read);
        progress.cursor.after = Some(last);
        Ok(Step::Page(sorted))
    }
}

fn names(path: &Path) -> Result<VecDeque<String>, PortalError> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.to_ascii_lowercase().ends_with(".json") {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names.into())
}

/// One file: the description, or an answer with it inside. What it holds may be broken, but it must be there to be read.
fn file(reader: &Reader, folder: &Path, name: &str) -> Result<Result<Dataset, Broken>, PortalError> {
    let path = folder.join(name);
    let broken = |fault| {
        Ok(Err(Broken {
            name: Some(name.trim_end_matches(".json").chars().take(100).collect()),
            fault,
        }))
    };
    if std::fs::metadata(&path)?.len() > LARGEST {
        return broken(Fault::Huge("file"));
    }
    let Ok(value) = serde_json::from_slice::<Value>(&std::fs::read(&path)?) else {
        return broken(Fault::NotAnObject);
    };
    let package = value.get("result").filter(|_| value.get("success").is_some());
    Ok(mapping::package(package.unwrap_or(&value), &reader.zone))
}
