//! Public pages, kept for the second of the clock in which they were built: whatever is hidden or erased is gone with it.
//! Nothing is evicted before: pages that many ask for come first in each second, and what finds no room is built each time.

use std::{
    collections::HashMap,
    mem,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use domain::{clock::Clock, locale::Locale};
use tokio::sync::OnceCell;

mod kept;
mod serve;
#[cfg(test)]
mod tests;

use self::kept::Kept;
pub use self::serve::serve;

/// What the pages of one second may fill, in bytes.
const ROOM: usize = 32 << 20;

/// What a page takes besides its bytes: its head, and its place among the others.
const OVERHEAD: usize = 1 << 10;

/// The pages of this second. Clones share them.
#[derive(Clone)]
pub struct Cache {
    room: usize,
    by_any_clock: bool,
    now: Arc<Mutex<Second>>,
}

/// Which page: everything it may depend on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// Path and query, only with what the page knows.
    address: String,
    /// The language.
    locale: Locale,
}

/// A second of the clock.
struct Second {
    at: i64,
    room: Arc<Room>,
    slots: HashMap<Key, Arc<Slot>>,
}

/// The room that is left.
struct Room(AtomicUsize);

/// The place of a page: empty until it is built, and then nothing if it is not to be kept.
struct Slot {
    page: OnceCell<Option<Kept>>,
    room: Arc<Room>,
}

impl Default for Cache {
    fn default() -> Self {
        Self::new(ROOM, false)
    }
}

impl Cache {
    /// Keeps pages although the clock stands, and in another room: for whoever moves the clock.
    pub fn by_any_clock(room: usize) -> Self {
        Self::new(room, true)
    }

    fn new(room: usize, by_any_clock: bool) -> Self {
        Self {
            room,
            by_any_clock,
            now: Arc::new(Mutex::new(Second::new(i64::MIN, room))),
        }
    }

    /// How many bytes are kept.
    pub fn weight(&self) -> usize {
        let second = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        self.room.saturating_sub(second.room.0.load(Ordering::Relaxed))
    }

    /// The place of a page in this second; none if nothing is kept now.
    fn slot(&self, clock: Clock, key: Key) -> Option<Arc<Slot>> {
        if matches!(clock, Clock::Fixed(_)) && !self.by_any_clock {
            return None;
        }
        let mut second = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        // Read while nobody else does: so no second comes back once it is over.
        let now = clock.now().as_second();
        let over = (second.at != now).then(|| mem::replace(&mut *second, Second::new(now, self.room)));
        let slot = second.slot(key);
        // What is over is thrown away while others go on.
        drop(second);
        drop(over);
        slot
    }
}

impl Second {
    fn new(at: i64, room: usize) -> Self {
        Self {
            at,
            room: Arc::new(Room(AtomicUsize::new(room))),
            slots: HashMap::new(),
        }
    }

    fn slot(&mut self, key: Key) -> Option<Arc<Slot>> {
        if let Some(slot) = self.slots.get(&key) {
            return Some(Arc::clone(slot));
        }
        if !self.room.take(key.address.len() + OVERHEAD) {
            return None;
        }
        let slot = Arc::new(Slot {
            page: OnceCell::new(),
            room: Arc::clone(&self.room),
        });
        self.slots.insert(key, Arc::clone(&slot));
        Some(slot)
    }
}

impl Room {
    /// Takes so many bytes, if there are.
    fn take(&self, bytes: usize) -> bool {
        let less = |left: usize| left.checked_sub(bytes);
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
            .is_ok()
    }
}
