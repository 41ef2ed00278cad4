//! Mail by way of a real Postfix: out to a mailbox, back as a reply, and back because there is no such mailbox.
//!
//! SQLite only: Postfix hands mail over as another user than root, who does not reach the PostgreSQL of a test.

use std::time::{Duration, Instant};

use notifier::transport::{Envelope, MailUrl, Transport};

use crate::{
    correspondence::{Correspondence, address_in, reply},
    installation::Installation,
    power::must_run,
    records::number,
};

mod server;

use server::{NOBODY, Postfix};

const PATIENCE: Duration = Duration::from_mins(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_and_a_mail_without_a_mailbox_comes_back() {
    if let Err(reason) = server::can_run() {
        assert!(!must_run(), "no round trip through Postfix: {reason}");
        println!("DID NOT RUN with a real Postfix: {reason}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let port = server::free_port();
    let database = folder.path().join("data/ventanilla.db");
    let installation = Installation::new(
        folder.path(),
        &format!("sqlite:{}", database.display()),
        &format!("smtp://127.0.0.1:{port}"),
    )
    .with("VENTANILLA_MAIL_FROM", "Ventanilla <datos@example.org>")
    .with("VENTANILLA_MAIL_REPLY", "responder@datos.example.org")
    .with("VENTANILLA_MAIL_BOUNCE", "bounce@datos.example.org")
    .run_by(NOBODY);
    let postfix = Postfix::start(port, &installation, &["ana@example.org"]);
    let (program, at) = installation.serve().await;
    let city = Correspondence::new(&installation, at);
    let reference = city.question().await;

    let question = postfix.mail_to("ana", "¿De qué años?", PATIENCE);
    let header = |name: &str| {
        let line = question.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_else(|| panic!("no {name} in {question}"))
            .trim()
            .to_owned()
    };
    assert!(header("Return-Path:").contains("bounce+"), "{question}");
    let to = header("Reply-To:");
    let envelope = Envelope {
        from: "ana@example.org".parse().unwrap(),
        to: address_in(&to).parse().unwrap(),
    };
    let mail = reply("ana@example.org", "m1", "De 2019 a 2024.\r\n\r\n> ¿De qué años?");
    // The mail server adds it.
    let mail = mail.split_once("\r\n").unwrap().1;
    let by_mail = Transport::from_url(&MailUrl::parse(&postfix.url()).unwrap()).unwrap();
    assert_eq!(city.status(&reference).await, "needs_info");
    by_mail.send(&envelope, "reply", mail.as_bytes()).await.unwrap();
    by_mail.rest().await;
    wait(&postfix, async || city.status(&reference).await == "received").await;
    assert!(city.page(&reference).await.contains("De 2019 a 2024."));

    // Somebody whose mailbox is gone: the mail server takes the mail, then has to send it back.
    let gone = installation.token("gone@example.org", "person", None);
    assert_eq!(count(&database, "select count(*) from bounce").await, 0);
    city.file(&gone).await;
    wait(&postfix, async || {
        count(&database, "select count(*) from bounce where status = '5.1.1'").await == 1
    })
    .await;
    assert_eq!(installation.must(&["mail", "quarantine", "list"]), "");
    assert_eq!(program.end(PATIENCE).and_then(|status| status.code()), Some(0));
}

/// Until it is so.
async fn wait(postfix: &Postfix, so: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !so().await {
        assert!(
            begun.elapsed() < PATIENCE,
            "it does not come to that:\n{}",
            postfix.log()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn count(database: &std::path::Path, sql: &str) -> i64 {
    let url = format!("sqlite:{}", database.display());
    let connection = sea_orm::Database::connect(&url).await.unwrap();
    let count = number(&connection, sql).await;
    connection.close().await.unwrap();
    count
}
