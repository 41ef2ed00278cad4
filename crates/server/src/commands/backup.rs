//! `ventanilla backup`: everything in one file, while the service runs.
//!
//! First the database, as it is at one moment, then the files: those never change, so all that the database speaks of are
//! there. The key goes in too, because without it the mails on their way cannot be opened; whoever holds the file holds
//! the installation. A key that is kept elsewhere (`VENTANILLA_SECRET_KEY_FILE`) stays there.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};
use domain::store::backup::{self, file_name};

use crate::{
    archive::{self, Manifest},
    config::Config,
    data_folder,
    instance::{self, Instance},
    kept_files, output,
};

/// Runs it.
pub async fn run(target: &Path, config: &Config) -> anyhow::Result<()> {
    ensure!(
        !target.exists() || archive::is_one(target),
        "{} is there and is no backup\n  cure: give another name",
        target.display()
    );
    // It refuses a database that is not ours, not up to date, or of another key.
    let instance = Instance::open(config.clone()).await?;
    let parts = tempfile::Builder::new()
        .prefix(".backup-")
        .tempdir_in(&config.data_dir)?;
    output::say("reading the database");
    let made_at = instance.clock.now().to_string();
    let contents = backup::dump(&config.database.url(), parts.path()).await?;
    let mut entries: Vec<(String, PathBuf)> = contents
        .tables
        .iter()
        .map(|table| {
            (
                format!("tables/{}", file_name(&table.name)),
                parts.path().join(file_name(&table.name)),
            )
        })
        .collect();
    let tables = entries.len();
    let files = config.data_dir.join("files");
    if files.is_dir() {
        collect(&files, "files", &mut entries).context("the files cannot be listed")?;
    }
    let files = entries.len() - tables;
    if config.secret_key_file.is_none() {
        entries.push((
            data_folder::secret::FILE.to_owned(),
            config.data_dir.join(data_folder::secret::FILE),
        ));
    }
    let rows: u64 = contents.tables.iter().map(|table| table.rows).sum();
    let mut manifest = Manifest {
        format: 0,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at,
        key: instance::fingerprint(&instance.key),
        contents,
        parts: BTreeMap::new(),
    };
    output::say("writing the file");
    archive::write(target, &mut manifest, &entries)?;
    for told in kept_files::check(&manifest.contents, parts.path(), &manifest.parts)?.wrong {
        output::say(&told);
    }
    output::say(&format!(
        "{}: {rows} rows of {tables} tables, {files} files",
        target.display()
    ));
    if config.secret_key_file.is_none() {
        output::say(
            "it holds people's addresses and the secret key: keep it as you would keep the installation",
        );
    } else {
        output::say("it does not hold the secret key: keep that too, or mails on their way are lost with it");
    }
    Ok(())
}

fn collect(folder: &Path, name: &str, entries: &mut Vec<(String, PathBuf)>) -> anyhow::Result<()> {
    let mut found = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    found.sort_by_key(std::fs::DirEntry::file_name);
    for entry in found {
        // A name with # is still being written.
        if entry.file_name().to_string_lossy().contains('#') {
            continue;
        }
        let part = entry
            .file_name()
            .into_string()
            .map_err(|name| anyhow::anyhow!("the name {} is not UTF-8", name.display()))?;
        let (name, kind) = (format!("{name}/{part}"), entry.file_type()?);
        if kind.is_dir() {
            collect(&entry.path(), &name, entries)?;
        } else if kind.is_file() {
            entries.push((name, entry.path()));
        }
    }
    Ok(())
}
