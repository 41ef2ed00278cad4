//! How much one token, one person, one address may write: a script gone wild must not fill the city's desks.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::Arc,
};

use domain::{ids::PersonId, ids::TokenId, policy::Actor};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};

/// Writes a token may make in a minute.
pub const WRITES_A_MINUTE: NonZeroU32 = NonZeroU32::new(600).unwrap();
/// Forms a person may send in a minute.
pub const FORMS_A_MINUTE: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Forms that may come from an address without an account in a minute: a library or a school shares one.
pub const NAMELESS_A_MINUTE: NonZeroU32 = NonZeroU32::new(30).unwrap();

/// Codes of a second factor that may be tried in a minute; how many in a day is the domain's.
pub const SECOND_FACTORS_A_MINUTE: NonZeroU32 = NonZeroU32::new(5).unwrap();

/// What is left to everybody. Clones share it.
#[derive(Clone)]
pub struct Limits(Option<Arc<Left>>);

struct Left {
    tokens: DefaultKeyedRateLimiter<TokenId>,
    people: DefaultKeyedRateLimiter<PersonId>,
    addresses: DefaultKeyedRateLimiter<Option<IpAddr>>,
    second_factors: DefaultKeyedRateLimiter<PersonId>,
}

impl Limits {
    /// The limits as they should be.
    pub fn on() -> Self {
        Self(Some(Arc::new(Left {
            tokens: RateLimiter::keyed(Quota::per_minute(WRITES_A_MINUTE)),
            people: RateLimiter::keyed(Quota::per_minute(FORMS_A_MINUTE)),
            addresses: RateLimiter::keyed(Quota::per_minute(NAMELESS_A_MINUTE)),
            second_factors: RateLimiter::keyed(Quota::per_minute(SECOND_FACTORS_A_MINUTE)),
        })))
    }

    /// None: for measuring and trying out, on this machine only.
    pub fn off() -> Self {
        Self(None)
    }

    /// Whether anything is counted.
    pub fn are_on(&self) -> bool {
        self.0.is_some()
    }

    /// Counts a write; in how many seconds to come again when it is one too many.
    pub fn write(&self, token: TokenId) -> Result<(), i64> {
        self.0.as_ref().map_or(Ok(()), |left| check(&left.tokens, &token))
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
            Some(person) => check(&left.people, &person),
            None => check(&left.addresses, &address.map(network)),
        }
    }
}

fn check<K: Clone + std::hash::Hash + Eq>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), i64> {
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
    use domain::{ids::TokenId, policy::Actor};

    use super::{Limits, NAMELESS_A_MINUTE, WRITES_A_MINUTE};

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

    #[test]
    fn a_house_has_one_limit_however_many_addresses_it_has() {
        let limits = Limits::on();
        let one = |text: &str| limits.form(&Actor::Visitor, Some(text.parse().unwrap()));
        let refused =
            (0..NAMELESS_A_MINUTE.get() * 2).find_map(|n| one(&format!("2001:db8:1:2::{n:x}")).err());
        assert!(refused.is_some());
        assert!(one("2001:db8:1:2:ffff::1").is_err() && one("2001:db8:1:3::1").is_ok());
        assert!(one("192.0.2.1").is_ok());
    }
}
