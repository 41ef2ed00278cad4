//! How alike two words are, for misspellings. The same measure as PostgreSQL's `pg_trgm`, so that it is the same everywhere.

use super::fold::{fold, split};

/// The three-letter pieces of the words of a text, folded, sorted, each once; two blanks go before a word and one behind it.
pub fn trigrams(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut pieces: Vec<String> = split(&folded)
        .flat_map(|word| {
            let padded: Vec<char> = "  ".chars().chain(word.chars()).chain(" ".chars()).collect();
            padded
                .windows(3)
                .map(|piece| piece.iter().collect())
                .collect::<Vec<String>>()
        })
        .collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// From 0 (nothing alike) to 1 (the same): the pieces both have among the pieces either has. From 0.45 up, two words are
/// likely one misspelled.
pub fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (trigrams(a), trigrams(b));
    let shared = a.iter().filter(|piece| b.binary_search(piece).is_ok()).count();
    let all = a.len() + b.len() - shared;
    if all == 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a text has far fewer pieces than 2^52")]
    let ratio = shared as f64 / all as f64;
    ratio
}
