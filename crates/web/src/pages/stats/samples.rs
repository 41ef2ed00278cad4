//! Samples of the page: with everything, narrowed and with little, and of a site on which nothing has happened yet.

use domain::store::datasets::Look;

use super::{
    Bar, Bars, Chosen, Column, FreshArea, Listed, Months, Score, Stats,
    asked::Value,
    score::{Content, Share},
};
use crate::pages::places::Place;

pub fn all() -> Vec<Stats> {
    vec![
        stats(None, true),
        stats(Some("Salud · 2026"), false),
        Stats {
            any: false,
            areas: Vec::new(),
            themes: Vec::new(),
            medians: bars("medians", false, None),
            ..stats(None, false)
        },
    ]
}

fn stats(scope: Option<&str>, full: bool) -> Stats {
    let both = |first, second| {
        vec![
            bars(first, full, None),
            bars(second, full, Some("menos de 5 respuestas")),
        ]
    };
    let row = |name: &str, section| score(full).named(Place::new("salud", name), section);
    Stats {
        choices: ["area", "theme", "year"].map(|name| chosen(name, full)).into(),
        scope: scope.map(str::to_owned),
        query: scope.map_or_else(String::new, |_| "year=2026".to_owned()),
        any: true,
        score: score(full),
        months: months(),
        spreads: vec![bars("determination", full, None), bars("answer", full, None)],
        ends: both("outcomes", "grounds"),
        terms: both("clock", "promises"),
        said: both("satisfaction", "understood"),
        reuses: bars("reuses", full, None),
        medians: bars("medians", true, None),
        areas: vec![row("Ministerio de Salud", "areas")],
        fresh: if full {
            let counts: Vec<(Look, i64)> = Look::ALL.iter().copied().zip([1_234, 2, 0, 1]).collect();
            vec![FreshArea::of(
                Place::new("salud", "Ministerio <b>de Salud"),
                &counts,
            )]
        } else {
            Vec::new()
        },
        themes: vec![row("Salud", "themes")],
    }
}

/// Figures of a place, with all of them or with those that few requests leave.
pub fn score(full: bool) -> Score {
    let share = || Share {
        percent: full.then(|| "78 %".to_owned()),
        of: if full { 9 } else { 0 },
    };
    Score {
        place: None,
        filed: listed(1_234),
        open: listed(if full { 12 } else { 0 }),
        published: listed(91),
        to_answer: full.then(|| "11,5 días".to_owned()),
        half_days: full.then_some(23),
        to_publication: full.then(|| "1 día".to_owned()),
        on_time: share(),
        kept: share(),
        content: full.then(|| Content {
            yes: "70 %".into(),
            partly: "20 %".into(),
            of: 10,
        }),
        reuses: if full { 3 } else { 0 },
        refusals: if full {
            vec![("Secreto fiscal".into(), listed(2))]
        } else {
            Vec::new()
        },
    }
}

fn listed(count: i64) -> Listed {
    Listed::new(count, "/requests?area=salud&received=2026".into())
}

fn chosen(name: &'static str, full: bool) -> Chosen {
    let value = |chosen| Value {
        key: format!("{name}-{chosen}"),
        label: "Uno".into(),
        chosen,
    };
    Chosen {
        name,
        values: vec![value(full), value(false)],
    }
}

fn bars(id: &'static str, full: bool, instead: Option<&str>) -> Bars {
    let bar = |share: Option<&str>| Bar {
        label: "De 0 a 7 días".into(),
        value: "12".into(),
        list: share.map(|_| "/requests?area=salud&answered_days=0-7".into()),
        share: share.map(str::to_owned),
        width: 400,
        y: (16, 22, 33),
    };
    let rows = if full {
        vec![bar(Some("60 %").filter(|_| id != "medians")), bar(None)]
    } else {
        Vec::new()
    };
    Bars {
        id,
        title: format!("Cifras de {id}"),
        about: full.then(|| "La mitad, en 11 días.".to_owned()),
        heads: ("Días".into(), "Pedidos".into()),
        height: rows.len() * 44,
        rows,
        instead: instead.filter(|_| !full).map(str::to_owned),
    }
}

fn months() -> Months {
    let column = |name: &str, short: &str| Column {
        name: name.into(),
        short: short.into(),
        middle: 60,
        counts: [3, 2, 0].map(listed),
        bars: [(44, 100, 184), (55, 150, 134), (66, 200, 84)],
    };
    Months {
        first: "enero de 2026".into(),
        last: "febrero de 2026".into(),
        sums: [6, 4, 2],
        lines: vec![(284, "0".into()), (16, "5".into())],
        columns: vec![column("enero de 2026", "ene"), column("febrero de 2026", "feb")],
    }
}
