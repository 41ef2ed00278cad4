//! One request, to everybody who may look at it.

use domain::{
    deadline::{ClockState, PromiseState},
    event::{ActorRole, EventKind},
    evidence::Fault,
    status::{Ground, Kind, Outcome, Status, Verdict},
};

use crate::pages::{
    datasets::DatasetShown,
    requests::{
        chip::Chip,
        samples::{
            AT, DAY, TEXT, bare, card,
            happened::{clock, event, events, stages},
            place, some,
        },
        shelf::FileShown,
        show::{
            Answer, Checks, CommentShown, Evidence, Named, OneRequest, Own, Part, Promise, SectorCount,
            VerdictSaid, Ways,
        },
    },
    reuses::ReuseShown,
};

/// An answer, with data or without.
pub fn answer(outcome: Outcome) -> Option<Answer> {
    answered(outcome).answer
}

/// A comment by somebody, with a name and without one.
pub fn comments() -> Vec<CommentShown> {
    full().comments
}

fn request() -> OneRequest {
    OneRequest {
        mentions: Vec::new(),
        reuses: Vec::new(),
        card: card(Chip::of_status(Status::UnderReview), Some(2), "due"),
        purpose: None,
        kind: Kind::NewDataset.as_str(),
        dataset: None,
        wanted_frequency: None,
        format: None,
        period: None,
        coverage: None,
        stages: stages(Some(2), 2),
        clock: Some(clock(ClockState::OnTime)),
        promise: None,
        answer: None,
        question: None,
        verdict: None,
        sectors: Vec::new(),
        events: vec![event(EventKind::File)],
        comments: Vec::new(),
        shown: Vec::new(),
        comments_left_out: 0,
        parts: Vec::new(),
        parts_answered: 0,
        published: None,
        checks: None,
        part_of: None,
        follows: None,
        merged: 0,
        told: Vec::new(),
        ways: Ways {
            join: true,
            comment: true,
            ..Ways::default()
        },
        own: None,
        url: "https://example.org/requests/PD-2026-000123".into(),
        oembed: "https://example.org/oembed?url=x".into(),
        api: "/api/v1/requests/PD-2026-000123".into(),
    }
}

fn answered(outcome: Outcome) -> OneRequest {
    let data = outcome.is_data();
    let evidence = Evidence {
        dataset: data.then(|| "Compras de salud".to_owned()),
        url: data.then(|| "https://example.org/datos".to_owned()),
        how: (outcome == Outcome::AvailableElsewhere).then(|| TEXT.to_owned()),
        missing: (outcome == Outcome::Partial).then(|| TEXT.to_owned()),
        ground: (outcome == Outcome::NotSuitable).then_some(Ground::PersonalData.as_str()),
        responsible: (outcome == Outcome::OutOfScope).then(|| "INDEC".to_owned()),
        state: match outcome {
            Outcome::Published => "ok",
            Outcome::Partial => "broken",
            _ => "unchecked",
        },
        fault: (outcome == Outcome::Partial).then_some(Fault::OtherFormat.as_str()),
        is_there: outcome != Outcome::NotHeld,
    };
    let stage = data.then_some(4);
    OneRequest {
        card: card(Chip::of_outcome(outcome), stage, "answered"),
        answer: Some(Answer {
            chip: Chip::of_outcome(outcome),
            outcome: outcome.as_str(),
            is_data: data,
            is_refusal: outcome.is_refusal(),
            message: data.then(|| TEXT.to_owned()),
            name: data.then(|| "Julián Ferro".to_owned()),
            at: data.then(|| AT.to_owned()),
            area: data.then(place),
            evidence,
        }),
        stages: stages(stage, 4),
        clock: Some(clock(if data { ClockState::Met } else { ClockState::Missed })),
        ..request()
    }
}

