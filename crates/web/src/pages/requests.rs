//! The pages of data requests: the list, one request, and the card that stands for one elsewhere.

pub mod card;
pub mod chip;
pub mod filed;
pub mod list;
pub mod new;
pub(super) mod samples;
pub mod show;
pub mod similar;
