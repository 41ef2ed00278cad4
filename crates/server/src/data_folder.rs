//! The data folder: the instance's key, the locks of the two roles, the files.

use std::path::Path;

pub mod lock;
pub mod secret;

/// Makes the folder if it is missing. Only we may look inside: it holds the key and people's addresses.
pub fn prepare(folder: &Path) -> anyhow::Result<()> {
    use anyhow::Context as _;
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| {
        format!(
            "the data folder {} cannot be made\n  cure: make it, or set VENTANILLA_DATA_DIR",
            folder.display()
        )
    })
}

/// Sees to it that the names in a folder, and its own, outlive a power cut: syncing a file does not keep its name.
pub fn sync(folder: &Path) -> std::io::Result<()> {
    let open = |folder: &Path| {
        let here = folder.as_os_str().is_empty();
        std::fs::File::open(if here { Path::new(".") } else { folder })
    };
    open(folder)?.sync_all()?;
    // A folder above that we may only pass through cannot be synced, and was not made by us.
    match folder.parent().map(open) {
        Some(Ok(parent)) => parent.sync_all(),
        Some(Err(_)) | None => Ok(()),
    }
}

/// Makes an empty file that only we can read, unless it is there: SQLite gives what it puts beside it the same mode.
pub fn private_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
