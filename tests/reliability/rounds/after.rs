//! After the last fault: what is open is settled, all mail is sent, and everything is compared.

use std::time::{Duration, Instant};

use domain::clock::Clock;
use jiff::Span;
use sea_orm::Database;
use testkit::smtp::Received;
use tokio::time::sleep;

use super::{Rounds, Where};
use crate::{
    effects,
    ledger::{Answer, Entry},
    mails::{self, Mail},
    records,
    snapshot::InFlight,
};

/// What came of it all.
pub struct End {
    /// What the outbox says.
    pub outbox: Vec<Mail>,
    /// What the relay accepted.
    pub received: Vec<Received>,
    /// What was being sent at the faults.
    pub in_flight: InFlight,
    /// What the clients were told.
    pub entries: Vec<Entry>,
}

impl Rounds<'_> {
    /// Settles what is open, ends in good order, sends all that waits, and compares.
    pub async fn end(mut self) -> End {
        let (program, at) = self.installation.serve().await;
        self.settle(at).await;
        let ended = program.end(Duration::from_secs(15));
        assert!(ended.is_some_and(|status| status.success()), "SIGTERM: {ended:?}");
        self.drain().await;
        let url = match &self.database {
            Where::File(path) => format!("sqlite:{}", path.display()),
            Where::Server(url) => url.clone(),
        };
        let connection = Database::connect(&url).await.unwrap();
        let entries = self.office.ledger.entries();
        let (outbox, received) = (mails::outbox(&connection).await, self.relay.received());
        self.problems
            .extend(effects::problems(&entries, &connection).await);
        self.problems.extend(records::problems(&url, &connection).await);
        self.problems
            .extend(mails::problems(&outbox, &received, &self.in_flight));
        let count =
            |answer: fn(&Answer) -> bool| entries.iter().filter(|entry| answer(&entry.answer)).count();
        println!(
            "{} calls acknowledged, {} refused; {} mails accepted, {} of them again; {} sends were in flight",
            count(|answer| *answer == Answer::Acknowledged),
            count(|answer| matches!(answer, Answer::Refused(_))),
            received.len(),
            mails::repeated(&received),
            self.in_flight.bound(),
        );
        crate::nothing(&self.problems);
        connection.close().await.unwrap();
        End {
            outbox,
            received,
            in_flight: self.in_flight,
            entries,
        }
    }

    /// Sends all that waits, as of an hour from now: mail that gathers news waits a quarter of an hour.
    async fn drain(&self) {
        let until = Instant::now() + Duration::from_secs(150);
        let now = Clock::System.now().saturating_add(Span::new().hours(1)).unwrap();
        loop {
            let mut command = self.installation.command(&["worker", "--once"]);
            let output = command.env("VENTANILLA_NOW", now.to_string()).output().unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            let (_folder, connection) = self.look().await;
            let sql = "select (select count(*) from outbox where state in ('pending', 'sending'))
                + (select count(*) from fanout where done_at is null)";
            let left = records::number(&connection, sql).await;
            connection.close().await.unwrap();
            if left == 0 {
                return;
            }
            assert!(Instant::now() < until, "{left} mails never leave");
            // On PostgreSQL the claims of the dead end with their lease.
            sleep(Duration::from_secs(1)).await;
        }
    }
}
