//! `ventanilla catalogue sync`: from a folder, from a portal, and on from where it was.

use std::{
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use testkit::portal::{Misbehaviour, Portal, PortalFile, buenos_aires};

use crate::place::Place;

fn package(number: usize) -> Value {
    json!({
        "id": format!("id-{number}"), "name": format!("datos-{number:04}"), "title": format!("Datos {number}"),
        "notes": "", "private": false, "state": "active", "type": "dataset", "tags": [], "groups": [],
        "organization": {"name": "salud", "title": "Ministerio de Salud"},
        "metadata_created": "2020-01-01T00:00:00", "metadata_modified": format!("2021-01-01T{:02}:{:02}:00", number / 60, number % 60),
        "extras": [{"key": "accrualPeriodicity", "value": "R/P1M"}],
        "resources": [],
    })
}

/// What a sync says it did.
fn synced(place: &Place, from: &str) -> Value {
    let ran = place.done(&["catalogue", "sync", "--from", from, "--json"]);
    serde_json::from_str(&ran.out).unwrap()
}

/// The same, some hours later.
fn synced_at(place: &Place, from: &str, now: &str) -> Value {
    let mut command = place.command(&["catalogue", "sync", "--from", from, "--json"]);
    let ran = command.env("VENTANILLA_NOW", now).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).unwrap()
}

