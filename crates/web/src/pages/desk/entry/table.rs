//! Tables to be taken away: the template, and the rows that are left with why.

use std::collections::HashSet;

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{
    import::{Column, Meeting},
    store::entries,
};
use render::Args;

use super::{Language, cell_problem, column_name, own, permit, table_of};
use crate::{
    AppState,
    open_data::table::{Dialect, Row, lines},
    pages::places::Places,
    problem::Fault,
    visitor::Visitor,
};

/// An empty table with its headers and one row that says how to fill it in, as a spreadsheet opens it.
pub async fn template(State(app): State<AppState>, visitor: Visitor) -> Result<Response, Fault> {
    permit(&visitor)?;
    let words = app.engine.words();
    let text = |key| words.text(visitor.locale, key, &Args::new());
    let head = Column::ALL
        .iter()
        .map(|column| text(column_name(*column)))
        .collect();
    let example = Column::ALL
        .iter()
        .map(|column| text(example_of(*column)))
        .collect();
    Ok(file("ventanilla.csv", &[head, example]))
}

/// The rows that cannot be filed, each with why: mended, they can be sent again as they are.
pub async fn left(
    State(app): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let entry = own(&app, &visitor, &id).await?;
    let reader = app.db.read();
    let places = Places::load(&reader, visitor.locale).await?;
    let language = Language::of(&app, &places);
    let table = table_of(&entry, &language).ok_or(Fault::NotFound)?;
    let filed: HashSet<u64> = entries::rows(&reader, entry.id)
        .await?
        .iter()
        .map(|row| row.line)
        .collect();
    let words = app.engine.words();
    let mut head: Row = table.header.clone();
    // What was given back before has the column already: it is filled in anew, in its place at the end.
    let why_name = words.text(visitor.locale, "entry-column-why", &Args::new());
    if head.last() == Some(&why_name) {
        head.pop();
    }
    let own = head.len();
    // A row that is too wide keeps its cells: they are what has to be looked at.
    let widest = table
        .rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or_default();
    let width = if widest > table.header.len() { widest } else { own };
    head.resize(width, String::new());
    head.push(why_name);
    let mut all = vec![head];
    for row in table.rows.iter().filter(|row| !filed.contains(&row.line)) {
        let Err(problems) = &row.result else { continue };
        let why: Vec<String> = problems
            .iter()
            .map(|problem| {
                let text = cell_problem(words, visitor.locale, &language, problem);
                match problem.column {
                    Some(column) => {
                        let column = words.text(visitor.locale, column_name(column), &Args::new());
                        format!("{column}: {text}")
                    }
                    None => text,
                }
            })
            .collect();
        let mut cells = row.cells.clone();
        if cells.len() <= table.header.len() {
            cells.truncate(own);
        }
        cells.resize(width, String::new());
        cells.push(why.join(" "));
        all.push(cells);
    }
    Ok(file("ventanilla-corregir.csv", &all))
}

/// What is not filed yet, as text to be mended on the page. It goes into no spreadsheet: cells are as they were typed.
pub(super) fn left_text(table: &Meeting, filed: &HashSet<u64>) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .delimiter(b';')
        .from_writer(Vec::new());
    let left = table.rows.iter().filter(|row| !filed.contains(&row.line));
    let left: Vec<&Row> = left.map(|row| &row.cells).collect();
    if left.is_empty() {
        return String::new();
    }
    for cells in std::iter::once(&table.header).chain(left) {
        // Into memory: nothing to fail.
        let _written = writer.write_record(cells);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn file(name: &'static str, rows: &[Row]) -> Response {
    let mut body = "\u{feff}".as_bytes().to_vec();
    body.extend_from_slice(&lines(Dialect::Spreadsheet, rows));
    let mut response = Body::from(body).into_response();
    let headers = response.headers_mut();
    for (header, value) in [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        headers.insert(header, HeaderValue::from_static(value));
    }
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

const fn example_of(column: Column) -> &'static str {
    match column {
        Column::Body => "entry-example-body",
        Column::Title => "entry-example-title",
        Column::Kind => "entry-example-kind",
        Column::Theme => "entry-example-theme",
        Column::Area => "entry-example-area",
        Column::Dataset => "entry-example-dataset",
        Column::Name => "entry-example-name",
        Column::Email => "entry-example-email",
        Column::Attendees => "entry-example-attendees",
        Column::Sector => "entry-example-sector",
    }
}
