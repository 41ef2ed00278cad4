//! What a worker does besides sending: taking back what a killed one held, minding the clock, saying when mail is stuck,
//! and ending.

use domain::{
    clock::Moment,
    locale::Locale,
    ops::{self, Caller},
    policy::{Actor, Job},
    store::{Tx, WriteError, outbox},
};
use jiff::Timestamp;
use tokio::{task::JoinSet, time::timeout};

use super::Worker;
use crate::retry::LONGEST_WAIT;

impl Worker {
    /// To be called before the first [`Self::run`]. `alone`: nobody else can be sending (SQLite, one worker per data
    /// folder), so what is marked as being sent is what a killed process left behind.
    pub async fn begin(&self, alone: bool) -> Result<(), WriteError> {
        self.mind_the_clock().await?;
        if !alone {
            return Ok(());
        }
        let now = self.clock.now();
        let take_back = async move |tx: &Tx| Ok::<_, WriteError>(outbox::take_all_back(tx, now).await?);
        let mails = self.db.write(take_back).await?;
        if mails > 0 {
            tracing::info!(
                mails,
                "mails that were being sent when the last worker ended will be sent again"
            );
        }
        Ok(())
    }

    /// Once a minute.
    pub(super) async fn keep_up(&self) {
        if let Err(error) = self.mind_the_clock().await {
            tracing::error!(%error, "the outbox cannot be written");
        }
        if let Err(error) = self.tell_what_is_stuck().await {
            tracing::error!(%error, "it cannot be said whether mail is stuck");
        }
    }

    /// Says in the log, and to the coordinators, that mail is stuck.
    pub async fn tell_what_is_stuck(&self) -> Result<(), WriteError> {
        let now = self.clock.now();
        let counts = outbox::counts(&self.db.read(), now).await?;
        let Some(since) = counts.stuck_since(now) else {
            return Ok(());
        };
        let minutes = now.duration_since(since).as_mins();
        tracing::error!(depth = counts.depth, dead = counts.dead, minutes, "mail is stuck");
        let caller = Caller {
            actor: Actor::System(Job::Timers),
            moment: Moment::new(now, &self.house.zone),
            locale: Locale::EsAr,
            key: None,
            from: None,
        };
        let tell = async move |tx: &Tx| ops::tell_stuck_mail(tx, &caller).await;
        self.db.write(tell).await
    }

    /// Lets the mails in flight end, for a while, and gives the others back.
    pub(super) async fn end(&self, mut flying: JoinSet<()>) {
        let drained = timeout(self.settings.drain, async {
            while flying.join_next().await.is_some() {}
        })
        .await;
        if drained.is_err() {
            tracing::warn!(
                in_flight = flying.len(),
                "mails still in flight are given back; they may arrive twice"
            );
            flying.shutdown().await;
        }
        let (owner, now) = (self.owner.clone(), self.clock.now());
        let give_back = async move |tx: &Tx| Ok::<_, WriteError>(outbox::give_back(tx, &owner, now).await?);
        if let Err(error) = self.db.write(give_back).await {
            tracing::warn!(%error, "claims could not be given back; they end with their lease");
        }
        self.transport.rest().await;
    }

    /// After the clock stepped back, nothing may wait longer than the longest wait.
    async fn mind_the_clock(&self) -> Result<(), WriteError> {
        let now = self.clock.now();
        let farthest: Timestamp = now.saturating_add(LONGEST_WAIT).unwrap_or(now);
        let undo =
            async move |tx: &Tx| Ok::<_, WriteError>(outbox::undo_clock_jump(tx, now, farthest).await?);
        self.db.write(undo).await.map(drop)
    }
}
