//! What people look for and do not find, counted in memory until somebody writes it down: a page waits for no write, and what
//! this process has counted since the last one is lost with it. Each address counts once a day for the same words; all that is
//! kept of it is a number that only this process could make.

use std::{
    collections::{BTreeMap, HashSet},
    hash::{BuildHasher as _, RandomState},
    mem,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use domain::{missing::Words, ops, store::Tx};
use jiff::civil::Date;

use crate::{AppState, limits::network, visitor::Visitor};

/// Different words that wait to be written down at most.
const WORDS: usize = 2_000;
/// Who looked for what on one day, at most; beyond that nothing is counted until the next.
const PAIRS: usize = 100_000;

/// On the answer of a page that found nothing by words, and by words alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NothingFound(Words);

/// What was counted and is not written down yet. Clones share it.
#[derive(Clone, Default)]
pub struct Missing(Arc<Mutex<Counted>>);

#[derive(Default)]
struct Counted {
    day: Date,
    /// Made anew with the process: nobody else can tell whose number it is.
    salt: RandomState,
    seen: HashSet<u64>,
    times: BTreeMap<Words, i64>,
}

/// Says on an answer that these words found nothing.
pub fn nothing_found(response: &mut Response, words: &str) {
    if let Some(words) = Words::of(words) {
        response.extensions_mut().insert(NothingFound(words));
    }
}

/// Counts what an answer says was looked for in vain. Stands before the kept pages: those know nothing of their readers.
pub async fn count(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let is_reading = *request.method() == Method::GET;
    let visitor = request.extensions().get::<Visitor>();
    let address = visitor.and_then(|visitor| visitor.address);
    let response = next.run(request).await;
    if is_reading && let Some(NothingFound(words)) = response.extensions().get() {
        app.missing.note(words, address, app.moment().today);
    }
    response
}

impl Missing {
    /// Counts a search by somebody at an address, unless they had made it today.
    pub fn note(&self, words: &Words, address: Option<IpAddr>, today: Date) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.day != today {
            counted.day = today;
            counted.seen.clear();
        }
        let pair = counted.salt.hash_one((address.map(network), words));
        let has_room =
            counted.seen.len() < PAIRS && (counted.times.len() < WORDS || counted.times.contains_key(words));
        if has_room && counted.seen.insert(pair) {
            *counted.times.entry(words.clone()).or_default() += 1;
        }
    }

    fn take(&self) -> (Date, Vec<(Words, i64)>) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let times = mem::take(&mut counted.times);
        (counted.day, times.into_iter().collect())
    }

    fn give_back(&self, times: Vec<(Words, i64)>) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (words, more) in times {
            if counted.times.len() < WORDS || counted.times.contains_key(&words) {
                *counted.times.entry(words).or_default() += more;
            }
        }
    }
}

impl AppState {
    /// Writes down what was looked for in vain since the last time. What cannot be written is kept for the next.
    pub async fn write_missing(&self) -> Result<usize, ops::Error> {
        let (day, times) = self.missing.take();
        if times.is_empty() {
            return Ok(0);
        }
        let written = times.clone();
        let write = async move |tx: &Tx| ops::count_missing(tx, &written, day).await;
        match self.db.write(write).await {
            Ok(()) => Ok(times.len()),
            Err(error) => {
                self.missing.give_back(times);
                Err(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::missing::Words;
    use jiff::civil::date;

    use super::{Missing, PAIRS, WORDS};

    #[test]
    fn one_address_counts_once_a_day_for_the_same_words() {
        let missing = Missing::default();
        let (bikes, trees) = (Words::of("ciclovias").unwrap(), Words::of("arboles").unwrap());
        let note = |words: &Words, from: &str, day| missing.note(words, Some(from.parse().unwrap()), day);
        let (first, second) = (date(2026, 11, 20), date(2026, 11, 21));
        for _ in 0..5 {
            note(&bikes, "192.0.2.1", first);
            // A house has many addresses, and is one.
            note(&bikes, "2001:db8:1:2::1", first);
            note(&bikes, "2001:db8:1:2::9", first);
        }
        note(&trees, "192.0.2.1", first);
        assert_eq!(missing.take(), (first, vec![(trees, 1), (bikes.clone(), 2)]));
        note(&bikes, "192.0.2.1", first);
        assert_eq!(missing.take().1, [], "not again after it was written down");
        note(&bikes, "192.0.2.1", second);
        assert_eq!(missing.take(), (second, vec![(bikes.clone(), 1)]));
        missing.give_back(vec![(bikes.clone(), 1)]);
        note(&bikes, "192.0.2.2", second);
        assert_eq!(missing.take().1, [(bikes, 2)]);
    }

    #[test]
    fn whoever_makes_words_up_fills_no_memory() {
        let missing = Missing::default();
        let day = date(2026, 11, 20);
        for n in 0..PAIRS + 10 {
            let words = Words::of(&format!("palabra {n}")).unwrap();
            missing.note(&words, None, day);
        }
        assert_eq!(missing.take().1.len(), WORDS);
        assert!(missing.0.lock().unwrap().seen.len() <= PAIRS);
    }
}
