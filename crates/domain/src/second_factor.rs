//! The second factor of staff: six digits of an authenticator app (TOTP, RFC 6238). Its secret is derived from the instance's
//! key and a salt, never stored: a copy of the database alone opens nothing.

use totp_rs::{Builder, Secret, Totp};

use crate::{ids::PersonId, secret::InstanceKey};

/// Bytes of a salt.
pub const SALT: usize = 16;

/// What is stored of somebody's second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondFactor {
    /// What makes their secret theirs; another one makes the old app useless.
    pub salt: [u8; SALT],
    /// The time step of the last code that was taken: none is taken twice (RFC 6238 §5.2).
    pub last_step: u64,
}

impl SecondFactor {
    /// As it is stored.
    pub fn to_bytes(self) -> Vec<u8> {
        [self.salt.as_slice(), &self.last_step.to_be_bytes()].concat()
    }

    /// From what is stored.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (salt, step) = bytes.split_at_checked(SALT)?;
        Some(Self {
            salt: salt.try_into().ok()?,
            last_step: u64::from_be_bytes(step.try_into().ok()?),
        })
    }
}

/// The secret for somebody's app, in base32 as apps take it.
pub fn secret(key: &InstanceKey, person: PersonId, salt: [u8; SALT]) -> String {
    secret_of(key, person, salt).to_base32()
}

/// The time step of a code that is right now, give or take 30 seconds.
pub fn check(
    key: &InstanceKey,
    person: PersonId,
    salt: [u8; SALT],
    code: &str,
    unix_seconds: i64,
) -> Option<u64> {
    let typed: String = code.chars().filter(char::is_ascii_digit).collect();
    totp(key, person, salt)?.check(&typed, u64::try_from(unix_seconds).ok()?)
}

/// The code an app shows now.
pub fn code(key: &InstanceKey, person: PersonId, salt: [u8; SALT], unix_seconds: i64) -> Option<String> {
    let totp = totp(key, person, salt)?;
    Some(totp.generate(u64::try_from(unix_seconds).ok()?).to_string())
}

fn totp(key: &InstanceKey, person: PersonId, salt: [u8; SALT]) -> Option<Totp> {
    let secret = secret_of(key, person, salt);
    Builder::new().with_secret(secret).with_skew(1).build().ok()
}

/// 160 bits (RFC 4226 §4).
fn secret_of(key: &InstanceKey, person: PersonId, salt: [u8; SALT]) -> Secret {
    let input = [person.0.to_be_bytes().as_slice(), &salt].concat();
    let derived = key.derive("second_factor", &input);
    let mut bytes = [0; 20];
    bytes.copy_from_slice(&derived[..20]);
    Secret::new_stack(bytes)
}

#[cfg(test)]
mod tests {
    use super::{SALT, SecondFactor, check, code, secret};
    use crate::{ids::PersonId, secret::InstanceKey};

    const KEY: InstanceKey = InstanceKey::new([7; 32]);
    const NOW: i64 = 1_795_730_400;

    #[test]
    fn a_code_is_right_for_its_half_minute_and_the_ones_beside_it() {
        let (ana, salt) = (PersonId(1), [1; SALT]);
        let now = code(&KEY, ana, salt, NOW).unwrap();
        assert_eq!(now.len(), 6);
        let step = check(&KEY, ana, salt, &format!("{} {}", &now[..3], &now[3..]), NOW).unwrap();
        assert_eq!(check(&KEY, ana, salt, &now, NOW + 30), Some(step));
        assert_eq!(check(&KEY, ana, salt, &now, NOW + 90), None);
        assert_eq!(check(&KEY, PersonId(2), salt, &now, NOW), None);
        assert_eq!(check(&KEY, ana, [2; SALT], &now, NOW), None);
        assert_eq!(check(&KEY, ana, salt, "", NOW), None);
        assert_eq!(secret(&KEY, ana, salt).len(), 32);
    }

    #[test]
    fn what_is_stored_comes_back() {
        let factor = SecondFactor {
            salt: [9; SALT],
            last_step: 59_857_680,
        };
        assert_eq!(SecondFactor::from_bytes(&factor.to_bytes()), Some(factor));
        assert_eq!(SecondFactor::from_bytes(b"short"), None);
    }
}
