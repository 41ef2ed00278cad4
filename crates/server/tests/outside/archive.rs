//! Backup and restore: what comes out is what went in, or nothing.

use std::{
    fs::File,
    os::unix::fs::PermissionsExt,
    path::Path,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
};

use crate::place::{Place, shared};

/// What is in a backup, but for when it was made.
pub fn parts(backup: &Path) -> Vec<(String, u64)> {
    let mut tar = tar::Archive::new(File::open(backup).unwrap());
    let entries = tar.entries().unwrap().map(|entry| {
        let entry = entry.unwrap();
        (entry.path().unwrap().display().to_string(), entry.size())
    });
    entries.collect()
}

fn hashes(backup: &Path) -> serde_json::Value {
    let mut tar = tar::Archive::new(File::open(backup).unwrap());
    let manifest = tar
        .entries()
        .unwrap()
        .map(Result::unwrap)
        .find(|entry| entry.path().unwrap().ends_with("manifest.json"));
    let manifest: serde_json::Value = serde_json::from_reader(manifest.unwrap()).unwrap();
    serde_json::json!([manifest["parts"], manifest["contents"], manifest["key"]])
}

/// How many rows of a table a backup holds.
pub fn rows(backup: &Path, table: &str) -> u64 {
    let tables = hashes(backup)[1]["tables"].take();
    let found = tables
        .as_array()
        .unwrap()
        .iter()
        .find(|found| found["name"] == table);
    found.unwrap()["rows"].as_u64().unwrap()
}

/// Two backups hold the same.
#[track_caller]
pub fn assert_same(a: &Path, b: &Path) {
    let (a, b) = (hashes(a), hashes(b));
    for (name, hash) in a[0].as_object().unwrap() {
        assert_eq!(b[0][name], *hash, "{name}");
    }
    assert!(a == b, "the manifests differ");
}

