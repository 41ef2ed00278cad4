//! What the use cases do to the database, told as stories, on both databases.

mod counters;
mod lists;
mod merging;
mod redaction;
mod search;
// mod visibility;
mod world;
