//! `ventanilla restore`: fills an empty installation from a backup, all of it or nothing.
//!
//! Every hash is verified before anything is written. Key and files take their places first and the database last, so that
//! no database ever speaks of files that are not there; what took its place is taken back if a later step fails.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};
use domain::store::backup;

use crate::{
    archive::{self, Manifest},
    config::{Config, Database},
    data_folder::{self, lock},
    instance, kept_files, output,
};

/// Runs it.
pub async fn run(source: &Path, config: &Config) -> anyhow::Result<()> {
    instance::prepare_folder(config)?;
    let _serving = lock::take(&config.data_dir, lock::Role::Serve)?;
    let _working = lock::take(&config.data_dir, lock::Role::Worker)?;
    ensure_empty(config).await?;
    output::say("verifying the backup");
    let parts = tempfile::Builder::new()
        .prefix(".restore-")
        .tempdir_in(&config.data_dir)?;
    let manifest = archive::unpack(source, parts.path())
        .with_context(|| format!("{} cannot be restored; nothing was changed", source.display()))?;
    ensure!(
        manifest.contents.migrations.len() <= migrations::run::all().len(),
        "the backup was made by a newer version, {}\n  cure: restore it with that version",
        manifest.version
    );
    let tables = parts.path().join("tables");
    let files = kept_files::check(&manifest.contents, &tables, &manifest.parts)?;
    let mut placed = Placed::default();
    place_key(config, parts.path(), &manifest, &mut placed)?;
    placed.put(&parts.path().join("files"), &config.data_dir.join("files"))?;
    output::say("filling the database");
    match &config.database {
        Database::Sqlite(path) => {
            // Beside its place, then into it in one step.
            let draft = parts.path().join("database");
            data_folder::private_file(&draft)?;
            fill(&Database::Sqlite(draft.clone()).url(), &manifest, parts.path()).await?;
            File::open(&draft)?.sync_all()?;
            move_into_place(&draft, path)?;
        }
        Database::Postgres(url) => fill(url.as_str(), &manifest, parts.path()).await?,
    }
    placed.keep();
    let rows: u64 = manifest.contents.tables.iter().map(|table| table.rows).sum();
    output::say(&format!(
        "{rows} rows and {} parts restored, as of {}",
        manifest.parts.len(),
        manifest.made_at
    ));
    output::say(&format!(
        "{} files with the SHA-256 that the database has",
        files.whole
    ));
    for told in &files.wrong {
        output::say(told);
    }
    output::say("what was done after that is not in it; mail that left after that may leave once more");
    Ok(())
}

/// Brings the schema to where the backup's is, loads its rows in one transaction, then applies what came since.
async fn fill(url: &str, manifest: &Manifest, parts: &Path) -> anyhow::Result<()> {
    migrations::run::up(url, Some(manifest.contents.migrations.len())).await?;
    backup::load(url, &manifest.contents, &parts.join("tables")).await?;
    migrations::run::up(url, None).await?;
    Ok(())
}

async fn ensure_empty(config: &Config) -> anyhow::Result<()> {
    const CURE: &str = "a backup is restored into an empty installation only\n  cure: set VENTANILLA_DATABASE_URL and \
                        VENTANILLA_DATA_DIR to new places, or move the old ones away";
    match &config.database {
        Database::Sqlite(path) => {
            for beside in ["", "-wal", "-shm", "-journal"] {
                let mut name = path.as_os_str().to_owned();
                name.push(beside);
                let there = PathBuf::from(name);
                ensure!(!there.exists(), "{} is there: {CURE}", there.display());
            }
        }
        Database::Postgres(url) => {
            let first = backup::first_rows(url.as_str())
                .await
                .with_context(|| instance::cannot_open(&config.database))?;
            if let Some(table) = first {
                bail!("the table {table} of {} has rows: {CURE}", config.database);
            }
        }
    }
    let files = config.data_dir.join("files");
    let empty = std::fs::read_dir(&files).map_or(true, |mut entries| entries.next().is_none());
    ensure!(empty, "{} is not empty: {CURE}", files.display());
    Ok(())
}

fn place_key(config: &Config, parts: &Path, manifest: &Manifest, placed: &mut Placed) -> anyhow::Result<()> {
    let own = config.data_dir.join(data_folder::secret::FILE);
    let from = parts.join(data_folder::secret::FILE);
    if config.secret_key_file.is_none() && !own.exists() {
        ensure!(
            from.exists(),
            "the backup does not hold its key\n  cure: set VENTANILLA_SECRET_KEY_FILE to the key it was made with"
        );
        data_folder::secret::write(&own, &std::fs::read(&from)?)?;
        placed.0.push(own);
    }
    let key = data_folder::secret::load(&config.data_dir, config.secret_key_file.as_deref())?;
    ensure!(
        instance::fingerprint(&key) == manifest.key,
        "the secret key here is not the one of the backup\n  cure: move it away, or set VENTANILLA_SECRET_KEY_FILE to the \
         right one"
    );
    Ok(())
}

/// What took its place already, and leaves it again unless all goes well.
#[derive(Debug, Default)]
struct Placed(Vec<PathBuf>);

impl Placed {
    /// Moves a folder to its place, if the backup has it.
    fn put(&mut self, from: &Path, to: &Path) -> anyhow::Result<()> {
        if from.exists() {
            // An empty folder may be there, and gives way.
            std::fs::rename(from, to).with_context(|| format!("{} cannot be put in place", to.display()))?;
            self.0.push(to.to_owned());
        }
        Ok(())
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        for path in &self.0 {
            let removed = if path.is_dir() {
                std::fs::remove_dir_all(path)
            } else {
                std::fs::remove_file(path)
            };
            if let Err(error) = removed {
                output::say(&format!("{} could not be taken back: {error}", path.display()));
            }
        }
    }
}

fn move_into_place(draft: &Path, path: &Path) -> anyhow::Result<()> {
    let folder = path
        .parent()
        .filter(|parent| *parent != Path::new(""))
        .unwrap_or(Path::new("."));
    // The database may be on another disk than the data folder.
    let near = tempfile::Builder::new().prefix(".restore-").tempfile_in(folder)?;
    if std::fs::rename(draft, near.path()).is_err() {
        std::fs::copy(draft, near.path())?;
        near.as_file().sync_all()?;
        File::open(near.path())?.sync_all()?;
    }
    near.persist_noclobber(path)
        .with_context(|| format!("{} cannot be put in place", path.display()))?;
    File::open(folder)?.sync_all()?;
    Ok(())
}
