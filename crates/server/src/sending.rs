//! Puts the mail worker, what shows its mail beforehand, and where mail comes in, together from the settings.

use std::{io::Read as _, sync::Arc};

use anyhow::Context as _;
use domain::preview::PreviewMail;
use notifier::{
    compose::House,
    dkim::Signer,
    inbound::Inbox,
    message::Site,
    preview::previewer,
    transport::{MailUrl, Transport},
    worker::{Settings, Worker},
};
use render::{Engine, Links, colour};

use crate::{
    catalogue,
    config::{Config, Database},
    data_folder::secret,
    instance::Instance,
    timed,
};
use tokio_util::sync::CancellationToken;
use web::Brand;

/// The product's name, where neither site nor sender has one.
const NAME: &str = "Ventanilla";

/// The worker of an installation, ready to run.
pub async fn worker(instance: &Instance, engine: Arc<Engine>) -> anyhow::Result<Arc<Worker>> {
    let config = &instance.config;
    if matches!(config.mail_url, MailUrl::File(_)) && !config.base_url.is_loopback() {
        tracing::warn!("mail goes into a folder and to nobody: set VENTANILLA_MAIL_URL to your relay");
    }
    let transport = Transport::from_url(&config.mail_url)?;
    let worker = Worker::new(
        instance.db.clone(),
        house(instance, engine)?,
        transport,
        instance.clock,
        Settings::default(),
    )?;
    // On SQLite the lock of the role says that nobody else is sending.
    let alone = matches!(config.database, Database::Sqlite(_));
    worker.begin(alone).await.context("the outbox cannot be read")?;
    Ok(Arc::new(worker))
}

/// What says beforehand which mail an action would send.
pub fn preview(instance: &Instance, engine: Arc<Engine>) -> anyhow::Result<PreviewMail> {
    Ok(previewer(instance.db.clone(), house(instance, engine)?))
}

/// Where mail comes in, and where it is kept.
pub fn inbox(instance: &Instance, engine: Arc<Engine>) -> anyhow::Result<Inbox> {
    let house = house(instance, engine)?;
    Ok(Inbox::new(instance.db.clone(), &house, instance.config.limits)?)
}

/// What is the same in every mail.
pub fn house(instance: &Instance, engine: Arc<Engine>) -> anyhow::Result<House> {
    let config = &instance.config;
    Ok(House {
        site: Site {
            name: name(config),
            government: config.brand.government.clone(),
            accent: config.brand.accent.unwrap_or_default(),
            line: config.brand.line.unwrap_or(colour::LINE),
            links: Links::new(config.base_url.as_str()),
        },
        fixed: Brand::new(config.brand.clone()).fixed(),
        from: config.mail_from.clone(),
        signer: signer(config)?.map(Arc::new),
        returns: config.returns.clone(),
        zone: config.time_zone.clone(),
        host: config.base_url.host().unwrap_or("localhost").to_owned(),
        key: instance.key.clone(),
        engine,
    })
}

/// Who signs our mail, if the relay does not: for the domain that mail is from, or receivers would not see that it is ours.
pub fn signer(config: &Config) -> anyhow::Result<Option<Signer>> {
    let Some(dkim) = &config.dkim else {
        return Ok(None);
    };
    let signer = secret::open_own(&dkim.key_file).and_then(|mut file| {
        let mut pem = String::new();
        file.read_to_string(&mut pem).context("it cannot be read")?;
        let domain = config.mail_from.address.domain();
        Ok(Signer::new(&pem, &dkim.selector, domain)?)
    });
    let context = || {
        format!(
            "no mail can be signed with {} below the selector {:?}\n  cure: openssl genrsa -out dkim.pem 2048, or take \
             dkim_selector and dkim_key_file away if your relay signs",
            dkim.key_file.display(),
            dkim.selector
        )
    };
    signer.map(Some).with_context(context)
}

fn name(config: &Config) -> String {
    let given = config.brand.name.as_ref().or(config.mail_from.name.as_ref());
    given.map_or(NAME, String::as_str).to_owned()
}

/// Mail and timed work, until `shutdown`.
pub async fn run(instance: &Instance, worker: &Arc<Worker>, shutdown: &CancellationToken) {
    let bell = worker.bell();
    tokio::join!(
        worker.run(shutdown),
        timed::run(instance, &bell, shutdown),
        catalogue::run(instance, &bell, shutdown)
    );
}

/// All that is due now.
pub async fn run_once(
    instance: &Instance,
    worker: &Arc<Worker>,
    shutdown: &CancellationToken,
) -> anyhow::Result<()> {
    // What fails keeps nothing else from being done.
    let hourly = timed::hourly(instance).await;
    let round = timed::round(instance, shutdown).await;
    worker.run_until_idle().await?;
    // A portal may be slow, and no mail waits for it.
    let read = catalogue::if_due(instance, shutdown).await;
    let looked = catalogue::after_reading(instance, shutdown).await;
    if matches!(looked, Ok(1..)) {
        worker.run_until_idle().await?;
    }
    hourly?;
    read.context("the catalogue could not be read")?;
    looked.context("datasets could not be looked at")?;
    round.map(drop)
}
