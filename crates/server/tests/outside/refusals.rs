//! What it refuses to begin with: exit status 1, the reason and the cure; 2 for wrong use.

use crate::place::Place;

#[test]
fn a_broken_configuration_stops_every_command() {
    for (key, value, reason) in [
        ("LIMIT", "off", "there is no such setting"),
        ("DATABASE_URL", "sqlite3:data/x.db", "sqlite3"),
        ("BASE_URL", "http://datos.example.org", "in the clear"),
        ("TIME_ZONE", "Buenos Aires", "time zone"),
        ("MAIL_URL", "http://relay.example.org", "scheme"),
        ("NOW", "yesterday", "moment"),
        ("ACCENT", "#8fb3f6", "2.11:1"),
        ("CONTACT", "us", "e-mail"),
    ] {
        let place = Place::new().with(key, value);
        for command in [
            &["serve"][..],
            &["worker", "--once"],
            &["migrate"],
            &["person", "list"],
            &["backup", "b.tar"],
        ] {
            let ran = place.refused(command, reason);
            assert!(ran.err.contains(&format!("VENTANILLA_{key}")), "{}", ran.err);
        }
        assert!(
            !place.path("data").exists(),
            "{key}: nothing is made before the settings are good"
        );
    }
}

#[test]
fn what_is_for_trying_is_refused_where_others_can_reach_us() {
    for (key, value) in [
        ("LIMITS", "off"),
        ("STAFF_SECOND_FACTOR", "off"),
        ("NOW", "2026-11-20T10:00:00-03:00"),
    ] {
        let place = Place::new()
            .with(key, value)
            .with("BASE_URL", "https://datos.example.org");
        place.refused(&["serve"], &format!("VENTANILLA_{key}"));
    }
}

#[test]
fn a_logo_is_looked_at_before_anything_starts() {
    let place = Place::new().with("LOGO", "logo.svg");
    place.refused(&["serve"], "logo.svg");
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><script/></svg>";
    std::fs::write(place.path("logo.svg"), svg).unwrap();
    place.refused(&["serve"], "<script>");
    assert!(!place.path("data").exists());
    assert_eq!(place.run(&["check", "config"]).status, 1);
    std::fs::write(place.path("logo.svg"), svg.replace("<script/>", "")).unwrap();
    place.done(&["check", "config"]);
    let serving = place.with("SITE_NAME", "Datos de Villa Ejemplo").serve(&[]);
    let (_, page) = serving.ask("GET", "/about", None, "").unwrap();
    assert!(
        page.contains("class=\"brand-logo\"") && page.contains("Datos de Villa Ejemplo"),
        "{page}"
    );
}

#[test]
fn the_file_is_checked_as_the_environment_is() {
    let place = Place::new();
    std::fs::write(
        place.path("ventanilla.toml"),
        "listen = \"127.0.0.1:8080\"\nlimit = \"off\"\n",
    )
    .unwrap();
    let ran = place.refused(&["migrate"], "limit (ventanilla.toml)");
    assert!(
        ran.err.contains("limits"),
        "the known ones are named: {}",
        ran.err
    );
    place.refused(&["migrate", "--config", "missing.toml"], "missing.toml");
    std::fs::write(place.path("other.toml"), "data_dir = \"elsewhere\"\n").unwrap();
    place.done(&["migrate", "--config", "other.toml"]);
    assert!(place.path("elsewhere/ventanilla.db").exists());
}

#[test]
fn the_example_of_a_configuration_file_is_one() {
    let place = Place::new();
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ventanilla.example.toml");
    let commented = std::fs::read_to_string(example).unwrap();
    // Every setting in it, not only those that are not commented out.
    let lines = commented
        .lines()
        .map(|line| line.strip_prefix("#: ").unwrap_or(line));
    std::fs::write(
        place.path("ventanilla.toml"),
        lines.collect::<Vec<_>>().join("\n"),
    )
    .unwrap();
    let ran = place.run(&["check", "config"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn wrong_use_is_2() {
    let place = Place::new();
    for command in [
        &[][..],
        &["nonsense"],
        &["serve", "--nonsense"],
        &[
            "person", "create", "--email", "x", "--name", "X", "--role", "admin",
        ],
        &[
            "person",
            "create",
            "--email",
            "x@example.org",
            "--name",
            "X",
            "--role",
            "king",
        ],
        &["token", "create", "--email", "x@example.org", "--scope", "admin"],
        &[
            "token",
            "create",
            "--email",
            "x@example.org",
            "--scope",
            "read",
            "--days",
            "366",
        ],
        &["outbox", "retry", "x"],
        &["backup"],
    ] {
        let ran = place.run(command);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (2, ""),
            "{command:?}: {}",
            ran.err
        );
    }
    assert_eq!(place.run(&["--help"]).status, 0);
    assert_eq!(place.run(&["--version"]).status, 0);
}

#[test]
fn no_command_makes_a_database_by_mistake() {
    let place = Place::new();
    for command in [
        &["worker", "--once"][..],
        &["person", "list"],
        &["token", "create", "--email", "x@example.org", "--scope", "read"],
        &["outbox", "list"],
        &["backup", "b.tar"],
    ] {
        place.refused(command, "there is no database");
    }
    let ran = place.run(&["check", "database"]);
    assert_eq!(ran.status, 1);
    assert_eq!(place.run(&["migrate", "status"]).status, 1);
    assert!(!place.path("data/ventanilla.db").exists());
    let typo = Place::new().with("DATABASE_URL", "sqlite:dta/ventanilla.db");
    typo.refused(&["migrate"], "is not there");
    assert!(!typo.path("dta").exists());
}

#[test]
fn another_key_than_the_databases_is_refused() {
    let place = Place::migrated();
    std::fs::remove_file(place.path("data/secret.key")).unwrap();
    place.refused(&["person", "list"], "another secret key");
}

#[test]
fn migrating_twice_changes_nothing() {
    let place = Place::migrated();
    let before = place.done(&["migrate", "status", "--json"]).out;
    place.done(&["migrate"]);
    assert_eq!(place.done(&["migrate", "status", "--json"]).out, before);
    assert!(before.contains("\"pending\":[]"), "{before}");
}

#[test]
fn a_check_tells_each_part() {
    let place = Place::migrated();
    let ran = place.done(&["check", "--json"]);
    for part in ["config", "database", "mail", "templates"] {
        assert!(
            ran.out.contains(&format!("{{\"part\":\"{part}\",\"ok\":true")),
            "{}",
            ran.out
        );
    }
    let deaf = Place::new().with("MAIL_URL", "smtp://127.0.0.1:9");
    let ran = deaf.run(&["check", "mail"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("127.0.0.1:9"), "{}", ran.err);
    let broken = Place::new().with("LIMITS", "no");
    let ran = broken.run(&["check", "--json"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("VENTANILLA_LIMITS"), "{}", ran.out);
}
