//! The tables as sea-orm sees them. Private to the store: outside it, rows are domain types.

pub mod api_token;
pub mod audit;
pub mod comment;
pub mod data_request;
pub mod draft;
pub mod event;
pub mod one_time_token;
pub mod outbox;
pub mod passage;
pub mod person;
pub mod request_counter;
