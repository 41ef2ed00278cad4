//! The instance's key: 32 random bytes in a file that only we can read, made on the first start.

use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Read as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};
use domain::secret::InstanceKey;

/// The file in the data folder.
pub const FILE: &str = "secret.key";

/// The key of `given`, or of the data folder, where it is made if it is missing.
pub fn load(folder: &Path, given: Option<&Path>) -> anyhow::Result<InstanceKey> {
    match given {
        Some(path) => read(path).with_context(|| format!("the secret key {} cannot be used", path.display())),
        None => {
            let path = folder.join(FILE);
            if !path.exists() {
                super::prepare(folder)?;
                make(&path)?;
            }
            // Before anything is written with it, and not only by whoever made it: that one may have been killed in between.
            super::sync(folder)
                .with_context(|| format!("the data folder {} cannot be synced", folder.display()))?;
            read(&path).with_context(|| format!("the secret key {} cannot be used", path.display()))
        }
    }
}

/// Writes `bytes` as the key of a folder that has none (restore).
pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let draft = draft_of(path);
    // Two first starts at once: both write a draft, one is linked first, both read that one.
    let result = write_new(&draft, bytes).and_then(|()| match std::fs::hard_link(&draft, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        result => result,
    });
    let _removed = std::fs::remove_file(&draft);
    let result = result.and_then(|()| path.parent().map_or(Ok(()), super::sync));
    result.with_context(|| format!("the secret key {} cannot be written", path.display()))
}

fn make(path: &Path) -> anyhow::Result<()> {
    write(path, InstanceKey::generate()?.bytes())
}

fn draft_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.draft", std::process::id()));
    name.into()
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Opens a file that nobody else on this machine may read.
pub fn open_own(path: &Path) -> anyhow::Result<File> {
    let file = File::open(path).context("it cannot be opened")?;
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&file.metadata()?.permissions());
        ensure!(
            // The last six bits are those of the group and of all others.
            mode.trailing_zeros() >= 6,
            "others on this machine can read it (mode {:03o})\n  cure: chmod 600 {}",
            mode & 0o777,
            path.display()
        );
    }
    Ok(file)
}

fn read(path: &Path) -> anyhow::Result<InstanceKey> {
    let file = open_own(path)?;
    let mut bytes = Vec::new();
    file.take(33)
        .read_to_end(&mut bytes)
        .context("it cannot be read")?;
    let Ok(key) = <[u8; 32]>::try_from(bytes.as_slice()) else {
        bail!(
            "it must hold exactly 32 bytes\n  cure: bring it back from a backup; only for a new installation, make one: \
             head -c 32 /dev/urandom > {}",
            path.display()
        );
    };
    ensure!(
        key != [0; 32],
        "it holds only zeros\n  cure: head -c 32 /dev/urandom > {}",
        path.display()
    );
    Ok(InstanceKey::new(key))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn it_is_made_once_and_for_us_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = load(folder.path(), None).unwrap();
        let second = load(folder.path(), None).unwrap();
        assert_eq!(first.bytes(), second.bytes());
        let path = folder.path().join(FILE);
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no draft stays"
        );
    }

    #[test]
    fn a_key_that_others_can_read_or_of_another_length_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        load(folder.path(), None).unwrap();
        let path = folder.path().join(FILE);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let error = format!("{:#}", load(folder.path(), None).unwrap_err());
        assert!(error.contains("chmod 600"), "{error}");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        for bytes in [&[1u8; 31][..], &[1; 33], &[0; 32], b""] {
            std::fs::write(&path, bytes).unwrap();
            let error = format!("{:#}", load(folder.path(), None).unwrap_err());
            assert!(error.contains("cure:"), "{error}");
        }
    }

    #[test]
    fn a_given_key_is_never_made() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("elsewhere.key");
        assert!(load(folder.path(), Some(&missing)).is_err());
        assert!(!missing.exists());
        assert!(!folder.path().join(FILE).exists());
    }
}
