//! Holds the queue when the relay refuses everybody: then the fault is ours, and a thousand dead mails would be too.

use std::{collections::HashSet, time::Duration};

use domain::ids::MailboxId;
use tokio::time::Instant;

/// Refusals in a row, of different recipients, after which the fault is ours.
const ENOUGH: usize = 20;
/// How often one mail is tried while the queue is held.
const PROBE_EVERY: Duration = Duration::from_mins(1);

/// What the last mails met.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    refused: HashSet<MailboxId>,
    probed: Option<Instant>,
}

impl Breaker {
    /// How many more mails may fly. Never so many that more than [`ENOUGH`] could be refused for good.
    pub(super) fn places(&mut self, flying: usize, most: usize) -> usize {
        if self.refused.len() < ENOUGH {
            return most.min(ENOUGH - self.refused.len()).saturating_sub(flying);
        }
        let due = self.probed.is_none_or(|at| at.elapsed() >= PROBE_EVERY);
        if flying > 0 || !due {
            return 0;
        }
        self.probed = Some(Instant::now());
        1
    }

    /// A mail was accepted: the relay is well.
    pub(super) fn accepted(&mut self) {
        self.refused.clear();
        self.probed = None;
    }

    /// A mail was refused for good. False if the queue is held, so that this one is to be kept for later.
    pub(super) fn refused(&mut self, mailbox: MailboxId) -> bool {
        if self.refused.len() >= ENOUGH {
            return false;
        }
        self.refused.insert(mailbox);
        if self.refused.len() == ENOUGH {
            self.probed = Some(Instant::now());
            tracing::error!(
                refused = ENOUGH,
                "the relay refuses everybody: the queue is held, one mail a minute is tried"
            );
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn twenty_refusals_hold_the_queue_and_one_acceptance_frees_it() {
        let mut breaker = Breaker::default();
        assert_eq!((breaker.places(0, 8), breaker.places(3, 8)), (8, 5));
        for n in 0..20 {
            assert!(breaker.refused(MailboxId(1)), "the same recipient counts once");
            assert!(breaker.refused(MailboxId(n)) || n == 20);
        }
        assert_eq!(breaker.places(0, 8), 0);
        assert!(!breaker.refused(MailboxId(99)), "kept, not dead");
        tokio::time::advance(PROBE_EVERY).await;
        assert_eq!(
            (breaker.places(1, 8), breaker.places(0, 8), breaker.places(0, 8)),
            (0, 1, 0)
        );
        breaker.accepted();
        assert_eq!(breaker.places(0, 8), 8);
    }

    #[test]
    fn never_more_in_flight_than_may_still_be_refused() {
        let mut breaker = Breaker::default();
        for n in 0..17 {
            breaker.refused(MailboxId(n));
        }
        assert_eq!((breaker.places(0, 8), breaker.places(3, 8)), (3, 0));
    }
}
