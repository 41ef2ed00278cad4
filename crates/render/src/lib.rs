//! What pages and mails share: templates, words in two languages, dates and numbers, Markdown, links, colours.
//!
//! Knows no HTTP and no SMTP, asks no clock and no database. Words for people live in `templates/locales`.

pub mod colour;
pub mod engine;
pub mod files;
pub mod format;
pub mod links;
pub mod looks_for;
pub mod markdown;
pub mod names;
pub mod problems;
pub mod words;

pub use colour::{Accent, Colour};
pub use engine::{Engine, RenderError, Rendering, escaped};
pub use links::Links;
pub use looks_for::{LooksFor, in_words};
pub use words::{Args, Words};
