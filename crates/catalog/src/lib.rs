//! Reads an open-data portal: CKAN, a `data.json` of the Argentine profile, or a folder of descriptions. It asks through
//! [`outgoing`], keeps nothing, and tells what it found page by page as [`domain::dataset::Dataset`].
//!
//! One dataset that cannot be understood is one line of a report, never the end of a run.

mod cursor;
mod draft;
mod envelope;
mod error;
mod evidence;
mod look;
mod mapping;
mod pace;
mod read;
mod reader;
mod source;

pub use cursor::Cursor;
pub use draft::{Drafts, WriteToken, entry, package};
pub use error::{Kind, PortalError};
pub use evidence::{Answers, DoesNotAnswer, Shown};
pub use mapping::{Broken, Fault, Most};
pub use pace::{Pace, Pause};
pub use read::{Ended, Page, Progress, Reading};
pub use reader::Reader;
pub use source::{BadSource, Source};
