//! What a mail server is told of the mail it brings: 0 for what is done with, 75 for what it should bring again. Never
//! anything else, or the mail would be sent back to whoever wrote it.

use crate::place::Place;

const RECEIVE: [&str; 2] = ["mail", "receive"];
const MAIL: &[u8] = b"Return-Path: <ana@example.org>\r\nFrom: ana@example.org\r\nTo: datos@example.org\r\n\
    Message-ID: <m1@correo.example>\r\nSubject: Hola\r\n\r\nHola\r\n";

fn ready() -> Place {
    Place::migrated().with("MAIL_REPLY", "responder@datos.example.org")
}

#[test]
fn what_nobody_can_take_in_is_kept_and_done_with() {
    let place = ready();
    for (number, mail) in [MAIL, b"", b"\0\0\0", b"no mail at all", &[0xff; 2_000]]
        .into_iter()
        .enumerate()
    {
        let ran = place.given(&RECEIVE, mail);
        assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{number}: {}", ran.err);
    }
    let big = [MAIL, "a line of words\r\n".repeat(1_800_000).as_bytes()].concat();
    let to = "responder+abc@datos.example.org";
    let ran = place.given(&["mail", "receive", "--recipient", to], &big);
    assert_eq!(ran.status, 0, "{}", ran.err);
    // Brought again, it is not kept again.
    assert_eq!(place.given(&RECEIVE, MAIL).status, 0);
    let list = place.done(&["mail", "quarantine", "list", "--json"]).out;
    assert_eq!(list.lines().count(), 6, "{list}");
    let biggest = list.lines().next().unwrap();
    assert!(
        biggest.contains("\"too_big\"") && biggest.contains("\"whole\":false"),
        "{biggest}"
    );
    assert!(!list.contains("ana@example.org"), "{list}");
    let first = list
        .lines()
        .find(|line| line.contains("a***@example.org"))
        .unwrap();
    let id = first.split(['{', ':', ',']).nth(2).unwrap();
    let shown = place.done(&["mail", "quarantine", "show", id]).out;
    assert!(
        shown.contains("Subject: Hola\n") && shown.ends_with("Hola\n"),
        "{shown}"
    );
    let raw = place.done(&["mail", "quarantine", "show", id, "--raw"]).out;
    assert_eq!(raw.as_bytes(), MAIL);
    place.refused(&["mail", "quarantine", "redeliver", id], "no token");
    place.done(&["mail", "quarantine", "drop", id]);
    place.refused(&["mail", "quarantine", "drop", id], "no such mail");
    assert_eq!(place.done(&["mail", "quarantine", "list"]).out.lines().count(), 5);
    // A copy of the database shows nobody's mail.
    let text = b"Subject: Hola";
    for file in ["data/ventanilla.db", "data/ventanilla.db-wal"] {
        let stored = std::fs::read(place.path(file)).unwrap_or_default();
        assert!(!stored.windows(text.len()).any(|bytes| bytes == text), "{file}");
    }
}

#[test]
fn a_machine_is_answered_by_nobody() {
    let place = ready();
    let mail = [b"Auto-Submitted: auto-replied\r\n", MAIL].concat();
    let ran = place.given(&RECEIVE, &mail);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(place.done(&["mail", "quarantine", "list"]).out, "");
    place.done(&["worker", "--once"]);
    assert!(place.mails().is_empty());
}

#[test]
fn when_we_fail_the_mail_server_brings_it_again() {
    let place = Place::new().with("MAIL_REPLY", "responder@datos.example.org");
    let again = |place: &Place, arguments: &[&str], reason: &str| {
        let ran = place.given(arguments, MAIL);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (75, ""),
            "{arguments:?}: {}",
            ran.err
        );
        assert!(ran.err.contains(reason), "{arguments:?}: {}", ran.err);
    };
    again(&place, &RECEIVE, "there is no database");
    again(&Place::migrated(), &RECEIVE, "VENTANILLA_MAIL_REPLY");
    again(&ready().with("MAIL_RPLY", "x"), &RECEIVE, "no such setting");
    again(
        &ready().with("MAIL_BOUNCE", "a+b@datos.example.org"),
        &RECEIVE,
        "plus sign",
    );
    again(&ready(), &["mail", "receive", "--recipent", "x"], "--recipent");
    again(
        &ready(),
        &["--config", "nothing.toml", "mail", "receive"],
        "nothing.toml",
    );
    let place = ready();
    std::fs::write(place.path("data/ventanilla.db"), b"no database").unwrap();
    again(&place, &RECEIVE, "cannot be used");
    let place = ready();
    std::fs::write(place.path("data/secret.key"), [1; 32]).unwrap();
    again(&place, &RECEIVE, "key");
}
