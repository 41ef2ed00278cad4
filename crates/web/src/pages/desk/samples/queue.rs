//! The queue: every view, every reason.

use domain::{
    status::{HideReason, Status},
    store::requests::desk::Pile,
};

use crate::{
    filled::Filled,
    pages::{
        desk::{
            notice::Notice,
            queue::{Group, Parts, Queue, Row, SavedView, ViewLink, Why},
            samples::{AT, DAY, REFERENCE, notice, places, some},
        },
        requests::chip::Chip,
    },
};

const WHYS: [&str; 17] = [
    "late",
    "promise_late",
    "soon",
    "promise_soon",
    "replied",
    "disputed",
    "reopened",
    "evidence",
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

fn row(kind: &'static str) -> Row {
    Row {
        reference: REFERENCE.into(),
        title: "Compras <b>por hospital</b> & \"mes\"".into(),
        language: if kind == "late" { "en" } else { "es-AR" }.into(),
        chip: Chip::of_status(Status::UnderReview),
        hidden: kind == "hidden",
        area: some("Ministerio de Salud").filter(|_| kind != "open"),
        parts: (kind == "open").then_some(Parts {
            answered: 1,
            count: 3,
        }),
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
