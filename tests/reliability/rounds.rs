//! Round after round: start, repeat what is open, write from all sides, strike at a random moment.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use sea_orm::{Database, DatabaseConnection};
use testkit::smtp::{Fault, Server, Stage};
use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::{
    clients::{Client, Office, work},
    http::Http,
    installation::{Installation, ready},
    ledger::Answer,
    program::Program,
    random::Random,
    snapshot::{self, InFlight},
};

mod after;
mod people;

pub use after::End;
use people::people;

/// Acknowledged calls that are repeated at each start.
const REPEATED: usize = 3;

/// An installation under fire.
pub struct Rounds<'a> {
    installation: Installation,
    database: Where,
    relay: &'a Server,
    office: Arc<Office>,
    clients: Vec<Client>,
    random: Random,
    in_flight: InFlight,
    problems: Vec<String>,
}

/// Where the rows can be looked at.
pub enum Where {
    /// In this file.
    File(PathBuf),
    /// At this address.
    Server(String),
}

/// What is done to the program, and how its surroundings are put right afterwards.
pub trait Strike {
    /// Strikes; the program is dead afterwards.
    fn strike(&self, program: &mut Program);
}

/// `kill -9`.
pub struct Kill;

impl Strike for Kill {
    fn strike(&self, program: &mut Program) {
        program.kill();
    }
}

impl<'a> Rounds<'a> {
    /// Makes the people. The numbers come from `seed`.
    pub fn new(installation: Installation, database: Where, relay: &'a Server, seed: u64) -> Self {
        println!("seed {seed}");
        installation.must(&["migrate"]);
        let clients = people(&installation);
        Self {
            installation,
            database,
            relay,
            office: Arc::default(),
            clients,
            random: Random::new(seed),
            in_flight: InFlight::default(),
            problems: Vec::new(),
        }
    }

    /// One round, the `number`th.
    pub async fn round(&mut self, number: usize, fault: &impl Strike) {
        let mut program = self.installation.launch();
        let early = number % 7 == 3;
        if early {
            // In the middle of the start.
            self.pause(0..120).await;
            fault.strike(&mut program);
        } else {
            let at = ready(&mut program).await;
            self.settle(at).await;
            let clients = self.begin(at);
            self.pause(300..1200).await;
            if number.is_multiple_of(3) {
                self.catch_in_flight().await;
            }
            fault.strike(&mut program);
            self.relay.behave();
            let ended = timeout(Duration::from_secs(20), clients.join_all()).await;
            assert!(ended.is_ok(), "the clients still wait for a program that is dead");
        }
        let (_folder, connection) = self.look().await;
        if matches!(self.database, Where::File(_)) {
            self.problems.extend(snapshot::broken(&connection).await);
        }
        self.problems.extend(self.in_flight.note(&connection).await);
        connection.close().await.unwrap();
        assert!(self.problems.is_empty(), "round {number}: {:#?}", self.problems);
    }

    /// Two programs at once, for a while, with clients at both; no fault.
    pub async fn two_at_once(&mut self, pause: Duration) {
        let (first, one) = self.installation.serve().await;
        let (second, other) = self.installation.serve().await;
        let clients = [self.begin(one), self.begin(other)];
        sleep(pause).await;
        drop(clients);
        for program in [first, second] {
            let ended = program.end(Duration::from_secs(15));
            assert!(ended.is_some_and(|status| status.success()), "SIGTERM: {ended:?}");
        }
    }

    /// Repeats every call whose answer nobody read, and a few that were acknowledged: with the same key and body.
    async fn settle(&mut self, at: SocketAddr) {
        let ledger = &self.office.ledger;
        let failed = ledger.calls(|entry| matches!(entry.answer, Answer::Failed(_)));
        let failed = failed
            .iter()
            .map(|(_, call)| format!("a 5xx for {:?} {}", call.what, call.mark));
        self.problems.extend(failed);
        let mut calls = ledger.calls(|entry| entry.answer == Answer::Unknown);
        let known = ledger.calls(|entry| entry.answer == Answer::Acknowledged);
        for _ in 0..REPEATED {
            calls.extend(self.random.pick(&known).cloned());
        }
        let mut http = Http::connect(at).await.unwrap();
        for (number, call) in calls {
            self.office
                .make(&mut http, number, &call)
                .await
                .expect("it answers");
        }
    }

    async fn pause(&mut self, milliseconds: std::ops::Range<usize>) {
        let pause = milliseconds.start + self.random.below(milliseconds.len());
        sleep(Duration::from_millis(u64::try_from(pause).unwrap())).await;
    }

    fn begin(&mut self, at: SocketAddr) -> JoinSet<()> {
        let mut working = JoinSet::new();
        for client in &self.clients {
            working.spawn(work(
                Arc::clone(&self.office),
                client.clone(),
                at,
                self.random.fork(),
            ));
        }
        working
    }

    /// Lets the relay keep the next messages without saying so: the worst moment to strike.
    async fn catch_in_flight(&self) {
        let before = self.relay.reached(Stage::Dot);
        let kept = 1 + before % 3;
        self.relay.next(Stage::Dot, vec![Fault::StoreThenSilence; kept]);
        let _nothing_to_send = timeout(
            Duration::from_secs(1),
            self.relay.wait_at(Stage::Dot, before + kept),
        )
        .await;
    }

    async fn look(&self) -> (Option<tempfile::TempDir>, DatabaseConnection) {
        match &self.database {
            Where::File(path) => {
                let (folder, connection) = snapshot::copy(path).await;
                (Some(folder), connection)
            }
            Where::Server(url) => (None, Database::connect(url).await.unwrap()),
        }
    }
}
