//! `PD-2026-000123`: what people call a request.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The local year of reception and a running number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference {
    /// The local year of reception.
    pub year: i16,
    /// The running number within the year, from 1.
    pub number: i64,
}

/// The text is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a reference such as PD-2026-000123")]
pub struct NotAReference;

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PD-{}-{:06}", self.year, self.number)
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    /// Accepts the canonical form, any case, and the short forms `2026-123` and `pd-2026-123`.
    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let text = text.trim();
        let rest = match text.get(..3) {
            Some(prefix) if prefix.eq_ignore_ascii_case("pd-") => &text[3..],
            _ => text,
        };
        let (year, number) = rest.split_once('-').ok_or(NotAReference)?;
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || number.len() > 12 || !digits(year) || !digits(number) {
            return Err(NotAReference);
        }
        let (year, number) = (
            year.parse().map_err(|_| NotAReference)?,
            number.parse().map_err(|_| NotAReference)?,
        );
        if number == 0 {
            Err(NotAReference)
        } else {
            Ok(Self { year, number })
        }
    }
}

impl Reference {
    /// Where a text names requests in full (`PD-2026-000123`, any case), as ranges of bytes. The short form is not looked for:
    /// it may be any number.
    pub fn named_in(text: &str) -> Vec<(std::ops::Range<usize>, Self)> {
        let mut found = Vec::new();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(start) = next_prefix(bytes, at) {
            let end = start + NAME.len();
            let rest = bytes[end..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit() || **byte == b'-')
                .count();
            let range = start..end + rest;
            let word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
            let apart = (start == 0 || !word(bytes.get(start - 1))) && !word(bytes.get(range.end));
            let name = text[range.clone()].trim_end_matches('-');
            if apart && let Ok(reference) = name.parse() {
                found.push((start..start + name.len(), reference));
            }
            at = range.end;
        }
        found
    }
}

const NAME: &[u8] = b"pd-";

fn next_prefix(bytes: &[u8], from: usize) -> Option<usize> {
    let windows = bytes.get(from..)?.windows(NAME.len());
    Some(
        from + windows
            .into_iter()
            .position(|window| window.eq_ignore_ascii_case(NAME))?,
    )
}

impl Serialize for Reference {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn every_way_people_write_it() {
        for text in ["PD-2026-000123", "pd-2026-123", "2026-123", " 2026-000123 "] {
            assert_eq!(
                text.parse::<Reference>().unwrap().to_string(),
                "PD-2026-000123",
                "{text}"
            );
        }
        for text in [
            "",
            "PD-2026",
            "PD-26-1",
            "2026-0",
            "2026--1",
            "2026-1x",
            "PD-2026-0000000000001",
            "ñd-2026-1",
        ] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }
}
