//! Made-up desks for the samples of pages: every view, reason, action, mail and conflict.

use domain::{
    deadline::{ClockState, PromiseState},
    event::ActorRole,
    status::{ActionKind, HideReason, Kind, Origin, Outcome, Status},
    store::{outbox::Relation, requests::desk::Pile},
};

use super::{
    bulk::{self, Bulk},
    notice::{NOTE, Notice},
    queue::{Group, Queue, Row, SavedView, ViewLink, Why},
    show::{
        ActionForm, Choices, Colleagues, Component, Conflict, Delivered, Difference, Entry, Facts, Hidden,
        Mail, Mails, Offered, OnDesk, Said, Thread, TypedField,
    },
};
use crate::{
    filled::Filled,
    pages::{
        places::Place,
        requests::{
            chip::Chip,
            edited::Before,
            samples,
            shelf::FileShown,
            show::{Part, Promise},
        },
    },
};

const DAY: &str = "2026-12-16";
const AT: &str = "2026-11-20T12:00:00Z";
const REFERENCE: &str = "PD-2026-000123";
const TEXT: &str =
    "Necesito el gasto por *comuna*.\n\n<script>alert(1)</script> https://example.org/a?b=1&c=2";

const WHYS: [&str; 16] = [
    "late",
    "promise_late",
    "soon",
    "promise_soon",
    "replied",
    "disputed",
    "reopened",
    "filed",
    "assigned",
    "promised",
    "due",
    "asked",
    "answered",
    "closed",
    "open",
    "hidden",
];

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

#[expect(clippy::unnecessary_wraps, reason = "most fields of a sample are optional")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn places(keys: &[&str]) -> Vec<Place> {
    keys.iter()
        .map(|key| Place::new(key, &format!("{key} <b>")))
        .collect()
}

fn row(kind: &'static str) -> Row {
    Row {
        reference: REFERENCE.into(),
        title: "Compras <b>por hospital</b> & \"mes\"".into(),
        language: if kind == "late" { "en" } else { "es-AR" }.into(),
        chip: Chip::of_status(Status::UnderReview),
        hidden: kind == "hidden",
        area: some("Ministerio de Salud").filter(|_| kind != "open"),
        why: Why {
            kind,
            on: some(DAY),
            at: some(AT),
            left: 1,
            words: some("No trae <b>2024</b>").filter(|_| kind == "disputed"),
            reason: Some(HideReason::Spam.as_str()),
        },
        supporters: 1_234,
    }
}

fn group(key: &'static str, rows: Vec<Row>) -> Group {
    Group {
        key,
        count: i64::try_from(rows.len()).unwrap_or(0),
        capped: false,
        rows,
        all: None,
    }
}

/// The queue: everything to do, every view, nothing.
pub fn queues() -> Vec<Queue> {
    let link = |view, current| ViewLink {
        view,
        query: format!("view={view}"),
        count: Some(1_234),
        capped: view == "todo",
        current,
    };
    let mut views: Vec<ViewLink> = Pile::ALL.iter().map(|pile| link(pile.as_str(), false)).collect();
    views.insert(0, link("todo", true));
    let empty = Queue {
        view: "todo",
        views,
        groups: Vec::new(),
        total: 0,
        capped: false,
        q: String::new(),
        theme: String::new(),
        area: String::new(),
        themes: places(&["budget", "other"]),
        areas: places(&["salud"]),
        coordinates: false,
        narrowed: false,
        mail_stuck_since: None,
        saved: Vec::new(),
        keep: None,
        filled: Filled::default(),
        notice: None,
        next: None,
        first: None,
    };
    let todo = Queue {
        groups: vec![
            group("late", WHYS.map(row).to_vec()),
            Group {
                all: some("view=soon"),
                ..group("soon", vec![row("soon")])
            },
            Group {
                all: some("view=news"),
                capped: true,
                ..group("news", vec![row("disputed")])
            },
            group("arrivals", vec![row("assigned")]),
            group("received", vec![row("filed")]),
            group("soon-empty", Vec::new()),
        ],
        total: 21,
        coordinates: true,
        areas: places(&["salud", "cultura"]),
        mail_stuck_since: some(AT),
        notice: Some(Notice {
            on: some(REFERENCE),
            ..notice("assign")
        }),
        ..empty.clone()
    };
    let mut queues = vec![empty.clone(), todo.clone()];
    for pile in Pile::ALL {
        queues.push(Queue {
            view: pile.as_str(),
            groups: vec![group(pile.as_str(), vec![row("due")])],
            total: 1,
            capped: *pile == Pile::All,
            next: some("cursor=a&view=x"),
            first: some(""),
            ..empty.clone()
        });
    }
    queues.push(Queue {
        capped: true,
        notice: Some(Notice {
            count: 12,
            ..notice("plan")
        }),
        ..todo
    });
    queues.push(searched(empty));
    queues
}

/// Narrowed by all there is, with views that somebody keeps, and a name that will not do.
fn searched(empty: Queue) -> Queue {
    Queue {
        view: "all",
        q: "\"><script>".into(),
        saved: [true, false]
            .map(|current| SavedView {
                id: 7,
                name: "Compras <b>".into(),
                query: "view=late&theme=budget".into(),
                count: current.then_some(12),
                current,
            })
            .to_vec(),
        keep: some("view=all&theme=budget"),
        filled: Filled::from_pairs([("name", "Mi <b>")]).wrong("name", "Muy larga".into()),
        theme: "budget".into(),
        area: "salud".into(),
        narrowed: true,
        views: empty
            .views
            .iter()
            .map(|link| ViewLink {
                count: None,
                ..link.clone()
            })
            .collect(),
        ..empty
    }
}