/// A place with something of everything, and its backup.
pub fn full(place: &Place) -> std::path::PathBuf {
    place.done(&["migrate"]);
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/foi-argentina-2015.toml");
    let csv = shared("foi-argentina-2015/acceso-a-la-informacion-publica.csv");
    place.done(&["import", "requests", &csv, "--map", map.to_str().unwrap()]);
    place.done(&[
        "person",
        "create",
        "--email",
        "ana@example.org",
        "--name",
        "Ana",
        "--role",
        "coordinator",
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
    std::fs::create_dir_all(place.path("data/files/ab")).unwrap();
    std::fs::write(place.path("data/files/ab/cd"), [0, 1, 2, 255]).unwrap();
    let serving = place.serve(&["--no-worker"]);
    let body =
        "{\"body\": \"El detalle de los contratos de obra pública de 2025, con montos y proveedores.\"}";
    assert_eq!(
        serving
            .ask("POST", "/api/v1/requests", Some(token.trim()), body)
            .unwrap()
            .0,
        201
    );
    // While it serves.
    place.done(&["backup", "full.tar"]);
    place.path("full.tar")
}

#[test]
fn what_comes_out_is_what_went_in() {
    let place = Place::new();
    let backup = full(&place);
    assert!(
        parts(&backup)
            .iter()
            .any(|(name, size)| name == "files/ab/cd" && *size == 4)
    );
    let other = Place::new();
    let ran = other.done(&["restore", backup.to_str().unwrap()]);
    for private in ["data/ventanilla.db", "data/secret.key"] {
        let mode = std::fs::metadata(other.path(private))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{private}");
    }
    assert!(ran.err.contains("rows"), "{}", ran.err);
    assert_eq!(
        std::fs::read(other.path("data/files/ab/cd")).unwrap(),
        [0, 1, 2, 255]
    );
    other.done(&["backup", "again.tar"]);
    assert_same(&backup, &other.path("again.tar"));
    other.done(&["check", "database"]);
    assert_eq!(
        std::fs::read_dir(other.path("data"))
            .unwrap()
            .filter(|entry| {
                entry
                    .as_ref()
                    .unwrap()
                    .file_name()
                    .to_string_lossy()
                    .starts_with('.')
            })
            .count(),
        0,
        "nothing is left over"
    );
    // It goes on where the first one was: the mail that waited leaves.
    other.done(&["worker", "--once"]);
    assert!(!other.mails().is_empty());
    let serving = other.serve(&[]);
    let (status, _) = serving
        .ask("GET", "/api/v1/requests/PD-2015-000001", None, "")
        .unwrap();
    assert_eq!(status, 200);
}

#[test]
fn files_come_back_with_their_requests() {
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
    let token = token.trim();
    let serving = place.serve(&[]);
    let body = "{\"body\": \"El detalle de los contratos de obra pública de 2025, con montos.\"}";
    let (_, filed) = serving
        .ask("POST", "/api/v1/requests", Some(token), body)
        .unwrap();
    let filed: serde_json::Value = serde_json::from_str(&filed).unwrap();
    let reference = filed["reference"].as_str().unwrap();
    let table = "mes;monto\nenero;1200\n";
    let (status, answer) = serving.attach(reference, token, "gastos.csv", table).unwrap();
    assert_eq!(status, 201, "{answer}");
    let file: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let path = format!("/requests/{reference}/files/{}/gastos.csv", file["id"]);
    assert_eq!(
        serving.ask("GET", &path, None, "").unwrap(),
        (200, table.to_owned())
    );
    place.done(&["backup", "b.tar"]);
    drop(serving);
    let stored = parts(&place.path("b.tar"));
    let (name, _) = stored
        .iter()
        .find(|(name, _)| name.starts_with("files/"))
        .unwrap();
    assert!(!name.contains("gastos"), "nobody chose its name");

    let backup = place.path("b.tar");
    let other = Place::new();
    let ran = other.done(&["restore", backup.to_str().unwrap()]);
    assert!(ran.err.contains("1 files with the SHA-256"), "{}", ran.err);
    let serving = other.serve(&[]);
    assert_eq!(
        serving.ask("GET", &path, None, "").unwrap(),
        (200, table.to_owned())
    );
    drop(serving);

    // Bytes that were changed or lost are told of, and the rest comes back.
    let bytes = place.path("data").join(name);
    for (backup, told, lost) in [
        ("changed.tar", "was changed before", false),
        ("lost.tar", "is not in the backup", true),
    ] {
        if lost {
            std::fs::remove_file(&bytes).unwrap();
        } else {
            std::fs::write(&bytes, "otra cosa").unwrap();
        }
        assert!(place.done(&["backup", backup]).err.contains(told), "{backup}");
        let ran = Place::new().done(&["restore", place.path(backup).to_str().unwrap()]);
        assert!(
            ran.err.contains(told) && ran.err.contains("0 files with"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_damaged_backup_changes_nothing() {
    let place = Place::migrated();
    place.done(&["backup", "whole.tar"]);
    let whole = std::fs::read(place.path("whole.tar")).unwrap();
    let find = |text: &[u8]| whole.windows(text.len()).position(|bytes| bytes == text).unwrap();
    let mut flipped = whole.clone();
    flipped[find(b"Presupuesto")] ^= 1;
    let mut renamed = whole.clone();
    renamed[find(b"tables/theme.jsonl")] = b'/';
    let cut = whole[..whole.len() / 2].to_vec();
    for (name, bytes) in [
        ("flipped.tar", flipped),
        ("renamed.tar", renamed),
        ("cut.tar", cut),
        ("none.tar", b"x".into()),
    ] {
        let other = Place::new();
        std::fs::write(other.path(name), bytes).unwrap();
        let ran = other.run(&["restore", name]);
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{name}: {}", ran.err);
        assert!(!other.path("data/ventanilla.db").exists(), "{name}");
        assert!(!other.path("data/secret.key").exists(), "{name}");
    }
}

#[test]
fn nothing_is_written_over() {
    let place = Place::migrated();
    place.done(&["backup", "b.tar"]);
    place.done(&["backup", "b.tar"]);
    place.refused(&["restore", "b.tar"], "empty installation");
    place.refused(&["backup", "data/ventanilla.db"], "no backup");
    place.done(&["check", "database"]);
}

#[test]
fn a_key_kept_elsewhere_stays_there() {
    let place = Place::new();
    place.done(&["migrate"]);
    let key = place.path("elsewhere.key");
    std::fs::rename(place.path("data/secret.key"), &key).unwrap();
    let place = place.with("SECRET_KEY_FILE", key.to_str().unwrap());
    place.done(&["backup", "b.tar"]);
    assert!(
        parts(&place.path("b.tar"))
            .iter()
            .all(|(name, _)| name != "secret.key")
    );
    let backup = place.path("b.tar");
    let backup = backup.to_str().unwrap();
    Place::new().refused(&["restore", backup], "does not hold its key");
    Place::new()
        .with("SECRET_KEY_FILE", key.to_str().unwrap())
        .done(&["restore", backup]);
    let other = Place::migrated();
    let wrong = other.path("data/secret.key");
    let third = Place::new().with("SECRET_KEY_FILE", wrong.to_str().unwrap());
    third.refused(&["restore", backup], "not the one of the backup");
    assert!(!third.path("data/ventanilla.db").exists());
}

#[test]
fn a_backup_under_writes_is_of_one_moment() {
    let place = Place::migrated();
    place.done(&[
        "person",
        "create",
        "--email",
        "ana@example.org",
        "--name",
        "Ana",
        "--role",
        "coordinator",
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
    let (filed, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(Ordering::SeqCst) {
                    let body =
                        "{\"body\": \"El detalle de los contratos de obra pública de 2025, con montos.\"}";
                    let answer = serving.ask("POST", "/api/v1/requests", Some(token.trim()), body);
                    filed.fetch_add(
                        u64::from(answer.is_some_and(|(status, _)| status == 201)),
                        Ordering::SeqCst,
                    );
                }
            });
        }
        while filed.load(Ordering::SeqCst) < 50 {
            std::thread::yield_now();
        }
        let before = filed.load(Ordering::SeqCst);
        let backup = place.run(&["backup", "b.tar"]);
        let after = filed.load(Ordering::SeqCst);
        stop.store(true, Ordering::SeqCst);
        assert_eq!(backup.status, 0, "{}", backup.err);
        assert!(after > before, "nobody was held up");
        let rows = |table| rows(&place.path("b.tar"), table);
        let requests = rows("data_request");
        assert!(
            requests >= before,
            "{requests} of {before} that were acknowledged before it began"
        );
        for table in ["event", "request_counter", "search_terms", "outbox"] {
            assert_eq!(rows(table), requests, "{table}");
        }
    });
    drop(serving);
    let other = Place::new();
    other.done(&["restore", place.path("b.tar").to_str().unwrap()]);
}
