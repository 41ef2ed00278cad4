//! Takes mails out of the outbox into the free places, with an eye to where they go.

use std::sync::Arc;

use domain::store::{
    Tx, WriteError,
    outbox::{self, Claimed, Lease},
};
use jiff::Timestamp;
use tokio::task::JoinSet;

use super::Worker;

impl Worker {
    /// Mails for the free places, and the domain each goes to.
    pub(super) async fn claim(
        &self,
        places: usize,
        now: Timestamp,
    ) -> Result<Vec<(Claimed, String)>, WriteError> {
        let lease = Lease {
            owner: self.owner.clone(),
            now: self.settings.leases.now(),
            until: self.lease_until(),
        };
        let rush = self.domains().rush(places, self.settings.in_flight);
        let claimed = self
            .db
            .write(async move |tx: &Tx| Ok::<_, WriteError>(outbox::claim(tx, &lease, now, &rush).await?))
            .await?;
        if claimed.is_empty() {
            self.domains().nothing_found();
        }
        Ok(claimed)
    }

    /// Sends a claimed mail.
    pub(super) fn fly(self: &Arc<Self>, mail: Claimed, domain: String, flying: &mut JoinSet<()>) {
        self.domains().left(&domain);
        let worker = Arc::clone(self);
        flying.spawn(async move {
            // Also when the task is dropped in the middle of it.
            let _arrival = Arrival(&worker, domain);
            Arc::clone(&worker).deliver(mail).await;
        });
    }

    /// The end of a lease that begins now.
    pub(super) fn lease_until(&self) -> Timestamp {
        let now = self.settings.leases.now();
        now.saturating_add(self.settings.lease).unwrap_or(now)
    }
}

/// A mail on its way to a domain.
struct Arrival<'a>(&'a Worker, String);

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        self.0.domains().arrived(&self.1);
    }
}
