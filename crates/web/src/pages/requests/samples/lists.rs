//! The list and the board, narrowed and not.

use domain::status::Status;

use crate::pages::requests::{
    board::{Board, BoardColumn},
    card::Card,
    list::{Applied, Choice, Facet, Kept, Requests},
    samples::{cards, some},
};

fn kept() -> Vec<Kept> {
    vec![Kept {
        name: "dataset",
        value: "compras \"><b>".into(),
    }]
}

/// Samples of the list.
pub fn lists() -> Vec<Requests> {
    let choice = |value: &str, checked| Choice {
        value: value.to_owned(),
        label: value.to_owned(),
        count: 1_234,
        checked,
    };
    let facet = |name| Facet {
        name,
        open: name != "kind",
        choices: vec![choice("one", true), choice("two", false)],
    };
    let tag = |label: &str, without: &str| Applied {
        label: label.to_owned(),
        without: without.to_owned(),
    };
    let list = |cards: Vec<Card>| Requests {
        q: String::new(),
        kept: Vec::new(),
        sort: "newest",
        sorts: vec!["newest", "wanted", "moved", "due"],
        facets: Vec::new(),
        applied: Vec::new(),
        total: i64::try_from(cards.len()).unwrap_or(0),
        capped: false,
        cards,
        next: None,
        first: None,
        api: String::new(),
        keep: None,
        feed: String::new(),
    };
    let full = Requests {
        q: "\"><script>".into(),
        kept: kept(),
        sort: "due",
        facets: ["status", "outcome", "theme", "area", "kind"].map(facet).into(),
        applied: vec![tag("\"><script>", "status=received"), tag("compras", "")],
        capped: true,
        next: some("status=received&cursor=abc"),
        first: some("status=received"),
        api: "status=received".into(),
        keep: Some("status=received&keep=1".into()),
        feed: "status=received".into(),
        ..list(cards())
    };
    let second = Requests {
        first: some(""),
        ..list(cards())
    };
    let none = Requests {
        q: "nada".into(),
        applied: vec![tag("nada", "")],
        ..list(Vec::new())
    };
    vec![full, second, none, list(Vec::new())]
}

/// Samples of the board: with and without words, cards, and a count of all.
pub fn boards() -> Vec<Board> {
    let choice = Choice {
        value: "one".into(),
        label: "one".into(),
        count: 1_234,
        checked: true,
    };
    let facet = |name| Facet {
        name,
        open: true,
        choices: vec![choice.clone()],
    };
    let column = |status: &Status, cards: Vec<Card>, count: Option<i64>| BoardColumn {
        status: status.as_str(),
        count,
        all: cards.first().map(|_| format!("q=sueldos&status={status}")),
        cards,
    };
    let empty = || Board {
        q: String::new(),
        kept: Vec::new(),
        sort: None,
        facets: Vec::new(),
        applied: Vec::new(),
        total: 0,
        capped: false,
        columns: Vec::new(),
        list: String::new(),
    };
    let applied = || {
        let tag = |without: &str| Applied {
            label: "sueldos".into(),
            without: without.to_owned(),
        };
        vec![tag(""), tag("theme=budget")]
    };
    let full = |count: Option<i64>| Board {
        total: 12,
        capped: count.is_none(),
        columns: Status::ALL
            .iter()
            .zip(cards().into_iter().map(Some).chain(std::iter::repeat(None)))
            .map(|(status, card)| {
                let card = card.filter(|_| *status != Status::NeedsInfo);
                column(status, card.into_iter().collect(), count)
            })
            .collect(),
        ..empty()
    };
    vec![
        empty(),
        Board {
            q: "sueldos & <b>".into(),
            applied: applied(),
            ..empty()
        },
        Board {
            applied: applied(),
            list: "theme=budget".into(),
            ..empty()
        },
        full(Some(12)),
        Board {
            q: "sueldos".into(),
            kept: kept(),
            sort: Some("due"),
            facets: ["status", "outcome", "theme", "area", "kind"].map(facet).into(),
            applied: applied(),
            list: "q=sueldos".into(),
            ..full(None)
        },
    ]
}
