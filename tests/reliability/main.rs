//! What must hold when the real program is killed, frozen, started twice, or loses its power: nothing acknowledged is
//! lost, no mail is lost, none is repeated but those in flight. Each check is shown to fail where the fault is real.
//!
//! Takes minutes; `tests/run --all` runs it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod board;
mod clients;
mod correspondence;
mod disk;
mod effects;
mod flood;
mod http;
mod incoming;
mod installation;
mod kills;
mod leases;
mod ledger;
mod mails;
mod postfix;
mod power;
mod program;
mod random;
mod records;
mod roles;
mod rounds;
mod settings;
mod snapshot;

/// Fails with every problem on a line of its own.
fn nothing(problems: &[String]) {
    let shown: Vec<&str> = problems.iter().take(40).map(String::as_str).collect();
    assert!(
        problems.is_empty(),
        "{} problems:\n{}\n",
        problems.len(),
        shown.join("\n")
    );
}
