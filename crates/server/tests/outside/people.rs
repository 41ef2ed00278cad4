//! People and tokens from the command line.

use crate::place::Place;

#[test]
fn a_token_is_printed_and_nothing_else() {
    let place = Place::migrated();
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
    let ran = place.done(&[
        "token",
        "create",
        "--email",
        "ana@example.org",
        "--scope",
        "write",
    ]);
    let token = ran.out.strip_suffix('\n').unwrap();
    assert!(
        token.starts_with("vt_") && token.len() > 40 && !token.contains(char::is_whitespace),
        "{token}"
    );
    let stored = std::fs::read(place.path("data/ventanilla.db-wal")).unwrap_or_default();
    assert!(
        !stored.windows(token.len()).any(|bytes| bytes == token.as_bytes()),
        "only its hash is stored"
    );
    let ran = place.run(&[
        "token",
        "create",
        "--email",
        "nobody@example.org",
        "--scope",
        "read",
    ]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    place.done(&["person", "disable", "ana@example.org"]);
    assert_eq!(
        place
            .run(&["token", "create", "--email", "ana@example.org", "--scope", "read"])
            .status,
        1
    );
}

#[test]
fn a_liaison_needs_areas_that_exist() {
    let place = Place::migrated();
    let create = |more: &[&'static str]| {
        [
            &["person", "create", "--email", "leo@example.org", "--name", "Leo"],
            more,
        ]
        .concat()
    };
    place.refused(&create(&["--role", "liaison"]), "answers for an area");
    place.refused(
        &create(&["--role", "liaison", "--area", "salud"]),
        "ministerio-de-salud",
    );
    place.refused(
        &create(&["--role", "coordinator", "--area", "ministerio-de-salud"]),
        "only a liaison",
    );
    let ran = place.done(&create(&[
        "--role",
        "liaison",
        "--area",
        "ministerio-de-salud",
        "--json",
    ]));
    assert!(
        ran.out.contains("\"areas\":[\"ministerio-de-salud\"]"),
        "{}",
        ran.out
    );
    let list = place.done(&["person", "list", "--json"]).out;
    assert_eq!(list.trim(), ran.out.trim());
}

#[test]
fn a_sign_in_link_is_for_somebody_who_is_there() {
    let place = Place::migrated().with("BASE_URL", "https://datos.example.org/pedidos");
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
    let link = place.done(&["person", "sign-in-link", "ana@example.org"]).out;
    assert!(
        link.starts_with("https://datos.example.org/pedidos/sign-in?token="),
        "{link}"
    );
    let other = place.done(&["person", "sign-in-link", "ana@example.org"]).out;
    assert_ne!(link, other);
    assert_eq!(
        place
            .run(&["person", "sign-in-link", "nobody@example.org"])
            .status,
        1
    );
}

#[test]
fn the_clock_can_stand_still() {
    let place = Place::migrated().with("NOW", "2026-11-20T10:00:00-03:00");
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
    let ran = place.done(&[
        "token",
        "create",
        "--email",
        "ana@example.org",
        "--scope",
        "read",
        "--days",
        "1",
    ]);
    assert!(ran.err.contains("2026-11-21T13:00:00Z"), "{}", ran.err);
}

#[test]
fn an_area_has_a_head_until_it_has_none() {
    let place = Place::migrated();
    let head = |more: &[&'static str]| [&["area", "head", "ministerio-de-salud"], more].concat();
    place.done(&head(&["--email", "ministra@example.org"]));
    place.done(&head(&["--none"]));
    place.refused(
        &["area", "head", "salud", "--email", "ministra@example.org"],
        "ministerio-de-salud",
    );
    for wrong in [head(&[]), head(&["--none", "--email", "ministra@example.org"])] {
        assert_eq!(place.run(&wrong).status, 2, "{wrong:?}");
    }
}
