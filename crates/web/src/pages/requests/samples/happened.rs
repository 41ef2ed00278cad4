//! What happened to a request, and when: events, stages, clocks.

use domain::{
    deadline::ClockState,
    event::{ActorRole, EventKind},
    evidence::{Fault, Found},
    freshness::Signal,
    status::{HideReason, Kind, Outcome, Verdict},
};

use crate::pages::requests::{
    samples::{AT, DAY, TEXT, place, some},
    show::{Clock, DayOff, EventShown, FieldChange, Pause, Stage, Stages},
};

pub(super) fn event(kind: EventKind) -> EventShown {
    EventShown {
        action: kind.as_str(),
        voice: "system",
        role: ActorRole::System.as_str(),
        at: AT.into(),
        ..EventShown::default()
    }
}

/// What happened while somebody was writing.
pub fn moved() -> EventShown {
    EventShown {
        message: some(TEXT),
        ..event(EventKind::Inform)
    }
}

/// Every event with everything it can have, and with as little as it must have.
pub fn events() -> Vec<EventShown> {
    let voices = [
        ("person", ActorRole::Requester),
        ("person", ActorRole::Supporter),
        ("official", ActorRole::Liaison),
        ("team", ActorRole::Coordinator),
        ("team", ActorRole::Admin),
        ("system", ActorRole::System),
    ];
    let mut events = Vec::new();
    for (index, kind) in EventKind::ALL.iter().enumerate() {
        let (voice, role) = voices[index % voices.len()];
        let full = EventShown {
            voice,
            role: role.as_str(),
            name: some("Julián Ferro"),
            message: some(TEXT),
            area: Some(place()),
            area_from: Some(place()),
            on: some(DAY),
            before: some("2026-12-01"),
            outcome: Some(Outcome::Published.as_str()),
            verdict: Some(Verdict::Yes.as_str()),
            other: some("PD-2026-000007"),
            reason: Some(HideReason::Spam.as_str()),
            correction: true,
            on_behalf: true,
            areas: vec![place(), place()],
            changes: vec![
                FieldChange {
                    field: "kind".into(),
                    before: some(Kind::Update.as_str()),
                    after: some(Kind::Locate.as_str()),
                },
                FieldChange {
                    field: "purpose".into(),
                    before: None,
                    after: some("<i>"),
                },
                FieldChange {
                    field: "title".into(),
                    before: some("antes"),
                    after: None,
                },
            ],
            target: some("body"),
            found: Some(Found::Broken.as_str()),
            fault: Some(Fault::Gone.as_str()),
            signal: Some(Signal::Resources.as_str()),
            dataset: some("pauta-<b>"),
            ..event(*kind)
        };
        // These always have their fact.
        let least = EventShown {
            voice,
            on: full.on.clone().filter(|_| *kind == EventKind::Plan),
            outcome: full.outcome.filter(|_| *kind == EventKind::Answer),
            ..event(*kind)
        };
        let first_area = EventShown {
            area_from: None,
            verdict: Some(Verdict::Partly.as_str()),
            target: some("file"),
            ..full.clone()
        };
        if *kind == EventKind::EvidenceChecked {
            let found = Found::ALL.iter().map(|found| EventShown {
                found: Some(found.as_str()),
                ..full.clone()
            });
            events.extend(found);
        }
        events.extend([full, least, first_area]);
    }
    events
}

pub(super) fn stages(now: Option<u8>, reached: u8) -> Stages {
    let stage = |number: u8| Stage {
        number,
        state: match now {
            Some(now) if now == number => "now",
            _ if number <= reached => "done",
            _ => "todo",
        },
        on: (number < 3).then(|| DAY.to_owned()),
    };
    Stages {
        all: [1, 2, 3, 4, 5].map(stage).into(),
        ended: now.is_none().then_some(Outcome::Withdrawn.as_str()),
    }
}

/// A clock in a state.
pub fn clock(state: ClockState) -> Clock {
    let runs = matches!(state, ClockState::OnTime | ClockState::DueSoon);
    let pause = |reason, until: Option<&str>| Pause {
        reason,
        after: "2026-11-25".into(),
        until: until.map(str::to_owned),
    };
    let mut pauses = Vec::new();
    for reason in ["question", "hidden", "merged"] {
        pauses.extend([pause(reason, None), pause(reason, Some("2026-11-30"))]);
    }
    Clock {
        state: state.as_str(),
        due_on: DAY.into(),
        left: runs.then_some(9),
        term: 25,
        used: 16,
        extended: true,
        round: 2,
        day_0: "2026-11-20".into(),
        days_off: vec![DayOff {
            on: "2026-12-08".into(),
            name: "Inmaculada Concepción".into(),
        }],
        pauses,
    }
}
