//! One `serve` and one `worker` role per data folder on SQLite: a lock that ends with its process, however that ends.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::Path,
};

use anyhow::{Context as _, bail};

/// What a process does that only one may do at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Answers HTTP.
    Serve,
    /// Sends mail and does timed work.
    Worker,
}

/// Held while it lives.
#[derive(Debug)]
pub struct Lock {
    // Closing the file gives the lock back, and so does the end of the process.
    _file: File,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Self::Serve => "serve",
            Self::Worker => "worker",
        }
    }

    const fn cure(self) -> &'static str {
        match self {
            Self::Serve => "stop that process, or give this one its own VENTANILLA_DATA_DIR",
            Self::Worker => {
                "stop that process, or let it do the work: `ventanilla serve --no-worker` only answers HTTP"
            }
        }
    }
}

/// Takes the lock of `role` in `folder`, or says who has it.
pub fn take(folder: &Path, role: Role) -> anyhow::Result<Lock> {
    super::prepare(folder)?;
    let path = folder.join(format!("{}.lock", role.name()));
    let context = || format!("the lock {} cannot be taken", path.display());
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .with_context(context)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            // Its words are a courtesy; the refusal stands without them.
            let _read = file.take(200).read_to_string(&mut holder);
            let holder = holder.trim();
            let holder = if holder.is_empty() {
                "another process"
            } else {
                holder
            };
            bail!(
                "the {} role of {} is held by {holder}\n  cure: {}",
                role.name(),
                folder.display(),
                role.cure()
            );
        }
        Err(TryLockError::Error(error)) => return Err(error).with_context(context),
    }
    file.set_len(0).with_context(context)?;
    file.rewind().with_context(context)?;
    writeln!(file, "process {} ({})", std::process::id(), role.name()).with_context(context)?;
    Ok(Lock { _file: file })
}

/// Waits until nobody else in `folder` does what `name` says, and keeps others waiting while it lives.
pub fn wait(folder: &Path, name: &str) -> anyhow::Result<Lock> {
    super::prepare(folder)?;
    let path = folder.join(format!("{name}.lock"));
    let opened = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path);
    let file = opened.and_then(|file| file.lock().map(|()| file));
    let file = file.with_context(|| format!("the lock {} cannot be taken", path.display()))?;
    Ok(Lock { _file: file })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_of_a_role_hears_who_the_first_is() {
        let folder = tempfile::tempdir().unwrap();
        let first = take(folder.path(), Role::Serve).unwrap();
        let refused = take(folder.path(), Role::Serve).unwrap_err().to_string();
        assert!(
            refused.contains(&format!("process {}", std::process::id())),
            "{refused}"
        );
        assert!(refused.contains("cure:"), "{refused}");
        drop(take(folder.path(), Role::Worker).unwrap());
        drop(first);
        drop(take(folder.path(), Role::Serve).unwrap());
    }
}
