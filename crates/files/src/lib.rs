//! The bytes of files that come with requests: where they are kept ([`Files`]), and what is in them ([`inspect`]).
//!
//! No HTTP and no pages in here; of the database only what tells which bytes are still wanted ([`upkeep`]).

pub mod inspect;
mod place;
mod staging;
pub mod upkeep;

pub use place::{Files, PlaceError, TakeError};
pub use staging::{Staged, Staging, StagingError};
