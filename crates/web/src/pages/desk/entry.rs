//! `/desk/entry`: the requests voiced at a meeting, entered from a table. What is sent is kept and shown first; filing it is
//! another step, row by row. What was sent holds addresses: nobody but its sender sees it.

use std::collections::HashMap;

use domain::{
    field::Invalid,
    ids::EntryId,
    import::{
        CellCode, CellProblem, Column, LARGEST_MEETING, MOST_ROWS, Meeting, MeetingError, Vocabulary, decode,
        meeting,
    },
    locale::Locale,
    ops::KeepEntry,
    person::Sector,
    policy::{EntryPermit, enter},
    secret,
    status::Kind,
    store::{
        entries::{self, Entry},
        idempotency::Key,
    },
};
use render::{Args, Words};

use crate::{
    AppState,
    filled::Filled,
    form::{self, Form},
    jar::Jar,
    pages::places::Places,
    problem::Fault,
    upload::Upload,
    visitor::Visitor,
};

pub mod claim;
pub mod filing;
pub mod new;
mod row;
mod samples;
pub mod show;
pub mod table;

/// The field of the file.
const FILE: &str = "file";
/// The field of what was pasted, or read from the file.
const TEXT: &str = "text";

/// Staff that may enter requests for others.
fn permit(visitor: &Visitor) -> Result<EntryPermit, Fault> {
    super::staff(visitor)?;
    enter(&visitor.actor).map_err(Fault::Denied)
}

/// The entry of an address, if it is theirs.
async fn own(app: &AppState, visitor: &Visitor, id: &str) -> Result<Entry, Fault> {
    let permit = permit(visitor)?;
    let id = id.parse().map(EntryId).map_err(|_| Fault::NotFound)?;
    let entry = entries::get(&app.db.read(), id).await?;
    entry
        .filter(|entry| entry.person == permit.person())
        .ok_or(Fault::NotFound)
}

/// What cells may say, and how it is said what they may.
struct Language {
    /// What they mean.
    vocabulary: Vocabulary,
    /// What they may say, for whoever has to mend one.
    values: HashMap<Column, String>,
}

impl Language {
    fn of(app: &AppState, places: &Places) -> Self {
        let words = app.engine.words();
        let mut vocabulary = Vocabulary::default();
        let mut values: HashMap<Column, Vec<String>> = HashMap::new();
        let mut may_say = |column: Column, key: &str, name: &dyn Fn(Locale) -> String| {
            vocabulary.add(column, key, key);
            for locale in Locale::ALL {
                vocabulary.add(column, &name(*locale), key);
            }
            values.entry(column).or_default().push(name(places.locale()));
        };
        for kind in Kind::ALL {
            may_say(Column::Kind, kind.as_str(), &|locale| words.name(locale, *kind));
        }
        for sector in Sector::ALL.iter().filter(|sector| **sector != Sector::Unknown) {
            may_say(Column::Sector, sector.as_str(), &|locale| {
                words.name(locale, *sector)
            });
        }
        for theme in &places.themes {
            may_say(Column::Theme, &theme.key, &|locale| {
                theme.name_in(locale).to_owned()
            });
        }
        for area in places.areas.iter().filter(|area| area.closed_on.is_none()) {
            may_say(Column::Area, &area.slug, &|locale| {
                area.name_in(locale).to_owned()
            });
        }
        for locale in Locale::ALL {
            vocabulary.add_example(&words.text(*locale, "entry-example-body", &Args::new()));
        }
        let values = values.into_iter();
        Self {
            vocabulary,
            values: values.map(|(column, names)| (column, names.join(", "))).collect(),
        }
    }
}

/// What is wrong with a cell, and how to mend it.
fn cell_problem(words: &Words, locale: Locale, language: &Language, problem: &CellProblem) -> String {
    let bound = problem.bound.unwrap_or_default().to_string();
    let values = problem.column.and_then(|column| language.values.get(&column));
    let args = Args::new()
        .with("bound", bound)
        .with("value", problem.value.clone())
        .with("values", values.cloned().unwrap_or_default());
    let key = match (problem.code, problem.column) {
        (CellCode::Required, Some(Column::Dataset)) => "entry-cell-dataset",
        (CellCode::Required, _) => "entry-cell-required",
        (CellCode::TooShort, _) => "entry-cell-too-short",
        (CellCode::TooLong, _) => "entry-cell-too-long",
        (CellCode::UnknownValue, _) => "entry-cell-unknown",
        (CellCode::NotAnEmail, Some(Column::Attendees)) => "entry-cell-attendees",
        (CellCode::NotAnEmail, _) => "entry-cell-email",
        (CellCode::Address, _) => "entry-cell-address",
        (CellCode::TooMany, _) => "entry-cell-too-many",
        (CellCode::WrongColumns, _) => "entry-cell-columns",
        (CellCode::Example, _) => "entry-cell-example",
    };
    words.text(locale, key, &args)
}

