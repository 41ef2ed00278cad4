//! One analyser for both databases: what is stored and what is looked up are the same stems.
//!
//! Pure. Stems are a stored format: whatever changes one here raises [`ANALYSER_VERSION`], and the store indexes anew.
//! No SQL in here, and no ranking.

mod excerpt;
mod fold;
mod stem;
mod stop_words;
mod trigrams;

pub use excerpt::{Passage, excerpt};
pub use fold::fold;
pub use trigrams::{similarity, trigrams};

use stop_words::is_stop_word;

/// Kept in the database beside the stems; where it differs, the stems are made again.
pub const ANALYSER_VERSION: i32 = 1;

/// PostgreSQL refuses lexemes of more than 2,046 bytes; no word is this long.
const MAX_WORD: usize = 64;
/// A body of 8,000 characters has no more words than this.
const MAX_WORDS: usize = 4_000;
/// Nobody types more; a longer query only costs time.
const MAX_QUERY: usize = 24;

/// The stems of a text, in its order, separated by one space. Each is made of `a-z`, `0-9` and `ñ` only, so both databases
/// cut them at the same places.
pub fn terms(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in words(&folded).take(MAX_WORDS) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&stem_of(&word));
    }
    out
}

/// What somebody looks for: at least one stem, each once, in the order typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    stems: Vec<String>,
}

/// The query of a search text; `None` when it has no word in it. Articles and prepositions are left out, unless there is
/// nothing else: "presupuesto de salud" is also found in "presupuesto para la salud".
pub fn query(text: &str) -> Option<Query> {
    let folded = fold(text);
    let words: Vec<String> = words(&folded).take(MAX_WORDS).collect();
    let telling: Vec<&String> = words.iter().filter(|word| !is_stop_word(word)).collect();
    let chosen = if telling.is_empty() {
        words.iter().collect()
    } else {
        telling
    };
    let mut stems: Vec<String> = Vec::new();
    for word in chosen {
        let stem = stem_of(word);
        if stems.len() < MAX_QUERY && !stems.contains(&stem) {
            stems.push(stem);
        }
    }
    (!stems.is_empty()).then_some(Query { stems })
}

impl Query {
    /// The stems looked for.
    pub fn stems(&self) -> &[String] {
        &self.stems
    }

    /// For FTS5 `match`: rows with every stem.
    pub fn fts5(&self) -> String {
        self.joined('"', " AND ")
    }

    /// For FTS5 `match`: rows with any of the stems.
    pub fn fts5_any(&self) -> String {
        self.joined('"', " OR ")
    }

    /// For PostgreSQL, to be cast with `::tsquery`: rows with every stem.
    pub fn tsquery(&self) -> String {
        self.joined('\'', " & ")
    }

    /// For PostgreSQL, to be cast with `::tsquery`: rows with any of the stems.
    pub fn tsquery_any(&self) -> String {
        self.joined('\'', " | ")
    }

    /// Whether the stem of this word is looked for.
    pub fn hits(&self, word: &str) -> bool {
        let folded = fold(word);
        words(&folded).any(|word| self.stems.contains(&stem_of(&word)))
    }

    /// No stem holds a quote (see [`terms`]), so quoting needs no escape.
    fn joined(&self, quote: char, operator: &str) -> String {
        let quoted: Vec<String> = self
            .stems
            .iter()
            .map(|stem| format!("{quote}{stem}{quote}"))
            .collect();
        quoted.join(operator)
    }
}

/// The words of a folded text: letters, digits and the marks on them.
fn words(folded: &str) -> impl Iterator<Item = String> + '_ {
    fold::split(folded).map(|word| fold::spell(&word, MAX_WORD))
}

/// A word cut at [`MAX_WORD`] has a stem that is no longer than that.
fn stem_of(word: &str) -> String {
    stem::stem(word)
}

#[cfg(test)]
mod tests;
