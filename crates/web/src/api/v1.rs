//! Version 1 of the JSON API (PRODUCT §6): one file per noun.

pub mod actions;
pub mod answers;
pub mod areas;
pub mod attachments;
pub mod bodies;
pub mod comments;
pub mod datasets;
pub mod events;
pub mod follow;
pub mod openapi;
pub mod requests;
pub mod similar;
pub mod stats;
pub mod support;
pub mod themes;
pub mod view;

mod page;