#[test]
fn the_datasets_of_the_city_are_read_from_a_folder_once() {
    let Some(folder) = buenos_aires() else { return };
    let folder = folder.display().to_string();
    let place = Place::migrated();
    let first = synced(&place, &folder);
    assert_eq!(
        (&first["read"], &first["new"], &first["broken"]),
        (&json!(383), &json!(383), &json!(0))
    );
    let again = synced(&place, &folder);
    assert_eq!(
        (&again["new"], &again["updated"], &again["gone"]),
        (&json!(0), &json!(0), &json!(0))
    );
    let serving = place.serve(&["--no-worker"]);
    let (status, page) = serving
        .ask("GET", "/datasets?q=pauta+publicitaria", None, "")
        .unwrap();
    assert!(
        status == 200 && page.contains("Pauta Publicitaria") || page.contains("Pauta publicitaria"),
        "{page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_is_read_on_from_where_it_was_and_what_it_has_lost_goes() {
    let portal = Portal::open((0..250).map(package).collect()).await;
    let base = portal.base();
    tokio::task::block_in_place(|| {
        let place = Place::migrated();
        // An answer that breaks off is asked for again.
        portal.misbehave(Misbehaviour::BreaksOff);
        let first = synced(&place, &base);
        assert_eq!((&first["read"], &first["new"]), (&json!(250), &json!(250)));
        let mut changed = package(7);
        changed["title"] = json!("Datos con otro nombre");
        changed["metadata_modified"] = json!("2026-01-01T00:00:00");
        portal.put(changed);
        portal.remove("datos-0009");
        let second = synced_at(&place, &base, "2036-01-01T12:00:00Z");
        assert_eq!(
            (&second["read"], &second["new"], &second["gone"]),
            (&json!(1), &json!(0), &json!(0))
        );
        let third = synced_at(&place, &base, "2036-01-01T18:00:00Z");
        assert_eq!(
            (&third["read"], &third["gone"]),
            (&json!(0), &json!(1)),
            "missed for hours"
        );
        let serving = place.serve(&["--no-worker"]);
        let (_, page) = serving.ask("GET", "/datasets?q=nombre", None, "").unwrap();
        assert!(page.contains("Datos con otro nombre"), "{page}");
        assert_eq!(
            serving.ask("GET", "/datasets/datos-0009", None, "").unwrap().0,
            404
        );
    });
}

#[test]
fn what_is_no_source_is_refused_with_the_cure() {
    let place = Place::migrated();
    place.refused(&["catalogue", "sync"], "no catalogue is set up");
    let ran = place.run(&["catalogue", "sync", "--from", "datos.example.org"]);
    assert!(
        ran.status == 1 && ran.err.contains("neither a folder nor the address of a portal"),
        "{}",
        ran.err
    );
    // Nobody may be asked inside, whoever is named by a file or a redirect; the portal itself is the operator's choice.
    let ran = place.run(&["catalogue", "sync", "--from", "http://user@127.0.0.1:9/"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
}

/// Datasets of a large portal.
const LARGE: usize = 10_000;

fn large(number: usize) -> Value {
    let mut package = package(number % 1_000);
    package["id"] = json!(format!("id-{number}"));
    package["name"] = json!(format!("datos-{number:05}"));
    package["notes"] =
        json!("Lo que dice de los datos quien los publica, con todas sus palabras. ".repeat(10));
    package["metadata_modified"] = json!(format!(
        "2021-01-{:02}T{:02}:{:02}:00",
        1 + number / 1_440,
        number / 60 % 24,
        number % 60
    ));
    let file = |each: usize| {
        json!({"id": format!("{number}-{each}"), "name": format!("Parte {each}"), "format": "CSV",
            "url": format!("https://datos.example.org/{number}/{each}.csv"), "last_modified": "2021-01-01T00:00:00"})
    };
    package["resources"] = (0..8).map(file).collect();
    package
}

/// Somebody who syncs, and waits for the portal's answer behind so many.
async fn stuck_behind(portal: &Portal, place: &Place, answers: usize) -> Child {
    for _ in 0..answers {
        portal.misbehave(Misbehaviour::None);
    }
    portal.misbehave(Misbehaviour::Silent);
    let mut command = place.command(&["catalogue", "sync", "--from", &portal.base(), "--json"]);
    let child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    portal.until_silent().await;
    child
}

/// What a process has in memory, in KiB.
fn resident(process: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_portal_is_read_in_a_minute_in_little_memory_and_on_from_any_kill() {
    let portal = Portal::open((0..LARGE).map(large).collect()).await;
    let place = Place::migrated();
    let (mut memory, mut read) = (Vec::new(), 0);
    // Killed at the first page, amid the pages, and at the last one.
    for answers in [0, 7, 60, 30] {
        portal.asked();
        let mut child = stuck_behind(&portal, &place, answers).await;
        memory.push(resident(&child));
        child.kill().unwrap();
        child.wait().unwrap();
        read += answers;
        assert_eq!(portal.asked().len(), answers + 1);
    }
    let rest = tokio::task::block_in_place(|| synced(&place, &portal.base()));
    let asked = portal.asked();
    // A page that was read before the kill is read again only if it could not be kept.
    assert!(
        asked.len() <= LARGE / 100 - read + 8,
        "{read} pages, and then {asked:?}"
    );
    assert_eq!(rest["broken"], json!(0));
    let serving = place.serve(&["--no-worker"]);
    let (_, page) = serving.ask("GET", "/datasets", None, "").unwrap();
    assert!(page.contains("10.000 conjuntos de datos"), "{page}");
    drop(serving);
    let (first, last) = (memory[1], memory[2].max(memory[3]));
    assert!(last < first + 32 * 1_024, "{memory:?} KiB");

    let (place, since) = (Place::migrated(), Instant::now());
    let whole = tokio::task::block_in_place(|| synced(&place, &portal.base()));
    let took = since.elapsed();
    assert_eq!((&whole["read"], &whole["new"]), (&json!(LARGE), &json!(LARGE)));
    eprintln!("{LARGE} datasets in {took:?}; {memory:?} KiB in memory on the way");
    assert!(took < Duration::from_mins(1), "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_looks_at_what_answers_rest_on_and_tells_of_what_was_renewed() {
    let mut described = package(1);
    let portal = Portal::open(vec![]).await;
    let csv = PortalFile {
        bytes: b"a;b\n1;2\n".to_vec(),
        content_type: "text/csv".to_owned(),
        ..PortalFile::default()
    };
    let url = portal.put_file("datos.csv", csv);
    described["resources"] = json!([{"id": "1", "name": "Todo", "format": "CSV", "url": url, "last_modified": "2021-01-01T00:00:00"}]);
    portal.put(described.clone());
    tokio::task::block_in_place(|| {
        let place = Place::migrated().with("CATALOGUE_URL", &portal.base());
        let person = |email: &str, role: &str| {
            place.done(&[
                "person", "create", "--email", email, "--name", "Ana", "--role", role,
            ]);
            let token = place
                .done(&["token", "create", "--email", email, "--scope", "write"])
                .out;
            token.trim().to_owned()
        };
        let (ana, caro) = (
            person("ana@example.org", "person"),
            person("caro@example.org", "coordinator"),
        );
        let work = |now: &str| {
            let ran = place
                .command(&["worker", "--once"])
                .env("VENTANILLA_NOW", now)
                .output()
                .unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        };
        place.done(&["worker", "--once"]);
        let serving = place.serve(&["--no-worker"]);
        let body = json!({"body": "Los datos del primer conjunto, que son de 2021.", "kind": "update", "dataset": "datos-0001"});
        let (status, filed) = serving
            .ask("POST", "/api/v1/requests", Some(&ana), &body.to_string())
            .unwrap();
        assert_eq!(status, 201, "{filed}");
        let filed: Value = serde_json::from_str(&filed).unwrap();
        let it = filed["reference"].as_str().unwrap();
        let assign = json!({"action": "assign", "area": "ministerio-de-salud"});
        serving.act(it, &caro, &assign.to_string());
        let answer = json!({"action": "answer", "outcome": "already_exists", "message": "Ahí está.", "evidence": {"dataset": "datos-0001"}});
        serving.act(it, &caro, &answer.to_string());
        let state = || {
            let (_, shown) = serving
                .ask("GET", &format!("/api/v1/requests/{it}"), None, "")
                .unwrap();
            let shown: Value = serde_json::from_str(&shown).unwrap();
            shown["evidence"]["state"].as_str().unwrap().to_owned()
        };
        portal.asked();
        place.done(&["worker", "--once"]);
        let asked = portal.asked();
        assert!(asked.contains(&"HEAD /files/datos.csv".to_owned()), "{asked:?}");
        assert_eq!(state(), "ok");

        described["resources"][0]["last_modified"] = json!("2035-05-05T00:00:00");
        described["metadata_modified"] = json!("2035-05-05T00:00:00");
        portal.put(described);
        work("2035-05-07T15:00:00Z");
        let mails = place.mails();
        let told =
            |mail: &String| mail.contains("<ana@example.org>") && mail.contains("Los datos se actualizaron");
        assert_eq!(mails.iter().filter(|mail| told(mail)).count(), 1);
        assert_eq!(state(), "ok");
        portal.remove("datos-0001");
        work("2035-05-09T15:00:00Z");
        assert_eq!(state(), "ok", "a portal may be ill for a while");
        work("2035-05-09T16:30:00Z");
        assert_eq!(state(), "broken");
        // The time for a verdict has passed long ago; nothing else has moved it.
        let (_, shown) = serving
            .ask("GET", &format!("/api/v1/requests/{it}"), None, "")
            .unwrap();
        assert!(shown.contains("\"status\":\"closed\""), "{shown}");
    });
}
