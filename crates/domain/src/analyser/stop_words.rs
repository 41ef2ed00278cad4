//! Words that tell nothing about what somebody looks for. They are indexed; only queries leave them out.

/// Folded, sorted. Short on purpose: "no", "sin", "entre" change what is asked.
const STOP_WORDS: [&str; 51] = [
    "a", "al", "an", "and", "as", "at", "como", "con", "cual", "cuales", "cuando", "de", "del", "desde",
    "donde", "e", "el", "ella", "ellos", "en", "es", "esa", "ese", "esta", "este", "for", "from", "in", "la",
    "las", "le", "les", "lo", "los", "me", "o", "of", "on", "or", "para", "por", "que", "se", "su", "sus",
    "the", "to", "u", "un", "una", "y",
];

pub(super) fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn are_sorted_so_that_they_can_be_found() {
        assert!(super::STOP_WORDS.is_sorted());
    }
}
