//! Spanish stems: our own plural rule, then Snowball 3, then one repair.

use snowstem::{Algorithm, Stemmer};

use super::fold::fold;

/// The stem of a folded word. Words with a digit are names and numbers: they stay as they are.
pub(super) fn stem(word: &str) -> String {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let singular = singular(word);
    let snowball = Stemmer::create(Algorithm::Spanish);
    // Snowball knows the ending by its accent, which folding took away.
    let accented = singular.strip_suffix("ion").map(|root| format!("{root}ión"));
    let mut stem = fold(&snowball.stem(accented.as_deref().unwrap_or(singular)));
    // luz, luces; vez, veces
    if stem.ends_with('z') {
        stem.pop();
        stem.push('c');
    }
    stem
}

/// Number goes first, by our own rule: Snowball takes "hogar" for a verb and "hogares" for a noun, leaves short words alone
/// ("año", "años"), and loses what the accent told it ("líneas").
fn singular(word: &str) -> &str {
    let Some(without_s) = word.strip_suffix('s').filter(|_| word.len() >= 4) else {
        return word;
    };
    let root = without_s.strip_suffix('e');
    match (root, without_s.chars().next_back()) {
        (Some(root), _) => {
            if takes_es(root) {
                root
            } else if is_short(root) {
                without_s
            } else {
                word
            }
        }
        (None, Some('a' | 'o')) => without_s,
        // Loan words and English: datasets, links, requests.
        (None, Some(last)) if last != 's' && !is_vowel(last) => without_s,
        (None, _) => word,
    }
}

/// Roots that make their plural with `-es`: hogar-es, ley-es, interes-es.
fn takes_es(root: &str) -> bool {
    let mut back = root.chars().rev();
    match (back.next(), back.next()) {
        (Some('l' | 'r' | 'n' | 'd' | 'j' | 'y'), Some(before)) => is_vowel(before) && root.len() >= 3,
        (Some('s'), Some('e')) => root.len() >= 6,
        _ => false,
    }
}

/// Roots so short that Snowball does not touch the plural: ej-es, art-es, pi-es. Their singular ends in `e`.
fn is_short(root: &str) -> bool {
    let mut letters = root.chars();
    let (Some(first), Some(last)) = (letters.next(), letters.next_back()) else {
        return false;
    };
    if is_vowel(first) {
        root.len() <= 3 && !is_vowel(last) && !letters.any(is_vowel)
    } else {
        root.len() == 2 && is_vowel(last)
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}
