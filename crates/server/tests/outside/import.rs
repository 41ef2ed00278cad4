//! Real records brought in.

use std::path::Path;

use crate::place::{Place, shared};

#[test]
fn requests_come_in_once() {
    let place = Place::migrated();
    let csv = shared("foi-argentina-2015/acceso-a-la-informacion-publica.csv");
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/foi-argentina-2015.toml");
    let import = |more: &[&str]| {
        let map = map.to_str().unwrap();
        place
            .done(&[&["import", "requests", &csv, "--map", map, "--json"], more].concat())
            .out
    };
    let count = |report: &str, result: &str| report.matches(&format!("\"result\":\"{result}\"")).count();
    let dry = import(&["--dry-run"]);
    let first = import(&[]);
    assert_eq!(first.lines().count(), 399);
    assert!(count(&first, "imported") > 380, "{first}");
    assert_eq!(count(&first, "imported") + count(&first, "refused"), 399);
    assert_eq!(
        count(&dry, "would_import"),
        count(&first, "imported"),
        "a dry run stores nothing and tells the same"
    );
    let second = import(&[]);
    assert_eq!(count(&second, "skipped"), count(&first, "imported"));
    assert_eq!(count(&second, "imported"), 0);
    assert_eq!(
        place.done(&["outbox", "list", "--json"]).out,
        "",
        "the past is no news"
    );
}

#[test]
fn a_calendar_comes_in_once() {
    let place = Place::migrated();
    let csv = shared("holidays-ar/ar_holidays_2012_2028.csv");
    let ran = place.done(&["import", "holidays", &csv]);
    assert!(
        ran.err.contains("0 added"),
        "it is the one that was planted: {}",
        ran.err
    );
    std::fs::write(
        place.path("own.csv"),
        "date,name,other\n2026-12-09,Asueto,x\n2026-13-01,Nada,x\n",
    )
    .unwrap();
    let ran = place.done(&["import", "holidays", "own.csv", "--json"]);
    assert!(
        ran.err.contains("1 added") && ran.err.contains("1 refused"),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("2026-13-01"), "{}", ran.out);
    let ran = place.done(&["import", "holidays", "own.csv"]);
    assert!(ran.err.contains("0 added"), "{}", ran.err);
}

#[test]
fn a_file_that_is_none_is_refused() {
    let place = Place::migrated();
    std::fs::write(place.path("map.toml"), "nonsense = 1\n").unwrap();
    std::fs::write(place.path("rows.csv"), "a,b\n1,2\n").unwrap();
    for command in [
        &["import", "requests", "rows.csv", "--map", "map.toml"][..],
        &["import", "requests", "rows.csv", "--map", "missing.toml"],
        &["import", "holidays", "rows.csv"],
        &["import", "holidays", "missing.csv"],
    ] {
        let ran = place.run(command);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (1, ""),
            "{command:?}: {}",
            ran.err
        );
    }
}
