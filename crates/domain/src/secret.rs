//! Randomness and keyed hashes: the only place that asks the system for random bytes.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The instance's key: 32 bytes from which every other secret is derived. Never printed, never logged.
#[derive(Clone)]
pub struct InstanceKey([u8; 32]);

impl std::fmt::Debug for InstanceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InstanceKey(..)")
    }
}

impl InstanceKey {
    /// A key from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A fresh random key.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The bytes, to be kept in a file that only we can read.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one purpose, so that what is signed for one use proves nothing for another.
    pub fn derive(&self, purpose: &str, input: &[u8]) -> [u8; 32] {
        // HMAC pads a short key with zeros to the hash's block (RFC 2104 §2).
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(input);
        mac.finalize().into_bytes().into()
    }

    /// A six-digit code for one row: derived, never stored, so nobody can read it from a copy of the database.
    pub fn code(&self, purpose: &str, input: &[u8]) -> String {
        let bytes = self.derive(purpose, input);
        let number = bytes
            .iter()
            .take(8)
            .fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
        format!("{:06}", number % 1_000_000)
    }
}

/// A random secret of 256 bits as text that is safe in an address.
pub fn random_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Fills `bytes` from the system's randomness.
pub fn fill(bytes: &mut [u8]) -> Result<(), getrandom::Error> {
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    getrandom::fill(bytes)
}

/// What is stored of a secret: its SHA-256 in hex. Enough, because our secrets have 256 random bits.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Bytes in lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(*byte)])
        .collect()
}

/// Compares two secrets in a time that tells nothing about them.
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}
