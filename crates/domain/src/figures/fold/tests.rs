//! Lives of one request, and what each adds to the figures.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{Folded, filed, fold};
use crate::{
    action::{Action, Evidence},
    clock::Moment,
    deadline::Calendar,
    event::{ActorRole, Change, Details, EventKind},
    figures::{Metric, Milestone},
    ids::{AreaId, PersonId, RequestId},
    standing::{Given, Standing},
    status::{Ground, HideReason, Outcome, Status, Verdict},
};

/// A request received on Friday 2026-11-20, and what happened to it.
struct Life {
    standing: Standing,
    history: Vec<Change>,
}

fn given<'a>(day: &str, calendar: &'a Calendar) -> Given<'a> {
    let at: Timestamp = format!("{day}T15:00:00Z").parse().unwrap();
    Given {
        moment: Moment::new(at, &TimeZone::get("America/Argentina/Buenos_Aires").unwrap()),
        calendar,
        actor: Some(PersonId(9)),
        role: ActorRole::Coordinator,
    }
}

impl Life {
    fn received() -> Self {
        let calendar = Calendar::default();
        let (standing, first) = Standing::file(PersonId(1), None, &given("2026-11-20", &calendar));
        Self {
            standing,
            history: vec![first],
        }
    }

    fn then(mut self, day: &str, action: &Action) -> Self {
        let calendar = Calendar::default();
        let change = self.standing.decide(action, &given(day, &calendar)).unwrap();
        self.standing.evolve(&change);
        self.history.push(change);
        self
    }

    fn given_to(self, day: &str, area: i64) -> Self {
        let area = AreaId(area);
        self.then(day, &Action::Assign { area, person: None })
    }

    fn promised(self, day: &str, on: &str) -> Self {
        let promised_on: Date = on.parse().unwrap();
        self.then(day, &Action::Plan { promised_on })
    }

    fn answered(self, day: &str, outcome: Outcome) -> Self {
        let evidence = Evidence {
            ground: (outcome == Outcome::NotSuitable).then_some(Ground::TaxSecrecy),
            ..Evidence::default()
        };
        self.then(day, &Action::Answer { outcome, evidence })
    }

    fn confirmed(self, day: &str, verdict: Verdict) -> Self {
        let rating = Some(4);
        self.then(day, &Action::Confirm { verdict, rating })
    }

    /// Everything but what every request has: `metric value period area amount`.
    fn told(&self) -> Vec<String> {
        let folded = fold(&self.history);
        marks_say_what_cells_say(&folded);
        let mut told: Vec<String> = folded
            .cells
            .iter()
            .map(|cell| {
                let area = cell.area.map_or(0, |area| area.0);
                let (metric, value, period) = (cell.metric, cell.value, cell.period);
                format!("{metric} {value} {period} {area} {}", cell.amount)
            })
            .collect();
        told.sort();
        told
    }
}

/// The list behind a figure has what the figure counts.
fn marks_say_what_cells_say(Folded { cells, marks }: &Folded) {
    let of = |metric| cells.iter().filter(move |cell| cell.metric == metric);
    for (milestone, count, days) in [
        (Milestone::Determined, None, Metric::DaysToDetermination),
        (Milestone::Answered, Some(Metric::Answered), Metric::DaysToAnswer),
        (
            Milestone::Published,
            Some(Metric::Published),
            Metric::DaysToPublication,
        ),
    ] {
        let mark = marks.of(milestone);
        let took = of(days).map(|cell| (cell.year(), cell.area, cell.amount));
        let marked = mark.map(|mark| (mark.month / 100, mark.area, mark.days));
        assert_eq!(took.collect::<Vec<_>>(), Vec::from_iter(marked), "{milestone}");
        if let Some(count) = count {
            let counted = of(count).map(|cell| (cell.period, cell.area));
            let marked = mark.map(|mark| (mark.month, mark.area));
            assert_eq!(counted.collect::<Vec<_>>(), Vec::from_iter(marked), "{milestone}");
        }
    }
    let ended: Vec<i32> = of(Metric::Outcome).map(|cell| cell.period).collect();
    assert_eq!(ended, Vec::from_iter(marks.ended));
    let grounds: Vec<&str> = of(Metric::Ground).map(|cell| cell.value).collect();
    assert_eq!(grounds, Vec::from_iter(marks.ground.map(Ground::as_str)));
}

