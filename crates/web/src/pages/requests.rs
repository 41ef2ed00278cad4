//! The pages of data requests: the list, one request, and the card that stands for one elsewhere.

pub mod acting;
pub mod actions;
pub mod card;
pub mod chip;
pub mod comments;
pub mod done;
pub mod drafting;
pub mod edit;
pub mod edited;
pub mod filed;
pub mod follow;
pub mod frequency;
pub mod head;
pub mod joining;
pub mod list;
pub mod new;
pub mod reopen;
pub mod reply;
pub mod report;
pub mod said;
pub(super) mod samples;
pub mod show;
pub mod similar;
pub mod support;
pub mod verdict;
pub mod withdraw;
