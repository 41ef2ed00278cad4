//! The state machine against a model written from the contract's table, and the clock's vectors told as histories.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use proptest::prelude::*;

use super::{Closing, Given, NewsKind, Refusal, Standing};
use crate::{
    action::{Action, Edit, Evidence, RedactTarget, Redaction},
    clock::Moment,
    deadline::{Calendar, ClockState, PromiseState},
    event::{ActorRole, Change},
    ids::{AreaId, PersonId, RequestId},
    status::{ActionKind, HideReason, Outcome, Status, Verdict, apply},
};

mod timers;

fn d(text: &str) -> Date {
    text.parse().unwrap()
}

/// The national days off around the end of 2026.
fn national() -> Calendar {
    Calendar::new(
        [
            "2026-11-23",
            "2026-12-07",
            "2026-12-08",
            "2026-12-25",
            "2027-01-01",
        ]
        .map(d),
    )
}

fn noon(day: Date) -> Moment {
    let at: Timestamp = format!("{day}T15:00:00Z").parse().unwrap();
    Moment::new(at, &TimeZone::get("America/Argentina/Buenos_Aires").unwrap())
}

/// A request and its history, acted on by a coordinator unless said otherwise.
struct Story {
    standing: Standing,
    history: Vec<Change>,
    calendar: Calendar,
}

impl Story {
    fn received(day: &str) -> Self {
        let calendar = national();
        let given = Given {
            moment: noon(d(day)),
            calendar: &calendar,
            actor: Some(PersonId(1)),
            role: ActorRole::Requester,
        };
        let (standing, change) = Standing::file(PersonId(1), None, &given);
        Self {
            standing,
            history: vec![change],
            calendar,
        }
    }

    fn try_as(&mut self, role: ActorRole, day: Date, action: &Action) -> Result<(), Refusal> {
        let given = Given {
            moment: noon(day),
            calendar: &self.calendar,
            actor: Some(PersonId(9)),
            role,
        };
        let change = self.standing.decide(action, &given)?;
        self.standing.evolve(&change);
        self.history.push(change);
        Ok(())
    }

    fn then(mut self, day: &str, action: impl std::borrow::Borrow<Action>) -> Self {
        self.try_as(ActorRole::Coordinator, d(day), action.borrow())
            .unwrap();
        self
    }

    fn due(&self) -> Date {
        self.standing.round.due_on.unwrap()
    }

    fn clock(&self, day: &str) -> ClockState {
        self.standing.clock_state(d(day), &self.calendar)
    }
}

fn assign(area: i64) -> Action {
    Action::Assign {
        area: AreaId(area),
        person: None,
    }
}

fn answer(outcome: Outcome) -> Action {
    Action::Answer {
        outcome,
        evidence: Evidence::default(),
    }
}

fn plan(day: &str) -> Action {
    Action::Plan { promised_on: d(day) }
}

#[test]
fn the_vectors_of_the_contract() {
    let story = Story::received("2026-11-20");
    assert_eq!(story.due(), d("2026-12-16"));
    let asked = || {
        Story::received("2026-11-20")
            .then("2026-11-24", assign(1))
            .then("2026-12-01", Action::Ask)
    };
    assert_eq!(
        asked().due(),
        d("2026-12-16"),
        "shown while paused: the date before"
    );
    assert_eq!(asked().clock("2026-12-30"), ClockState::Paused);
    assert_eq!(asked().then("2026-12-10", Action::Reply).due(), d("2026-12-23"));
    assert_eq!(asked().then("2026-12-12", Action::Reply).due(), d("2026-12-24"));
    assert_eq!(asked().then("2026-12-01", Action::Reply).due(), d("2026-12-16"));
    let disputed = Story::received("2026-11-20")
        .then("2026-12-17", answer(Outcome::Published))
        .then("2026-12-18", Action::Dispute);
    assert_eq!(
        (disputed.standing.round.number, disputed.due()),
        (2, d("2027-01-12"))
    );
    assert_eq!(disputed.standing.status, Status::Received, "no area yet");
}

