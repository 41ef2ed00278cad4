//! `/demand.csv`: what is asked for and what there is of it, as `/demand` shows it: a row for words that found nothing, for a
//! dataset that requests are about, for how often one is wanted, for a theme without any. Nobody is in it.

use axum::{extract::State, response::Response};
use domain::{
    locale::Locale,
    policy::Actor,
    store::{
        ReadError,
        datasets::{Listed, Look, Wanted},
    },
};
use futures::stream;

use super::table::{self, Column, Dialect, Row, Type, optional, required};
use crate::{
    AppState,
    pages::{demand::Found, places::Places},
    query::Query,
};

/// The columns, in their order.
pub const COLUMNS: [Column; 14] = [
    required("kind", Type::String),
    required("key", Type::String),
    required("name", Type::String),
    required("count", Type::Integer),
    optional("open", Type::Integer),
    optional("unmet", Type::Integer),
    optional("supporters", Type::Integer),
    optional("wanted", Type::String),
    optional("declared", Type::String),
    optional("changed_on", Type::Date),
    optional("changed_by", Type::String),
    optional("freshness", Type::String),
    optional("area", Type::String),
    optional("last_month", Type::String),
];

/// The table.
pub async fn show(State(app): State<AppState>, query: Query) -> Response {
    let package = app.links().to("/datapackage.json");
    let all = stream::once(rows(app));
    table::respond(
        ("demand.csv", &package),
        Dialect::of(&query),
        &COLUMNS,
        Box::pin(all),
    )
}

async fn rows(app: AppState) -> Result<Vec<Row>, ReadError> {
    let reader = app.reader(&Actor::Visitor);
    let found = Found::read(&reader).await?;
    let places = Places::load(&reader, Locale::EsAr).await?;
    let mut rows: Vec<Row> = Vec::new();
    for missing in &found.searches {
        let month = missing.last_on.strftime("%Y-%m").to_string();
        let words = missing.words.as_str();
        rows.push(row(
            "search",
            (words, words),
            [("count", missing.times.to_string()), ("last_month", month)],
        ));
    }
    for asked in &found.datasets {
        let numbers = numbers(asked.count, asked.open, asked.supporters);
        rows.push(row(
            "dataset",
            names(&asked.dataset),
            described(&app, &asked.dataset).into_iter().chain(numbers),
        ));
    }
    for often in &found.frequencies {
        let dataset = &often.asked.dataset;
        for wanted in &often.wanted {
            let numbers = numbers(wanted.count, wanted.open, wanted.supporters);
            let cells = described(&app, dataset)
                .into_iter()
                .chain(numbers)
                .chain(frequency(wanted));
            rows.push(row("frequency", names(dataset), cells));
        }
    }
    for without in &found.themes {
        let name = places.theme(&without.theme).name;
        let cells = [
            ("count", (without.open + without.unmet).to_string()),
            ("open", without.open.to_string()),
            ("unmet", without.unmet.to_string()),
        ];
        rows.push(row("theme", (&without.theme, &name), cells));
    }
    Ok(rows)
}

type Cell = (&'static str, String);

/// A row with these cells, and nothing in all others.
fn row(kind: &str, (key, name): (&str, &str), cells: impl IntoIterator<Item = Cell>) -> Row {
    let mut row = vec![String::new(); COLUMNS.len()];
    let own = [("kind", kind), ("key", key), ("name", name)].map(|(column, text)| (column, text.to_owned()));
    for (column, text) in own.into_iter().chain(cells) {
        let at = COLUMNS.iter().position(|one| one.name == column);
        if let Some(cell) = at.and_then(|at| row.get_mut(at)) {
            *cell = text;
        }
    }
    row
}

fn names(dataset: &Listed) -> (&str, &str) {
    (&dataset.name, &dataset.title)
}

fn numbers(count: i64, open: i64, supporters: i64) -> [Cell; 3] {
    [
        ("count", count.to_string()),
        ("open", open.to_string()),
        ("supporters", supporters.to_string()),
    ]
}

fn frequency(wanted: &Wanted) -> Option<Cell> {
    Some(("wanted", wanted.frequency.clone()?))
}

/// What there is: how often it should change, when it did, and what told us so.
fn described(app: &AppState, dataset: &Listed) -> Vec<Cell> {
    let look = Look::of(dataset.freshness(app.moment(), &app.zone));
    let mut cells = vec![
        ("freshness", look.as_str().to_owned()),
        ("declared", dataset.frequency.clone().unwrap_or_default()),
        ("area", dataset.area.clone().unwrap_or_default()),
    ];
    if let Some((signal, at)) = dataset.changed {
        let day = at.to_zoned_datetime(app.zone.clone()).date();
        cells.push(("changed_on", day.to_string()));
        cells.push(("changed_by", signal.as_str().to_owned()));
    }
    cells
}
