//! What every handler may use: the database, the clock, the words, the addresses.

use std::{
    ops::{Deref, DerefMut},
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::{
    attachment::Quotas,
    clock::{Clock, Moment},
    dataset_draft::Portal,
    deadline::Calendar,
    kept_mail::KeptMail,
    locale::Locale,
    policy::Actor,
    preview::PreviewMail,
    secret::InstanceKey,
    store::{Db, ReadError, Reader, calendar},
};
use files::Files;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use render::{Args, Engine, Links};
use tokio::sync::Notify;
use url::{Host, Url};

use crate::{
    at_provider::AtProvider,
    brand::Brand,
    cache::Cache,
    client::Network,
    demo_doors::{DemoDoors, DemoPerson},
    limits::Limits,
    presence::Presence,
    site::Site,
};

/// What every handler may use. Clones share everything, and cost nothing: every layer of every answer makes some.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// What there is in it.
#[derive(Clone)]
pub struct Parts {
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
    /// What is left to each token, person and address.
    pub limits: Limits,
    /// From which proofs are derived that a form is ours.
    pub key: InstanceKey,
    /// The proxies that are believed when they say where somebody comes from.
    pub trusted_proxies: Vec<Network>,
    /// Whether staff has to show a second factor before anything else.
    pub second_factor: bool,
    /// Public pages of this second.
    pub cache: Cache,
    /// Told after each write, so that mail leaves at once.
    pub wake: Arc<Notify>,
    /// Says what mail an action would send, where there is somebody who knows how mail is written.
    pub preview: Option<PreviewMail>,
    /// Opens and delivers mail that could not be taken in, where there is somebody who knows how mail is read.
    pub kept_mail: Option<Arc<dyn KeptMail>>,
    /// Writes down what requests become at the portal, where there is somebody who knows how portals write.
    pub portal: Option<Arc<dyn Portal>>,
    /// Where the bytes of files are.
    pub files: Files,
    /// Whose site it is, as the machine has it.
    pub brand: Arc<Brand>,
    /// What an admin says of it since.
    pub(crate) site: Arc<Site>,
    /// Who of the staff has which request open.
    pub presence: Presence,
    /// Where people have accounts by which they may come in.
    pub at_provider: Option<Arc<AtProvider>>,
    /// Only [`Self::open_demo`] puts something here.
    demo: Option<Arc<DemoDoors>>,
    draining: Arc<AtomicBool>,
    calendar: Arc<Mutex<Option<Loaded>>>,
}

/// The calendar as it was a moment ago.
struct Loaded {
    at: Timestamp,
    first: Date,
    days: Arc<Calendar>,
}

/// For how long the calendar is believed, in seconds: others may edit it, and every answer needs it.
const CALENDAR_SECONDS: i64 = 5;

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// For whoever puts an application together: what is changed here changes in no clone made before.
impl DerefMut for AppState {
    fn deref_mut(&mut self) -> &mut Parts {
        Arc::make_mut(&mut self.0)
    }
}

impl AppState {
    /// A state over an open database, with the system's clock and Spanish until told otherwise.
    pub fn new(db: Db, engine: Arc<Engine>, base: Url, zone: TimeZone, key: InstanceKey) -> Self {
        Self(Arc::new(Parts {
            db,
            clock: Clock::System,
            zone,
            engine,
            locale: Locale::EsAr,
            base,
            limits: Limits::on(),
            key,
            trusted_proxies: Vec::new(),
            second_factor: true,
            cache: Cache::default(),
            wake: Arc::new(Notify::new()),
            preview: None,
            kept_mail: None,
            portal: None,
            files: Files::in_memory(Quotas::default()),
            brand: Arc::default(),
            site: Arc::default(),
            presence: Presence::default(),
            at_provider: None,
            demo: None,
            draining: Arc::new(AtomicBool::new(false)),
            calendar: Arc::default(),
        }))
    }

    /// Lets people of the demo in by links that go on working, and shows the mails in `mailbox` to everybody. False, and
    /// nothing is opened, where others could reach us.
    #[must_use]
    pub fn open_demo(&mut self, people: Vec<DemoPerson>, mailbox: PathBuf) -> bool {
        let demo = || Arc::new(DemoDoors::new(people, mailbox));
        self.demo = self.is_local().then(demo);
        self.demo.is_some()
    }

    /// The doors of the demo: none in any other installation, and none under an address that others can reach.
    pub fn demo(&self) -> Option<&DemoDoors> {
        self.demo.as_deref().filter(|_| self.is_local())
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

    /// The days that count from `first` on. A few seconds old at most; with a fixed clock, as it is.
    pub async fn calendar(&self, reader: &Reader<'_>, first: Date) -> Result<Arc<Calendar>, ReadError> {
        let at = self.clock.now();
        let is_fresh = |loaded: &&Loaded| {
            loaded.first == first && (0..CALENDAR_SECONDS).contains(&(at.as_second() - loaded.at.as_second()))
        };
        if matches!(self.clock, Clock::System) {
            let known = self.calendar.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(loaded) = known.as_ref().filter(is_fresh) {
                return Ok(Arc::clone(&loaded.days));
            }
        }
        let days = Arc::new(calendar::load(reader, first).await?);
        let loaded = Loaded {
            at,
            first,
            days: Arc::clone(&days),
        };
        *self.calendar.lock().unwrap_or_else(PoisonError::into_inner) = Some(loaded);
        Ok(days)
    }

    /// The name of the site.
    pub fn site_name(&self, locale: Locale) -> String {
        let ours = || self.engine.words().text(locale, "site-name", &Args::new());
        self.shown().name().map_or_else(ours, str::to_owned)
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
        if self.is_local() && is_loopback(named.host().as_ref()) {
            return true;
        }
        named.host() == self.base.host() && named.port_or_known_default() == self.base.port_or_known_default()
    }

    /// Whether only this machine can reach us.
    fn is_local(&self) -> bool {
        is_loopback(self.base.host().as_ref())
    }
}

fn is_loopback(host: Option<&Host<&str>>) -> bool {
    match host {
        Some(Host::Domain(name)) => *name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
