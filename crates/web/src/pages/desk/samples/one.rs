//! One request with every action, thread and conflict.

use domain::{
    deadline::{ClockState, PromiseState},
    event::ActorRole,
    evidence::Fault,
    freshness::Signal,
    status::{ActionKind, HideReason, Kind, Origin, Outcome, Status},
};

use crate::{
    filled::Filled,
    pages::{
        desk::{
            notice::{DATASET_DRAFT, NOTE},
            samples::{AT, DAY, REFERENCE, TEXT, all_wrong, form, mails, notice, some},
            show::{
                ActionForm, Becoming, Checked, Component, Conflict, Delivered, Difference, Entry, Facts,
                Hidden, LeftShown, Mails, Offered, OnDesk, Said, Thread, TypedField, WhyShown,
            },
        },
        places::Place,
        requests::{
            chip::Chip,
            samples,
            shelf::FileShown,
            show::{Part, Promise},
        },
    },
};

const ACTIONS: [ActionKind; 17] = [
    ActionKind::Assign,
    ActionKind::Ask,
    ActionKind::Reply,
    ActionKind::Plan,
    ActionKind::Start,
    ActionKind::Inform,
    ActionKind::Answer,
    ActionKind::Reopen,
    ActionKind::Extend,
    ActionKind::Merge,
    ActionKind::Unmerge,
    ActionKind::Split,
    ActionKind::Edit,
    ActionKind::Hide,
    ActionKind::Unhide,
    ActionKind::Redact,
    ActionKind::Confirm,
];

fn facts() -> Facts {
    Facts {
        sector: "unknown",
        created_at: AT.into(),
        origin: Origin::Web.as_str(),
        kind: Kind::NewDataset.as_str(),
        body: TEXT.into(),
        ..Facts::default()
    }
}

fn all_facts() -> Facts {
    let keys = ["support", "theme", "table_rank", "legal_duty", "readiness", "age"];
    Facts {
        requester: some("Mariana <b>Ibáñez</b>"),
        sector: "journalism",
        email: some("mariana@example.org"),
        area: Some(Place::new("salud", "Ministerio de Salud")),
        assignee: some("Lía <i>"),
        theme: Some(Place::new("health", "Salud")),
        theme_pending: true,
        purpose: some(TEXT),
        dataset: some("https://example.org/d"),
        wanted_frequency: some("R/P1M"),
        format: some("CSV"),
        period: some("2020"),
        coverage: some("CABA"),
        supporters: 1_234,
        followers: 1,
        score: 63,
        components: keys.map(|key| Component { key, points: 5 }).to_vec(),
        hidden: Some(Hidden {
            reason: HideReason::Spam.as_str(),
            at: AT.into(),
        }),
        part_of: some(REFERENCE),
        follows: some(REFERENCE),
        merged_into: some(REFERENCE),
        parts_answered: 1,
        parts: vec![
            Part {
                reference: REFERENCE.into(),
                area: Some(Place::new("salud", "Ministerio de Salud")),
                chip: Chip::of_status(Status::Received),
            },
            Part {
                reference: REFERENCE.into(),
                area: None,
                chip: Chip::of_outcome(Outcome::Published),
            },
        ],
        merged: 2,
        ..facts()
    }
}

fn said(name: Option<&str>, role: Option<ActorRole>, internal: bool) -> Entry {
    Entry {
        event: None,
        said: Some(Said {
            name: name.map(str::to_owned),
            role: role.map(ActorRole::as_str),
            internal,
            official: role.is_some_and(ActorRole::is_staff),
            at: AT.into(),
            text: TEXT.into(),
        }),
        reached: delivered(1, 0, 0),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "most fields of a sample are optional")]
fn delivered(sent: i64, waiting: i64, failed: i64) -> Option<Delivered> {
    Some(Delivered {
        sent,
        waiting,
        failed,
    })
}

