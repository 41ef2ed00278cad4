//! An opened installation: its configuration, database, clock and key. What every command but `check` begins with.

use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use domain::{
    clock::{Clock, Moment},
    ops::Caller,
    policy::Actor,
    secret::{self, InstanceKey},
    store::{Db, Options, Tx, WriteError, settings},
};
use files::Files;

use crate::{
    config::{Config, Database},
    data_folder,
};

/// Where the database keeps what identifies the key it was used with.
const KEY_SETTING: &str = "instance_key";

/// An opened installation.
#[derive(Debug)]
pub struct Instance {
    /// The settings.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The instance's key.
    pub key: InstanceKey,
}

impl Instance {
    /// Opens an installation whose database is there and up to date.
    pub async fn open(config: Config) -> anyhow::Result<Self> {
        ensure_file(&config.database)?;
        let steps = migrations::run::status(&config.database.url())
            .await
            .with_context(|| cannot_open(&config.database))?;
        if !steps.pending.is_empty() {
            bail!(
                "{} migrations pend ({})\n  cure: ventanilla migrate",
                steps.pending.len(),
                steps.pending.join(", ")
            );
        }
        Self::open_migrated(config).await
    }

    /// Opens an installation that was just migrated.
    pub async fn open_migrated(config: Config) -> anyhow::Result<Self> {
        let key = data_folder::secret::load(&config.data_dir, config.secret_key_file.as_deref())?;
        let db = Db::connect(&options(&config))
            .await
            .context(cannot_open(&config.database))?;
        let clock = config.now.map_or(Clock::System, Clock::Fixed);
        check_key(&db, &key).await?;
        Ok(Self {
            config,
            db,
            clock,
            key,
        })
    }

    /// Where the bytes of files are.
    pub fn files(&self) -> anyhow::Result<Files> {
        let folder = &self.config.data_dir;
        Files::in_folder(folder, self.config.file_quotas)
            .with_context(|| format!("no files can be kept below {}", folder.display()))
    }

    /// Whoever is at the command line: no person, and above no rule.
    pub fn caller(&self) -> Caller {
        Caller {
            actor: Actor::Visitor,
            moment: self.moment(),
            locale: self.config.locale,
            key: None,
            from: None,
        }
    }

    /// Now, and the date it is here.
    pub fn moment(&self) -> Moment {
        Moment::new(self.clock.now(), &self.config.time_zone)
    }
}

/// How the store is to connect.
pub fn options(config: &Config) -> Options {
    let mut options = Options::new(config.database.url());
    options.read_url = config.read_url.as_ref().map(Database::url);
    options
}

/// Refuses a SQLite file that is not there: every command but `migrate` and `serve` expects one.
pub fn ensure_file(database: &Database) -> anyhow::Result<()> {
    if let Some(path) = database.file() {
        ensure!(
            path.is_file(),
            "there is no database {}\n  cure: check VENTANILLA_DATABASE_URL and the working folder; for a new \
             installation: ventanilla migrate",
            path.display()
        );
    }
    Ok(())
}

/// What identifies a key without telling it.
pub fn fingerprint(key: &InstanceKey) -> String {
    secret::hex(&key.derive("fingerprint", b""))[..32].to_owned()
}

/// The context of a database that cannot be opened.
pub fn cannot_open(database: &Database) -> String {
    format!("the database {database} cannot be used")
}

/// Makes the folder of a SQLite file, if it is our own data folder; another one must be there, or it is a typo.
pub fn prepare_folder(config: &Config) -> anyhow::Result<()> {
    data_folder::prepare(&config.data_dir)?;
    let parent = config
        .database
        .file()
        .and_then(|path| path.parent())
        .filter(|parent| *parent != Path::new(""));
    if let Some(parent) = parent {
        ensure!(
            parent.is_dir(),
            "the folder {} of the database is not there\n  cure: make it, or correct VENTANILLA_DATABASE_URL",
            parent.display()
        );
    }
    Ok(())
}

/// With another key no mail on its way could be opened and no link would work: better not to start.
async fn check_key(db: &Db, key: &InstanceKey) -> anyhow::Result<()> {
    let own = fingerprint(key);
    match settings::get(&db.read(), KEY_SETTING).await? {
        Some(stored) if stored == own => Ok(()),
        Some(_) => bail!(
            "the database was used with another secret key\n  cure: bring back the key it was used with (secret.key in the \
             data folder), or set VENTANILLA_SECRET_KEY_FILE or VENTANILLA_DATA_DIR to where it is"
        ),
        None => {
            db.write(async move |tx: &Tx| {
                settings::set(tx, KEY_SETTING, &own)
                    .await
                    .map_err(WriteError::from)
            })
            .await?;
            Ok(())
        }
    }
}
