//! How much one token may write: a script gone wild must not fill the city's desks.

use std::{num::NonZeroU32, sync::Arc};

use domain::ids::TokenId;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};

/// Writes a token may make in a minute.
pub const WRITES_A_MINUTE: NonZeroU32 = NonZeroU32::new(600).unwrap();

/// What is left to everybody. Clones share it.
#[derive(Clone)]
pub struct Limits(Option<Arc<DefaultKeyedRateLimiter<TokenId>>>);

impl Limits {
    /// The limits as they should be.
    pub fn on() -> Self {
        Self(Some(Arc::new(RateLimiter::keyed(Quota::per_minute(
            WRITES_A_MINUTE,
        )))))
    }

    /// None: for measuring and trying out, on this machine only.
    pub fn off() -> Self {
        Self(None)
    }

    /// Counts a write; in how many seconds to come again when it is one too many.
    pub fn write(&self, token: TokenId) -> Result<(), i64> {
        let Some(limiter) = &self.0 else { return Ok(()) };
        limiter.check_key(&token).map_err(|early| {
            let wait = early.wait_time_from(limiter.clock().now());
            i64::try_from(wait.as_secs())
                .unwrap_or(i64::MAX)
                .saturating_add(1)
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::TokenId;

    use super::{Limits, WRITES_A_MINUTE};

    #[test]
    fn one_more_than_the_limit_has_to_wait_and_others_need_not() {
        let limits = Limits::on();
        // A few more than the limit: places grow back while we count.
        let refused = (0..WRITES_A_MINUTE.get() * 2).find_map(|_| limits.write(TokenId(1)).err());
        assert!(refused.is_some_and(|wait| (1..=60).contains(&wait)));
        assert_eq!(limits.write(TokenId(2)), Ok(()));
        let off = Limits::off();
        assert!((0..WRITES_A_MINUTE.get() * 2).all(|_| off.write(TokenId(1)).is_ok()));
    }
}
