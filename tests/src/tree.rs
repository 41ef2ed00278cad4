//! The tree as the tests see it: where it begins, and its text files.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What is made by building and running, not written by us.
const NOT_OURS: [&str; 3] = [".git", "target", "data"];
/// The same, in whatever folder.
const PACKAGES: &str = "node_modules";

/// A text file of the tree.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// From the root, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The folder that holds the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Every text file below `folder` (from the root; "" is everything), in order. What is not UTF-8 is left out.
pub fn files(folder: &str) -> Vec<TextFile> {
    let mut found = Vec::new();
    collect(&root().join(folder), &root(), &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// The files of [`files()`] with this ending.
pub fn files_ending(folder: &str, ending: &str) -> Vec<TextFile> {
    let mut found = files(folder);
    found.retain(|file| file.path.ends_with(ending));
    found
}

fn collect(folder: &Path, root: &Path, found: &mut Vec<TextFile>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        // In a worktree `.git` is a file.
        let made = folder == root && NOT_OURS.iter().any(|other| name == *other);
        if made || name == PACKAGES {
            continue;
        }
        if path.is_dir() {
            collect(&path, root, found);
        } else if let (Ok(text), Ok(short)) = (fs::read_to_string(&path), path.strip_prefix(root)) {
            found.push(TextFile {
                path: short.to_string_lossy().replace('\\', "/"),
                text,
            });
        }
    }
}
