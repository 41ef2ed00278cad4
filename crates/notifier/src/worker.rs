//! Takes mails out of the outbox and sends them: claims, asks again whether to send, composes once, sends, marks.
//!
//! At least once: what was sent and not marked is sent again, with the same bytes and Message-ID. No transaction is open
//! while a relay is spoken to.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use domain::{
    clock::Clock,
    secret,
    store::{
        Db, Tx, WriteError,
        outbox::{self, Claimed, Mark},
    },
};
use jiff::{SignedDuration, Timestamp};
use tokio::{
    sync::Notify,
    task::JoinSet,
    time::{MissedTickBehavior, interval, sleep},
};
use tokio_util::sync::CancellationToken;

mod breaker;
mod claims;
mod comes_back;
mod delivery;
mod domains;
mod hints;
mod pace;
mod upkeep;

use self::{breaker::Breaker, domains::Domains, hints::Hints, pace::Pace};
use crate::{
    compose::House,
    seal::{Seal, Unreadable},
    transport::Transport,
};

/// How often the worker looks after the outbox itself.
const UPKEEP_EVERY: Duration = Duration::from_mins(1);

/// How the worker works. The defaults are those of the contract; tests change them.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Mails in flight at once.
    pub in_flight: usize,
    /// How long a claim lasts.
    pub lease: SignedDuration,
    /// The time from one mail to many to the next. It is what a page waits less for: see `docs/PERFORMANCE.md`.
    pub between: Duration,
    /// How often a claim is renewed while its send lives.
    pub renew: Duration,
    /// How long to look away when nothing rings.
    pub poll: Duration,
    /// How long the mails in flight may take when we are told to end.
    pub drain: Duration,
    /// Which clock leases follow: always the system's, even where the house's stands still, or they would never end.
    pub leases: Clock,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            in_flight: 8,
            lease: SignedDuration::from_secs(60),
            between: Duration::from_millis(4),
            renew: Duration::from_secs(20),
            poll: Duration::from_secs(1),
            drain: Duration::from_secs(8),
            leases: Clock::System,
        }
    }
}

/// The mail worker.
pub struct Worker {
    db: Db,
    house: House,
    transport: Transport,
    clock: Clock,
    settings: Settings,
    seal: Seal,
    owner: String,
    bell: Arc<Notify>,
    breaker: Mutex<Breaker>,
    pace: Pace,
    domains: Mutex<Domains>,
    hints: Mutex<Hints>,
    /// Mails that have left and could not be marked yet: while there are any, none is claimed.
    unmarked: AtomicUsize,
}

/// Why a worker cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CannotWork {
    /// The key is unusable.
    #[error(transparent)]
    Key(#[from] Unreadable),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    Randomness,
}

impl Worker {
    /// A worker that sends what is in `db` by `transport`.
    pub fn new(
        db: Db,
        house: House,
        transport: Transport,
        clock: Clock,
        settings: Settings,
    ) -> Result<Self, CannotWork> {
        Ok(Self {
            seal: Seal::new(&house.key.derive("outbox", b""))?,
            owner: secret::random_token().map_err(|_| CannotWork::Randomness)?,
            bell: Arc::default(),
            breaker: Mutex::default(),
            pace: Pace::default(),
            domains: Mutex::default(),
            hints: Mutex::default(),
            unmarked: AtomicUsize::new(0),
            db,
            house,
            transport,
            clock,
            settings,
        })
    }

