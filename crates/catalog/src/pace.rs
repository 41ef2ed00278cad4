//! How often a portal is asked, how often again, and how long we wait in between.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::PortalError;

/// How a portal is asked.
#[derive(Debug, Clone)]
pub struct Pace {
    /// How often in a second at most.
    pub per_second: u32,
    /// How often the same is asked in all, when it goes wrong in a way that may pass.
    pub tries: u32,
    /// The longest that we wait before the next try. A portal that asks for more is left alone, and asked the next time.
    pub longest: Duration,
    /// How long one answer may take.
    pub deadline: Duration,
    /// How waiting is done.
    pub pause: Pause,
}

/// How waiting is done.
#[derive(Debug, Clone, Default)]
pub enum Pause {
    /// By waiting.
    #[default]
    Sleep,
    /// By writing it down: tests do not wait.
    Noted(Arc<Mutex<Vec<Duration>>>),
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            per_second: 4,
            tries: 4,
            longest: Duration::from_mins(5),
            deadline: Duration::from_mins(1),
            pause: Pause::Sleep,
        }
    }
}

impl Pace {
    /// How long to wait after so many tries went wrong, the last one like this; none: no more tries.
    pub(crate) fn again(&self, tried: u32, error: &PortalError) -> Option<Duration> {
        if !error.is_retryable() || tried >= self.tries {
            return None;
        }
        let ours = Duration::from_secs(1 << tried.saturating_sub(1).min(16)).min(self.longest);
        let wait = error.retry_after.map_or(ours, |theirs| theirs.max(ours));
        Some(wait).filter(|wait| *wait <= self.longest)
    }
}

impl Pause {
    pub(crate) async fn wait(&self, time: Duration) {
        match self {
            _ if time.is_zero() => {}
            Self::Sleep => tokio::time::sleep(time).await,
            Self::Noted(noted) => noted.lock().unwrap_or_else(PoisonError::into_inner).push(time),
        }
    }
}

/// Whose turn it is: each asker gets a moment of their own.
#[derive(Debug, Default)]
pub struct Turns(Mutex<Option<Instant>>);

impl Turns {
    /// How long to wait for the next turn.
    pub fn take(&self, per_second: u32, now: Instant) -> Duration {
        let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = next.unwrap_or(now).max(now);
        *next = Some(turn + Duration::from_secs(1) / per_second.max(1));
        turn.duration_since(now)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{Pace, Turns};
    use crate::{Kind, PortalError};

    #[test]
    fn nobody_is_asked_more_often_than_we_say() {
        let (turns, now) = (Turns::default(), Instant::now());
        let waits: Vec<u128> = (0..5).map(|_| turns.take(4, now).as_millis()).collect();
        assert_eq!(waits, [0, 250, 500, 750, 1000]);
        assert_eq!(turns.take(4, now + Duration::from_secs(9)), Duration::ZERO);
    }

    #[test]
    fn each_try_waits_longer_and_then_there_are_no_more() {
        let pace = Pace::default();
        let mut error = PortalError::new(Kind::Server, Some(500), "");
        let waits: Vec<Option<u64>> = (1..=4)
            .map(|tried| pace.again(tried, &error).map(|wait| wait.as_secs()))
            .collect();
        assert_eq!(waits, [Some(1), Some(2), Some(4), None]);
        error.retry_after = Some(Duration::from_mins(2));
        assert_eq!(pace.again(1, &error), error.retry_after);
        error.retry_after = Some(Duration::from_hours(1));
        assert_eq!(pace.again(1, &error), None);
        assert_eq!(
            pace.again(1, &PortalError::new(Kind::NotFound, Some(404), "")),
            None
        );
    }
}
