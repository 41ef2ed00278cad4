//! News for ten thousand people at once, by the real program: the act is answered before anything is spread, every mail
//! arrives once, and the program holds no more memory than before.

use std::{
    collections::BTreeSet,
    path::Path,
    time::{Duration, Instant},
};

use testkit::{
    Engine, TestDatabase, add_followers, on_both,
    smtp::{Received, Server},
};

use tokio::time::timeout;

use crate::{
    correspondence::Correspondence,
    installation::{Installation, address},
    program::Program,
    records::number,
};

/// On SQLite; a fifth on PostgreSQL, where the same code does the same and takes longer.
const MANY: usize = 10_000;
/// Mails that are on their way hold memory, those that wait do not: this is far below what ten thousand would take (7 KiB
/// each, and what it takes to write them).
const KIBIBYTES_MORE: u64 = 48 * 1024;
const PATIENCE: Duration = Duration::from_mins(20);

on_both! {
    async fn ten_thousand_followers_hear_once(db: TestDatabase) {
        let many = if db.engine() == Engine::Sqlite { MANY } else { MANY / 5 };
        let relay = Server::start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let installation = Installation::new(folder.path(), &address(&db), &relay.url());
        let (program, at) = installation.serve().await;
        let city = Correspondence::new(&installation, at);
        let reference = city.question().await;
        // The receipt and the question.
        relay.wait_for(2).await;
        let (year, last) = reference.trim_start_matches("PD-").split_once('-').unwrap();
        add_followers(&db, year.parse().unwrap(), last.parse().unwrap(), many).await;
        let connection = db.connect().await;
        // While the outbox is all but empty: what the planner then believes of it must not make it slow.
        testkit::execute(&db, "analyze").await;
        let idle = memory(&program);

        city.act(&reference, "inform", "Estamos en eso.").await;
        // It is one row that says whom to write to; the worker has not come further than some pages of it.
        let spread = number(&connection, "select count(*) from outbox").await;
        assert!(spread < i64::try_from(many).unwrap(), "{spread} mails were written before the answer");
        let (begun, mut most) = (Instant::now(), idle);
        // The receipt, the question, the news for the requester; and, at a quarter of an hour, that of new requests.
        let mut all = 2 + 1 + many;
        while timeout(Duration::from_secs(1), relay.wait_for(all)).await.is_err() || followers(&relay.received()) < many {
            most = most.max(memory(&program));
            assert!(begun.elapsed() < PATIENCE, "{} of {all} arrived", relay.received().len());
            all = all.max(relay.received().len() + many - followers(&relay.received()));
        }
        most = most.max(memory(&program));
        assert_eq!(program.end(Duration::from_secs(30)).and_then(|status| status.code()), Some(0));
        let received = relay.received();
        let ids: BTreeSet<_> = received.iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
        let to: BTreeSet<_> = received.iter().map(|mail| mail.to[0].as_str()).collect();
        assert_eq!(received.len(), ids.len(), "some arrived twice");
        assert_eq!(followers(&received), many);
        assert_eq!(to.iter().filter(|to| to.starts_with("follower")).count(), many);
        let waiting = "select count(*) from outbox where kind = 'informed' and state <> 'sent'";
        assert_eq!(number(&connection, waiting).await, 0);
        assert!(most <= idle + KIBIBYTES_MORE, "{idle} KiB before, {most} KiB while it sent");
        connection.close().await.unwrap();
    }
}

/// How many mails went to followers.
fn followers(received: &[Received]) -> usize {
    received
        .iter()
        .filter(|mail| mail.to[0].starts_with("follower"))
        .count()
}

/// What the program holds, in KiB.
fn memory(program: &Program) -> u64 {
    let status = Path::new("/proc").join(program.id().to_string()).join("status");
    let status = std::fs::read_to_string(status).unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
