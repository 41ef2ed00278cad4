//! From the cells of one row to what is to be filed, or to everything that is wrong with it.

use std::collections::HashSet;

use csv::StringRecord;
use serde_json::{Map, Value};

use super::{
    super::text::{flat, has_email},
    Attendee, CellCode, CellProblem, Column, MOST_ATTENDEES, Vocabulary, Voiced,
};
use crate::{
    data_request::NewDataRequest,
    field::{FieldCode, FieldError},
    person::Email,
};

/// The longest name.
const MOST_NAME: usize = 200;
/// How much of a cell is shown beside what is wrong with it.
const SHOWN: usize = 60;

pub(super) fn read(
    (header, columns): (&[String], &[Option<Column>]),
    record: &StringRecord,
    vocabulary: &Vocabulary,
) -> Result<Voiced, Vec<CellProblem>> {
    let mut row = Row {
        columns,
        record,
        problems: Vec::new(),
    };
    // Under no header: most likely a separator in a cell without quotation marks.
    let is_lost = |at: usize| header.get(at).is_none_or(String::is_empty);
    let mut cells = record.iter().enumerate();
    if cells.any(|(at, cell)| !cell.trim().is_empty() && is_lost(at)) {
        let filled = record
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty());
        let there = filled.last().map_or(0, |(at, _)| at + 1);
        let wanted = header.iter().filter(|name| !name.is_empty()).count();
        let wanted = i64::try_from(wanted).ok();
        row.wrong(None, CellCode::WrongColumns, wanted, &there.to_string());
        return Err(row.problems);
    }
    let new = row.request(vocabulary);
    let (named, email) = row.voice();
    let attendees = row.attendees(email.as_ref());
    match new {
        Some(new) if row.problems.is_empty() => Ok(Voiced {
            new,
            name: named,
            email,
            attendees,
        }),
        _ => {
            row.problems.sort_by_key(|problem| problem.column);
            Err(row.problems)
        }
    }
}

struct Row<'a> {
    columns: &'a [Option<Column>],
    record: &'a StringRecord,
    problems: Vec<CellProblem>,
}

