//! How requests and people come in, told as stories on both databases: by form, from a file, by link; and the calendar.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on must stop")]

mod action_links;
mod calendar;
mod drafts;
mod house;
mod imports;
mod password;
mod seed;
mod sign_in;
mod similar;