/// Several at once: nothing chosen, each action, its mail, and what was not done.
pub fn bulks() -> Vec<Bulk> {
    let row = |reference: &str, reason: Option<String>| bulk::Row {
        reference: reference.into(),
        title: "Compras <b>por hospital</b>".into(),
        language: "en".into(),
        chip: Chip::of_status(Status::UnderReview),
        area: some("Ministerio de Salud"),
        reason,
    };
    let nothing = Bulk {
        rows: vec![row(REFERENCE, None)],
        chosen: format!("{REFERENCE}:7"),
        left_out: 3,
        ..Bulk::default()
    };
    let open = |action: ActionKind| Bulk {
        tabs: bulk::ACTIONS
            .map(|kind| bulk::Tab {
                action: kind.as_str(),
                query: format!("requests={REFERENCE}&action={kind}"),
                current: kind == action,
            })
            .to_vec(),
        form: Some(ActionForm {
            choices: Choices {
                ready: Vec::new(),
                ..form(action).choices
            },
            ..form(action)
        }),
        can_preview: true,
        ..nothing.clone()
    };
    let mut all = vec![Bulk::default(), nothing.clone()];
    all.extend(bulk::ACTIONS.map(open));
    all.push(Bulk {
        mails: Some(mails()),
        left_out: 0,
        ..open(ActionKind::Plan)
    });
    all.push(Bulk {
        rows: vec![
            row(REFERENCE, some("Alguien llegó antes <b>")),
            row("PD-2026-000124", None),
        ],
        filled: all_wrong(),
        done: vec!["PD-2026-000125".into(), "PD-2026-000126".into()],
        gone: vec!["PD-2026-000127".into()],
        can_preview: false,
        ..open(ActionKind::Assign)
    });
    all
}

fn notice(done: &'static str) -> Notice {
    Notice {
        done,
        on: None,
        count: 1,
        mails: 2,
        followers: true,
    }
}

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
    }
}

fn form(action: ActionKind) -> ActionForm {
    let before = |name: &'static str| Before {
        name,
        value: "\"<b>".into(),
    };
    ActionForm {
        action: action.as_str(),
        version: 7,
        message_needed: true,
        again: true,
        fields: domain::action::EDITABLE.to_vec(),
        before: domain::action::EDITABLE.map(before).to_vec(),
        choices: Choices {
            areas: places(&["salud", "cultura"]),
            people: vec![Colleagues {
                area: "Ministerio de Salud".into(),
                people: places(&["lia@example.org", "mar@example.org"]),
            }],
            outcomes: Outcome::ALL
                .iter()
                .filter(|outcome| outcome.is_an_answer())
                .map(|outcome| Place::new(outcome.as_str(), outcome.as_str()))
                .collect(),
            grounds: places(&["tax_secrecy"]),
            kinds: places(&["update"]),
            themes: places(&["health"]),
            reasons: places(&["spam"]),
            targets: places(&["title", "event:12"]),
            suggested: places(&["salud"]).pop(),
            ready: places(&["7", "8"]),
        },
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
        thread: Thread::default(),
        offered: Offered::sample(&[action], &[]),
        form: Some(form(action)),
        filled: Filled::default(),
        note: Filled::default(),
        acting: false,
        notice: None,
        conflict: None,
        mails: None,
        can_preview: true,
        others: Vec::new(),
    }
}

fn mail(reader: Relation, people: i64, digest: i64) -> Mail {
    Mail {
        reader: reader.as_str(),
        people,
        digest,
        capped: digest > 1_000,
        lang: if people > 1 { "en" } else { "es-AR" },
        subject: some("[PD-2026-000123] Compras <b>").filter(|_| people > 0),
        text: some("Hola <b>\n\n> cita").filter(|_| people > 0),
    }
}

fn mails() -> Mails {
    let some_of_each = Relation::ALL.iter().map(|reader| mail(*reader, 1, 0));
    let many = [
        mail(Relation::Follower, 12, 10_000),
        mail(Relation::Supporter, 0, 7),
    ];
    Mails {
        all: some_of_each.chain(many).collect(),
    }
}

/// Every field there is, each with something wrong.
fn all_wrong() -> Filled {
    let names = [
        "area",
        "person",
        "message",
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
        "title",
        "body",
        "purpose",
        "kind",
        "theme",
        "wanted_frequency",
        "format",
        "period",
        "coverage",
        "readiness",
        "legal_duty",
    ];
    let typed = names.map(|name| {
        (
            name,
            if name == "promised_on" {
                "2020-01-01"
            } else {
                "salud"
            },
        )
    });
    names.iter().fold(Filled::from_pairs(typed), |filled, name| {
        filled.wrong(name, "Eso <b>no</b>".into())
    })
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
    for mails in [mails(), Mails::default()] {
        pages.push(OnDesk {
            mails: Some(mails),
            acting: true,
            ..on_desk(ActionKind::Plan)
        });
    }
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
