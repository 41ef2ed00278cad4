//! `ventanilla catalogue sync`: from a folder, from a portal, and on from where it was.

use serde_json::{Value, json};
use testkit::portal::{Misbehaviour, Portal, buenos_aires};

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
