//! Mail that stays in memory, for tests and the demo.

use std::sync::{Arc, Mutex, PoisonError};

use super::Envelope;

/// A message that left into memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// From whom and to whom.
    pub envelope: Envelope,
    /// The message.
    pub bytes: Vec<u8>,
}

/// All that left, in order. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<Vec<Kept>>>);

impl Memory {
    /// Keeps one message.
    pub fn put(&self, envelope: &Envelope, bytes: &[u8]) {
        let kept = Kept {
            envelope: envelope.clone(),
            bytes: bytes.to_vec(),
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
    }

    /// What left so far.
    pub fn all(&self) -> Vec<Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What left since the last call, and forgets it.
    pub fn take(&self) -> Vec<Kept> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
