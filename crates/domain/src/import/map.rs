//! The mapping file: which columns make a request, and what their values mean. Strict: a key that is not known is an error.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::{
    choice::{Choice, Short, by_comparable},
    column_date::ColumnDate,
    disposition::Dispositions,
    text::{Template, Text, slug},
};
use crate::{locale::Locale, person::Sector, status::Kind};

/// A mapping, read and checked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    pub(super) source: String,
    pub(super) key: Vec<String>,
    pub(super) as_of: Option<Date>,
    #[serde(default)]
    pub(super) missing: Vec<String>,
    #[serde(default)]
    pub(super) original: Vec<String>,
    #[serde(default)]
    pub(super) file: File,
    #[serde(default)]
    pub(super) title: Text,
    pub(super) body: Body,
    #[serde(default)]
    pub(super) purpose: Text,
    #[serde(default)]
    pub(super) dataset: Text,
    #[serde(default)]
    pub(super) requester: Text,
    pub(super) received: Short<ColumnDate>,
    pub(super) answered: Option<Short<ColumnDate>>,
    pub(super) area: Option<Areas>,
    pub(super) theme: Option<Short<Choice>>,
    pub(super) kind: Option<Short<Choice>>,
    pub(super) sector: Option<Short<Choice>>,
    pub(super) language: Option<Short<Choice>>,
    pub(super) disposition: Dispositions,
}

/// How the file is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default = "comma")]
    pub(super) delimiter: char,
}

/// The parts of the body, each a paragraph.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    pub(super) parts: Vec<Template>,
    /// Added one by one while the body is too short.
    #[serde(default)]
    pub(super) when_short: Vec<Template>,
    /// At least one of these columns has to say something.
    #[serde(default)]
    pub(super) needs: Vec<String>,
}

/// The column of the responsible area.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Areas {
    pub(super) column: String,
    #[serde(default, deserialize_with = "by_comparable")]
    pub(super) values: HashMap<String, Area>,
    #[serde(default)]
    pub(super) others: OtherAreas,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Area {
    pub(super) slug: String,
    pub(super) name: Option<String>,
}

/// What an area that is not listed becomes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OtherAreas {
    /// An area of its own, called as in the file.
    #[default]
    New,
    /// A reason to refuse the row.
    Refuse,
}

/// What is wrong with a mapping, besides its TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MapProblem {
    /// The source or an area's slug is not in lower case, with hyphens.
    #[error("must be lower case letters, digits and hyphens")]
    NotASlug,
    /// A list that may not be empty.
    #[error("needs at least one column")]
    NoColumn,
    /// A value that is none of the contract's keys.
    #[error("is not a known key")]
    UnknownKey,
    /// Values without the column they are of.
    #[error("has values but no column")]
    ValuesWithoutColumn,
    /// The delimiter is not one plain character.
    #[error("must be one plain character")]
    NotADelimiter,
    /// A disposition is either pending or has an outcome.
    #[error("needs either `pending = true` or an `outcome`")]
    PendingOrOutcome,
    /// The outcome's evidence or message is missing.
    #[error("needs `{0}`")]
    Needs(&'static str),
    /// Something the outcome has no use for.
    #[error("has no use for `{0}`")]
    NotNeeded(&'static str),
    /// An outcome that only an action gives.
    #[error("is not possible in an import")]
    NotForImports,
}

/// Why a mapping cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MapError {
    /// It is not TOML, or has keys that are not known; the message says where and which are.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A value in it is wrong.
    #[error("{at} {problem}")]
    Wrong {
        /// Where: `disposition.values.pendiente`.
        at: String,
        /// What.
        problem: MapProblem,
    },
}

impl Map {
    /// Reads a mapping file.
    pub fn parse(toml: &str) -> Result<Self, MapError> {
        let map: Self = toml::from_str(toml)?;
        map.check()?;
        Ok(map)
    }

    fn check(&self) -> Result<(), MapError> {
        require(
            "source",
            self.source == slug(&self.source) && !self.source.is_empty(),
            MapProblem::NotASlug,
        )?;
        require("key", !self.key.is_empty(), MapProblem::NoColumn)?;
        require("body.parts", !self.body.parts.is_empty(), MapProblem::NoColumn)?;
        require(
            "file.delimiter",
            self.file.delimiter.is_ascii(),
            MapProblem::NotADelimiter,
        )?;
        for (at, choice, known) in self.choices() {
            let with_column =
                !choice.column.is_empty() || choice.values.is_empty() && choice.others.is_none();
            require(at, with_column, MapProblem::ValuesWithoutColumn)?;
            for key in choice.keys() {
                require(&format!("{at} = {key:?}"), known(key), MapProblem::UnknownKey)?;
            }
        }
        for area in self.area.iter().flat_map(|areas| areas.values.values()) {
            require(
                &format!("area {:?}", area.slug),
                area.slug == slug(&area.slug),
                MapProblem::NotASlug,
            )?;
        }
        for (value, disposition) in &self.disposition.values {
            let at = || format!("disposition.values.{value:?}");
            disposition
                .check()
                .map_err(|problem| MapError::Wrong { at: at(), problem })?;
        }
        Ok(())
    }

    fn choices(&self) -> impl Iterator<Item = (&'static str, &Choice, fn(&str) -> bool)> {
        let known_kind: fn(&str) -> bool = |key| Kind::parse(key).is_some();
        let known_sector: fn(&str) -> bool = |key| Sector::parse(key).is_some();
        let known_language: fn(&str) -> bool = |key| Locale::parse(key).is_some();
        // Themes are rows that an admin edits: the store knows which there are.
        let any: fn(&str) -> bool = |key| !key.is_empty();
        [
            ("kind", &self.kind, known_kind),
            ("sector", &self.sector, known_sector),
            ("language", &self.language, known_language),
            ("theme", &self.theme, any),
        ]
        .into_iter()
        .filter_map(|(at, choice, known)| choice.as_ref().map(|choice| (at, &choice.0, known)))
    }

    /// Every column the mapping speaks of.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.key, &self.original, &self.body.needs]
            .into_iter()
            .flatten()
            .map(String::as_str);
        let templates = self
            .body
            .parts
            .iter()
            .chain(&self.body.when_short)
            .flat_map(Template::columns);
        let texts = [&self.title, &self.purpose, &self.dataset, &self.requester]
            .into_iter()
            .flat_map(Text::columns);
        let dates = [Some(&self.received), self.answered.as_ref()]
            .into_iter()
            .flatten();
        let dates = dates.map(|date| date.0.column.as_str());
        let choices = self
            .choices()
            .map(|(_, choice, _)| choice.column.as_str())
            .filter(|column| !column.is_empty());
        let area = self.area.iter().map(|areas| areas.column.as_str());
        lists
            .chain(templates)
            .chain(texts)
            .chain(dates)
            .chain(choices)
            .chain(area)
            .chain(self.disposition.columns())
    }
}

impl Default for File {
    fn default() -> Self {
        Self { delimiter: comma() }
    }
}

fn comma() -> char {
    ','
}

fn require(at: &str, holds: bool, problem: MapProblem) -> Result<(), MapError> {
    if holds {
        Ok(())
    } else {
        Err(MapError::Wrong {
            at: at.to_owned(),
            problem,
        })
    }
}