fn thread() -> Thread {
    let done = samples::events()
        .into_iter()
        .enumerate()
        .map(|(number, event)| Entry {
            event: Some(event),
            said: None,
            reached: match number % 5 {
                0 => None,
                1 => delivered(3, 1, 2),
                2 => delivered(0, 2, 0),
                3 => delivered(0, 0, 1),
                _ => delivered(1_200, 0, 1),
            },
        });
    let words = [
        said(Some("Sol"), None, false),
        said(None, Some(ActorRole::Requester), false),
        said(Some("Lía"), Some(ActorRole::Liaison), false),
        said(Some("Lía"), Some(ActorRole::Liaison), true),
    ];
    Thread {
        entries: done.chain(words).collect(),
        left_out: 3,
        may_note: true,
        readers: vec!["Ana <b>Souto".into(), "Luis Paz".into()],
    }
}

fn on_desk(action: ActionKind) -> OnDesk {
    OnDesk {
        reference: REFERENCE.into(),
        title: "Compras <b>por hospital</b>".into(),
        language: "es-AR".into(),
        chip: Chip::of_status(Status::UnderReview),
        urgent: None,
        stage: Some(2),
        facts: facts(),
        clock: Some(samples::clock(ClockState::DueSoon)),
        promise: None,
        shown: Vec::new(),
        becoming: None,
        thread: Thread::default(),
        offered: Offered::sample(&[action], &[]),
        form: Some(form(action)),
        filled: Filled::default(),
        checked: None,
        unseen: false,
        note: Filled::default(),
        acting: false,
        notice: None,
        conflict: None,
        mails: None,
        can_preview: true,
        others: Vec::new(),
    }
}

/// What a request becomes: not at a portal yet, there, there and public by now, and refused.
fn becoming() -> Vec<Becoming> {
    let filled = Filled::from_pairs([("draft_name", "compras-por-hospital")]);
    let open = Becoming {
        open: true,
        can_push: true,
        filled: filled.clone(),
        ..Becoming::default()
    };
    let lacking = Becoming {
        missing: vec!["los archivos".into(), "el formato".into()],
        checks: vec!["la licencia <b>".into(), "el tema".into()],
        can_push: false,
        ..open.clone()
    };
    let left = |by: &str| {
        Some(LeftShown {
            url: "https://data.example.org/dataset/compras-por-hospital".into(),
            by: by.into(),
            at: AT.into(),
        })
    };
    let why = |url, said: &[(&str, &str)]| {
        Some(WhyShown {
            text: "El portal no <b>quiso</b>".into(),
            url,
            said: said
                .iter()
                .map(|(field, text)| ((*field).into(), (*text).into()))
                .collect(),
        })
    };
    vec![
        lacking,
        Becoming {
            improves: some("compras"),
            missing: vec!["los archivos".into()],
            left: left("L\u{ed}a <i>"),
            ..open.clone()
        },
        Becoming {
            open: false,
            left: left(""),
            ..open.clone()
        },
        Becoming {
            filled: filled.wrong("draft_name", "No <b>va</b>".into()),
            ..open.clone()
        },
        Becoming {
            refused: why(some("https://data.example.org/dataset/compras"), &[]),
            ..open.clone()
        },
        Becoming {
            refused: why(None, &[("owner_org", "No <b>es</b>"), ("tags", "Mal")]),
            ..open
        },
    ]
}

fn conflicts() -> [Conflict; 3] {
    let typed = [
        "message",
        "area",
        "person",
        "promised_on",
        "outcome",
        "dataset",
        "url",
        "how",
        "missing",
        "ground",
        "responsible",
        "into",
        "areas",
        "reason",
        "target",
        "text",
        "id",
    ];
    let difference = |field: &str, now: &str, typed: &str| Difference {
        field: field.to_owned(),
        now: now.to_owned(),
        typed: typed.to_owned(),
    };
    [
        Conflict {
            since: samples::events(),
            typed: typed
                .map(|name| TypedField {
                    name: name.to_owned(),
                    value: "Lo <b>mío</b>".into(),
                })
                .to_vec(),
            ..Conflict::default()
        },
        Conflict {
            differences: vec![
                difference("title", "Compras <b>", "Compras por mes"),
                difference("purpose", "", "Para una nota"),
                difference("kind", "update", "frequency"),
                difference("legal_duty", "true", "false"),
                difference("legal_duty", "false", "true"),
            ],
            ..Conflict::default()
        },
        Conflict {
            reason: some("Ya no <b>se puede</b>"),
            ..Conflict::default()
        },
    ]
}