    /// Rings when there is something to do; whoever has put mail in may call `notify_one` on it.
    pub fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.bell)
    }

    /// The way out this worker uses.
    pub fn transport(&self) -> &Transport {
        &self.transport
    }

    /// Works until `shutdown`, then lets the mails in flight end, for a while, and gives the others back.
    pub async fn run(self: &Arc<Self>, shutdown: &CancellationToken) {
        let mut flying = JoinSet::new();
        let mut quiet = 0_u32;
        let (mut upkeep, mut poll) = (interval(UPKEEP_EVERY), interval(self.settings.poll));
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !shutdown.is_cancelled() {
            match self.turn(&mut flying).await {
                Ok(true) => {
                    quiet = 0;
                    while flying.try_join_next().is_some() {}
                    if flying.len() < self.settings.in_flight {
                        continue;
                    }
                }
                Ok(false) => quiet += u32::from(flying.is_empty()),
                Err(error) => tracing::error!(%error, "the outbox cannot be read"),
            }
            if quiet == 5 {
                self.transport.rest().await;
            }
            tokio::select! {
                () = shutdown.cancelled() => {}
                Some(_) = flying.join_next() => {}
                () = self.bell.notified() => self.look_again(),
                _ = upkeep.tick() => self.keep_up().await,
                _ = poll.tick() => self.look_again(),
            }
        }
        self.end(flying).await;
    }

    /// Does all that is due now, then returns. Mail that has to wait for a later try is not waited for.
    pub async fn run_until_idle(self: &Arc<Self>) -> Result<(), WriteError> {
        let mut flying = JoinSet::new();
        self.look_again();
        loop {
            let worked = self.turn(&mut flying).await?;
            if !worked && flying.join_next().await.is_none() {
                break;
            }
            while flying.try_join_next().is_some() {}
        }
        self.transport.rest().await;
        Ok(())
    }

    /// Spreads a page of a fan-out and fills the free places with mails. False if there was nothing to do.
    async fn turn(self: &Arc<Self>, flying: &mut JoinSet<()>) -> Result<bool, WriteError> {
        if self.unmarked.load(Ordering::SeqCst) > 0 {
            return Ok(false);
        }
        let now = self.clock.now();
        let hints = *self.hints();
        let mut worked = false;
        if hints.fanouts {
            worked = self.spread(now).await?;
        }
        let places =
            self.breaker()
                .places(flying.len(), self.settings.in_flight, tokio::time::Instant::now());
        if worked {
            self.domains().look_again();
        }
        let claimed = if places > 0
            && self.domains().worth_a_look()
            && (hints.mails || outbox::any_due(&self.db.read(), now, self.settings.leases.now()).await?)
        {
            self.claim(places, now).await?
        } else {
            Vec::new()
        };
        self.hints().mails = places > 0 && claimed.len() == places;
        for (mail, domain) in claimed {
            worked = true;
            self.fly(mail, domain, flying);
        }
        Ok(worked)
    }

    /// Spreads a page of the oldest fan-out. False if there was none, or it could not be: that must not keep everything else
    /// waiting.
    async fn spread(&self, now: Timestamp) -> Result<bool, WriteError> {
        if outbox::waiting(&self.db.read()).await? == 0 {
            self.hints().fanouts = false;
            return Ok(false);
        }
        let spread = async move |tx: &Tx| Ok::<_, WriteError>(outbox::spread(tx, now).await?);
        let spread = self.db.write(spread).await;
        if let Err(error) = &spread {
            tracing::error!(%error, "a fan-out cannot be spread");
        }
        Ok(spread.unwrap_or(false))
    }

    /// There may be something new.
    fn look_again(&self) {
        self.domains().look_again();
        self.hints().fanouts = true;
    }

    /// Writes down how a try ended. Until that is done nothing else is claimed: what cannot be marked would be sent again
    /// and again.
    async fn mark(&self, mail: &Claimed, mark: Mark, hash: Option<String>) {
        let mut counted = false;
        loop {
            let (owner, fence, mark, hash) = (self.owner.clone(), mail.fence(), mark.clone(), hash.clone());
            let now = self.clock.now();
            let written = self
                .db
                .write(async move |tx: &Tx| {
                    Ok::<_, WriteError>(outbox::mark(tx, &owner, &fence, &mark, hash.as_deref(), now).await?)
                })
                .await;
            match written {
                Ok(held) => {
                    if !held {
                        tracing::warn!(
                            mail = mail.id.0,
                            "somebody else has this mail by now; our mark does not count"
                        );
                    }
                    break;
                }
                Err(error) => {
                    tracing::error!(mail = mail.id.0, %error, "a mail cannot be marked; nothing is sent until it can");
                    if !counted {
                        self.unmarked.fetch_add(1, Ordering::SeqCst);
                        counted = true;
                    }
                    sleep(self.settings.poll).await;
                }
            }
        }
        if counted {
            self.unmarked.fetch_sub(1, Ordering::SeqCst);
        }
    }

    fn domains(&self) -> std::sync::MutexGuard<'_, Domains> {
        self.domains.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hints(&self) -> std::sync::MutexGuard<'_, Hints> {
        self.hints.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn breaker(&self) -> std::sync::MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