#[test]
fn the_desk_owes_the_term_then_the_promise() {
    let story = Story::received("2026-11-20").then("2026-11-24", assign(1));
    assert_eq!(story.standing.act_by(), Some(d("2026-12-16")));
    let story = story.then("2026-12-01", Action::Ask);
    assert_eq!(story.standing.act_by(), None, "the requester is asked");
    let story = story
        .then("2026-12-01", Action::Reply)
        .then("2026-12-02", plan("2027-02-01"));
    assert_eq!(story.standing.act_by(), Some(d("2027-02-01")));
    let story = story.then("2026-12-03", Action::Ask);
    assert_eq!(
        story.standing.act_by(),
        Some(d("2027-02-01")),
        "a promise runs on"
    );
    let story = story
        .then("2026-12-04", Action::Reply)
        .then("2026-12-04", assign(2));
    assert_eq!(story.standing.act_by(), None, "the promise was another area's");
    let story = story.then("2026-12-07", answer(Outcome::NotHeld));
    assert_eq!(story.standing.act_by(), None);
    let late = Story::received("2026-11-20").then("2026-12-16", Action::Ask);
    assert_eq!(
        late.standing.act_by(),
        Some(d("2026-12-16")),
        "it stopped nothing"
    );
}

#[test]
fn news_stay_until_staff_acts() {
    let news = |story: &Story| story.standing.news().map(|news| news.kind);
    let mut story = Story::received("2026-11-20");
    assert_eq!(news(&story), Some(NewsKind::Filed));
    story = story.then("2026-11-24", assign(1));
    assert_eq!(news(&story), Some(NewsKind::Assigned));
    story = story.then("2026-11-24", assign(1));
    assert_eq!(
        news(&story),
        Some(NewsKind::Assigned),
        "another person of the same area"
    );
    story = story.then("2026-11-25", Action::Ask);
    assert_eq!(news(&story), None);
    story
        .try_as(ActorRole::Supporter, d("2026-11-26"), &Action::Reply)
        .unwrap();
    assert_eq!(news(&story), Some(NewsKind::Replied));
    let merge = Action::Merge { into: RequestId(7) };
    story = story.then("2026-11-27", merge);
    assert_eq!(news(&story), None, "closed");
    story = story.then("2026-11-27", Action::Unmerge);
    assert_eq!(news(&story), Some(NewsKind::Replied), "as it was");
    story = story.then("2026-11-30", answer(Outcome::NotHeld));
    assert_eq!(news(&story), None);
    story
        .try_as(ActorRole::Requester, d("2026-12-01"), &Action::Dispute)
        .unwrap();
    assert_eq!(news(&story), Some(NewsKind::Disputed));
    let mut own = Story::received("2026-11-20");
    own.try_as(ActorRole::Liaison, d("2026-11-24"), &assign(1))
        .unwrap();
    assert_eq!(news(&own), None, "whoever takes it in knows it");
    own.try_as(ActorRole::Liaison, d("2026-11-25"), &assign(2))
        .unwrap();
    assert_eq!(news(&own), Some(NewsKind::Assigned));
}

#[test]
fn an_area_that_is_no_more_leaves_all_but_its_name() {
    let told = |mut story: Story| {
        let given = Given {
            moment: noon(d("2027-01-04")),
            calendar: &story.calendar,
            actor: None,
            role: ActorRole::System,
        };
        let change = story.standing.area_moves(AreaId(7), &given).unwrap();
        let before = story.standing.clone();
        story.standing.evolve(&change);
        assert_eq!(story.standing.area_moves(AreaId(7), &given), None, "once");
        story.history.push(change);
        assert_eq!(Standing::replay(&story.history), Some(story.standing.clone()));
        let area = story.standing.area;
        let same = Standing { area, ..before };
        assert_eq!((area, &same), (Some(AreaId(7)), &story.standing));
    };
    let planned = || {
        Story::received("2026-11-20")
            .then("2026-11-24", assign(1))
            .then("2026-11-25", plan("2027-02-01"))
    };
    let hide = Action::Hide {
        reason: HideReason::Mistake,
    };
    told(planned().then("2026-11-26", hide));
    told(planned().then("2026-11-26", answer(Outcome::Published)));
    told(planned().then("2026-11-26", Action::Merge { into: RequestId(7) }));
    told(planned().then("2026-11-26", Action::Withdraw));
    let nobody = Story::received("2026-11-20");
    let given = Given {
        moment: noon(d("2026-11-24")),
        calendar: &nobody.calendar,
        actor: None,
        role: ActorRole::System,
    };
    assert_eq!(nobody.standing.area_moves(AreaId(7), &given), None);
}

#[test]
fn a_question_lapses_when_its_twentieth_working_day_has_ended() {
    let story = Story::received("2026-11-20").then("2026-11-20", Action::Ask);
    let closing = story.standing.closing(&story.calendar);
    assert_eq!(closing, Some((d("2026-12-24"), Closing::Lapse)));
}

