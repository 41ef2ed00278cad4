//! `ventanilla serve`: answers HTTP, sends mail, and ends without dropping what is in hand.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context as _, ensure};
use axum::{ServiceExt, extract::Request};
use domain::store::people;
use render::Engine;
use tokio::{net::TcpListener, time::timeout};
use tokio_util::sync::CancellationToken;
use tower::util::MapRequest;
use url::Url;
use web::{AppState, AtProvider, Brand, DemoPerson, Limits};

use super::migrate;
use crate::{
    catalogue,
    cli::Serve,
    config::{Config, Database},
    data_folder::lock::{self, Lock, Role},
    instance::{Instance, prepare_folder},
    logo, output, prefix, sending,
    shutdown::{self, Shutdown},
};

/// How long new connections are still taken after SIGTERM: a proxy learns from `/readyz` to send them elsewhere.
const NOTICE: Duration = Duration::from_secs(2);
/// How long requests in hand may take after that; with the notice it stays under the 15 s of the contract.
const DRAIN: Duration = Duration::from_secs(11);

/// What the demo opens to whoever looks around.
pub struct OpenHouse {
    /// Who may walk in.
    pub people: Vec<DemoPerson>,
    /// The folder with everybody's mail.
    pub mailbox: PathBuf,
}

/// Runs it.
pub async fn run(arguments: &Serve, config: Config, demo: Option<OpenHouse>) -> anyhow::Result<()> {
    let brand = brand(&config)?;
    prepare_folder(&config)?;
    let _roles = roles(arguments, &config)?;
    let shutdown = shutdown::on_signals()?;
    let opened = if arguments.no_migrate {
        Instance::open(config).await
    } else {
        migrate::bring_up(config).await
    };
    let mut instance = opened?;
    let listen = instance.config.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("{listen} cannot be listened on\n  cure: another one, with --listen or VENTANILLA_LISTEN; or stop who has it")
    })?;
    instance.config.listen = listener.local_addr()?;
    instance.config.base_url = instance.config.base_url.bound_to(instance.config.listen);
    let engine = Arc::new(Engine::new(&instance.config.time_zone)?);
    let mut state = state(&instance, Arc::clone(&engine))?;
    state.brand = Arc::new(brand);
    if let Some(demo) = demo {
        ensure!(
            state.open_demo(demo.people, demo.mailbox),
            "a demo lets everybody in: it is for this machine alone"
        );
    }
    state.preview = Some(sending::preview(&instance, Arc::clone(&engine))?);
    state.kept_mail = Some(Arc::new(sending::inbox(&instance, Arc::clone(&engine))?));
    state.portal = Some(Arc::new(catalogue::drafts(&instance)));
    let worker = if arguments.no_worker {
        None
    } else {
        Some(sending::worker(&instance, engine).await?)
    };
    if let Some(worker) = &worker {
        state.wake = worker.bell();
    }
    greet(&instance).await?;
    let closing = CancellationToken::new();
    let path = state.base.path().trim_end_matches('/').to_owned();
    // Around the router and not inside it: the address decides the route.
    let site = MapRequest::new(web::router(state.clone()), move |mut request: Request| {
        prefix::cut(&path, request.uri_mut());
        request
    });
    let site = axum::serve(
        listener,
        ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(site),
    )
    .with_graceful_shutdown(closing.clone().cancelled_owned());
    let site = async {
        let ended = async {
            closing.cancelled().await;
            tokio::time::sleep(DRAIN).await;
        };
        tokio::select! {
            result = site => result.context("HTTP ended"),
            () = ended => {
                tracing::warn!("some requests were still in hand, and are dropped");
                Ok(())
            }
        }
    };
    let mail = async {
        if let Some(worker) = &worker {
            sending::run(&instance, worker, &shutdown.asked).await;
        }
    };
    let (served, (), ()) = tokio::join!(site, mail, notice(&shutdown, &state, &closing));
    served
}

/// From the first signal on we say that we are going; a little later we take no new connections.
async fn notice(shutdown: &Shutdown, state: &AppState, closing: &CancellationToken) {
    shutdown.asked.cancelled().await;
    state.drain();
    // Ctrl-C on a terminal has no proxy to tell.
    let _early = timeout(NOTICE, shutdown.hurry.cancelled()).await;
    closing.cancel();
}

fn roles(arguments: &Serve, config: &Config) -> anyhow::Result<Vec<Lock>> {
    if matches!(config.database, Database::Postgres(_)) {
        return Ok(Vec::new());
    }
    let mut locks = vec![lock::take(&config.data_dir, Role::Serve)?];
    if !arguments.no_worker {
        locks.push(lock::take(&config.data_dir, Role::Worker)?);
    }
    Ok(locks)
}

/// Whose site it is, with the logo.
pub fn brand(config: &Config) -> anyhow::Result<Brand> {
    let mut settings = config.brand.clone();
    settings.logo = config.logo.as_deref().map(logo::read).transpose()?;
    Ok(Brand::new(settings))
}

fn state(instance: &Instance, engine: Arc<Engine>) -> anyhow::Result<AppState> {
    let config = &instance.config;
    let base = Url::parse(config.base_url.as_str())?;
    let mut state = AppState::new(
        instance.db.clone(),
        engine,
        base,
        config.time_zone.clone(),
        instance.key.clone(),
    );
    state.files = instance.files()?;
    state.trusted_proxies.clone_from(&config.trusted_proxies);
    state.second_factor = config.staff_second_factor;
    state.at_provider = config.oidc.as_ref().map(|oidc| {
        let settings = oidc::Settings {
            issuer: oidc.issuer.clone(),
            client_id: oidc.client_id.clone(),
            client_secret: oidc.client_secret.clone(),
            redirect: format!("{}/sign-in/oidc/callback", config.base_url),
        };
        Arc::new(AtProvider {
            name: oidc.name.clone(),
            provider: oidc::Provider::new(settings),
        })
    });
    state.clock = instance.clock;
    state.locale = config.locale;
    state.limits = if config.limits {
        Limits::on()
    } else {
        Limits::off()
    };
    Ok(state)
}

async fn greet(instance: &Instance) -> anyhow::Result<()> {
    let config = &instance.config;
    tracing::info!(listen = %config.listen, base = %config.base_url, database = %config.database, "serving");
    output::say(&format!(
        "Ventanilla answers at {} (listening on {})",
        config.base_url, config.listen
    ));
    if !people::has_admin(&instance.db.read()).await? {
        output::say(
            "There is no admin yet. Make one, and a token for the API, with the same configuration and folder:\n  \
             ventanilla person create --email you@example.org --name \"Your Name\" --role admin\n  \
             ventanilla token create --email you@example.org --scope write",
        );
    }
    Ok(())
}
