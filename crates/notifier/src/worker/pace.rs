//! Mail to many leaves at a steady pace, so that whoever looks at a page meanwhile does not wait for it.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

/// When the next one may leave.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<Option<Instant>>);

impl Pace {
    /// Waits for a turn; turns are at least `between` apart.
    pub(super) async fn turn(&self, between: Duration) {
        if !between.is_zero() {
            sleep_until(self.next(Instant::now(), between)).await;
        }
    }

    fn next(&self, now: Instant, between: Duration) -> Instant {
        let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = next.map_or(now, |next| next.max(now));
        *next = Some(mine + between);
        mine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_a_second_and_nothing_is_saved_up_in_a_pause() {
        let (pace, between, now) = (Pace::default(), Duration::from_millis(4), Instant::now());
        let turns: Vec<Duration> = (0..251)
            .map(|_| pace.next(now, between).duration_since(now))
            .collect();
        assert_eq!((turns[0], turns[250]), (Duration::ZERO, Duration::from_secs(1)));
        let later = now + Duration::from_mins(1);
        assert_eq!(pace.next(later, between), later);
        assert_eq!(pace.next(later, between), later + between);
    }
}