/// What a column is called, in the template and beside what is wrong.
const fn column_name(column: Column) -> &'static str {
    match column {
        Column::Body => "entry-column-body",
        Column::Title => "entry-column-title",
        Column::Kind => "entry-column-kind",
        Column::Theme => "entry-column-theme",
        Column::Area => "entry-column-area",
        Column::Dataset => "entry-column-dataset",
        Column::Name => "entry-column-name",
        Column::Email => "entry-column-email",
        Column::Attendees => "entry-column-attendees",
        Column::Sector => "entry-column-sector",
    }
}

/// Why a table is not read at all, and how to mend it.
fn table_problem(words: &Words, locale: Locale, error: &MeetingError) -> String {
    let (key, args) = match error {
        MeetingError::Empty => ("entry-table-empty", Args::new()),
        MeetingError::TooLarge => ("entry-table-large", Args::new()),
        MeetingError::NotText => ("entry-table-no-text", Args::new()),
        MeetingError::NotATable => ("entry-table-no-table", Args::new()),
        MeetingError::TooManyRows(count) => (
            "entry-table-rows",
            Args::new()
                .with("count", count.to_string())
                .with("most", MOST_ROWS.to_string()),
        ),
        MeetingError::NoBody(found) => (
            "entry-table-no-body",
            Args::new()
                .with(
                    "column",
                    words.text(locale, column_name(Column::Body), &Args::new()),
                )
                .with("found", found.join(", ")),
        ),
        MeetingError::DoubleColumn(name) => ("entry-table-double", Args::new().with("column", name.clone())),
    };
    words.text(locale, key, &args)
}

/// What was sent: its meeting, and its table.
struct Sent {
    form: Form,
    /// The text of the table, from the file or as it was pasted.
    text: Result<String, MeetingError>,
}

impl Sent {
    async fn of(upload: Upload) -> Result<Self, Fault> {
        let Upload { form, files } = upload;
        let text = match files.into_iter().next() {
            None => Ok(form.one(TEXT).unwrap_or_default().to_owned()),
            Some(arrived) => match arrived.file {
                Err(_) => Err(MeetingError::TooLarge),
                Ok(staged) => {
                    let bytes = staged.bytes(LARGEST_MEETING as u64).await;
                    let bytes = bytes.map_err(|error| {
                        tracing::error!(%error, "a file could not be read");
                        Fault::Unavailable
                    })?;
                    match bytes {
                        None => Err(MeetingError::TooLarge),
                        Some(bytes) => decode(&bytes).ok_or(MeetingError::NotText),
                    }
                }
            },
        };
        Ok(Self { form, text })
    }

    /// What to keep, or the form as it is shown again: with the text of the file, so that nobody sends it twice.
    fn read(&self, app: &AppState, locale: Locale, language: &Language) -> Result<KeepEntry, Filled> {
        let words = app.engine.words();
        let text = self.text.clone().unwrap_or_default();
        let kept = KeepEntry::parse(&self.form.members(), text.clone(), app.moment().today);
        let table = match &self.text {
            Ok(text) => meeting(text, &language.vocabulary).err(),
            Err(error) => Some(error.clone()),
        };
        let invalid = match (kept, table) {
            (Ok(kept), None) => return Ok(kept),
            (Ok(_), table) => (Invalid(Vec::new()), table),
            (Err(invalid), table) => (invalid, table),
        };
        let mut filled = Filled::of(&self.form.without(&[TEXT, FILE]));
        filled.put(TEXT, &text);
        filled = filled.refused(words, locale, &invalid.0);
        if let Some(error) = invalid.1 {
            filled = filled.wrong(TEXT, table_problem(words, locale, &error));
        }
        Err(filled)
    }
}

/// What tells one table from another: what is filed is what was shown.
fn mark(entry: &Entry) -> String {
    secret::hash(entry.source.as_deref().unwrap_or_default())
}

/// The table of an entry, while it is kept.
fn table_of(entry: &Entry, language: &Language) -> Option<Meeting> {
    // It was a table when it was kept.
    meeting(entry.source.as_deref()?, &language.vocabulary).ok()
}

/// What makes a repeat of what was sent the same: a file counts by what is in it.
fn key(sent: &Sent, visitor: &Visitor, jar: &Jar) -> Result<Option<Key>, Fault> {
    let mut fields: Vec<(String, String)> = sent
        .form
        .typed()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if let Some(key) = sent.form.one(form::KEY) {
        fields.push((form::KEY.to_owned(), key.to_owned()));
    }
    fields.push((FILE.to_owned(), sent.text.clone().unwrap_or_default()));
    Form::new("/desk/entry", fields).key(visitor, jar)
}
