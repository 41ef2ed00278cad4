//! Serving: the greeting, the locks, the end.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use crate::{
    archive::rows,
    place::{Place, Serving},
};

fn status(serving: &Serving, path: &str) -> Option<u16> {
    serving.ask("GET", path, None, "").map(|(status, _)| status)
}

#[test]
fn an_empty_folder_is_enough() {
    let place = Place::new();
    let serving = place.serve(&[]);
    assert!(
        serving.greeting.contains("ventanilla person create"),
        "{}",
        serving.greeting
    );
    assert!(serving.greeting.contains("--role admin"), "{}", serving.greeting);
    assert_eq!(status(&serving, "/readyz"), Some(200));
    let (_, themes) = serving.ask("GET", "/api/v1/themes", None, "").unwrap();
    assert!(themes.contains("official_advertising"), "{themes}");
    place.done(&[
        "person",
        "create",
        "--email",
        "ana@example.org",
        "--name",
        "Ana",
        "--role",
        "admin",
    ]);
    drop(serving);
    let again = place.serve(&["--no-migrate"]);
    assert!(!again.greeting.contains("no admin"), "{}", again.greeting);
}

#[test]
fn a_request_filed_over_the_api_is_mailed() {
    let place = Place::migrated();
    place.done(&[
        "person",
        "create",
        "--email",
        "ana@example.org",
        "--name",
        "Ana",
        "--role",
        "person",
    ]);
    let token = place
        .done(&[
            "token",
            "create",
            "--email",
            "ana@example.org",
            "--scope",
            "write",
        ])
        .out;
    let serving = place.serve(&["--no-worker"]);
    let body =
        "{\"body\": \"El detalle de los contratos de obra pública de 2025, con montos y proveedores.\"}";
    let (status, answer) = serving
        .ask("POST", "/api/v1/requests", Some(token.trim()), body)
        .unwrap();
    assert_eq!(status, 201, "{answer}");
    assert!(place.mails().is_empty());
    place.done(&["worker", "--once"]);
    let mails = place.mails();
    assert!(
        mails.iter().any(|mail| mail.contains("ana@example.org")),
        "{mails:?}"
    );
    assert_eq!(place.done(&["outbox", "list", "--json"]).out, "");
}

#[test]
fn work_that_fails_keeps_nothing_else_from_being_done() {
    let place = Place::migrated();
    let new = [
        "person",
        "create",
        "--email",
        "ana@example.org",
        "--name",
        "Ana",
        "--role",
        "person",
    ];
    place.done(&new);
    let token = [
        "token",
        "create",
        "--email",
        "ana@example.org",
        "--scope",
        "write",
    ];
    let token = place.done(&token).out;
    let serving = place.serve(&["--no-worker"]);
    let body = "{\"body\": \"Los contratos de obra de 2025, con montos y proveedores.\"}";
    let answer = serving
        .ask("POST", "/api/v1/requests", Some(token.trim()), body)
        .unwrap();
    assert_eq!(answer.0, 201, "{}", answer.1);
    drop(serving);
    let files = place.path("data/files");
    std::fs::remove_dir_all(&files).unwrap();
    std::fs::write(&files, "no folder").unwrap();
    let ran = place.run(&["worker", "--once"]);
    assert!(ran.status == 1 && ran.err.contains("files: "), "{}", ran.err);
    assert!(place.mails().iter().any(|mail| mail.contains("ana@example.org")));

    std::fs::remove_file(&files).unwrap();
    place.done(&["worker", "--once"]);
}

#[test]
fn the_second_of_a_role_is_told_who_the_first_is() {
    let place = Place::new();
    let serving = place.serve(&[]);
    let holder = format!("process {}", serving.process());
    place.refused(&["serve", "--listen", "127.0.0.1:0"], &holder);
    place.refused(&["worker", "--once"], &holder);
    place.refused(&["restore", "b.tar"], &holder);
    drop(serving);
    let apart = place.serve(&["--no-worker"]);
    place.done(&["worker", "--once"]);
    drop(apart);
    place.done(&["worker", "--once"]);
}

#[test]
fn pending_migrations_are_refused_if_so_asked() {
    let place = Place::new();
    place.refused(&["serve", "--no-migrate"], "there is no database");
}

#[test]
fn an_address_that_is_taken_is_refused() {
    let place = Place::new();
    let serving = place.serve(&[]);
    Place::new().refused(&["serve", "--listen", &serving.address], "cannot be listened on");
}

#[test]
fn it_says_that_it_is_going_and_goes() {
    let place = Place::new();
    let serving = place.serve(&[]);
    assert_eq!(status(&serving, "/readyz"), Some(200));
    serving.signal("TERM");
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(status(&serving, "/readyz"), Some(503));
    assert_eq!(status(&serving, "/healthz"), Some(200));
    let (code, took) = serving.end();
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(15), "{took:?}");
    let hurried = place.serve(&[]);
    hurried.signal("INT");
    let (code, took) = hurried.end();
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(2), "{took:?}");
}

#[test]
fn a_path_prefix_is_ours_whether_the_proxy_cuts_it_off_or_not() {
    let place = Place::new().with("BASE_URL", "http://localhost/pedidos");
    let serving = place.serve(&[]);
    for path in ["/pedidos/api/v1/themes", "/api/v1/themes", "/pedidos/readyz"] {
        assert_eq!(status(&serving, path), Some(200), "{path}");
    }
}

#[test]
fn what_was_acknowledged_while_it_went_is_there() {
    let place = Place::migrated().with("LIMITS", "off");
    place.done(&[
        "person",
        "create",
        "--email",
        "ana@example.org",
        "--name",
        "Ana",
        "--role",
        "person",
    ]);
    let token = place
        .done(&[
            "token",
            "create",
            "--email",
            "ana@example.org",
            "--scope",
            "write",
        ])
        .out;
    let serving = place.serve(&[]);
    let acknowledged = AtomicU64::new(0);
    let file = || {
        let body = "{\"body\": \"El detalle de los contratos de obra pública de 2025, con montos.\"}";
        // Until it no longer listens.
        while let Some((status, answer)) = serving.ask("POST", "/api/v1/requests", Some(token.trim()), body) {
            assert_eq!(status, 201, "{answer}");
            acknowledged.fetch_add(1, Ordering::SeqCst);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(file);
        }
        while acknowledged.load(Ordering::SeqCst) < 20 {
            std::thread::sleep(Duration::from_millis(1));
        }
        serving.signal("TERM");
    });
    let (code, _) = serving.end();
    assert_eq!(code, Some(0));
    place.done(&["worker", "--once"]);
    place.done(&["backup", "b.tar"]);
    let (stored, acknowledged) = (
        rows(&place.path("b.tar"), "data_request"),
        acknowledged.into_inner(),
    );
    // An answer may be cut off after its commit; never the other way round.
    assert!(
        stored >= acknowledged && stored <= acknowledged + 4,
        "{acknowledged} acknowledged, {stored} stored"
    );
    assert_eq!(place.mails().len() as u64, stored, "each receipt left once");
}
