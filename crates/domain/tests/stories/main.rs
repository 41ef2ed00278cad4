//! What the use cases do to the database, told as stories, on both databases.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod counters;
mod counts;
mod figures;
mod lists;
mod merging;
mod redaction;
mod search;
mod visibility;
mod world;
