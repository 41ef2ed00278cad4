//! Mail: takes what the domain decided to tell people, puts it into words, and hands it to a relay until it is taken.
//!
//! Knows nothing of HTTP; the web and this crate meet in the outbox. One status mail, file by file: [`worker`] claims a
//! row, [`compose`] makes the message, [`mime`] the bytes, [`seal`] keeps them, [`transport`] sends, [`retry`] judges.

pub mod compose;
pub mod dkim;
pub mod inbound;
pub mod message;
pub mod mime;
pub mod preview;
pub mod retry;
pub mod return_address;
pub mod seal;
pub mod transport;
pub mod worker;
