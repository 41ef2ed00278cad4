//! Texts made of columns, and what is taken out of them.

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor, value::SeqAccessDeserializer},
};

use crate::analyser;

use super::cells::Cells;

/// `Expediente: {numero}`: words with the cells of a row in them.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Template(Vec<Piece>);

#[derive(Debug, Clone)]
enum Piece {
    Words(String),
    Column(String),
}

/// One template or several: the first that is not empty counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Text(Vec<Template>);

impl Template {
    /// The text, unless one of its cells is empty.
    pub(super) fn fill(&self, cells: &Cells<'_>) -> Option<String> {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Column(column) => match cells.get(column) {
                    "" => return None,
                    cell => out.push_str(cell),
                },
            }
        }
        Some(clean(&out)).filter(|text| !text.is_empty())
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Column(column) => Some(column.as_str()),
            Piece::Words(_) => None,
        })
    }
}

impl Text {
    pub(super) fn fill(&self, cells: &Cells<'_>) -> Option<String> {
        self.0.iter().find_map(|template| template.fill(cells))
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(Template::columns)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<String> for Template {
    type Error = String;

    fn try_from(source: String) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = source.as_str();
        while let Some((words, tail)) = rest.split_once('{') {
            let (column, tail) = tail
                .split_once('}')
                .ok_or_else(|| format!("`{{` without `}}` in `{source}`"))?;
            pieces.push(Piece::Words(words.to_owned()));
            pieces.push(Piece::Column(column.trim().to_owned()));
            rest = tail;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        Ok(Self(pieces))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMore)
    }
}

struct OneOrMore;

impl<'de> Visitor<'de> for OneOrMore {
    type Value = Text;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Text, E> {
        Template::try_from(text.to_owned())
            .map(|template| Text(vec![template]))
            .map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Text, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Text)
    }
}

/// How values of a cell are compared: no accents, no case, one blank between words.
pub(super) fn comparable(value: &str) -> String {
    analyser::fold(value)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Plain line ends, no control characters (PostgreSQL refuses some), no e-mail addresses (they are never public), no blanks
/// around.
pub(super) fn clean(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain: String = lines
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect();
    without_emails(plain.trim())
}

/// On one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text if it fits; else its first sentence if that fits; else cut at a word, with `…`.
pub(super) fn shortened(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    // "la pcia." and "el Consejo N." end no sentence: a short word before the point is taken for an abbreviation.
    let ends_in_a_word = |part: &str| {
        part.rsplit(' ')
            .next()
            .is_some_and(|word| word.chars().count() >= 5)
    };
    let fits = |part: &str| (10..=max).contains(&part.chars().count()) && ends_in_a_word(part);
    if let Some((sentence, _)) = text.split_once(". ").filter(|(sentence, _)| fits(sentence)) {
        return sentence.to_owned();
    }
    let cut: String = text.chars().take(max - 1).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.', ' ']))
}

/// The part of an address that stands for a name: `ministerio-de-salud`.
pub fn slug(name: &str) -> String {
    let folded = analyser::fold(name).replace('ñ', "n");
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words
        .join("-")
        .chars()
        .take(80)
        .collect::<String>()
        .trim_end_matches('-')
        .to_owned()
}

pub(super) fn has_email(text: &str) -> bool {
    text.contains('@') && without_emails(text) != text
}

fn without_emails(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let address = |c: char| c.is_alphanumeric() || "._%+-@".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(address) {
        let (before, tail) = rest.split_at(start);
        let (run, after) = tail.split_at(tail.find(|c| !address(c)).unwrap_or(tail.len()));
        out.push_str(before);
        let core = run.trim_matches(|c: char| !c.is_alphanumeric());
        // Wider than what is a valid address: what looks like one to a person goes, too.
        let is_email = core
            .split_once('@')
            .is_some_and(|(_, domain)| domain.contains('.'));
        out.push_str(&if is_email {
            run.replace(core, "[…]")
        } else {
            run.to_owned()
        });
        rest = after;
    }
    out.push_str(rest);
    out
}
