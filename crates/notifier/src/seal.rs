//! Keeps the bytes of a message unreadable while they wait in the database: links in mail are keys to somebody's request.

use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, MAX_TAG_LEN, NONCE_LEN, Nonce, UnboundKey},
    error::Unspecified,
};
use sha2::{Digest, Sha256};

/// Random bytes for one sealing, kept beside what they sealed. Never use the same ones twice.
pub type Fresh = [u8; NONCE_LEN];

/// Seals and opens with one key, derived from the instance's key for this purpose only.
pub struct Seal(LessSafeKey);

/// The bytes were not sealed by this instance for this row, or were changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed message does not open: another instance key, another row, or changed bytes")]
pub struct Unreadable;

impl From<Unspecified> for Unreadable {
    fn from(_: Unspecified) -> Self {
        Self
    }
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(..)")
    }
}

impl Seal {
    /// With a key of its own.
    pub fn new(key: &[u8; 32]) -> Result<Self, Unreadable> {
        Ok(Self(LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key)?)))
    }

    /// Seals the bytes for the outbox row `id`.
    pub fn seal(&self, id: i64, fresh: Fresh, bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let mut sealed = Vec::with_capacity(bytes.len() + MAX_TAG_LEN);
        sealed.extend_from_slice(bytes);
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(fresh), row(id), &mut sealed)?;
        Ok(sealed)
    }

    /// Opens what was sealed for the outbox row `id` with `nonce`.
    pub fn open(&self, id: i64, nonce: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let mut bytes = sealed.to_vec();
        let length = self
            .0
            .open_in_place(Nonce::try_assume_unique_for_key(nonce)?, row(id), &mut bytes)?
            .len();
        bytes.truncate(length);
        Ok(bytes)
    }
}

/// What stays of a message when its row has ended: enough to prove what was sent to whoever has a copy.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            for nibble in [byte >> 4, byte & 15] {
                hex.extend(char::from_digit(nibble.into(), 16));
            }
            hex
        })
}

fn row(id: i64) -> Aad<[u8; 8]> {
    Aad::from(id.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Seal, Unreadable};

    #[test]
    fn opens_for_its_row_and_key_only() {
        let seal = Seal::new(&[1; 32]).unwrap();
        let nonce = [9; 12];
        let sealed = seal.seal(7, nonce, b"Hola").unwrap();
        assert!(!sealed.windows(4).any(|part| part == b"Hola"));
        assert_eq!(seal.open(7, &nonce, &sealed).unwrap(), b"Hola");
        assert_eq!(seal.open(8, &nonce, &sealed), Err(Unreadable));
        assert_eq!(seal.open(7, &[8; 12], &sealed), Err(Unreadable));
        assert_eq!(seal.open(7, &nonce[..5], &sealed), Err(Unreadable));
        assert_eq!(
            Seal::new(&[2; 32]).unwrap().open(7, &nonce, &sealed),
            Err(Unreadable)
        );
        assert_eq!(seal.open(7, &nonce, &sealed[..5]), Err(Unreadable));
        let mut changed = sealed;
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(seal.open(7, &nonce, &changed), Err(Unreadable));
    }
}
