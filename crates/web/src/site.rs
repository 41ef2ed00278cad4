//! Whose site it is now: what the machine has set, and what an admin says since. Each process looks once a second whether
//! something else is said, of this or of the limits, by one number; what it was before goes on being served, for pages that name its files.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::{
    clock::Clock,
    store::{ReadError, limits, site},
};
use tokio::time::timeout;

use crate::{AppState, assets::Asset, brand::Brand};

/// How long an answer waits to learn of it at most: a database that hangs must not make what needs none wait.
const PATIENCE: Duration = Duration::from_millis(500);

/// What is known of it in this process.
#[derive(Debug, Default)]
pub struct Site {
    looked_at: AtomicI64,
    known: Mutex<Option<Known>>,
}

#[derive(Debug)]
struct Known {
    /// What the machine has set: this rests on it.
    set: Arc<Brand>,
    version: i64,
    now: Arc<Brand>,
    before: Option<Arc<Brand>>,
}

impl AppState {
    /// Whose site it is.
    pub fn shown(&self) -> Arc<Brand> {
        let known = self.site.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known
            .as_ref()
            .filter(|known| Arc::ptr_eq(&known.set, &self.brand));
        known.map_or_else(|| Arc::clone(&self.brand), |known| Arc::clone(&known.now))
    }

    /// Looks whether something else is said of the site now.
    pub async fn look_at_site(&self) -> Result<(), ReadError> {
        let reader = self.db.read();
        let version = site::version(&reader).await?;
        let is_known = {
            let known = self.site.known.lock().unwrap_or_else(PoisonError::into_inner);
            known
                .as_ref()
                .is_some_and(|known| known.version == version && Arc::ptr_eq(&known.set, &self.brand))
        };
        if is_known {
            return Ok(());
        }
        let texts = site::texts(&reader).await?;
        let logo = site::logo(&reader).await?;
        let limits = limits::get(&reader).await?;
        let now = Arc::new(self.brand.saying(&texts, logo.map(Into::into)));
        let mut known = self.site.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known
            .as_ref()
            .is_some_and(|known| known.version >= version && Arc::ptr_eq(&known.set, &self.brand))
        {
            return Ok(());
        }
        self.limits.adopt(&limits);
        let before = known.take().map(|known| known.now);
        *known = Some(Known {
            set: Arc::clone(&self.brand),
            version,
            now,
            before,
        });
        Ok(())
    }

    /// A file of what is shown now, or of what was shown before.
    pub(crate) async fn site_file(&self, address: &str) -> Option<Arc<Asset>> {
        if let Some(file) = self.known_file(address) {
            return Some(file);
        }
        // Another process may know of it already.
        if !["logo.", "brand."].iter().any(|stem| address.starts_with(stem)) {
            return None;
        }
        timeout(PATIENCE, self.look_at_site()).await.ok()?.ok()?;
        self.known_file(address)
    }

    fn known_file(&self, address: &str) -> Option<Arc<Asset>> {
        let before = {
            let known = self.site.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.as_ref().and_then(|known| known.before.clone())
        };
        let now = self.shown().asset(address);
        now.or_else(|| before.and_then(|before| before.asset(address)))
    }
}

/// Once a second, and with a clock that stands each time, learns what is said of the site before it answers.
pub async fn keep_up(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let second = app.clock.now().as_second();
    let is_due = app.site.looked_at.swap(second, Ordering::Relaxed) != second;
    if is_due || !matches!(app.clock, Clock::System) {
        match timeout(PATIENCE, app.look_at_site()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "what is said of the site could not be read"),
            Err(_) => tracing::warn!("what is said of the site could not be read in time"),
        }
    }
    next.run(request).await
}
