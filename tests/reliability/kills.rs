//! `kill -9` at random moments of mixed writes, fifty times on each database.

use testkit::{Engine, TestDatabase, on_both, smtp::Server};

use crate::{
    effects,
    installation::{Installation, address},
    mails, nothing,
    rounds::{End, Kill, Rounds, Where},
};

const ROUNDS: usize = 50;

on_both! {
    async fn fifty_kills_lose_nothing(db: TestDatabase) {
        let relay = Server::start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let installation = Installation::new(folder.path(), &address(&db), &relay.url());
        let place = match db.engine() {
            Engine::Sqlite => Where::File(address(&db).trim_start_matches("sqlite:").into()),
            Engine::Postgres => Where::Server(db.url().to_owned()),
        };
        let mut rounds = Rounds::new(installation, place, &relay, 20_261_123);
        for number in 0..ROUNDS {
            rounds.round(number, &Kill).await;
        }
        let end = rounds.end().await;
        // Or the kills never met a mail on its way, and the bound was not put to the test.
        let again = mails::repeated(&end.received);
        assert!(again > 0 && again <= end.in_flight.bound(), "{again} arrived again");
        mails_that_go_wrong_are_found(&end);
        changes_that_go_wrong_are_found(&end, &db).await;
    }
}

/// The controls: each fault put into what the relay accepted must be found.
fn mails_that_go_wrong_are_found(end: &End) {
    let found = |change: fn(&mut Vec<testkit::smtp::Received>)| {
        let mut received = end.received.clone();
        change(&mut received);
        mails::problems(&end.outbox, &received, &end.in_flight)
    };
    nothing(&found(|_| {}));
    assert!(
        !found(|received| received.truncate(received.len() / 2)).is_empty(),
        "lost mails"
    );
    assert!(
        !found(|received| received.extend(received.clone())).is_empty(),
        "repeated mails"
    );
    assert!(
        !found(|received| received.reverse()).is_empty(),
        "mails out of order"
    );
    assert!(
        !found(|received| received.iter_mut().for_each(|mail| mail.to.clear())).is_empty(),
        "mails astray"
    );
}

/// The same for what is in the database.
async fn changes_that_go_wrong_are_found(end: &End, db: &TestDatabase) {
    let change = "update comment set body = 'otra cosa' where id = (select max(id) from comment)";
    testkit::execute(db, change).await;
    let connection = db.connect().await;
    let lost = effects::problems(&end.entries, &connection).await;
    assert_eq!(lost.len(), 1, "{lost:?}");
    connection.close().await.unwrap();
}
