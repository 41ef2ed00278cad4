//! A worker that is frozen for longer than its lease, and what would happen if there were no leases.

use std::time::Duration;

use serde_json::json;
use testkit::{
    Engine, TestDatabase, on_both,
    smtp::{Fault, Server, Stage},
};

use crate::{
    http::{Http, Wire},
    installation::{Installation, address},
    mails, nothing,
    program::Program,
    records::{number, rows},
    snapshot::InFlight,
};

/// Mails that wait, each to somebody else.
const MAILS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(30);

on_both! {
    async fn a_worker_that_comes_back_late_changes_nothing(db: TestDatabase) {
        let relay = Server::start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let installation = Installation::new(folder.path(), &address(&db), &relay.url());
        file(&installation).await;
        relay.next(Stage::Dot, vec![Fault::Hold; MAILS]);
        let mut frozen = Program::start(installation.command(&["worker"]));
        relay.wait_at(Stage::Dot, MAILS).await;
        timed_work_is_done(&db).await;
        frozen.signal("STOP");
        match db.engine() {
            Engine::Sqlite => {
                // Nobody takes its place while it lives, so nobody sends what it holds.
                let second = installation.run(&["worker", "--once"]);
                let said = String::from_utf8_lossy(&second.stderr);
                assert_eq!(second.status.code(), Some(1), "{said}");
                assert!(said.contains(&format!("held by process {}", frozen.id())), "{said}");
                thaw(&relay, &frozen, MAILS).await;
                assert!(frozen.end(PATIENCE).is_some_and(|status| status.success()));
                assert_eq!(mails::repeated(&relay.received()), 0);
            }
            Engine::Postgres => {
                let in_flight = outlive(&db, &installation, &relay).await;
                let before = ends(&db).await;
                thaw(&relay, &frozen, 2 * MAILS - 1).await;
                for _ in 0..MAILS {
                    let late = frozen.hear("our mark does not count", PATIENCE);
                    assert!(late.is_some(), "{}", frozen.said());
                }
                assert_eq!(ends(&db).await, before);
                assert!(frozen.end(PATIENCE).is_some_and(|status| status.success()));
                assert_eq!(ends(&db).await, before);
                assert!(mails::repeated(&relay.received()) <= in_flight.bound());
            }
        }
    }

    /// The control: with claims that nobody respects, a mail arrives twice and the check finds it.
    async fn without_leases_mail_is_repeated(db: TestDatabase) {
        let relay = Server::start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let installation = Installation::new(folder.path(), &address(&db), &relay.url());
        file(&installation).await;
        relay.always(Stage::Dot, Fault::Hold);
        let worker = Program::start(installation.command(&["worker"]));
        relay.wait_at(Stage::Dot, MAILS).await;
        let ignore = "update outbox set state = 'pending', lease_owner = null, due_at = 0 where state = 'sending'";
        testkit::execute(&db, ignore).await;
        relay.wait_at(Stage::Dot, 2 * MAILS).await;
        relay.behave();
        relay.release();
        relay.wait_for(2 * MAILS).await;
        assert!(worker.end(PATIENCE).is_some_and(|status| status.success()));
        let connection = db.connect().await;
        let mut outbox = mails::outbox(&connection).await;
        connection.close().await.unwrap();
        outbox.retain(|mail| mail.request.is_some());
        let found = mails::problems(&outbox, &relay.received(), &InFlight::default());
        let twice = found.iter().filter(|problem| problem.contains("arrived 2 times")).count();
        assert_eq!(twice, MAILS, "{found:?}");
    }
}

/// Files a request for each of some people; nothing is sent yet.
async fn file(installation: &Installation) {
    installation.must(&["migrate"]);
    let tokens: Vec<String> = (0..MAILS)
        .map(|number| installation.token(&format!("persona{number}@example.org"), "person", None))
        .collect();
    let mut program = Program::start(installation.command(&["serve", "--no-worker"]));
    let at = crate::installation::ready(&mut program).await;
    let mut http = Http::connect(at).await.unwrap();
    let body = json!({"body": "Quisiera los datos de presupuesto ejecutado por mes, en CSV."});
    for token in &tokens {
        let wire = Wire {
            method: "POST",
            path: "/api/v1/requests",
            token: Some(token),
            key: None,
            tag: None,
            body: Some(&body),
        };
        assert_eq!(http.call(&wire).await.unwrap(), 201);
        http.rest().await.unwrap();
    }
}

/// What happens while the other is frozen: its leases end, and somebody else sends. One relay refuses for good.
async fn outlive(db: &TestDatabase, installation: &Installation, relay: &Server) -> InFlight {
    let connection = db.connect().await;
    let mut in_flight = InFlight::default();
    nothing(&in_flight.note(&connection).await);
    assert_eq!(in_flight.bound(), MAILS);
    connection.close().await.unwrap();
    // A minute passes.
    testkit::execute(
        db,
        "update outbox set due_at = due_at - 61 where state = 'sending'",
    )
    .await;
    relay.recipient("persona0@example.org", Fault::Reply(550));
    installation.must(&["worker", "--once"]);
    let connection = db.connect().await;
    let alive = "select count(*) from outbox where state in ('pending', 'sending')";
    assert_eq!(number(&connection, alive).await, 0);
    connection.close().await.unwrap();
    in_flight
}

/// Lets the frozen one go on, and its relay answer, until `count` messages have been accepted in all.
async fn thaw(relay: &Server, frozen: &Program, count: usize) {
    frozen.signal("CONT");
    relay.release();
    relay.wait_for(count).await;
}

type End = (i64, String, i32, Option<String>, Option<i64>);

/// Waits until the worker has done its timed work: whoever is frozen amid a transaction holds its rows, and that is another story.
async fn timed_work_is_done(db: &TestDatabase) {
    let connection = db.connect().await;
    let sql = "select value from setting where name = 'timed_work_done_at'";
    while rows(&connection, sql).await.is_empty() {
        tokio::task::yield_now().await;
    }
    connection.close().await.unwrap();
}

/// How each mail ended.
async fn ends(db: &TestDatabase) -> Vec<End> {
    let connection = db.connect().await;
    let sql = "select id, state, attempts, lease_owner, ended_at from outbox order by id";
    let found = rows(&connection, sql).await;
    let end = |row: &sea_orm::QueryResult| {
        (
            row.try_get_by_index(0).unwrap(),
            row.try_get_by_index(1).unwrap(),
            row.try_get_by_index(2).unwrap(),
            row.try_get_by_index(3).unwrap(),
            row.try_get_by_index(4).unwrap(),
        )
    };
    let ends = found.iter().map(end).collect();
    connection.close().await.unwrap();
    ends
}