/// With the dataset of an answer looked at: nothing is wrong with it, and something is.
fn looked_at() -> impl Iterator<Item = OnDesk> {
    let faults = [None, Some(Fault::NotNewer.as_str())].into_iter();
    faults.map(|fault| OnDesk {
        checked: Some(Checked {
            name: "pauta-publicitaria".into(),
            title: "Pauta <b>publicitaria</b>".into(),
            files: 3,
            changed: fault.map(|_| (DAY.to_owned(), Signal::Modified.as_str())),
            fault,
        }),
        unseen: fault.is_some(),
        acting: true,
        ..on_desk(ActionKind::Answer)
    })
}

/// One request on the desk: every action, as it is opened and as it comes back.
pub fn requests() -> Vec<OnDesk> {
    let mut pages = Vec::new();
    for action in ACTIONS {
        let page = on_desk(action);
        pages.push(OnDesk {
            form: Some(ActionForm {
                message_needed: false,
                again: false,
                fields: domain::action::EDITABLE_BY_LIAISON.to_vec(),
                ..form(action)
            }),
            notice: Some(notice(action.as_str())),
            ..page.clone()
        });
        pages.push(OnDesk {
            filled: all_wrong(),
            acting: true,
            others: vec!["Ana <b>".into(), "Bea".into()],
            can_preview: false,
            ..page
        });
    }
    for conflict in conflicts() {
        pages.push(OnDesk {
            conflict: Some(conflict),
            acting: true,
            ..on_desk(ActionKind::Inform)
        });
    }
    for becoming in becoming() {
        let left = becoming.left.is_some() && becoming.open;
        pages.push(OnDesk {
            becoming: Some(becoming),
            notice: left.then(|| notice(DATASET_DRAFT)),
            ..on_desk(ActionKind::Answer)
        });
    }
    for mails in [mails(), Mails::default()] {
        pages.push(OnDesk {
            mails: Some(mails),
            acting: true,
            ..on_desk(ActionKind::Plan)
        });
    }
    pages.extend(looked_at());
    for state in ClockState::ALL {
        pages.push(OnDesk {
            clock: Some(samples::clock(*state)),
            ..on_desk(ActionKind::Inform)
        });
    }
    for state in PromiseState::ALL {
        pages.push(OnDesk {
            clock: None,
            promise: Some(Promise {
                state: state.as_str(),
                on: DAY.into(),
                slips: 1,
                open: true,
            }),
            urgent: Some(Chip::of_status(Status::NeedsInfo)),
            ..on_desk(ActionKind::Inform)
        });
    }
    let full = OnDesk {
        language: "en".into(),
        facts: all_facts(),
        shown: FileShown::samples(),
        thread: thread(),
        offered: Offered::sample(&[ActionKind::Answer, ActionKind::Plan], &[ActionKind::Hide]),
        note: Filled::from_pairs([("text", "Lo <b>interno</b>")]).wrong("note", "Muy largo".into()),
        ..on_desk(ActionKind::Answer)
    };
    pages.push(full.clone());
    pages.push(OnDesk {
        facts: Facts {
            email: some(""),
            assignee: None,
            area_is_named: false,
            dataset: some("Compras"),
            ..all_facts()
        },
        note: Filled::default(),
        notice: Some(notice(NOTE)),
        ..full.clone()
    });
    pages.push(OnDesk {
        form: None,
        stage: None,
        offered: Offered::default(),
        facts: Facts {
            may_see_email: true,
            area_is_named: true,
            area: Some(Place::new("salud", "Ministerio de Salud")),
            ..facts()
        },
        note: Filled::default(),
        ..full
    });
    pages
}
