//! The vectors of the contract and of the City's own published rows.

use jiff::civil::Date;

use super::{Calendar, ClockState, EXTENSION, PATIENCE, PauseReason, Round, TERM};

fn d(text: &str) -> Date {
    text.parse().unwrap()
}

/// National holidays that fall in the vectors.
fn national() -> Calendar {
    Calendar::new(
        [
            "2018-08-20",
            "2018-10-15",
            "2026-02-16",
            "2026-02-17",
            "2026-03-23",
            "2026-03-24",
            "2026-04-02",
            "2026-04-03",
            "2026-05-01",
            "2026-05-25",
            "2026-06-15",
            "2026-07-09",
            "2026-07-10",
            "2026-08-17",
            "2026-10-12",
            "2026-11-09",
            "2026-11-23",
            "2026-12-07",
            "2026-12-08",
            "2026-12-25",
            "2027-01-01",
        ]
        .map(d),
    )
}

#[test]
fn due_dates_and_extensions() {
    let calendar = national();
    for (received, due, extended) in [
        ("2018-09-17", "2018-10-08", "2018-10-23"),
        ("2018-08-21", "2018-09-11", "2018-09-25"),
        ("2026-02-13", "2026-03-10", "2026-03-26"),
        ("2026-03-20", "2026-04-16", "2026-04-30"),
        ("2026-03-31", "2026-04-23", "2026-05-08"),
        ("2026-07-08", "2026-07-31", "2026-08-14"),
        ("2026-11-20", "2026-12-16", "2026-12-31"),
        ("2026-11-21", "2026-12-16", "2026-12-31"),
        ("2026-11-23", "2026-12-16", "2026-12-31"),
        ("2026-12-04", "2026-12-30", "2027-01-14"),
        ("2026-12-23", "2027-01-15", "2027-01-29"),
    ] {
        assert_eq!(
            calendar.working_day_after(d(received), TERM),
            d(due),
            "{received}"
        );
        assert_eq!(
            calendar.working_day_after(d(received), TERM + EXTENSION),
            d(extended),
            "{received} extended"
        );
    }
}

fn asked_and_replied(asked: &str, replied: &str) -> Date {
    let mut round = Round::begin(1, d("2026-11-20"), Some(d("2026-12-16")));
    round.pause(PauseReason::Question, d(asked));
    assert_eq!(
        round.compute_due_on(&national()),
        d("2026-12-16"),
        "unchanged while the question is open"
    );
    round.resume(PauseReason::Question, d(replied));
    round.compute_due_on(&national())
}

#[test]
fn a_question_pauses_until_the_day_of_its_reply() {
    assert_eq!(asked_and_replied("2026-12-01", "2026-12-10"), d("2026-12-23"));
    assert_eq!(asked_and_replied("2026-12-01", "2026-12-12"), d("2026-12-24"));
    assert_eq!(asked_and_replied("2026-12-01", "2026-12-01"), d("2026-12-16"));
    assert_eq!(
        asked_and_replied("2026-12-16", "2026-12-20"),
        d("2026-12-16"),
        "asked on the due date: stops nothing"
    );
}

#[test]
fn overlapping_pauses_count_once() {
    let mut round = Round::begin(1, d("2026-11-20"), None);
    round.pause(PauseReason::Question, d("2026-12-01"));
    round.pause(PauseReason::Hidden, d("2026-12-02"));
    round.resume(PauseReason::Hidden, d("2026-12-09"));
    round.resume(PauseReason::Question, d("2026-12-10"));
    assert_eq!(round.compute_due_on(&national()), d("2026-12-23"));
}

#[test]
fn one_more_day_off_moves_the_due_date() {
    let calendar = Calendar::new(national().non_working.into_iter().chain([d("2026-12-09")]));
    assert_eq!(calendar.working_day_after(d("2026-11-20"), TERM), d("2026-12-17"));
}

#[test]
fn a_dispute_on_a_friday_before_christmas() {
    assert_eq!(
        national().working_day_after(d("2026-12-18"), TERM),
        d("2027-01-12")
    );
}

#[test]
fn patience_ends_with_the_twentieth_working_day() {
    let round = Round::begin(1, d("2026-11-20"), None);
    assert_eq!(
        round.patience_ends(&national(), d("2026-11-20"), PATIENCE),
        d("2026-12-23")
    );
}

#[test]
fn the_state_of_the_clock_day_by_day() {
    let calendar = national();
    let round = Round::begin(1, d("2026-11-20"), Some(d("2026-12-16")));
    let state = |today: &str, asked: Option<&str>| round.state(d(today), asked.map(d), &calendar);
    assert_eq!(
        state("2026-12-04", None),
        ClockState::OnTime,
        "9, 10, 11, 14, 15, 16: six left"
    );
    assert_eq!(
        state("2026-12-09", None),
        ClockState::DueSoon,
        "10, 11, 14, 15, 16: five left"
    );
    assert_eq!(state("2026-12-16", None), ClockState::DueSoon);
    assert_eq!(state("2026-12-17", None), ClockState::Overdue);
    assert_eq!(state("2026-12-17", Some("2026-12-15")), ClockState::Paused);
    assert_eq!(state("2026-12-17", Some("2026-12-16")), ClockState::Overdue);
}
