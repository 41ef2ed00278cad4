//! Passwords of staff: what may be one (NIST SP 800-63B §3.1.1), and what is stored of it (argon2id). Both are slow on purpose
//! or by nature: the hashing is done on a thread of its own, never while a transaction is open.

use std::sync::LazyLock;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use unicode_normalization::UnicodeNormalization;

use crate::{
    field::{FieldCode, FieldError},
    person::Email,
    secret,
};

/// Characters that a password has at least. How they are mixed is nobody's business.
pub const SHORTEST: usize = 12;
/// Characters that it has at most.
pub const LONGEST: usize = 128;
/// What has to be in a password beside what everybody knows of its owner.
const OF_ITS_OWN: usize = 6;
/// Bytes of a salt.
const SALT: usize = 16;
/// Memory in KiB, passes, lanes: what OWASP's cheat sheet on storing passwords asks for at least.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// The commonest that are long enough, in lower case.
static COMMON: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut all: Vec<&str> = include_str!("password/common.txt").lines().collect();
    all.sort_unstable();
    all
});

/// A password could not be hashed: there is no randomness, or no memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct NotHashed;

/// Whether `password` may be one of whoever has this address at the site of this name.
pub fn check(password: &str, email: &Email, site: &str) -> Result<(), FieldError> {
    let pointer = "#/password";
    let length = password.chars().count();
    let bound = |bound: usize| i64::try_from(bound).unwrap_or(i64::MAX);
    if length == 0 {
        return Err(FieldError::new(pointer, FieldCode::Required));
    }
    if length < SHORTEST {
        return Err(FieldError::bound(pointer, FieldCode::TooShort, bound(SHORTEST)));
    }
    if length > LONGEST {
        return Err(FieldError::bound(pointer, FieldCode::TooLong, bound(LONGEST)));
    }
    if is_guessed(password, email, site) {
        return Err(FieldError::new(pointer, FieldCode::Guessable));
    }
    Ok(())
}

fn is_guessed(password: &str, email: &Email, site: &str) -> bool {
    let lower = normal(password).to_lowercase();
    let mut seen: Vec<char> = lower.chars().filter(|letter| !letter.is_whitespace()).collect();
    let signs = seen.iter().filter(|letter| !letter.is_alphanumeric()).count();
    seen.sort_unstable();
    seen.dedup();
    if seen.len() < 2 || COMMON.binary_search(&lower.as_str()).is_ok() {
        return true;
    }
    let whole = email.as_str();
    let local = whole.split_once('@').map_or("", |(local, _)| local);
    let mut own = letters(&lower);
    for word in [whole, local, site, "ventanilla"].map(|word| letters(&word.to_lowercase())) {
        if word.chars().count() >= 3 {
            own = own.replace(&word, "");
        }
    }
    own.chars().count() + signs < OF_ITS_OWN
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// However a keyboard makes a letter, it is the same letter.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

fn hasher() -> Result<Argon2<'static>, NotHashed> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|_| NotHashed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What is stored of a password. Takes its time.
pub fn hash(password: &str) -> Result<String, NotHashed> {
    let mut salt = [0; SALT];
    secret::fill(&mut salt).map_err(|_| NotHashed)?;
    let hash: PasswordHash = hasher()?
        .hash_password_with_salt(normal(password).as_bytes(), &salt)
        .map_err(|_| NotHashed)?;
    Ok(hash.to_string())
}

/// Whether `password` is the one that `stored` was made of. Takes the same time when nothing is stored: how long an answer
/// takes tells nobody who has a password.
pub fn is(password: &str, stored: Option<&str>) -> Result<bool, NotHashed> {
    let hasher = hasher()?;
    let password = if password.chars().count() <= LONGEST {
        normal(password)
    } else {
        String::new()
    };
    let Some(stored) = stored.and_then(|stored| PasswordHash::new(stored).ok()) else {
        let _nothing: PasswordHash = hasher
            .hash_password_with_salt(password.as_bytes(), &[0; SALT])
            .map_err(|_| NotHashed)?;
        return Ok(false);
    };
    Ok(hasher.verify_password(password.as_bytes(), &stored).is_ok() && !password.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{COMMON, COST, LONGEST, SHORTEST, check, hash, is};
    use crate::{field::FieldCode, person::Email};

    fn refused(password: &str) -> Option<FieldCode> {
        let email = Email::parse("Lia.Diaz@example.org").unwrap();
        check(password, &email, "Datos de la Ciudad")
            .err()
            .map(|error| error.code)
    }

    #[test]
    fn only_length_and_what_everybody_guesses_count() {
        assert_eq!(refused("el mate se toma amargo"), None);
        assert_eq!(refused("solominusculasaca"), None);
        assert_eq!(refused(&"\u{f1}\u{1f9c9} ".repeat(4)), None);
        assert_eq!(refused(&"abcdefgh".repeat(16)), None);
        assert_eq!(refused(""), Some(FieldCode::Required));
        assert_eq!(refused("corta 11 ab"), Some(FieldCode::TooShort));
        assert_eq!(refused(&"abcdefgh ".repeat(15)), Some(FieldCode::TooLong));
        for guess in [
            "Contrasena1234",
            "qwertyuiop123",
            "zzzzzzzzzzzzzzz",
            "lia.diaz@example.org",
            "LiaDiaz2026!",
            "Lia.Diaz-Lia.Diaz",
            "Datos de la Ciudad 1",
            "Ventanilla2026",
        ] {
            assert_eq!(refused(guess), Some(FieldCode::Guessable), "{guess}");
        }
    }

    #[test]
    fn the_list_of_the_commonest_is_as_it_is_looked_up() {
        assert!(COMMON.len() > 100 && SHORTEST < LONGEST);
        assert!(
            COMMON
                .iter()
                .all(|word| *word == word.to_lowercase() && !word.contains(' '))
        );
    }

    #[test]
    fn what_is_stored_says_its_cost_and_never_twice_the_same() {
        let (one, two) = (
            hash("el mate se toma amargo").unwrap(),
            hash("el mate se toma amargo").unwrap(),
        );
        assert_eq!(COST, (19_456, 2, 1));
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, two);
        assert_eq!(is("el mate se toma amargo", Some(&one)), Ok(true));
        assert_eq!(is("el mate se toma dulce", Some(&one)), Ok(false));
        // One letter is the same however it is put together.
        let stored = hash("ma\u{f1}ana a la ma\u{f1}ana").unwrap();
        assert_eq!(is("man\u{303}ana a la man\u{303}ana", Some(&stored)), Ok(true));
    }

    #[test]
    fn nothing_stored_is_nobodys_password() {
        for stored in [None, Some(""), Some("$argon2id$nonsense")] {
            assert_eq!(is("", stored), Ok(false));
            assert_eq!(is("el mate se toma amargo", stored), Ok(false));
        }
        let empty = hash("").unwrap();
        assert_eq!(is(&"a".repeat(LONGEST + 1), Some(&empty)), Ok(false));
    }
}
