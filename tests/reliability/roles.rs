//! Two processes by mistake: on SQLite the second is refused and hears who the first is; on PostgreSQL both work.

use std::time::Duration;

use testkit::{Engine, TestDatabase, on_both, smtp::Server};

use crate::{
    installation::{Installation, address},
    mails,
    program::Program,
    rounds::{Rounds, Where},
};

const REFUSAL: Duration = Duration::from_secs(30);

on_both! {
    async fn a_second_process(db: TestDatabase) {
        let relay = Server::start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let installation = Installation::new(folder.path(), &address(&db), &relay.url());
        match db.engine() {
            Engine::Sqlite => is_refused(&installation).await,
            Engine::Postgres => {
                let mut rounds = Rounds::new(installation, Where::Server(db.url().to_owned()), &relay, 9);
                rounds.two_at_once(Duration::from_secs(3)).await;
                let end = rounds.end().await;
                assert_eq!(mails::repeated(&end.received), 0);
            }
        }
    }
}

async fn is_refused(installation: &Installation) {
    let (mut first, _) = installation.serve().await;
    for command in [
        &["serve"][..],
        &["serve", "--no-worker"],
        &["worker"],
        &["worker", "--once"],
    ] {
        let mut second = Program::start(installation.command(command));
        let ended = second.wait(REFUSAL);
        let said = second.said();
        assert_eq!(
            ended.and_then(|status| status.code()),
            Some(1),
            "{command:?}: {said}"
        );
        assert!(
            said.contains(&format!("held by process {}", first.id())),
            "{command:?}: {said}"
        );
        assert!(said.contains("cure:"), "{command:?}: {said}");
    }
    // The command line works beside it, and the roles end with their process, however that ends.
    installation.must(&["outbox", "list"]);
    first.kill();
    drop(installation.serve().await);
}
