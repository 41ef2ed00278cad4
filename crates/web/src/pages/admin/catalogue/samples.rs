//! The page in each of its shapes.

use domain::dataset::State;

use super::{AdminCatalogue, Choice, Counted, DONE, List, NotUnderstood, Row};
use crate::{filled::Filled, page::Page, pages::admin::health::JobShown};

fn row(id: &str, is: &str, reviewed: bool) -> Row {
    Row {
        id: id.into(),
        name: format!("n/{id}"),
        title: format!("Organismo <b> {id}"),
        is: is.into(),
        called: (!is.is_empty()).then(|| "Salud <b>".into()),
        reviewed,
        datasets: 12,
    }
}

fn list(kind: &'static str, field: &'static str) -> List {
    let id = |place: u8| format!("{field}-{place}");
    let choice = |key: &str, closed| Choice {
        key: key.into(),
        name: "Salud <b>".into(),
        closed,
    };
    List {
        kind,
        field,
        rows: vec![
            row(&id(0), "salud", false),
            row(&id(1), "", false),
            row(&id(2), "cerrada", true),
            row(&id(3), "", true),
        ],
        unreviewed: 2,
        choices: vec![
            choice("salud", false),
            choice("cerrada", true),
            choice("otra", true),
        ],
    }
}

fn job(is_well: bool, well_at: Option<&str>) -> JobShown {
    JobShown {
        job: "catalogue",
        every: 360,
        ended_at: "2026-11-20T12:00:00Z".into(),
        is_well,
        well_at: well_at.map(str::to_owned),
        done: if is_well { 480 } else { 0 },
    }
}

impl Page for AdminCatalogue {
    const TEMPLATE: &'static str = "pages/admin/catalogue.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let none = |kind, field| List {
            rows: Vec::new(),
            unreviewed: 0,
            ..list(kind, field)
        };
        let empty = Self {
            lists: vec![none("organisations", "area"), none("groups", "theme")],
            may_act: true,
            ..Self::default()
        };
        let full = Self {
            source: Some("https://data.example.org/?a=1&b=<b>".into()),
            read_at: Some("2026-11-20T12:00:00Z".into()),
            job: Some(job(true, None)),
            states: State::ALL
                .iter()
                .map(|state| Counted {
                    state: state.as_str(),
                    count: 1_234,
                })
                .collect(),
            lists: vec![list("organisations", "area"), list("groups", "theme")],
            problems: ["compras <b>", ""]
                .map(|name| NotUnderstood {
                    name: name.into(),
                    reason: "title is of the wrong type".into(),
                    at: "2026-11-20T12:00:00Z".into(),
                })
                .to_vec(),
            problem_count: 2,
            may_act: true,
            done: "",
            filled: Filled::default(),
        };
        let mut all = vec![
            Self {
                job: Some(job(false, None)),
                may_act: false,
                ..empty.clone()
            },
            empty,
            Self {
                may_act: false,
                problem_count: 1_200,
                job: Some(job(false, Some("2026-11-19T12:00:00Z"))),
                ..full.clone()
            },
            Self {
                read_at: None,
                job: None,
                problems: Vec::new(),
                problem_count: 0,
                filled: Filled::default().wrong("area-1", "No hay <b>".into()),
                ..full.clone()
            },
        ];
        all.extend(DONE.map(|done| Self { done, ..full.clone() }));
        all
    }
}
