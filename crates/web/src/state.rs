//! What every handler may use: the database, the clock, the words, the addresses.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use domain::{
    clock::{Clock, Moment},
    locale::Locale,
    policy::Actor,
    store::{Db, Reader},
};
use jiff::tz::TimeZone;
use render::{Engine, Links};
use tokio::sync::Notify;
use url::{Host, Url};

/// What every handler may use. Clones share everything.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// Where "now" comes from.
    pub clock: Clock,
    /// The installation's time zone: it decides what "today" is.
    pub zone: TimeZone,
    /// Words and templates.
    pub engine: Arc<Engine>,
    /// The language of readers who ask for none of ours.
    pub locale: Locale,
    /// The address under which people reach us.
    pub base: Url,
    /// Told after each write, so that mail leaves at once.
    pub wake: Arc<Notify>,
    draining: Arc<AtomicBool>,
}

impl AppState {
    /// A state over an open database, with the system's clock and Spanish until told otherwise.
    pub fn new(db: Db, engine: Arc<Engine>, base: Url, zone: TimeZone) -> Self {
        Self {
            db,
            clock: Clock::System,
            zone,
            engine,
            locale: Locale::EsAr,
            base,
            wake: Arc::new(Notify::new()),
            draining: Arc::new(AtomicBool::new(false)),
        }
    }

    /// From now on `/readyz` says that no new work should come here.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::SeqCst);
    }

    /// Whether we are going down.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::SeqCst)
    }

    /// Now, and the local date.
    pub fn moment(&self) -> Moment {
        Moment::new(self.clock.now(), &self.zone)
    }

    /// Addresses of our own.
    pub fn links(&self) -> Links {
        Links::new(self.base.as_str())
    }

    /// Where `actor` reads: visitors from the replica, everybody else from where they write.
    pub fn reader(&self, actor: &Actor) -> Reader<'_> {
        match actor {
            Actor::Visitor => self.db.read_public(),
            Actor::Person(_) | Actor::System(_) => self.db.read(),
        }
    }

    /// Whether `authority` (host and port, as a client names us) is ours.
    pub fn is_our_host(&self, authority: &str) -> bool {
        let Ok(named) = Url::parse(&format!("{}://{authority}/", self.base.scheme())) else {
            return false;
        };
        if named.username() != "" || named.password().is_some() {
            return false;
        }
        // On one's own machine any of its names will do, whatever the port.
        if is_loopback(self.base.host()) && is_loopback(named.host()) {
            return true;
        }
        named.host() == self.base.host() && named.port_or_known_default() == self.base.port_or_known_default()
    }
}

fn is_loopback(host: Option<Host<&str>>) -> bool {
    match host {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
