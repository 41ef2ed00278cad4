//! A description as it came, and the [`Dataset`] in it. Lenient about what real portals do (everything is text, "None" is nothing),
//! strict about what nobody means: a list that is a number, a date in the year 9999, a title as long as a book.

use domain::dataset::Dataset;

mod fields;
mod package;
mod profile;

#[cfg(test)]
mod tests;

pub use package::package;
pub use profile::{profile, tell_apart};

/// A dataset that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// What it is called, if that much is known.
    pub name: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a description. The field is named as its portal names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no description at all.
    #[error("it is no description of a dataset")]
    NotAnObject,
    /// It has no name that could stand in an address.
    #[error("it has no name")]
    NoName,
    /// A field holds something of another kind.
    #[error("{0} is of the wrong type")]
    WrongType(&'static str),
    /// A date is before 1900 or after 2100.
    #[error("{0} is no date that anybody means")]
    AbsurdDate(&'static str),
    /// A field, or all of it, is far larger than anything that is published.
    #[error("{0} is far too large")]
    Huge(&'static str),
}

/// How much of a description is kept.
#[derive(Debug, Clone, Copy)]
pub struct Most;

impl Most {
    /// Letters of a title, a name for people, and whatever else is one line.
    pub const LINE: usize = 300;
    /// Letters of what a dataset says of itself.
    pub const NOTES: usize = 20_000;
    /// Letters of an address.
    pub const ADDRESS: usize = 2_000;
    /// Letters of a name or identifier for machines.
    pub const NAME: usize = 100;
    /// Files. What tells when a dataset changed is taken from all of them.
    pub const FILES: usize = 500;
    /// Tags, groups, themes, columns of a file: each.
    pub const LIST: usize = 200;
    /// Entries of any list before its description is given up.
    pub const GIVEN_UP: usize = 20_000;
    /// Letters of any text before its description is given up.
    pub const BOOK: usize = 1_000_000;
}

type Understood = Result<Dataset, Broken>;
