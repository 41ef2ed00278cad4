//! A request as a row gives it.

use jiff::civil::Date;

use super::{
    cells::Cells,
    map::Map,
    problem::{ProblemCode, RowProblem},
    text::{clean, flat},
};
use crate::{
    action::Evidence,
    locale::Locale,
    person::Sector,
    status::{Kind, Outcome},
};

const MAX_KEY: usize = 200;

/// A request read from a row, complete and within the limits of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRequest {
    /// What identifies it for ever: the source and the key of its row.
    pub key: String,
    /// Its title; where the source has none, made of the body.
    pub title: String,
    /// What was asked.
    pub body: String,
    /// What for.
    pub purpose: Option<String>,
    /// What kind of request.
    pub kind: Kind,
    /// The dataset it is about.
    pub dataset: Option<String>,
    /// The key of its theme; without one, it is to be set at triage.
    pub theme: Option<String>,
    /// The responsible area.
    pub area: Option<ImportedArea>,
    /// What kind of data user asked.
    pub sector: Sector,
    /// The language it is written in.
    pub language: Locale,
    /// The public name of who asked; none is anonymous.
    pub requester: Option<String>,
    /// The local day of reception.
    pub received_on: Date,
    /// The source says that nobody had answered. With `--open` it stays open and `end` does not apply.
    pub pending: bool,
    /// How it ended.
    pub end: ImportedEnd,
    /// The cells it was made of, one line each: `column: text`.
    pub original: String,
}

/// An area named in a file; it may have to be made.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ImportedArea {
    /// The stable part of its address.
    pub slug: String,
    /// Its name, should it be new.
    pub name: String,
}

/// How a request ended in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedEnd {
    /// The outcome.
    pub outcome: Outcome,
    /// What it needs.
    pub evidence: Evidence,
    /// The official message.
    pub message: String,
    /// The local day of the answer; where the source does not say, the last day it tells of.
    pub on: Option<Date>,
}

/// The key of a row: the source and its cells.
pub(super) fn key(map: &Map, cells: &Cells<'_>) -> Result<String, RowProblem> {
    let mut key = map.source.clone();
    for column in &map.key {
        let cell = flat(&clean(cells.get(column)));
        if cell.is_empty() {
            return Err(RowProblem::new(column, ProblemCode::Empty, ""));
        }
        key.push('/');
        key.push_str(&cell);
    }
    if key.chars().count() > MAX_KEY {
        return Err(RowProblem::new("key", ProblemCode::TooLong, &key));
    }
    Ok(key)
}
