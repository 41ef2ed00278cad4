//! Mail as files: whoever watches the folder sees a complete `.eml` or none.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{Cause, Failure, Stage};

/// A folder that messages are put into, one file each.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder; it is made with the first message.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Writes `<name>.eml` under another name, makes it durable, then renames it into place.
    pub async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let (folder, name, bytes) = (self.0.clone(), file_name(name), bytes.to_vec());
        blocking(move || put(&folder, &name, &bytes)).await
    }

    /// Whether the folder can be written to.
    pub async fn check(&self) -> Result<(), Failure> {
        let folder = self.0.clone();
        blocking(move || {
            fs::create_dir_all(&folder)?;
            let probe = folder.join(".check.tmp");
            File::create(&probe)?.sync_all()?;
            fs::remove_file(probe)
        })
        .await
    }
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!(".{name}.tmp"));
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(format!("{name}.eml")))?;
    // The rename is durable only when the folder is.
    File::open(folder)?.sync_all()
}

/// A name that is one plain file in this folder, whatever it was made of.
fn file_name(name: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || "-_@+.".contains(c) {
            c
        } else {
            '_'
        }
    };
    name.trim_start_matches('.')
        .chars()
        .map(plain)
        .take(120)
        .collect()
}

async fn blocking(work: impl FnOnce() -> io::Result<()> + Send + 'static) -> Result<(), Failure> {
    let failed = |what: String| Failure {
        stage: Stage::Local,
        cause: Cause::Broken(what),
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(|error| failed(error.to_string())),
        Err(error) => Err(failed(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::Folder;

    #[tokio::test]
    async fn a_repeat_overwrites_and_nothing_half_written_stays() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::new(root.path().join("mail"));
        folder.check().await.unwrap();
        folder.put("PD-2026-000001.o7", b"one").await.unwrap();
        folder.put("PD-2026-000001.o7", b"one").await.unwrap();
        folder.put("../../x/y", b"two").await.unwrap();
        let mut names: Vec<_> = std::fs::read_dir(root.path().join("mail"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, ["PD-2026-000001.o7.eml", "_.._x_y.eml"]);
        assert_eq!(
            std::fs::read(root.path().join("mail/PD-2026-000001.o7.eml")).unwrap(),
            b"one"
        );
    }
}
