//! How much one token, one person, one address may write: a script gone wild must not fill the city's desks.

use std::{
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::{Arc, PoisonError, RwLock},
};

use domain::{
    ids::PersonId,
    ids::TokenId,
    limits::{self, Limit},
    policy::Actor,
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};

/// Codes of a second factor that may be tried in a minute; how many in a day is the domain's.
pub const SECOND_FACTORS_A_MINUTE: NonZeroU32 = NonZeroU32::new(5).unwrap();

/// What is left to everybody. Clones share it.
#[derive(Clone)]
pub struct Limits(Option<Arc<Left>>);

struct Left {
    tokens: Counted<TokenId>,
    people: Counted<PersonId>,
    addresses: Counted<Option<IpAddr>>,
    second_factors: DefaultKeyedRateLimiter<PersonId>,
}

/// What is left to each, and of how much in a minute.
struct Counted<K: Clone + Hash + Eq>(RwLock<(NonZeroU32, DefaultKeyedRateLimiter<K>)>);

impl<K: Clone + Hash + Eq> Counted<K> {
    fn new(most: NonZeroU32) -> Self {
        Self(RwLock::new((most, RateLimiter::keyed(Quota::per_minute(most)))))
    }

    fn check(&self, key: &K) -> Result<(), i64> {
        check(&self.0.read().unwrap_or_else(PoisonError::into_inner).1, key)
    }

    /// Counts up to another number from now on, everybody from nothing; if it is the same, nothing changes.
    fn adopt(&self, most: NonZeroU32) {
        let is_known = self.0.read().unwrap_or_else(PoisonError::into_inner).0 == most;
        if !is_known {
            *self.0.write().unwrap_or_else(PoisonError::into_inner) =
                (most, RateLimiter::keyed(Quota::per_minute(most)));
        }
    }
}

impl Limits {
    /// The limits as they should be.
    pub fn on() -> Self {
        Self(Some(Arc::new(Left {
            tokens: Counted::new(usual(Limit::WritesAMinute)),
            people: Counted::new(usual(Limit::FormsAMinute)),
            addresses: Counted::new(usual(Limit::NamelessAMinute)),
            second_factors: RateLimiter::keyed(Quota::per_minute(SECOND_FACTORS_A_MINUTE)),
        })))
    }

    /// None: for measuring and trying out, on this machine only.
    pub fn off() -> Self {
        Self(None)
    }

    /// Follows what an admin has set. Where nothing is counted, nothing is from then on either.
    pub fn adopt(&self, limits: &limits::Limits) {
        let Some(left) = &self.0 else { return };
        let most = |limit| NonZeroU32::new(limits.get(limit)).unwrap_or_else(|| usual(limit));
        left.tokens.adopt(most(Limit::WritesAMinute));
        left.people.adopt(most(Limit::FormsAMinute));
        left.addresses.adopt(most(Limit::NamelessAMinute));
    }

    /// Whether anything is counted.
    pub fn are_on(&self) -> bool {
        self.0.is_some()
    }

    /// Counts a write; in how many seconds to come again when it is one too many.
    pub fn write(&self, token: TokenId) -> Result<(), i64> {
        self.0.as_ref().map_or(Ok(()), |left| left.tokens.check(&token))
    }

    /// Counts a try at somebody's second factor.
    pub fn second_factor(&self, person: PersonId) -> Result<(), i64> {
        self.0
            .as_ref()
            .map_or(Ok(()), |left| check(&left.second_factors, &person))
    }

    /// Counts a form of a person, or of whoever is at an address.
    pub fn form(&self, actor: &Actor, address: Option<IpAddr>) -> Result<(), i64> {
        let Some(left) = &self.0 else { return Ok(()) };
        match actor.person() {
            Some(person) => left.people.check(&person),
            None => left.addresses.check(&address.map(network)),
        }
    }
}

fn usual(limit: Limit) -> NonZeroU32 {
    NonZeroU32::new(limit.bounds().0).unwrap_or(NonZeroU32::MIN)
}

fn check<K: Clone + Hash + Eq>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), i64> {
    limiter.check_key(key).map_err(|early| {
        let wait = early.wait_time_from(limiter.clock().now());
        i64::try_from(wait.as_secs())
            .unwrap_or(i64::MAX)
            .saturating_add(1)
    })
}

/// Whoever has an IPv6 address has at least 2^64 of them (RFC 6177): they count as one.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        ids::TokenId,
        limits::{self, Limit},
        policy::Actor,
    };
    use serde_json::json;

    use super::{Limits, usual};

    #[test]
    fn one_more_than_the_limit_has_to_wait_and_others_need_not() {
        let limits = Limits::on();
        // A few more than the limit: places grow back while we count.
        let refused = (0..usual(Limit::WritesAMinute).get() * 2).find_map(|_| limits.write(TokenId(1)).err());
        assert!(refused.is_some_and(|wait| (1..=60).contains(&wait)));
        assert_eq!(limits.write(TokenId(2)), Ok(()));
        let off = Limits::off();
        assert!((0..usual(Limit::WritesAMinute).get() * 2).all(|_| off.write(TokenId(1)).is_ok()));
    }

    #[test]
    fn a_house_has_one_limit_however_many_addresses_it_has() {
        let limits = Limits::on();
        let one = |text: &str| limits.form(&Actor::Visitor, Some(text.parse().unwrap()));
        let refused = (0..usual(Limit::NamelessAMinute).get() * 2)
            .find_map(|n| one(&format!("2001:db8:1:2::{n:x}")).err());
        assert!(refused.is_some());
        assert!(one("2001:db8:1:2:ffff::1").is_err() && one("2001:db8:1:3::1").is_ok());
        assert!(one("192.0.2.1").is_ok());
    }

    #[test]
    fn another_number_holds_at_once_and_the_same_forgives_nobody() {
        let limits = Limits::on();
        let left = || (0..2_000).find(|_| limits.write(TokenId(1)).is_err()).unwrap();
        let set: limits::Limits = serde_json::from_value(json!({"writes_a_minute": 60})).unwrap();
        limits.adopt(&set);
        assert!((60..70).contains(&left()));
        limits.adopt(&set);
        assert!(left() < 10);
    }
}
