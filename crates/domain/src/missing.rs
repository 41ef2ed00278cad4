//! Words that somebody looked for and found nothing by: which of them are counted, and as what. What may point to a person is
//! not; pure.

use std::fmt;

use crate::{
    analyser::{self, fold},
    secret,
};

/// Words that were looked for less often are shown to nobody.
pub const SHOWN_FROM: i64 = 3;
/// Those are forgotten when nobody has looked for them for so many days.
pub const RARE_DAYS: i32 = 90;
/// All others, after so many.
pub const DAYS: i32 = 365;

/// Whoever writes more than this is telling something, and may be telling of somebody.
const LONGEST: usize = 80;
/// With so many digits a number may be somebody's: a document, a telephone. Files are looked through by finer rules
/// (`files::inspect`), none of which takes a shorter number for one.
const DIGITS: usize = 7;

/// Words as they are counted: lower case, no accents, one space between them, and nothing in them that points to a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words(String);

impl Words {
    /// The words of a search; none where they say nothing, say too much, or may be somebody's data.
    pub fn of(text: &str) -> Option<Self> {
        // Longer ones are not cut: the beginning of a story is no search.
        if text.chars().take(LONGEST * 4).count() == LONGEST * 4 || fold(text).contains('@') {
            return None;
        }
        let folded: String = fold(text).chars().map(plain).collect();
        let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_short = words.chars().count() <= LONGEST;
        let counts = is_short && !has_long_number(&words) && analyser::query(&words).is_some();
        (counts && words.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(Self(words))
    }

    /// As they are written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands for them where they must not be read.
    pub fn mark(&self) -> String {
        secret::hash(&self.0)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Letters, digits, and what stands within words and numbers: nothing that hides, turns the line round or leads elsewhere.
fn plain(c: char) -> char {
    if c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '/' | '(' | ')' | '+' | '\'' | '%' | '&') {
        c
    } else {
        ' '
    }
}

/// Whether there is a number of many digits, however it is grouped. Years in a row are none.
fn has_long_number(words: &str) -> bool {
    let is_within = |c: char| c.is_numeric() || " .,-/()+".contains(c);
    words.split(|c: char| !is_within(c)).any(|number| {
        let groups: Vec<&str> = number
            .split(|c: char| !c.is_numeric())
            .filter(|group| !group.is_empty())
            .collect();
        let is_year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
        let digits: usize = groups.iter().map(|group| group.chars().count()).sum();
        digits >= DIGITS && !groups.iter().all(is_year)
    })
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn of(text: &str) -> Option<String> {
        Words::of(text).map(|words| words.as_str().to_owned())
    }

    #[test]
    fn the_same_words_are_counted_as_the_same() {
        for text in [
            "Ciclov\u{ed}as  nuevas",
            " ciclovias\tNUEVAS ",
            "\u{202e}ciclovias <nuevas>",
        ] {
            assert_eq!(of(text).as_deref(), Some("ciclovias nuevas"), "{text}");
        }
        assert_eq!(
            of("Ba\u{f1}os p\u{fa}blicos").as_deref(),
            Some("ba\u{f1}os publicos")
        );
        for text in [
            "presupuesto 2020 2021 2022",
            "ley 27.275",
            "2019-2020 compras",
            "linea 60",
            "mapa 1:5000",
        ] {
            let words = Words::of(text).unwrap();
            assert_eq!(
                Words::of(words.as_str()),
                Some(words.clone()),
                "{text}: they stay as they are"
            );
        }
    }

    #[test]
    fn what_may_point_to_a_person_is_not_counted() {
        for text in [
            "ana.diaz@mail.example.org",
            "mails de ana diaz @ example",
            "DNI 30.123.456",
            "documento 5123456",
            "multas 30123456",
            "CUIT 20-12345678-6",
            "proveedor 30500010912",
            "cbu 2850590940090418135201",
            "tel 4321-8765",
            "+54 9 11 4321-8765",
            "(011) 4321 8765 reclamos",
            "expediente EX-2024-12345678",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn what_says_nothing_or_too_much_is_not_counted() {
        for text in [
            "",
            "  ",
            "?!",
            "a",
            "12",
            "2024",
            &"una historia larga ".repeat(5),
            &"a".repeat(5_000),
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
