//! The file of a backup: a tar with the rows of each table, the files, the key, and at its end a manifest with the hash of
//! each part. Knows nothing of what the parts mean.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufReader, BufWriter, Read, Write as _},
    path::{Component, Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};
use domain::{secret, store::backup::Contents};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The part that says what the others are. It comes last, because only then their hashes are known.
const MANIFEST: &str = "manifest.json";
/// The first part: by it an archive of ours is known.
const MARK: &str = "ventanilla-backup";
const FORMAT: u32 = 1;
/// How the names of the files' parts begin.
const FILES: &str = "files/";

/// What an archive holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the format.
    pub format: u32,
    /// The version of the program that made it.
    pub version: String,
    /// When the backup began: what was acknowledged before is in it.
    pub made_at: String,
    /// What identifies the key the database was used with.
    pub key: String,
    /// The database.
    pub contents: Contents,
    /// The SHA-256 of each part, by its name.
    pub parts: BTreeMap<String, String>,
}

/// Writes an archive to `target`, or leaves it as it was. `parts` are names and where their bytes are.
pub fn write(target: &Path, manifest: &mut Manifest, parts: &[(String, PathBuf)]) -> anyhow::Result<()> {
    manifest.format = FORMAT;
    let folder = match target.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    // For us alone, and gone if anything fails.
    let mut draft = tempfile::Builder::new()
        .prefix(".ventanilla-")
        .tempfile_in(folder)?;
    let mut tar = tar::Builder::new(BufWriter::new(draft.as_file_mut()));
    append(&mut tar, MARK, FORMAT.to_string().as_bytes())?;
    for (name, path) in parts {
        // What was taken away since it was listed was to be gone.
        if name.starts_with(FILES) && !path.exists() {
            continue;
        }
        let hash = append_file(&mut tar, name, path)
            .with_context(|| format!("{} cannot be added", path.display()))?;
        manifest.parts.insert(name.clone(), hash);
    }
    append(&mut tar, MANIFEST, &serde_json::to_vec_pretty(manifest)?)?;
    tar.into_inner()?
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    draft
        .persist(target)
        .with_context(|| format!("{} cannot be written", target.display()))?;
    // The name is durable only with its folder.
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// Unpacks an archive into the empty folder `into`, and verifies every part against its hash.
pub fn unpack(archive: &Path, into: &Path) -> anyhow::Result<Manifest> {
    let mut tar = tar::Archive::new(BufReader::new(File::open(archive)?));
    let mut found = BTreeMap::new();
    let mut manifest = None;
    for (number, entry) in tar.entries()?.enumerate() {
        let mut entry = entry.context("the file is no backup, or is cut off")?;
        let name = entry
            .path()?
            .to_str()
            .map(str::to_owned)
            .context("a part has an impossible name")?;
        ensure!(
            (number == 0) == (name == MARK),
            "the file is no backup of Ventanilla"
        );
        ensure!(manifest.is_none(), "something follows the manifest");
        match name.as_str() {
            MARK => {
                let mut format = String::new();
                (&mut entry).take(10).read_to_string(&mut format)?;
                ensure!(
                    format == FORMAT.to_string(),
                    "its format {format} is not the one of this version, {FORMAT}"
                );
            }
            MANIFEST => {
                manifest = Some(serde_json::from_reader::<_, Manifest>(&mut entry).context("its manifest")?);
            }
            _ => {
                ensure!(
                    is_plain(&name) && entry.header().entry_type().is_file(),
                    "a part has an impossible name"
                );
                let path = into.join(&name);
                if let Some(parent) = path.parent() {
                    std::fs::create_dir_all(parent)?;
                }
                let mut file = BufWriter::new(File::create(&path)?);
                found.insert(name, copy(&mut entry, &mut file)?);
                file.flush()?;
            }
        }
    }
    let Some(manifest) = manifest else {
        bail!("the file is no backup, or is cut off: it has no manifest")
    };
    for (name, hash) in &manifest.parts {
        match found.remove(name) {
            None => bail!("the part {name} is missing"),
            Some(other) => ensure!(
                *hash == other,
                "the part {name} was changed: its SHA-256 is another"
            ),
        }
    }
    if let Some((name, _)) = found.first_key_value() {
        bail!("the part {name} is not in the manifest");
    }
    Ok(manifest)
}

/// Whether a file begins as our archives do.
pub fn is_one(path: &Path) -> bool {
    let first = || -> io::Result<bool> {
        let mut tar = tar::Archive::new(File::open(path)?);
        let Some(entry) = tar.entries()?.next() else {
            return Ok(false);
        };
        Ok(entry?.path()?.to_str() == Some(MARK))
    };
    first().unwrap_or(false)
}

fn append(tar: &mut tar::Builder<impl io::Write>, name: &str, bytes: &[u8]) -> io::Result<()> {
    tar.append_data(&mut header(bytes.len() as u64), name, bytes)
}

fn append_file(tar: &mut tar::Builder<impl io::Write>, name: &str, path: &Path) -> anyhow::Result<String> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut hashing = Hashing {
        reader: BufReader::new(file.take(length)),
        hash: Sha256::new(),
        length: 0,
    };
    tar.append_data(&mut header(length), name, &mut hashing)?;
    ensure!(hashing.length == length, "it became shorter while it was read");
    Ok(secret::hex(&hashing.hash.finalize()))
}

fn header(length: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(length);
    header.set_mode(0o600);
    header
}

fn copy(from: &mut impl Read, to: &mut impl io::Write) -> io::Result<String> {
    let mut hashing = Hashing {
        reader: from,
        hash: Sha256::new(),
        length: 0,
    };
    io::copy(&mut hashing, to)?;
    Ok(secret::hex(&hashing.hash.finalize()))
}

/// A relative path without `..`: nothing is ever written outside the folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

struct Hashing<R> {
    reader: R,
    hash: Sha256,
    length: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.hash.update(&buffer[..count]);
        self.length += count as u64;
        Ok(count)
    }
}
