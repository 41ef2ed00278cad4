//! How a worker ends, and how it waits: told to stop, and when what it did cannot be written down.

use std::{sync::Arc, time::Duration};

use domain::{person::Role, store::outbox::MailState};
use testkit::{
    TestDatabase, on_both,
    smtp::{Fault, Stage},
};
use tokio_util::sync::CancellationToken;

use crate::office::{Office, settings};

on_both! {
    async fn the_mail_in_hand_is_finished(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        office.file(ana).await;
        office.relay.next(Stage::Dot, [Fault::Hold]);
        let running = Running::start(office.worker_with(0, &office.relay.url(), settings(0)));
        office.relay.wait_at(Stage::Dot, 1).await;
        running.shutdown.cancel();
        office.relay.release();
        running.ended().await;
        assert_eq!((office.states().await, office.relay.received().len()), (vec![MailState::Sent], 1));
    }

    async fn what_takes_too_long_is_given_back(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        office.file(ana).await;
        office.relay.next(Stage::Rcpt, [Fault::Silence]);
        let mut settings = settings(0);
        settings.drain = Duration::from_millis(20);
        let running = Running::start(office.worker_with(0, &office.relay.url(), settings));
        office.relay.wait_at(Stage::Rcpt, 1).await;
        running.shutdown.cancel();
        running.ended().await;
        assert_eq!(office.states().await, [MailState::Pending]);
        office.deliver(0).await;
        assert_eq!((office.states().await, office.relay.received().len()), (vec![MailState::Sent], 1));
    }

    async fn a_ring_is_heard(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        let mut settings = settings(0);
        settings.poll = Duration::from_hours(1);
        let worker = office.worker_with(0, &office.relay.url(), settings);
        let bell = worker.bell();
        let running = Running::start(worker);
        office.file(ana).await;
        bell.notify_one();
        office.relay.wait_for(1).await;
        running.shutdown.cancel();
        running.ended().await;
    }

    async fn what_cannot_be_marked_stops_the_sending(database: TestDatabase) {
        let office = Office::open(&database).await;
        for n in 0..40 {
            let person = office.person(&format!("p{n}"), Role::Person).await;
            office.file(person).await;
        }
        testkit::refuse_updates(&database, "outbox", "new.state = 'sent'").await;
        let running = Running::start(office.worker_with(0, &office.relay.url(), settings(0)));
        office.relay.wait_for(1).await;
        // Everything that could have been claimed by now has been: the relay sees no more than what was in flight.
        while office.states().await.iter().filter(|state| **state == MailState::Sending).count() > office.relay.received().len() {
            tokio::task::yield_now().await;
        }
        assert!(office.relay.received().len() <= 8, "{}", office.relay.received().len());
        testkit::allow_updates(&database, "outbox").await;
        office.relay.wait_for(40).await;
        running.shutdown.cancel();
        running.ended().await;
        assert_eq!(office.relay.received().len(), 40, "each once");
        assert!(office.states().await.iter().all(|state| *state == MailState::Sent));
    }
}

struct Running {
    shutdown: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Running {
    fn start(worker: Arc<notifier::worker::Worker>) -> Self {
        let shutdown = CancellationToken::new();
        let token = shutdown.clone();
        Self {
            shutdown,
            task: tokio::spawn(async move { worker.run(&token).await }),
        }
    }

    async fn ended(self) {
        self.task.await.unwrap();
    }
}
