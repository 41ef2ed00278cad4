//! Holds the queue when the relay takes nobody's mail: then the fault is ours, a thousand dead mails would be too, and to try
//! each of ten thousand on its own tells nothing new.

use std::{collections::HashSet, time::Duration};

use domain::ids::MailboxId;
use tokio::time::Instant;

/// Refusals in a row, of different recipients, after which the fault is ours; and as many failures to get through at all.
const ENOUGH: usize = 20;
/// How often one mail is tried while the queue is held.
const PROBE_EVERY: Duration = Duration::from_mins(1);

/// What the last mails met.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    refused: HashSet<MailboxId>,
    closed: usize,
    probed: Option<Instant>,
}

impl Breaker {
    /// How many more mails may fly. Never so many that more than [`ENOUGH`] could be refused for good.
    pub(super) fn places(&mut self, flying: usize, most: usize, now: Instant) -> usize {
        let bad = self.refused.len().max(self.closed);
        if bad < ENOUGH {
            return most.min(ENOUGH - bad).saturating_sub(flying);
        }
        let due = self.probed.is_none_or(|at| now.duration_since(at) >= PROBE_EVERY);
        if flying > 0 || !due {
            return 0;
        }
        self.probed = Some(now);
        1
    }

    /// A mail was accepted: the relay is well.
    pub(super) fn accepted(&mut self) {
        *self = Self::default();
    }

    /// The relay heard us out, whatever it said then.
    pub(super) fn reached(&mut self) {
        self.closed = 0;
    }

    /// Nobody took mail from us.
    pub(super) fn closed(&mut self, now: Instant) {
        self.closed += 1;
        if self.closed == ENOUGH {
            self.hold("no mail gets through", now);
        }
    }

    /// A mail was refused for good. False if the queue is held, so that this one is to be kept for later.
    pub(super) fn refused(&mut self, mailbox: MailboxId, now: Instant) -> bool {
        self.reached();
        if self.refused.len() >= ENOUGH {
            return false;
        }
        self.refused.insert(mailbox);
        if self.refused.len() == ENOUGH {
            self.hold("the relay refuses everybody", now);
        }
        true
    }

    fn hold(&mut self, why: &str, now: Instant) {
        self.probed = Some(now);
        tracing::error!(
            why,
            times = ENOUGH,
            "the queue of mail is held, one mail a minute is tried"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_failures_to_get_through_hold_the_queue_until_one_does() {
        let (mut breaker, now) = (Breaker::default(), Instant::now());
        for _ in 0..19 {
            breaker.closed(now);
        }
        breaker.reached();
        assert_eq!(breaker.places(0, 8, now), 8, "it was reached in between");
        for _ in 0..20 {
            breaker.closed(now);
        }
        assert_eq!(breaker.places(0, 8, now), 0);
        let later = now + PROBE_EVERY;
        assert_eq!((breaker.places(0, 8, later), breaker.places(0, 8, later)), (1, 0));
        breaker.closed(later);
        assert_eq!(breaker.places(0, 8, later), 0);
        breaker.reached();
        assert_eq!(breaker.places(0, 8, later), 8);
    }

    #[test]
    fn twenty_refusals_hold_the_queue_and_one_acceptance_frees_it() {
        let (mut breaker, now) = (Breaker::default(), Instant::now());
        assert_eq!((breaker.places(0, 8, now), breaker.places(3, 8, now)), (8, 5));
        for n in 0..20 {
            assert!(
                breaker.refused(MailboxId(0), now),
                "the same recipient counts once"
            );
            assert!(breaker.refused(MailboxId(n), now));
        }
        assert_eq!(breaker.places(0, 8, now), 0);
        assert!(!breaker.refused(MailboxId(99), now), "kept, not dead");
        let later = now + PROBE_EVERY;
        assert_eq!(breaker.places(1, 8, later), 0);
        assert_eq!((breaker.places(0, 8, later), breaker.places(0, 8, later)), (1, 0));
        breaker.accepted();
        assert_eq!(breaker.places(0, 8, later), 8);
    }

    #[test]
    fn never_more_in_flight_than_may_still_be_refused() {
        let (mut breaker, now) = (Breaker::default(), Instant::now());
        for n in 0..17 {
            breaker.refused(MailboxId(n), now);
        }
        assert_eq!((breaker.places(0, 8, now), breaker.places(3, 8, now)), (3, 0));
    }
}
