//! The program from outside: what it prints, how it ends, what it leaves on the disk.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod archive;
mod catalogue;
#[cfg(feature = "long")]
mod ckan;
mod demo;
mod dns;
mod import;
mod incoming;
#[cfg(feature = "long")]
mod lighthouse;
mod people;
mod place;
mod postgres;
#[cfg(feature = "long")]
mod provider;
mod refusals;
mod serve;
#[cfg(feature = "long")]
mod tools;
#[cfg(feature = "long")]
mod validators;
