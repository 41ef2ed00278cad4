//! The outbox and its worker on both databases, against a relay that misbehaves: nothing lost, nothing twice without cause.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod codes;
#[cfg(feature = "long")]
mod crowd;
mod end;
mod faults;
mod leases;
mod life;
mod office;
mod order;
mod spread;
#[cfg(feature = "long")]
mod thousand;
mod unwanted;
