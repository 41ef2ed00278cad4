//! Mail that comes in is taken in once, whatever the mail server repeats: it is killed after what it brought was written
//! down and before it could hear so, and it brings one mail a hundred times at once.

use std::{
    io::{PipeReader, Write as _, pipe},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use testkit::{TestDatabase, on_both, smtp::Server};

use crate::{
    correspondence::{Correspondence, address_in, reply},
    installation::{Installation, address},
    records::number,
};

/// What a pipe holds before whoever writes into it has to wait.
const FULL: usize = 64 * 1024;
const PATIENCE: Duration = Duration::from_mins(1);
/// Deliveries of one mail, and how many of them at once.
const DELIVERIES: usize = 100;
const AT_ONCE: usize = 20;

on_both! {
    async fn killed_between_the_commit_and_the_exit(db: TestDatabase) {
        let relay = Server::start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let installation = Installation::new(folder.path(), &address(&db), &relay.url())
            .with("VENTANILLA_MAIL_REPLY", "responder@datos.example.org");
        let (program, at) = installation.serve().await;
        let city = Correspondence::new(&installation, at);
        let reference = city.question().await;
        assert_eq!(city.status(&reference).await, "needs_info");
        let to = relay.wait_for(2).await[1].header("Reply-To").unwrap();
        let receive = || installation.command(&["mail", "receive", "--recipient", address_in(&to)]);
        let connection = db.connect().await;

        // The question is answered, so that all that follows is a comment.
        assert_eq!(deliver(receive(), &reply("ana@example.org", "m0", "De 2019 a 2024.")), 0);
        assert_eq!(city.status(&reference).await, "received");

        let mail = reply("ana@example.org", "m1", "Y por hospital, si se puede.");
        let (mut killed, nobody_reads) = stuck_at_its_first_word(receive(), &mail);
        let begun = Instant::now();
        while number(&connection, "select count(*) from incoming_mail").await < 2 {
            assert!(begun.elapsed() < PATIENCE, "it is not taken in");
            tokio::task::yield_now().await;
        }
        assert!(killed.try_wait().unwrap().is_none(), "it ended before it was killed");
        killed.kill().unwrap();
        assert_eq!(killed.wait().unwrap().code(), None);
        drop(nobody_reads);
        assert_eq!(city.comments(&reference).await, 1);
        // To the mail server it failed, so it brings the mail again.
        assert_eq!(deliver(receive(), &mail), 0);
        assert_eq!(city.comments(&reference).await, 1);

        // A hundred times at once, and again where the database was too busy.
        let mail = reply("ana@example.org", "m2", "Y por comuna.");
        let mut waiting = DELIVERIES;
        while waiting > 0 {
            let brought: Vec<Child> = (0..waiting.min(AT_ONCE)).map(|_| begin(receive(), &mail)).collect();
            for mut one in brought {
                match one.wait().unwrap().code() {
                    Some(0) => waiting -= 1,
                    code => assert_eq!(code, Some(75)),
                }
            }
        }
        assert_eq!(city.comments(&reference).await, 2);

        // The control: without what was written down of the mail it would be there twice.
        testkit::execute(&db, "delete from incoming_mail").await;
        assert_eq!(deliver(receive(), &mail), 0);
        assert_eq!(city.comments(&reference).await, 3);
        connection.close().await.unwrap();
        assert_eq!(program.end(PATIENCE).and_then(|status| status.code()), Some(0));
    }
}

/// A delivery that says what it did, to somebody who does not listen: it waits there for ever, and all it had to write
/// down is written down.
fn stuck_at_its_first_word(mut command: Command, mail: &str) -> (Child, PipeReader) {
    let (nobody_reads, mut full) = pipe().unwrap();
    full.write_all(&vec![b'\n'; FULL]).unwrap();
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(full);
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(mail.as_bytes()).unwrap();
    (child, nobody_reads)
}

fn begin(mut command: Command, mail: &str) -> Child {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(mail.as_bytes()).unwrap();
    child
}

fn deliver(command: Command, mail: &str) -> i32 {
    begin(command, mail).wait().unwrap().code().unwrap()
}
