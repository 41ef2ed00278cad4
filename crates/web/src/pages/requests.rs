//! The pages of data requests: the list, one request, and the card that stands for one elsewhere.

pub mod card;
pub mod chip;
pub mod list;
pub(super) mod samples;
pub mod show;