fn full() -> OneRequest {
    let comment = |id, role: Option<ActorRole>, name: Option<&str>| CommentShown {
        id,
        name: name.map(str::to_owned),
        role: role.map(ActorRole::as_str),
        official: role.is_some_and(ActorRole::is_staff),
        at: AT.into(),
        edited_at: role.map(|_| AT.to_owned()),
        text: TEXT.into(),
    };
    let sector = |sector, count| SectorCount {
        sector,
        count,
        share: count * 10,
    };
    OneRequest {
        checks: Some(Checks {
            readiness: 3,
            legal_duty: true,
            personal_data: "partly",
            secrecy: "clear",
        }),
        published: DatasetShown::samples().into_iter().next(),
        reuses: ReuseShown::samples(),
        mentions: vec![Named {
            reference: "PD-2026-000007".into(),
            title: TEXT.into(),
        }],
        purpose: some(TEXT),
        dataset: some("https://example.org/conjunto"),
        wanted_frequency: some("R/P1M"),
        format: some("CSV"),
        period: some("2024 en adelante"),
        coverage: some("Toda la Ciudad"),
        question: some(TEXT),
        sectors: vec![sector(Some("citizen"), 10), sector(None, 2)],
        events: events(),
        comments: vec![
            comment(7, None, Some("Sol")),
            comment(8, None, None),
            comment(9, Some(ActorRole::Liaison), Some("Lía")),
        ],
        shown: FileShown::samples(),
        comments_left_out: 3,
        parts_answered: 1,
        parts: vec![
            Part {
                reference: "PD-2026-000124".into(),
                area: Some(place()),
                chip: Chip::of_status(Status::UnderReview),
            },
            Part {
                reference: "PD-2026-000125".into(),
                area: None,
                chip: Chip::of_outcome(Outcome::NotHeld),
            },
        ],
        part_of: some("PD-2026-000001"),
        follows: some("PD-2026-000002"),
        merged: 2,
        told: vec![TEXT.into(), "Para una tesis".into()],
        ways: Ways {
            join: true,
            comment: true,
            reply: true,
            verdict: true,
            reopen: true,
        },
        ..request()
    }
}

/// The same request to whoever may be signed in: its owner, a supporter, staff, somebody.
fn to_somebody() -> Vec<OneRequest> {
    let all = Own {
        owner: true,
        supports: true,
        follows: true,
        desk: true,
        reply: true,
        verdict: true,
        edit: true,
        withdraw: true,
        reopen: true,
        attach: true,
    };
    let supporter = Own {
        supports: true,
        follows: true,
        reply: true,
        ..Own::default()
    };
    let owner = Own {
        owner: true,
        verdict: true,
        ..Own::default()
    };
    let desk = Own {
        desk: true,
        ..Own::default()
    };
    let mut requests: Vec<OneRequest> = [all, supporter, desk, Own::default()]
        .into_iter()
        .map(|own| OneRequest {
            own: Some(own),
            ..full()
        })
        .collect();
    for outcome in [Outcome::Published, Outcome::NotHeld] {
        let ways = Ways {
            verdict: true,
            ..Ways::default()
        };
        requests.push(OneRequest {
            own: Some(owner.clone()),
            ways: ways.clone(),
            ..answered(outcome)
        });
        requests.push(OneRequest {
            ways,
            ..answered(outcome)
        });
    }
    requests
}

/// Samples of a request's page.
pub fn requests() -> Vec<OneRequest> {
    let mut requests = vec![request(), full()];
    requests.extend(to_somebody());
    requests.push(OneRequest {
        card: bare(card(Chip::of_status(Status::Received), Some(1), "due")),
        dataset: some("compras"),
        clock: None,
        ..request()
    });
    requests.push(OneRequest {
        checks: Some(Checks {
            readiness: 0,
            legal_duty: false,
            personal_data: "barred",
            secrecy: "unchecked",
        }),
        stages: stages(None, 2),
        clock: Some(clock(ClockState::Stopped)),
        ..request()
    });
    requests.extend(ClockState::ALL.iter().map(|state| OneRequest {
        clock: Some(clock(*state)),
        ..request()
    }));
    requests.extend(
        Outcome::ALL
            .iter()
            .filter(|outcome| outcome.is_an_answer())
            .map(|outcome| answered(*outcome)),
    );
    for state in PromiseState::ALL
        .iter()
        .filter(|state| **state != PromiseState::None)
    {
        for (open, slips) in [(true, 0), (false, 2)] {
            let promise = Some(Promise {
                state: state.as_str(),
                on: DAY.into(),
                slips,
                open,
            });
            let answered = answered(Outcome::Published);
            requests.push(OneRequest {
                promise: promise.clone(),
                ..request()
            });
            requests.push(OneRequest { promise, ..answered });
        }
    }
    for (value, of_refusal) in [
        (Verdict::Yes, false),
        (Verdict::Partly, false),
        (Verdict::None, false),
        (Verdict::Yes, true),
        (Verdict::Partly, true),
    ] {
        let verdict = VerdictSaid {
            value: value.as_str(),
            rating: (value != Verdict::None).then_some(4),
            comment: (value == Verdict::Partly).then(|| TEXT.to_owned()),
            at: AT.into(),
            of_refusal,
        };
        requests.push(OneRequest {
            verdict: Some(verdict),
            ..answered(Outcome::Published)
        });
    }
    requests
}
