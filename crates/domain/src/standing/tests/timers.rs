//! Which reminders there are and when, in working days, and that only the most urgent one of a matter is said.

use super::{Story, assign, d, plan};
use crate::{
    action::Action,
    audience::{MailKind, Recipient, is_reminder},
    deadline::Calendar,
    standing::Reminder,
    status::{HideReason, Status},
};

/// The days on which something is first said of the clock or the promise, in order.
fn days(story: &Story) -> Vec<(Reminder, String)> {
    let all = story.standing.reminders(&story.calendar);
    all.iter().map(|due| (due.reminder, due.on.to_string())).collect()
}

fn on(story: &Story, day: &str) -> Vec<(Reminder, Recipient)> {
    let now = story.standing.reminders_now(&story.calendar, d(day));
    now.iter().map(|(due, reader)| (due.reminder, *reader)).collect()
}

const DESK: Recipient = Recipient::Desk;
const HEAD: Recipient = Recipient::Head;

#[test]
fn the_days_of_a_clock_that_nobody_stops() {
    // Due on 2026-12-16, a Wednesday; 2026-12-25 and 2027-01-01 are days off.
    let story = Story::received("2026-11-20");
    assert_eq!(
        days(&story),
        [
            (Reminder::DueIn5, "2026-12-09".to_owned()),
            (Reminder::DueIn1, "2026-12-15".to_owned()),
            (Reminder::Overdue, "2026-12-17".to_owned()),
            (Reminder::OverdueBy5, "2026-12-23".to_owned()),
            (Reminder::OverdueBy10, "2026-12-31".to_owned()),
            (Reminder::OverdueBy20, "2027-01-15".to_owned()),
        ]
    );
}

#[test]
fn only_the_most_urgent_is_said_and_nothing_that_is_no_news_any_more() {
    let story = Story::received("2026-11-20");
    for (day, said) in [
        ("2026-12-08", vec![]),
        ("2026-12-09", vec![(Reminder::DueIn5, DESK)]),
        ("2026-12-14", vec![(Reminder::DueIn5, DESK)]),
        ("2026-12-15", vec![(Reminder::DueIn1, DESK)]),
        ("2026-12-17", vec![(Reminder::Overdue, DESK)]),
        (
            "2026-12-23",
            vec![(Reminder::Overdue, DESK), (Reminder::OverdueBy5, HEAD)],
        ),
        (
            "2026-12-31",
            vec![(Reminder::Overdue, DESK), (Reminder::OverdueBy10, HEAD)],
        ),
        ("2027-01-05", vec![(Reminder::OverdueBy10, HEAD)]),
        (
            "2027-01-18",
            vec![(Reminder::OverdueBy20, Recipient::Coordinators)],
        ),
        ("2027-03-01", vec![]),
    ] {
        assert_eq!(on(&story, day), said, "{day}");
    }
}

#[test]
fn nothing_is_said_once_it_is_determined_paused_or_hidden() {
    let story = || Story::received("2026-11-20").then("2026-11-24", assign(1));
    let planned = story().then("2026-11-25", plan("2026-12-01"));
    assert_eq!(
        days(&planned),
        [
            (Reminder::PromisePassed, "2026-12-02".to_owned()),
            (Reminder::PromiseLateBy10, "2026-12-17".to_owned()),
        ]
    );
    let asked = story().then("2026-12-01", Action::Ask);
    assert_eq!(days(&asked), [(Reminder::LapseWarning, "2026-12-24".to_owned())]);
    // A question on the due date or later stops nothing.
    let late = story().then("2026-12-16", Action::Ask);
    assert!(on(&late, "2026-12-17").contains(&(Reminder::Overdue, DESK)));
    let reason = HideReason::Mistake;
    assert_eq!(days(&story().then("2026-12-01", Action::Hide { reason })), []);
    assert_eq!(days(&story().then("2026-12-01", Action::Withdraw)), []);
}

#[test]
fn work_that_began_without_a_date_still_runs_against_the_clock() {
    let story = Story::received("2026-11-20")
        .then("2026-11-24", assign(1))
        .then("2026-11-25", Action::Start);
    assert_eq!(story.standing.status, Status::InPreparation);
    assert_eq!(on(&story, "2026-12-09"), [(Reminder::DueIn5, DESK)]);
}

#[test]
fn of_a_request_in_parts_the_parts_are_reminded_of() {
    let areas = [1, 2].map(crate::ids::AreaId).to_vec();
    let split = Story::received("2026-11-20").then("2026-11-24", Action::Split { areas });
    assert_eq!(days(&split), []);
}

#[test]
fn reminders_follow_a_due_date_that_moves() {
    let extended = Story::received("2026-11-20").then("2026-12-15", Action::Extend);
    // Due on 2026-12-31.
    assert_eq!(days(&extended)[0], (Reminder::DueIn5, "2026-12-23".to_owned()));
    assert_eq!(on(&extended, "2026-12-17"), []);
    let replied = Story::received("2026-11-20")
        .then("2026-12-01", Action::Ask)
        .then("2026-12-10", Action::Reply);
    // Due on 2026-12-23.
    assert_eq!(days(&replied)[0], (Reminder::DueIn5, "2026-12-16".to_owned()));
}

#[test]
fn the_day_before_counts_back_over_days_off() {
    let calendar = Calendar::new([d("2026-12-07"), d("2026-12-08")]);
    for (day, count, before) in [
        ("2026-12-10", 1, "2026-12-09"),
        ("2026-12-10", 2, "2026-12-04"),
        ("2026-12-09", 5, "2026-11-30"),
        ("2026-12-08", 1, "2026-12-03"),
    ] {
        let found = calendar.working_day_before(d(day), count);
        assert_eq!(found, d(before), "{count} before {day}");
        assert_eq!(calendar.working_days_left(found, d(day)), count);
    }
}

#[test]
fn what_the_calendar_brings_are_reminders() {
    let kinds: Vec<_> = MailKind::ALL.iter().filter(|kind| is_reminder(**kind)).collect();
    let keys: Vec<_> = kinds.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(
        keys,
        [
            "verdict_asked",
            "lapse_warning",
            "promise_passed",
            "due_soon",
            "overdue"
        ]
    );
}
