//! From text to plain words: lower case, accents off, `ñ` kept, other scripts spelled out.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const TILDE: char = '\u{303}';

/// Lower case without accents, but `ñ` is a letter of its own. Full-width forms, ligatures and superscripts become the
/// plain characters they stand for.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            TILDE if out.ends_with('n') => {
                out.pop();
                out.push('ñ');
            }
            '\u{300}'..='\u{36f}' => {}
            c => out.push(c),
        }
    }
    out
}

/// The words of a folded text. A number written with points for the thousands is one word: "ley 27.275" is "ley 27275".
pub(super) fn split(folded: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let in_word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    folded
        .split(move |c: char| !in_word(c) && c != '.')
        .flat_map(|run| {
            if is_grouped_number(run) {
                Pieces::Number(Some(run))
            } else {
                Pieces::Words(run.split('.'))
            }
        })
        .filter(|word| !word.is_empty())
}

/// The word in `a-z`, `0-9` and `ñ` only, at most `max` characters: any other letter becomes its number in Unicode. The two
/// databases disagree about what a letter is; they agree about these.
pub(super) fn spell(word: &str, max: usize) -> String {
    let mut out = String::with_capacity(word.len());
    let mut length = 0;
    for c in word.chars() {
        let plain = c.is_ascii_lowercase() || c.is_ascii_digit() || c == 'ñ';
        let spelled = if plain {
            c.to_string()
        } else {
            format!("u{:x}", u32::from(c))
        };
        length += spelled.chars().count();
        if length > max {
            break;
        }
        out.push_str(&spelled);
    }
    out
}

enum Pieces<'a> {
    Number(Option<&'a str>),
    Words(std::str::Split<'a, char>),
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Number(number) => number.take().map(|number| Cow::Owned(number.replace('.', ""))),
            Self::Words(words) => words.next().map(Cow::Borrowed),
        }
    }
}

/// `1.234` or `27.275.001`, perhaps with the point that ends a sentence.
fn is_grouped_number(run: &str) -> bool {
    let digits = |group: &str| group.chars().all(|c| c.is_ascii_digit());
    let mut groups = run.trim_end_matches('.').split('.');
    let first = groups
        .next()
        .is_some_and(|group| (1..=3).contains(&group.len()) && digits(group));
    let rest: Vec<&str> = groups.collect();
    first && !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && digits(group))
}
