//! The tables as sea-orm sees them. Private to the store: outside it, rows are domain types.

pub mod person;
pub mod api_token;
pub mod audit;
pub mod data_request;
pub mod request_counter;
pub mod event;
pub mod passage;
pub mod comment;
pub mod draft;
pub mod one_time_token;
pub mod outbox;