#[test]
fn hidden_days_count_for_nobody() {
    let story = Story::received("2026-11-20")
        .then(
            "2026-12-01",
            Action::Hide {
                reason: HideReason::Mistake,
            },
        )
        .then("2026-12-10", Action::Unhide);
    assert_eq!(story.due(), d("2026-12-23"));
    let asked = Story::received("2026-11-20")
        .then("2026-11-20", Action::Ask)
        .then(
            "2026-12-01",
            Action::Hide {
                reason: HideReason::Mistake,
            },
        );
    assert_eq!(asked.standing.closing(&asked.calendar), None);
    assert!(asked.standing.reminders(&asked.calendar).is_empty());
    let asked = asked.then("2026-12-02", Action::Unhide);
    let closing = asked.standing.closing(&asked.calendar);
    assert_eq!(closing, Some((d("2026-12-25"), Closing::Lapse)), "one day later");
}

#[test]
fn an_unmerged_request_finds_everything_as_it_was() {
    let before = Story::received("2026-11-20")
        .then("2026-11-24", assign(1))
        .then("2026-11-25", plan("2027-03-01"))
        .then("2026-11-26", Action::Ask);
    let was = before.standing.clone();
    let merged = before.then("2026-12-01", Action::Merge { into: RequestId(7) });
    assert_eq!(merged.standing.status, Status::Closed);
    assert_eq!(
        merged.standing.promise_state(d("2026-12-02"), &merged.calendar),
        PromiseState::Dropped
    );
    assert_eq!(merged.standing.question, None);
    let back = merged.then("2026-12-02", Action::Unmerge).standing;
    assert_eq!(
        (back.status, back.area, back.promise, back.question),
        (was.status, was.area, was.promise, was.question)
    );
    assert_eq!(
        (back.outcome, back.closed_at, back.round.result),
        (None, None, was.round.result)
    );
}

#[test]
fn an_unmerged_request_that_was_running_gets_its_days_back() {
    let story = Story::received("2026-11-20")
        .then("2026-12-01", Action::Merge { into: RequestId(7) })
        .then("2026-12-10", Action::Unmerge);
    assert_eq!(
        (story.due(), story.clock("2026-12-10")),
        (d("2026-12-23"), ClockState::OnTime)
    );
}

#[test]
fn promises_are_kept_late_or_dropped() {
    let planned = || {
        Story::received("2026-11-20")
            .then("2026-11-24", assign(1))
            .then("2026-11-25", plan("2026-12-10"))
    };
    let promise = |story: &Story, day: &str| story.standing.promise_state(d(day), &story.calendar);
    assert_eq!(promise(&planned(), "2026-11-26"), PromiseState::Ahead);
    assert_eq!(promise(&planned(), "2026-12-03"), PromiseState::DueSoon);
    assert_eq!(promise(&planned(), "2026-12-11"), PromiseState::Late);
    assert_eq!(
        promise(
            &planned().then("2026-12-10", answer(Outcome::Partial)),
            "2027-01-01"
        ),
        PromiseState::Kept
    );
    assert_eq!(
        promise(
            &planned().then("2026-12-11", answer(Outcome::Published)),
            "2027-01-01"
        ),
        PromiseState::Late
    );
    assert_eq!(
        promise(
            &planned().then("2026-12-09", answer(Outcome::NotHeld)),
            "2027-01-01"
        ),
        PromiseState::Dropped
    );
    let moved = planned().then("2026-11-26", assign(2));
    assert_eq!(
        (moved.standing.promise.on, moved.standing.status),
        (None, Status::UnderReview)
    );
    let slipped = planned()
        .then("2026-11-26", plan("2026-12-20"))
        .then("2026-11-27", plan("2026-12-15"));
    assert_eq!(
        (slipped.standing.promise.slips, slipped.standing.promise.on),
        (1, Some(d("2026-12-15")))
    );
}

#[test]
fn the_round_ends_with_the_first_plan_or_answer() {
    let late = Story::received("2026-11-20").then("2026-12-17", answer(Outcome::Published));
    assert_eq!(late.clock("2026-12-17"), ClockState::Missed);
    let met = Story::received("2026-11-20")
        .then("2026-12-16", assign(1))
        .then("2026-12-16", plan("2027-02-01"));
    assert_eq!(met.clock("2027-06-01"), ClockState::Met);
    let withdrawn = Story::received("2026-11-20").then("2026-12-16", Action::Withdraw);
    assert_eq!(withdrawn.clock("2027-06-01"), ClockState::Stopped);
    let too_late = Story::received("2026-11-20").then("2026-12-17", Action::Withdraw);
    assert_eq!(too_late.clock("2027-06-01"), ClockState::Missed);
    let paused = Story::received("2026-11-20")
        .then("2026-12-01", Action::Ask)
        .then("2027-01-05", Action::Withdraw);
    assert_eq!(
        paused.clock("2027-06-01"),
        ClockState::Stopped,
        "a stopped clock is not late"
    );
}

