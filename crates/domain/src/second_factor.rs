//! The second factor of staff: six digits of an authenticator app (TOTP, RFC 6238). Its secret is derived from the instance's
//! key and a salt, never stored: a copy of the database alone opens nothing. Whoever has lost the app gets in by a recovery
//! code, of which there are ten, each good once.

use totp_rs::{Builder, Secret, Totp};

use crate::{ids::PersonId, secret::InstanceKey};

/// Bytes of a salt.
pub const SALT: usize = 16;
/// Recovery codes of one person.
pub const RECOVERY_CODES: usize = 10;
/// Characters of one, without its hyphen: 50 bits.
const RECOVERY_LENGTH: usize = 10;
/// Crockford's base 32: no letter looks like a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What is stored of somebody's second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondFactor {
    /// What makes their secret theirs; another one makes the old app useless.
    pub salt: [u8; SALT],
    /// The time step of the last code that was taken: none is taken twice (RFC 6238 §5.2).
    pub last_step: u64,
    /// Which recovery codes were used, a bit for each.
    pub recovered: u16,
}

impl SecondFactor {
    /// As it is stored.
    pub fn to_bytes(self) -> Vec<u8> {
        [
            self.salt.as_slice(),
            &self.last_step.to_be_bytes(),
            &self.recovered.to_be_bytes(),
        ]
        .concat()
    }

    /// From what is stored.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (salt, rest) = bytes.split_at_checked(SALT)?;
        let (step, recovered) = rest.split_at_checked(8)?;
        Some(Self {
            salt: salt.try_into().ok()?,
            last_step: u64::from_be_bytes(step.try_into().ok()?),
            // Before there were recovery codes it ended here.
            recovered: match recovered {
                [] => 0,
                bytes => u16::from_be_bytes(bytes.try_into().ok()?),
            },
        })
    }

    /// Whether a recovery code was used.
    pub const fn is_used(self, code: usize) -> bool {
        self.recovered & (1 << code) != 0
    }

    /// The same with a recovery code used.
    #[must_use]
    pub const fn using(self, code: usize) -> Self {
        Self {
            recovered: self.recovered | (1 << code),
            ..self
        }
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

/// Somebody's recovery codes, as they are shown: `4tk9m-2xq7b`. Derived like the app's secret, and as good as its salt.
pub fn recovery_codes(key: &InstanceKey, person: PersonId, salt: [u8; SALT]) -> [String; RECOVERY_CODES] {
    std::array::from_fn(|code| {
        let number = u8::try_from(code).unwrap_or(u8::MAX);
        let input = [person.0.to_be_bytes().as_slice(), &salt, &[number]].concat();
        let derived = key.derive("recovery_code", &input);
        let letters: String = derived
            .iter()
            .take(RECOVERY_LENGTH)
            .map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]))
            .collect();
        let (first, second) = letters.split_at(RECOVERY_LENGTH / 2);
        format!("{first}-{second}")
    })
}

/// Which of somebody's recovery codes this is, however it is typed.
pub fn recovery(key: &InstanceKey, person: PersonId, salt: [u8; SALT], typed: &str) -> Option<usize> {
    let clean = |text: &str| {
        let text: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        // What looks like a digit is one.
        text.to_ascii_lowercase()
            .replace('o', "0")
            .replace(['i', 'l'], "1")
    };
    let typed = clean(typed);
    recovery_codes(key, person, salt)
        .iter()
        .position(|code| typed.len() == RECOVERY_LENGTH && clean(code) == typed)
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
    use super::{RECOVERY_CODES, SALT, SecondFactor, check, code, recovery, recovery_codes, secret};
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
    fn a_recovery_code_is_found_however_it_is_typed() {
        let (ana, salt) = (PersonId(1), [1; SALT]);
        let codes = recovery_codes(&KEY, ana, salt);
        for (number, code) in codes.iter().enumerate() {
            assert_eq!(code.len(), 11);
            assert_eq!(recovery(&KEY, ana, salt, code), Some(number));
            let other = code
                .to_uppercase()
                .replace('-', " ")
                .replace('0', "O")
                .replace('1', "l");
            assert_eq!(recovery(&KEY, ana, salt, &other), Some(number), "{other}");
            assert_eq!(recovery(&KEY, PersonId(2), salt, code), None);
        }
        assert_eq!(recovery(&KEY, ana, salt, ""), None);
        let factor = SecondFactor {
            salt,
            last_step: 0,
            recovered: 0,
        };
        let used = factor.using(0).using(RECOVERY_CODES - 1);
        assert!(used.is_used(0) && used.is_used(9) && !used.is_used(1) && !factor.is_used(0));
    }

    #[test]
    fn what_is_stored_comes_back() {
        let factor = SecondFactor {
            salt: [9; SALT],
            last_step: 59_857_680,
            recovered: 0b101,
        };
        assert_eq!(SecondFactor::from_bytes(&factor.to_bytes()), Some(factor));
        let before = SecondFactor {
            recovered: 0,
            ..factor
        };
        assert_eq!(
            SecondFactor::from_bytes(&factor.to_bytes()[..SALT + 8]),
            Some(before)
        );
        assert_eq!(SecondFactor::from_bytes(b"short"), None);
    }
}
