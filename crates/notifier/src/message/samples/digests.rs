//! Digests with every line they can have, and the mail of the week.

use domain::{
    audience::MailKind,
    locale::Locale,
    status::{Kind, Outcome, Status, Verdict},
};
use jiff::civil::{Date, date};
use render::LooksFor;

use super::{Samples, area, message, reference};
use crate::message::{Digest, Line, Message, Owing, RequestNews, SearchNews, Stuck, Topic};

pub(super) fn digests(locale: Locale) -> Samples {
    let one = vec![news(
        123,
        "Pauta oficial por medio, campaña y monto",
        vec![Line {
            date: Some(date(2027, 3, 1)),
            ..line(MailKind::Planned, 20)
        }],
    )];
    let comments = |count| {
        vec![RequestNews {
            unfollow: None,
            ..news(
                123,
                "Pauta oficial por medio, campaña y monto",
                vec![Line::comments(count, day(19))],
            )
        }]
    };
    let mut desk = comments(3);
    desk[0].at_the_desk = true;
    let all = vec![
        news(130, "Recorridos y horarios de los colectivos", of_every_kind()),
        RequestNews {
            unfollow: None,
            ..news(
                123,
                "Pauta oficial por medio, campaña y monto",
                vec![Line::comments(2, day(18))],
            )
        },
        news(
            87,
            "Compras de medicamentos por hospital",
            vec![Line {
                area: None,
                outcome: Some(Outcome::NotHeld),
                ..line(MailKind::Answered, 17)
            }],
        ),
    ];
    let told = |requests, searches| with_choice(locale, Topic::Digest(Digest { requests, searches }));
    vec![
        ("digest-one".into(), told(one, Vec::new())),
        ("digest-comment".into(), told(comments(1), Vec::new())),
        ("digest-desk".into(), told(desk, Vec::new())),
        ("digest-many".into(), told(all, Vec::new())),
        ("digest-search".into(), told(Vec::new(), vec![search(1)])),
        (
            "digest-searches".into(),
            told(Vec::new(), vec![search(2), every()]),
        ),
        ("digest-both".into(), told(comments(2), vec![search(12)])),
    ]
}

/// Words and places, and so many requests.
fn search(count: i64) -> SearchNews {
    let found = |number| {
        (
            reference(number),
            "Compras de medicamentos por hospital".to_owned(),
        )
    };
    SearchNews {
        looks_for: LooksFor {
            q: Some("medicamentos".into()),
            statuses: vec![Status::Answered],
            kinds: vec![Kind::Update],
            places: vec!["Ministerio de Salud".into()],
            ..LooksFor::default()
        },
        query: vec![("q", "medicamentos".into()), ("status", "answered".into())],
        requests: (0..count).map(|more| found(90 + more)).collect(),
    }
}

/// Everything that is asked.
fn every() -> SearchNews {
    SearchNews {
        looks_for: LooksFor::default(),
        query: Vec::new(),
        ..search(1)
    }
}

pub(super) fn weeks(locale: Locale) -> Samples {
    let owing = |count, number, on| Owing {
        count,
        first: vec![
            (
                reference(number),
                "Compras de medicamentos por hospital".into(),
                on,
            ),
            (
                reference(number + 1),
                "Recorridos y horarios de los colectivos".into(),
                on,
            ),
        ],
    };
    let full = Topic::DeskWeekly {
        overdue: owing(14, 20, Some(date(2026, 11, 3))),
        late: owing(2, 40, Some(date(2026, 11, 9))),
        unanswered: owing(1_230, 60, None),
    };
    let some = Topic::DeskWeekly {
        overdue: Owing::default(),
        late: Owing::default(),
        unanswered: Owing {
            count: 1,
            first: vec![(
                reference(60),
                "Compras de medicamentos por hospital".into(),
                Some(date(2026, 12, 9)),
            )],
        },
    };
    vec![
        ("desk_weekly-all".into(), with_choice(locale, full)),
        ("desk_weekly-one".into(), with_choice(locale, some)),
        ("mail_stuck-some".into(), with_choice(locale, stuck(340, 2))),
        ("mail_stuck-one".into(), with_choice(locale, stuck(1, 0))),
    ]
}

fn stuck(depth: i64, dead: i64) -> Topic {
    let since = jiff::Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_secs(1_794_916_800);
    Topic::MailStuck(Stuck { depth, dead, since })
}

fn of_every_kind() -> Vec<Line> {
    let promised = |kind, day| Line {
        date: Some(date(2027, 3, 1)),
        ..line(kind, day)
    };
    let outcome = |kind, outcome, day| Line {
        outcome: Some(outcome),
        ..line(kind, day)
    };
    let closed = |verdict, day| Line {
        verdict: Some(verdict),
        ..line(MailKind::Closed, day)
    };
    vec![
        Line {
            into: Some(reference(87).to_string()),
            ..line(MailKind::Merged, 20)
        },
        line(MailKind::Edited, 20),
        line(MailKind::Reopened, 19),
        closed(Verdict::None, 18),
        closed(Verdict::Yes, 18),
        closed(Verdict::Partly, 17),
        line(MailKind::Disputed, 16),
        outcome(MailKind::Corrected, Outcome::Partial, 15),
        outcome(MailKind::Answered, Outcome::Published, 14),
        line(MailKind::Informed, 13),
        line(MailKind::Started, 12),
        promised(MailKind::DatasetUpdated, 12),
        promised(MailKind::PromisePassed, 11),
        promised(MailKind::Redated, 10),
        promised(MailKind::Planned, 9),
        Line::comments(1, day(8)),
    ]
}

fn news(number: i64, title: &str, lines: Vec<Line>) -> RequestNews {
    let reference = reference(number);
    RequestNews {
        reference,
        title: title.to_owned(),
        at_the_desk: false,
        lines,
        unfollow: Some(format!(
            "https://ventanilla.example.org/requests/{reference}/follow?key=9fK2"
        )),
    }
}

fn line(kind: MailKind, on: i8) -> Line {
    Line {
        kind: Some(kind),
        on: Some(day(on)),
        area: area(),
        ..Line::default()
    }
}

fn day(on: i8) -> Date {
    date(2026, 11, on)
}

fn with_choice(locale: Locale, topic: Topic) -> Message {
    Message {
        preferences: Some("https://ventanilla.example.org/preferences?key=9fK2".to_owned()),
        ..message(locale, topic)
    }
}