#[test]
fn a_request_that_came_in_is_received_and_open() {
    let life = Life::received();
    assert_eq!(fold(&life.history).cells, filed(life.history[0].on, None));
    assert_eq!(life.told(), ["filed  202611 0 0", "open  202611 0 0"]);
    assert_eq!(
        life.given_to("2026-11-24", 2).told(),
        ["filed  202611 2 0", "open  202611 2 0"],
        "of whoever is responsible today"
    );
}

#[test]
fn a_promise_is_the_account_of_who_made_it_and_the_answer_of_who_gave_it() {
    let life = Life::received()
        .given_to("2026-11-23", 1)
        .promised("2026-11-25", "2026-12-20")
        .given_to("2026-11-30", 2)
        .promised("2026-12-01", "2026-12-10")
        .answered("2026-12-11", Outcome::Published)
        .confirmed("2027-01-04", Verdict::Partly);
    assert_eq!(
        life.told(),
        [
            "answered  202612 2 0",
            "clock met 202611 1 0",
            "days_to_answer  202600 2 21",
            "days_to_determination  202600 1 5",
            "days_to_publication  202600 2 21",
            "filed  202611 2 0",
            "outcome published 202612 2 0",
            "promise dropped 202611 1 0",
            "promise late 202612 2 0",
            "published  202612 2 0",
            "rating  202701 2 4",
            "verdict partly 202701 2 0",
        ]
    );
}

#[test]
fn a_refusal_is_understood_or_not_and_a_second_round_counts_its_own_clock() {
    let life = Life::received()
        .answered("2026-12-30", Outcome::NotSuitable)
        .then("2027-01-04", &Action::Dispute)
        .answered("2027-01-05", Outcome::Partial)
        .answered("2027-01-06", Outcome::NotHeld)
        .confirmed("2027-02-01", Verdict::Yes);
    assert_eq!(
        life.told(),
        [
            "answered  202612 0 0",
            "clock met 202701 0 0",
            "clock missed 202612 0 0",
            "days_to_answer  202600 0 40",
            "days_to_determination  202600 0 40",
            "days_to_publication  202700 0 46",
            "filed  202611 0 0",
            "outcome not_held 202701 0 0",
            "published  202701 0 0",
            "understood disputed 202701 0 0",
            "understood yes 202702 0 0",
        ]
    );
}

#[test]
fn the_ground_of_a_refusal_goes_with_it() {
    let refused = Life::received().answered("2026-11-23", Outcome::NotSuitable);
    assert!(refused.told().contains(&"ground tax_secrecy 202611 0 0".into()));
    let corrected = refused.answered("2026-11-24", Outcome::NotHeld);
    assert!(!corrected.told().iter().any(|cell| cell.starts_with("ground")));
}

#[test]
fn what_is_undone_never_happened() {
    let promised = Life::received()
        .given_to("2026-11-23", 1)
        .promised("2026-11-25", "2026-12-20");
    let before = promised.told();
    let merged = promised.then("2026-11-26", &Action::Merge { into: RequestId(7) });
    assert!(merged.told().contains(&"promise dropped 202611 1 0".into()));
    assert!(merged.told().contains(&"outcome duplicate 202611 1 0".into()));
    let apart = merged.then("2026-11-27", &Action::Unmerge);
    assert_eq!(apart.told(), before);
    let reason = HideReason::Mistake;
    let hidden = apart.then("2026-11-27", &Action::Hide { reason });
    assert!(hidden.told().is_empty());
    assert_eq!(hidden.then("2026-11-28", &Action::Unhide).told(), before);
}

#[test]
fn staff_of_the_answering_area_is_no_judge_of_it() {
    let mut life = Life::received()
        .answered("2026-11-23", Outcome::Published)
        .confirmed("2026-11-24", Verdict::Yes);
    life.history[2].details.by_area_staff = true;
    let is_said = |cell: &String| cell.starts_with("verdict") || cell.starts_with("rating");
    assert!(!life.told().iter().any(is_said));
}

#[test]
fn a_past_that_was_imported_counts_as_it_was_and_without_a_clock() {
    let mut life = Life::received();
    life.history[0].details.due_on = None;
    let calendar = Calendar::default();
    let details = Details {
        area: Some(AreaId(3)),
        ended: true,
        outcome: Some(Outcome::AvailableElsewhere),
        ..Details::default()
    };
    let ended = given("2026-12-01", &calendar).change(
        EventKind::Imported,
        Some(Status::Received),
        Status::Closed,
        details,
    );
    life.history.push(ended);
    assert_eq!(
        life.told(),
        [
            "answered  202612 3 0",
            "days_to_answer  202600 3 11",
            "days_to_determination  202600 3 11",
            "filed  202611 3 0",
            "outcome available_elsewhere 202612 3 0",
        ]
    );
}
