//! The files of the `templates` folder: embedded in a release, read from the folder by a debug build.

use std::borrow::Cow;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../templates"]
struct Folder;

/// The text of a file, by its path inside the folder; `None` when there is none or it is not UTF-8.
pub fn read(path: &str) -> Option<String> {
    let data = match Folder::get(path)?.data {
        Cow::Borrowed(bytes) => bytes.to_vec(),
        Cow::Owned(bytes) => bytes,
    };
    String::from_utf8(data).ok()
}

/// When a file last changed: what a debug build looks at to pick up a change. Cheaper than reading it.
#[cfg(debug_assertions)]
pub(crate) fn modified(path: &str) -> Option<std::time::SystemTime> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates/");
    std::fs::metadata(format!("{folder}{path}")).ok()?.modified().ok()
}

/// Every path that begins with `prefix`, sorted.
pub fn list(prefix: &str) -> Vec<String> {
    let mut paths: Vec<String> = Folder::iter()
        .filter(|path| path.starts_with(prefix))
        .map(Cow::into_owned)
        .collect();
    paths.sort();
    paths
}