#[test]
fn an_extension_comes_once_and_in_time() {
    let mut story = Story::received("2026-11-20").then("2026-12-16", Action::Extend);
    assert_eq!(story.due(), d("2026-12-31"));
    assert_eq!(
        story.try_as(ActorRole::Liaison, d("2026-12-17"), &Action::Extend),
        Err(Refusal::Extended)
    );
    let mut late = Story::received("2026-11-20");
    assert_eq!(
        late.try_as(ActorRole::Liaison, d("2026-12-17"), &Action::Extend),
        Err(Refusal::NothingToExtend)
    );
}

#[test]
fn sixty_days_to_reopen() {
    let closed = || {
        Story::received("2026-11-20")
            .then("2026-11-24", answer(Outcome::Published))
            .then(
                "2026-11-25",
                Action::Confirm {
                    verdict: Verdict::Yes,
                    rating: None,
                },
            )
    };
    assert_eq!(
        closed().try_as(ActorRole::Requester, d("2027-01-24"), &Action::Reopen),
        Ok(())
    );
    assert_eq!(
        closed().try_as(ActorRole::Requester, d("2027-01-25"), &Action::Reopen),
        Err(Refusal::TooLate)
    );
    assert_eq!(
        closed().try_as(ActorRole::Coordinator, d("2029-01-25"), &Action::Reopen),
        Ok(())
    );
}

#[test]
fn a_changed_calendar_moves_open_clocks_and_never_into_the_past() {
    let story = Story::received("2026-11-20");
    let given = |calendar| Given {
        moment: noon(d("2026-12-01")),
        calendar,
        actor: None,
        role: ActorRole::System,
    };
    let longer = Calendar::new(
        [
            "2026-11-23",
            "2026-12-07",
            "2026-12-08",
            "2026-12-09",
            "2026-12-25",
        ]
        .map(d),
    );
    let moved = story.standing.recompute_due_on(&given(&longer)).unwrap();
    assert_eq!(moved.details.due_on, Some(d("2026-12-17")));
    let given_late = Given {
        moment: noon(d("2026-12-15")),
        ..given(&longer)
    };
    let shorter = Calendar::new([]);
    let moved = story.standing.recompute_due_on(&Given {
        calendar: &shorter,
        ..given_late
    });
    assert_eq!(
        moved, None,
        "it would be due on the 11th, and tomorrow is when it is due already"
    );
    let answered = story.then("2026-12-01", answer(Outcome::NotHeld));
    assert_eq!(
        answered.standing.recompute_due_on(&given(&longer)),
        None,
        "what is settled stays settled"
    );
}

/// The contract's table, from -> to, as words: "same", "before" a question or a merge, "work" (U, or R without an area).
const TABLE: [(&str, &str, &str); 22] = [
    ("file", "", ""),
    ("assign", "RUNPI", "R:U *:same"),
    ("ask", "RUPI", "*:N"),
    ("reply", "N", "*:before"),
    ("lapse", "N", "*:C"),
    ("plan", "UNPI", "I:same *:P"),
    ("start", "UNP", "*:I"),
    ("inform", "RUNPIA", "*:same"),
    ("answer", "RUNPIA", "A:same *:A"),
    ("confirm", "A", "*:C"),
    ("dispute", "A", "*:work"),
    ("expire", "A", "*:C"),
    ("reopen", "C", "*:work"),
    ("extend", "RUN", "*:same"),
    ("merge", "RUNPI", "*:C"),
    ("unmerge", "C", "*:before"),
    ("split", "RU", "*:same"),
    ("withdraw", "RUNPIA", "*:C"),
    ("edit", "RUNPIAC", "*:same"),
    ("hide", "RUNPIAC", "*:same"),
    ("unhide", "RUNPIAC", "*:same"),
    ("redact", "RUNPIAC", "*:same"),
];

fn letter(status: Status) -> char {
    match status {
        Status::Received => 'R',
        Status::UnderReview => 'U',
        Status::NeedsInfo => 'N',
        Status::Planned => 'P',
        Status::InPreparation => 'I',
        Status::Answered => 'A',
        Status::Closed => 'C',
    }
}

#[test]
fn the_machine_is_the_table_of_the_contract() {
    assert_eq!(
        TABLE.map(|(key, ..)| key).to_vec(),
        ActionKind::ALL
            .iter()
            .map(|kind| kind.as_str())
            .collect::<Vec<_>>()
    );
    for (key, from, _) in TABLE {
        for status in Status::ALL {
            let possible = apply(*status, ActionKind::parse(key).unwrap()).is_ok();
            assert_eq!(possible, from.contains(letter(*status)), "{key} from {status}");
        }
    }
}

