use jiff::{Timestamp, civil::date, tz::TimeZone};

use super::{Frequency, Freshness, Signal, Signals, WellKnown, judge, stale_on};
use crate::clock::Moment;

fn zone() -> TimeZone {
    TimeZone::get("America/Argentina/Buenos_Aires").unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_period_is_so_many_days() {
    for (text, days) in [
        ("R/P10Y", 3650),
        ("R/P1Y", 365),
        ("R/P6M", 180),
        ("R/P1M", 30),
        ("R/P0.5M", 15),
        ("R/P0,5M", 15),
        ("R/P0.33M", 9),
        ("R/P1W", 7),
        ("R/P0.5W", 3),
        ("R/P0.33W", 2),
        ("R/P1D", 1),
        ("R/P0.1D", 1),
        ("R/P0D", 1),
        ("R/PT1H", 1),
        ("R/PT1S", 1),
        ("R/PT0.5H", 1),
        ("R/P1Y6M", 545),
        ("R/P1Y2M3D", 428),
        ("R/P1.5Y0.5M", 562),
        ("R/P2DT12H", 2),
        (" r/p1y ", 365),
    ] {
        assert_eq!(Frequency::parse(text), Some(Frequency::Every { days }), "{text}");
    }
    for text in ["eventual", "EVENTUAL", " Eventual "] {
        assert_eq!(Frequency::parse(text), Some(Frequency::Eventual), "{text}");
    }
    for text in [
        "",
        "None",
        "mensual",
        "R/P",
        "R/PT",
        "R/P1YT",
        "P1Y",
        "R/1Y",
        "R/P1",
        "R/PY",
        "R/P1X",
        "R/P1H",
        "R/PT1Y",
        "R/P-1Y",
        "R/P1.Y",
        "R/P.5Y",
        "R/P1.2.3Y",
        "R/P1Y6",
        "R/P999Y",
        "R/P99999999999999999999Y",
        "R/P1Ñ",
    ] {
        assert_eq!(Frequency::parse(text), None, "{text}");
    }
}

#[test]
fn what_has_words_is_a_frequency() {
    for known in WellKnown::ALL {
        assert!(Frequency::parse(known.code()).is_some(), "{known:?}");
        assert_eq!(WellKnown::of(known.code()), Some(known));
    }
    assert_eq!(WellKnown::of("EVENTUAL"), Some(WellKnown::Eventual));
    assert_eq!(WellKnown::of("R/P1Y6M"), None);
}

#[test]
fn the_best_signal_decides_and_says_its_name() {
    let mut signals = Signals::default();
    let now = at("2021-04-30T12:00:00Z");
    assert_eq!(signals.deciding(now), None);
    let moment = at("2021-01-01T00:00:00Z");
    signals.any_resource = Some(moment);
    assert_eq!(signals.deciding(now), None);
    signals.metadata_modified = Some(moment);
    assert_eq!(signals.deciding(now), Some((Signal::Metadata, moment)));
    signals.file = Some(moment);
    assert_eq!(signals.deciding(now), Some((Signal::File, moment)));
    signals.modified = Some(moment);
    assert_eq!(signals.deciding(now), Some((Signal::Modified, moment)));
    signals.resources = Some(moment);
    assert_eq!(signals.deciding(now), Some((Signal::Resources, moment)));
    // What lies ahead tells nothing.
    signals.resources = Some(at("2031-01-01T00:00:00Z"));
    assert_eq!(signals.deciding(now), Some((Signal::Modified, moment)));
}

#[test]
fn a_fifth_more_is_tolerated_and_no_day_more() {
    let changed = at("2021-03-01T12:00:00Z");
    assert_eq!(stale_on(changed, 30, &zone()), Some(date(2021, 4, 6)));
    assert_eq!(stale_on(changed, 1, &zone()), Some(date(2021, 3, 3)));
    // It is still the day before in Buenos Aires.
    assert_eq!(
        stale_on(at("2021-03-01T02:59:59Z"), 1, &zone()),
        Some(date(2021, 3, 2))
    );
    let signals = Signals {
        modified: Some(changed),
        ..Signals::default()
    };
    let on = |text: &str, declared: Option<&str>| {
        judge(declared, &signals, Moment::new(at(text), &zone()), &zone()).freshness
    };
    assert_eq!(on("2021-04-06T02:59:59Z", Some("R/P1M")), Freshness::Fresh);
    assert_eq!(
        on("2021-04-06T03:00:00Z", Some("R/P1M")),
        Freshness::Stale { days_late: 6 }
    );
    assert_eq!(
        on("2021-03-03T12:00:00Z", Some("R/P1D")),
        Freshness::Stale { days_late: 1 }
    );
    assert_eq!(on("2031-04-06T03:00:00Z", Some("eventual")), Freshness::Eventual);
    assert_eq!(on("2031-04-06T03:00:00Z", None), Freshness::Undeclared);
    assert_eq!(on("2021-04-06T03:00:00Z", Some("mensual")), Freshness::Unknown);
    let nothing = judge(
        Some("R/P1M"),
        &Signals::default(),
        Moment::new(changed, &zone()),
        &zone(),
    );
    assert_eq!(
        (nothing.freshness, nothing.by, nothing.stale_on),
        (Freshness::Unknown, None, None)
    );
}
