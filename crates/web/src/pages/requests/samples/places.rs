//! Where lists are entered: home, a theme, an area.

use domain::status::Status;

use crate::pages::{
    areas::show::{Kept, OneArea, StatusCount},
    home::{Home, ThemeCard},
    requests::{
        card::Card,
        samples::{DAY, cards, place},
    },
    reuses::ReuseShown,
    stats::samples::score,
    themes::OneTheme,
};

/// Samples of the home page.
pub fn homes() -> Vec<Home> {
    let theme = ThemeCard {
        key: "budget".into(),
        name: "Presupuesto".into(),
        open: 38,
        published: 1,
        share: 2,
    };
    let home = |cards: Vec<Card>, ticket: Option<Card>| Home {
        score: score(ticket.is_some()),
        ticket,
        themes: vec![theme.clone(), theme.clone()],
        published: cards.clone(),
        wanted: cards,
    };
    let mut homes = vec![home(Vec::new(), None)];
    for card in cards() {
        homes.push(home(vec![card.clone()], Some(card)));
    }
    homes
}

/// Samples of a theme's page.
pub fn themes() -> Vec<OneTheme> {
    let theme = |cards: Vec<Card>, priority| OneTheme {
        theme: ThemeCard {
            key: "health".into(),
            name: "Salud".into(),
            open: 1,
            published: 2,
            share: 66,
        },
        priority,
        score: score(priority),
        more: priority,
        cards,
    };
    vec![
        theme(cards(), true),
        theme(cards(), false),
        theme(Vec::new(), false),
    ]
}

/// Samples of an area's page.
pub fn areas() -> Vec<OneArea> {
    let area = |cards: Vec<Card>, parent, closed_on: Option<&str>| OneArea {
        place: place(),
        datasets: (!cards.is_empty()).then_some(Kept {
            count: 12,
            stale: i64::from(closed_on.is_none()),
        }),
        parent,
        closed_on: closed_on.map(str::to_owned),
        merged: closed_on
            .map(|_| crate::pages::places::Place::new("agencia-de-antes", "Agencia <b>de Antes</b>"))
            .into_iter()
            .collect(),
        statuses: Status::ALL
            .iter()
            .map(|status| StatusCount {
                status: status.as_str(),
                count: 3,
            })
            .collect(),
        open: 3,
        done: 4,
        score: score(closed_on.is_none()),
        more: closed_on.is_none(),
        inventory: if closed_on.is_none() {
            crate::pages::inventory::ItemShown::samples()
        } else {
            Vec::new()
        },
        unpublished: 12,
        reuses: if closed_on.is_none() {
            ReuseShown::samples()
        } else {
            Vec::new()
        },
        cards,
    };
    vec![
        area(cards(), Some(place()), None),
        area(cards(), None, Some(DAY)),
        area(Vec::new(), None, None),
    ]
}
