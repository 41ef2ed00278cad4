//! The pages of government areas: all of them, and one.

pub mod list;
pub mod show;
