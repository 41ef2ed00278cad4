//! A thousand people with a mail each, and the check of what became of those mails.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    audience::MailKind,
    locale::Locale,
    person::{Email, Role, Sector},
    store::{
        Tx,
        mailing::{self, Letter, To},
        outbox::{self, MailState},
        people::{self, NewPerson},
    },
};
use notifier::transport::Transport;
use testkit::{TestDatabase, smtp::Received};

use crate::office::{Office, at, settings, write};

/// Mails under each fault.
pub const MANY: usize = 1_000;
/// Longer than any wait between two tries.
const HOUR: i64 = 3_660;
/// Tries after which a fault that ends should have been got over.
const ROUNDS: i64 = 16;

/// An installation with a mail to each of [`MANY`] people, all due.
pub struct Crowd {
    pub office: Office,
    addresses: BTreeSet<String>,
    seconds: i64,
}

impl Crowd {
    pub async fn gather(database: &TestDatabase) -> Self {
        Self::of(database, |_| "example.org").await
    }

    /// The same, each at the domain that is theirs.
    pub async fn of(database: &TestDatabase, domain: fn(usize) -> &'static str) -> Self {
        let office = Office::open(database).await;
        let requester = office.person("ana", Role::Person).await;
        let staff = office.person("carla", Role::Coordinator).await;
        let request = office.file(requester).await;
        office.deliver(0).await;
        assert_eq!(
            office.relay.received().len(),
            1,
            "the receipt, which is not of the crowd"
        );
        let event = office.inform(request, staff).await;
        let addresses: Vec<String> = (0..MANY).map(|n| format!("p{n}@{}", domain(n))).collect();
        // Not all in one: an op that takes long is stopped.
        for some in addresses.chunks(100) {
            let some = some.to_vec();
            write(&office.db, async move |tx: &Tx| {
                for email in &some {
                    let to = people::insert(tx, &somebody(email), at(0)).await?;
                    let letter = Letter {
                        dedupe_key: format!("e:{event}:informed:{to}"),
                        kind: MailKind::Informed,
                        event: Some(event),
                        request: Some(request),
                        comment: None,
                        to: To::Person(to),
                        due_at: at(0),
                    };
                    mailing::enqueue(tx, &letter, at(0)).await?;
                }
                Ok(())
            })
            .await;
        }
        Self {
            office,
            addresses: addresses.into_iter().collect(),
            seconds: 0,
        }
    }

    /// Everybody's address.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().map(String::as_str)
    }

    /// Does all that is due, then lets the time of one backoff pass. True while some mail is still to leave.
    pub async fn round(&mut self, transport: Transport) -> bool {
        let worker = self
            .office
            .worker_over(self.seconds, transport, settings(self.seconds));
        worker.run_until_idle().await.unwrap();
        self.seconds += HOUR;
        self.waiting().await > 0
    }

    /// Works until nothing waits. How many rounds that took.
    pub async fn drain(&mut self, transport: impl Fn() -> Transport) -> i64 {
        for round in 1..=ROUNDS {
            if !self.round(transport()).await {
                return round;
            }
        }
        panic!("{} mails still wait after {ROUNDS} rounds", self.waiting().await);
    }

    /// How many mails are still to leave.
    pub async fn waiting(&self) -> i64 {
        outbox::counts(&self.office.db.read(), at(self.seconds))
            .await
            .unwrap()
            .depth
    }

    /// The mails of the crowd that the relay accepted.
    pub fn received(&self) -> Vec<Received> {
        let mut received = self.office.relay.received();
        received.remove(0);
        received
    }

    /// None lost, all copies of one mail alike. How many acceptances were one too many.
    pub async fn repeated(&self) -> usize {
        let rows = self.office.rows().await;
        let ids: BTreeSet<String> = rows
            .iter()
            .rev()
            .take(MANY)
            .map(|row| {
                assert_eq!(row.state, MailState::Sent, "{row:?}");
                row.id.to_string()
            })
            .collect();
        check(&self.received(), &ids, &self.addresses).unwrap()
    }

    /// The check itself, which must find each fault that is put into what arrived.
    pub async fn faults_would_be_found(&self) {
        let rows: BTreeSet<String> = self
            .office
            .rows()
            .await
            .iter()
            .rev()
            .take(MANY)
            .map(|row| row.id.to_string())
            .collect();
        let after = |change: fn(&mut Vec<Received>)| {
            let mut received = self.received();
            change(&mut received);
            check(&received, &rows, &self.addresses)
        };
        assert_eq!(after(|received| received.push(received[0].clone())), Ok(1));
        assert!(after(|received| drop(received.pop())).is_err(), "lost");
        assert!(
            after(|received| {
                received.push(received[0].clone());
                received[0].bytes.push(b' ');
            })
            .is_err(),
            "another copy"
        );
        assert!(
            after(|received| received[0].to = received[1].to.clone()).is_err(),
            "astray"
        );
    }
}

fn somebody(email: &str) -> NewPerson {
    NewPerson {
        email: Email::parse(email).unwrap(),
        name: "Una persona".to_owned(),
        role: Role::Person,
        areas: Vec::new(),
        locale: Locale::EsAr,
        sector: Sector::Unknown,
        confirmed: true,
    }
}

/// Of each row at least one copy, to its one reader, and all with the same bytes. How many are one too many.
fn check(
    received: &[Received],
    rows: &BTreeSet<String>,
    addresses: &BTreeSet<String>,
) -> Result<usize, String> {
    let mut copies: BTreeMap<String, Vec<&Received>> = BTreeMap::new();
    for mail in received {
        let id = mail.header("message-id").unwrap();
        let row = id
            .split_once(".o")
            .and_then(|(_, rest)| rest.split_once('@'))
            .unwrap()
            .0;
        copies.entry(row.to_owned()).or_default().push(mail);
    }
    let arrived: BTreeSet<String> = copies.keys().cloned().collect();
    if arrived != *rows {
        return Err(format!(
            "lost: {:?}",
            rows.difference(&arrived).collect::<Vec<_>>()
        ));
    }
    let mut reached = BTreeSet::new();
    for copies in copies.values() {
        reached.insert(copies[0].to[0].clone());
        if copies
            .iter()
            .any(|copy| copy.bytes != copies[0].bytes || copy.to != copies[0].to)
        {
            return Err(format!("copies to {:?} differ", copies[0].to));
        }
    }
    if reached != *addresses {
        return Err(format!(
            "left out: {:?}",
            addresses.difference(&reached).collect::<Vec<_>>()
        ));
    }
    Ok(received.len() - copies.len())
}