impl<'a> Row<'a> {
    fn cell(&self, column: Column) -> &'a str {
        let at = self.columns.iter().position(|here| *here == Some(column));
        at.and_then(|at| self.record.get(at)).unwrap_or_default().trim()
    }

    fn wrong(&mut self, column: Option<Column>, code: CellCode, bound: Option<i64>, value: &str) {
        self.problems.push(CellProblem {
            column,
            code,
            bound,
            value: flat(value).chars().take(SHOWN).collect(),
        });
    }

    /// By the same rules as a form: what they say of a field, they say of its cell.
    fn request(&mut self, vocabulary: &Vocabulary) -> Option<NewDataRequest> {
        let body = self.cell(Column::Body);
        if vocabulary.is_example(body) {
            self.wrong(Some(Column::Body), CellCode::Example, None, body);
            return None;
        }
        let mut members = Map::new();
        let mut put = |column: Column, text: &str| {
            members.insert(column.as_str().to_owned(), Value::from(text));
        };
        put(Column::Body, body);
        put(Column::Title, &flat(self.cell(Column::Title)));
        put(Column::Dataset, &flat(self.cell(Column::Dataset)));
        for column in [Column::Kind, Column::Theme, Column::Area, Column::Sector] {
            let cell = self.cell(column);
            if cell.is_empty() {
                continue;
            }
            match vocabulary.key(column, cell) {
                Some(key) => put(column, key),
                None => self.wrong(Some(column), CellCode::UnknownValue, None, cell),
            }
        }
        match NewDataRequest::parse(&members) {
            Ok(new) => Some(new),
            Err(invalid) => {
                for error in &invalid.0 {
                    self.refused(error);
                }
                None
            }
        }
    }

    fn refused(&mut self, error: &FieldError) {
        let column = error.pointer.strip_prefix("#/").and_then(Column::parse);
        let code = match error.code {
            FieldCode::Required => CellCode::Required,
            FieldCode::TooShort => CellCode::TooShort,
            FieldCode::TooLong => CellCode::TooLong,
            _ => CellCode::UnknownValue,
        };
        let value = column.map(|column| self.cell(column)).unwrap_or_default();
        self.wrong(column, code, error.bound, value);
    }

    /// Who voiced it, and where to write to them: the address may have the name before it.
    fn voice(&mut self) -> (Option<String>, Option<Email>) {
        let (name, address) = (flat(self.cell(Column::Name)), self.cell(Column::Email));
        let mut people = people(address);
        let voiced = match people.pop() {
            None => None,
            Some(Ok(one)) if people.is_empty() => Some(one),
            Some(_) => {
                self.wrong(Some(Column::Email), CellCode::NotAnEmail, None, address);
                None
            }
        };
        let name = Some(name)
            .filter(|name| !name.is_empty())
            .or_else(|| voiced.as_ref().map(|one| one.name.clone()))
            .filter(|name| !name.is_empty());
        // A name is public; an address never is.
        if let Some(address) = name.as_deref().filter(|name| has_email(name)) {
            self.wrong(Some(Column::Name), CellCode::Address, None, address);
        }
        if let Some(long) = name.as_deref().filter(|name| name.chars().count() > MOST_NAME) {
            self.wrong(Some(Column::Name), CellCode::TooLong, Some(200), long);
        }
        (name, voiced.map(|one| one.email))
    }

    fn attendees(&mut self, voice: Option<&Email>) -> Vec<Attendee> {
        let mut seen: HashSet<String> = voice.map(Email::key).into_iter().collect();
        let mut attendees = Vec::new();
        for found in people(self.cell(Column::Attendees)) {
            match found {
                Ok(one) if one.name.chars().count() > MOST_NAME => {
                    self.wrong(Some(Column::Attendees), CellCode::TooLong, Some(200), &one.name);
                }
                Ok(one) => {
                    if seen.insert(one.email.key()) {
                        attendees.push(one);
                    }
                }
                Err(text) => self.wrong(Some(Column::Attendees), CellCode::NotAnEmail, None, &text),
            }
        }
        if attendees.len() > MOST_ATTENDEES {
            let (most, there) = (i64::try_from(MOST_ATTENDEES).ok(), attendees.len());
            self.wrong(
                Some(Column::Attendees),
                CellCode::TooMany,
                most,
                &there.to_string(),
            );
        }
        attendees
    }
}

/// The people of a cell: addresses with semicolons, commas, line ends or blanks between them, each perhaps after its name as in
/// `Name <address>`. What is none is given back as it stands.
fn people(cell: &str) -> Vec<Result<Attendee, String>> {
    let mut found = Vec::new();
    for part in cell.split([';', ',', '\n', '\r']) {
        let mut rest = part;
        while let Some((name, tail)) = rest.split_once('<') {
            let (address, tail) = tail.split_once('>').unwrap_or((tail, ""));
            // Addresses without a name may stand before one with a name.
            let name = name.trim().trim_matches('"');
            let bare = name.split_whitespace().take_while(|word| word.contains('@'));
            let bare: Vec<&str> = bare.collect();
            let named = flat(name)
                .split(' ')
                .skip(bare.len())
                .collect::<Vec<_>>()
                .join(" ");
            found.extend(bare.into_iter().map(|word| one(String::new(), word, word)));
            found.push(one(named, address, part.trim()));
            rest = tail;
        }
        let words: Vec<&str> = rest.split_whitespace().collect();
        if words.iter().any(|word| !word.contains('@')) {
            // A name without marks around its address: said once, as it stands.
            found.push(Err(rest.trim().to_owned()));
            continue;
        }
        found.extend(words.into_iter().map(|word| one(String::new(), word, word)));
    }
    found
}

fn one(name: String, address: &str, as_it_stands: &str) -> Result<Attendee, String> {
    match Email::parse(address) {
        Some(email) => Ok(Attendee { name, email }),
        None => Err(as_it_stands.to_owned()),
    }
}
