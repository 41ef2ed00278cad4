//! From the cells of one row to a request, or to every reason why it is none.

use std::ops::RangeInclusive;

use jiff::{civil::Date, tz::TimeZone};

use super::{
    cells::Cells,
    choice::{Choice, Short},
    map::{Map, OtherAreas},
    problem::{ProblemCode, RowProblem},
    request::{ImportedArea, ImportedEnd, ImportedRequest},
    text::{Template, clean, comparable, flat, has_email, shortened, slug},
};
use crate::{data_request::title_from, locale::Locale, person::Sector, status::Kind};

const BODY: RangeInclusive<usize> = 20..=8_000;
const TITLE: RangeInclusive<usize> = 10..=150;
const MAX_PURPOSE: usize = 4_000;
const MAX_LINE: usize = 500;
const MAX_NAME: usize = 200;

/// Reads a row, collecting every problem it has.
pub(super) fn read(
    map: &Map,
    cells: &Cells<'_>,
    key: String,
    today: Date,
    zone: &TimeZone,
) -> Result<ImportedRequest, Vec<RowProblem>> {
    let mut row = Reading {
        map,
        cells,
        today,
        zone,
        problems: Vec::new(),
    };
    let body = row.body();
    let title = map
        .title
        .fill(cells)
        .map(|title| shortened(&flat(&title), *TITLE.end()));
    let purpose = row.at_most("purpose", map.purpose.fill(cells), MAX_PURPOSE);
    let requester = row.requester();
    let kind = row
        .choice(map.kind.as_ref(), Kind::parse)
        .unwrap_or(Kind::NewDataset);
    let dataset = row.at_most(
        "dataset",
        map.dataset.fill(cells).map(|dataset| flat(&dataset)),
        MAX_LINE,
    );
    if kind.needs_dataset() && dataset.is_none() {
        row.problem("dataset", ProblemCode::Empty, "");
    }
    let theme = row.choice(map.theme.as_ref(), |key| Some(key.to_owned()));
    let sector = row
        .choice(map.sector.as_ref(), Sector::parse)
        .unwrap_or(Sector::Unknown);
    let language = row
        .choice(map.language.as_ref(), Locale::parse)
        .unwrap_or(Locale::EsAr);
    let area = row.area();
    let received = row.received();
    let ending = row.ending(received);
    match (body, received, ending) {
        (Some(body), Some(received_on), Some((pending, end))) if row.problems.is_empty() => {
            Ok(ImportedRequest {
                key,
                title: title
                    .filter(|title| TITLE.contains(&title.chars().count()))
                    .unwrap_or_else(|| title_from(&body)),
                body,
                purpose,
                kind,
                dataset,
                theme,
                area,
                sector,
                language,
                requester,
                received_on,
                pending,
                end,
                original: original(map, cells),
            })
        }
        _ => Err(row.problems),
    }
}

struct Reading<'a> {
    map: &'a Map,
    cells: &'a Cells<'a>,
    today: Date,
    zone: &'a TimeZone,
    problems: Vec<RowProblem>,
}

