//! The outbox and its worker on both databases, against a relay that misbehaves: nothing lost, nothing twice without cause.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod codes;
mod end;
mod faults;
mod leases;
mod life;
mod office;
mod order;
mod spread;
mod unwanted;