fn actions() -> impl Strategy<Value = (Action, u8, u8)> {
    let action = prop_oneof![
        (1i64..4).prop_map(assign),
        Just(Action::Ask),
        Just(Action::Reply),
        Just(Action::Lapse),
        (1i64..90).prop_map(|days| Action::Plan {
            promised_on: d("2026-12-01").saturating_add(Span::new().days(days))
        }),
        Just(Action::Start),
        Just(Action::Inform),
        prop_oneof![Just(Outcome::Published), Just(Outcome::NotHeld)].prop_map(answer),
        Just(Action::Confirm {
            verdict: Verdict::Yes,
            rating: Some(5)
        }),
        Just(Action::Dispute),
        Just(Action::Expire),
        Just(Action::Reopen),
        Just(Action::Extend),
        Just(Action::Merge { into: RequestId(7) }),
        Just(Action::Unmerge),
        Just(Action::Split {
            areas: vec![AreaId(1), AreaId(2)]
        }),
        Just(Action::Withdraw),
        Just(Action::Edit(Edit {
            title: Some("Otro título".into()),
            ..Edit::default()
        })),
        Just(Action::Hide {
            reason: HideReason::Spam
        }),
        Just(Action::Unhide),
        Just(Action::Redact(Redaction {
            target: RedactTarget::Body,
            id: None,
            text: None,
            reason: "x".into()
        })),
    ];
    (action, 0u8..6, 0u8..9)
}

/// What the table says of one action, from the letters alone.
fn model(
    status: Status,
    kind: ActionKind,
    area: bool,
    before: Option<Status>,
    moved: bool,
) -> Option<Status> {
    let (_, from, to) = TABLE.iter().find(|(key, ..)| *key == kind.as_str())?;
    let here = letter(status);
    from.contains(here).then_some(())?;
    let rule = to.split(' ').find_map(|rule| {
        let (from, to) = rule.split_once(':')?;
        (from == "*" || from.starts_with(here)).then_some(to)
    })?;
    Some(match rule {
        "same" if moved && matches!(status, Status::Planned | Status::InPreparation) => Status::UnderReview,
        "same" => status,
        "before" => before?,
        "work" if area => Status::UnderReview,
        "work" => Status::Received,
        letter_ => *Status::ALL
            .iter()
            .find(|status| letter_.starts_with(letter(**status)))?,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    /// Ten thousand histories: never an illegal state, and the events alone give the same standing.
    #[test]
    fn any_history_agrees_with_the_model_and_replays(steps in prop::collection::vec(actions(), 1..14)) {
        let mut story = Story::received("2026-11-20");
        let mut day = d("2026-11-20");
        for (action, role, days) in steps {
            day = day.saturating_add(Span::new().days(i64::from(days)));
            let role = ActorRole::ALL[usize::from(role)];
            let before = story.standing.clone();
            let back = match action.kind() {
                ActionKind::Unmerge => before.merged.map(|merged| merged.status),
                _ => before.question.map(|question| question.before),
            };
            let moved = matches!(&action, Action::Assign { area, .. } if before.area.is_some_and(|was| was != *area));
            let expected = model(before.status, action.kind(), before.area.is_some(), back, moved);
            match story.try_as(role, day, &action) {
                Ok(()) => {
                    prop_assert_eq!(Some(story.standing.status), expected, "{:?} from {}", action.kind(), before.status);
                    invariants(&story.standing)?;
                }
                Err(refusal) => {
                    prop_assert_eq!(&story.standing, &before);
                    // What the table allows is refused for reasons beyond the status only.
                    prop_assert!(expected.is_none() || refusal != Refusal::Status, "{:?} from {}", action.kind(), before.status);
                }
            }
        }
        prop_assert_eq!(Standing::replay(&story.history), Some(story.standing));
    }
}

fn invariants(standing: &Standing) -> Result<(), TestCaseError> {
    let closed = standing.status == Status::Closed;
    let answered = standing.status == Status::Answered;
    prop_assert_eq!(standing.question.is_some(), standing.status == Status::NeedsInfo);
    prop_assert_eq!(standing.closed_at.is_some(), closed);
    prop_assert_eq!(standing.outcome.is_some(), closed || answered);
    prop_assert_eq!(
        standing.merged.is_some(),
        standing.outcome == Some(Outcome::Duplicate)
    );
    prop_assert!(!answered || standing.answered_at.is_some());
    prop_assert!(standing.round.result.is_some() || !(answered || closed));
    Ok(())
}