impl Reading<'_> {
    fn problem(&mut self, column: &str, code: ProblemCode, value: &str) {
        self.problems.push(RowProblem::new(column, code, value));
    }

    fn body(&mut self) -> Option<String> {
        let needs = &self.map.body.needs;
        if !needs.is_empty() && needs.iter().all(|column| self.cells.get(column).is_empty()) {
            self.problem(&needs.join(", "), ProblemCode::Empty, "");
            return None;
        }
        let fill = |templates: &[Template]| -> Vec<String> {
            templates
                .iter()
                .filter_map(|template| template.fill(self.cells))
                .collect()
        };
        let mut body = fill(&self.map.body.parts).join("\n\n");
        for part in fill(&self.map.body.when_short) {
            if body.chars().count() >= *BODY.start() {
                break;
            }
            body = if body.is_empty() {
                part
            } else {
                format!("{body}\n\n{part}")
            };
        }
        match body.chars().count() {
            0 => self.problem("body", ProblemCode::Empty, ""),
            length if length < *BODY.start() => self.problem("body", ProblemCode::TooShort, &body),
            length if length > *BODY.end() => self.problem("body", ProblemCode::TooLong, &body),
            _ => return Some(body),
        }
        None
    }

    fn at_most(&mut self, field: &str, text: Option<String>, max: usize) -> Option<String> {
        if let Some(text) = text.as_deref().filter(|text| text.chars().count() > max) {
            self.problem(field, ProblemCode::TooLong, text);
        }
        text
    }

    /// A column of addresses taken for one of names is a mistake in the mapping, not something to make the best of.
    fn requester(&mut self) -> Option<String> {
        let raw: Vec<&str> = self
            .map
            .requester
            .columns()
            .map(|column| self.cells.get(column))
            .collect();
        if raw.iter().any(|cell| has_email(cell)) {
            self.problem("requester", ProblemCode::Email, "");
            return None;
        }
        let name = self.map.requester.fill(self.cells).map(|name| flat(&name));
        self.at_most("requester", name, MAX_NAME)
    }

    fn choice<T>(&mut self, choice: Option<&Short<Choice>>, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        match choice?.0.key(self.cells) {
            Ok(key) => key.and_then(parse),
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    fn area(&mut self) -> Option<ImportedArea> {
        let areas = self.map.area.as_ref()?;
        let cell = flat(&clean(self.cells.get(&areas.column)));
        if cell.is_empty() {
            return None;
        }
        if let Some(area) = areas.values.get(&comparable(&cell)) {
            return Some(ImportedArea {
                slug: area.slug.clone(),
                name: area.name.clone().unwrap_or(cell),
            });
        }
        let slug = slug(&cell);
        if areas.others == OtherAreas::Refuse || slug.is_empty() {
            self.problem(&areas.column, ProblemCode::UnknownValue, &cell);
            return None;
        }
        Some(ImportedArea { slug, name: cell })
    }

    fn received(&mut self) -> Option<Date> {
        let column = &self.map.received.0;
        let cell = self.cells.get(&column.column);
        let Some(date) = column.format.read(cell, self.zone) else {
            self.problem(&column.column, not_a_date(cell), cell);
            return None;
        };
        if date > self.last_day() {
            self.problem(&column.column, ProblemCode::InTheFuture, cell);
        }
        Some(date)
    }

    /// The day of the answer; `Err` when the cell holds something that is no such day.
    fn answered(&mut self, received: Option<Date>) -> Result<Option<Date>, ()> {
        let Some(Short(column)) = &self.map.answered else {
            return Ok(None);
        };
        let cell = self.cells.get(&column.column);
        if cell.is_empty() {
            return Ok(None);
        }
        let read = column.format.read(cell, self.zone);
        let code = match read {
            None => ProblemCode::NotADate,
            Some(date) if received.is_some_and(|received| date < received) => ProblemCode::BeforeReception,
            Some(date) if date > self.last_day() => ProblemCode::InTheFuture,
            Some(date) => return Ok(Some(date)),
        };
        self.problem(&column.column, code, cell);
        Err(())
    }

    /// Whether it is pending, and how it ended if it is taken for closed.
    fn ending(&mut self, received: Option<Date>) -> Option<(bool, ImportedEnd)> {
        let answered = self.answered(received);
        let map = self.map;
        let disposition = match map.disposition.of(self.cells) {
            Ok(disposition) => disposition,
            Err(problem) => {
                self.problems.push(problem);
                return None;
            }
        };
        let answered = answered.ok()?;
        if disposition.pending && answered.is_some() {
            self.problem(
                &map.disposition.column,
                ProblemCode::Contradiction,
                self.cells.get(&map.disposition.column),
            );
        }
        let undated = map
            .disposition
            .undated
            .fill(self.cells)
            .filter(|_| !disposition.pending && answered.is_none());
        match disposition.end(self.cells, answered.or(map.as_of), undated) {
            Ok(end) => Some((disposition.pending, end)),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    /// A source cannot tell of days after it was made.
    fn last_day(&self) -> Date {
        self.map.as_of.map_or(self.today, |as_of| as_of.min(self.today))
    }
}

fn not_a_date(cell: &str) -> ProblemCode {
    if cell.is_empty() {
        ProblemCode::Empty
    } else {
        ProblemCode::NotADate
    }
}

fn original(map: &Map, cells: &Cells<'_>) -> String {
    let columns = if map.original.is_empty() {
        cells.header.names()
    } else {
        &map.original
    };
    let line = |column: &String| {
        let cell = clean(cells.get(column));
        (!cell.is_empty()).then(|| format!("{column}: {cell}"))
    };
    columns.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}
