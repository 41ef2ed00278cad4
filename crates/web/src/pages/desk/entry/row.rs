//! A row as it is shown before and after it is filed.

use std::collections::{HashMap, HashSet};

use domain::{
    import::{Meeting, MeetingRow, Voiced, same_words},
    ops,
    person::Email,
    reference::Reference,
    store::{
        entries::{EnteredRow, Entry},
        people,
        requests::Lock,
    },
};
use render::Args;
use serde::Serialize;

use super::{Language, cell_problem, column_name};
use crate::{AppState, pages::places::Places, problem::Fault, visitor::Visitor};

/// How many requests alike are named.
const ALIKE: usize = 3;
/// How much of the words is looked for: more says nothing new.
const LOOKED_FOR: usize = 300;
/// How much is shown of a row that cannot be filed.
const EXCERPT: usize = 80;

/// A row that can be filed.
#[derive(Debug, Clone, Serialize)]
pub struct Ready {
    /// Its line.
    pub line: u64,
    /// The title it would have.
    pub title: String,
    /// The theme it names.
    pub theme: Option<String>,
    /// The area it names.
    pub area: Option<String>,
    /// Who voiced it.
    pub name: Option<String>,
    /// Who is told by mail that it was filed for them.
    pub email: Option<String>,
    /// How many are asked whether they need it too.
    pub attendees: usize,
    /// What is like it already.
    pub alike: Vec<Alike>,
    /// The line that says the same.
    pub repeats: Option<u64>,
    /// It is to be filed.
    pub chosen: bool,
    /// Why it was not filed just now.
    pub refused: Option<String>,
}

/// A request that is there already.
#[derive(Debug, Clone, Serialize)]
pub struct Alike {
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// It asks in the very same words.
    pub exact: bool,
}

/// A row that cannot be filed.
#[derive(Debug, Clone, Serialize)]
pub struct Bad {
    /// Its line.
    pub line: u64,
    /// How it begins.
    pub begins: String,
    /// What is wrong with it.
    pub problems: Vec<Wrong>,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Serialize)]
pub struct Wrong {
    /// The column; none when it is the row as a whole.
    pub column: Option<String>,
    /// What is wrong, and how to mend it.
    pub text: String,
    /// What stands there.
    pub value: String,
}

/// A row that is a request.
#[derive(Debug, Clone, Serialize)]
pub struct Filed {
    /// Its line.
    pub line: u64,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// How many were asked whether they need it too.
    pub invited: i64,
    /// How many of them said so.
    pub claimed: i64,
    /// It is nobody's yet: whoever voiced it may claim it.
    pub claimable: bool,
    /// Somebody was asked whether it is theirs.
    pub asked: bool,
}

/// How many mails leave if what is chosen is filed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Mails {
    /// To whoever voiced a request, one for each.
    pub receipts: usize,
    /// To attendees, one for each of them.
    pub invitations: usize,
}

impl Filed {
    pub(super) fn of(row: EnteredRow, entry: &Entry) -> Self {
        Self {
            line: row.line,
            reference: row.reference.to_string(),
            title: row.title,
            invited: row.invited,
            claimed: row.claimed,
            claimable: row.requester == entry.person,
            asked: row.asked,
        }
    }
}

impl Bad {
    pub(super) fn of(
        app: &AppState,
        visitor: &Visitor,
        language: &Language,
        row: &MeetingRow,
    ) -> Option<Self> {
        let problems = row.result.as_ref().err()?;
        let (words, locale) = (app.engine.words(), visitor.locale);
        let first = row.cells.iter().find(|cell| !cell.trim().is_empty());
        let begins: Vec<&str> = first
            .map(|cell| cell.split_whitespace().collect())
            .unwrap_or_default();
        let wrong = problems.iter().map(|problem| Wrong {
            column: problem
                .column
                .map(|column| words.text(locale, column_name(column), &Args::new())),
            text: cell_problem(words, locale, language, problem),
            value: problem.value.clone(),
        });
        Some(Self {
            line: row.line,
            begins: begins.join(" ").chars().take(EXCERPT).collect(),
            problems: wrong.collect(),
        })
    }
}

/// What the rows are looked at with.
pub(super) struct Looking<'a> {
    pub app: &'a AppState,
    pub visitor: &'a Visitor,
    pub places: &'a Places,
    /// The lines that were filed before.
    pub filed: &'a HashSet<u64>,
    /// The lines that were chosen; when nobody has chosen yet, all but those that say what is there already.
    pub chosen: Option<&'a HashSet<u64>>,
    /// Why lines were not filed just now.
    pub refused: &'a HashMap<u64, String>,
}

impl Looking<'_> {
    /// The rows that can be filed and are not, and how many mails that would bring.
    pub async fn ready(&self, table: &Meeting) -> Result<(Vec<Ready>, Mails), Fault> {
        let mut rows = Vec::new();
        let mut seen: Vec<(u64, &str)> = Vec::new();
        let (mut receipts, mut invited) = (0, HashSet::new());
        let own = self.own_address().await?;
        for row in &table.rows {
            let Ok(voiced) = &row.result else { continue };
            let same = seen.iter().find(|(_, body)| same_words(body, &voiced.new.body));
            let repeats = same.map(|(line, _)| *line);
            seen.push((row.line, &voiced.new.body));
            if self.filed.contains(&row.line) {
                continue;
            }
            let ready = self.row(row.line, voiced, repeats).await?;
            if ready.chosen {
                let is_told = voiced
                    .email
                    .as_ref()
                    .is_some_and(|email| Some(email.key()) != own);
                receipts += usize::from(is_told);
                invited.extend(voiced.attendees.iter().map(|one| one.email.key()));
            }
            rows.push(ready);
        }
        let mails = Mails {
            receipts,
            invitations: invited.len(),
        };
        Ok((rows, mails))
    }

    async fn row(&self, line: u64, voiced: &Voiced, repeats: Option<u64>) -> Result<Ready, Fault> {
        let new = &voiced.new;
        let alike = self.alike(&new.title, &new.body).await?;
        let is_there = repeats.is_some() || alike.iter().any(|it| it.exact);
        Ok(Ready {
            line,
            title: new.title.clone(),
            theme: new.theme.as_deref().map(|key| self.places.theme(key).name),
            area: self.places.area(new.area.as_deref()).map(|area| area.name),
            name: voiced.name.clone(),
            email: voiced.email.as_ref().map(ToString::to_string),
            attendees: voiced.attendees.len(),
            alike,
            repeats,
            chosen: self.chosen.map_or(!is_there, |chosen| chosen.contains(&line)),
            refused: self.refused.get(&line).cloned(),
        })
    }

    async fn alike(&self, title: &str, body: &str) -> Result<Vec<Alike>, Fault> {
        let (reader, actor) = (self.app.db.read(), &self.visitor.actor);
        let text: String = format!("{title} {body}").chars().take(LOOKED_FOR).collect();
        let mut alike = Vec::new();
        for similar in ops::similar(&reader, actor, &text, ALIKE).await? {
            let exact = self.says(similar.reference, body).await?;
            alike.push(Alike {
                reference: similar.reference.to_string(),
                title: similar.title,
                exact,
            });
        }
        alike.sort_by_key(|it| !it.exact);
        Ok(alike)
    }

    async fn says(&self, reference: Reference, body: &str) -> Result<bool, Fault> {
        match ops::find(&self.app.db.read(), &self.visitor.actor, reference, Lock::No).await {
            Ok(request) => Ok(same_words(&request.body, body)),
            Err(ops::Error::NotFound | ops::Error::Hidden(..)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    async fn own_address(&self) -> Result<Option<String>, Fault> {
        let Some(id) = self.visitor.actor.person() else {
            return Ok(None);
        };
        let person = people::get(&self.app.db.read(), id).await?;
        Ok(person.map(|person| Email::key(&person.email)))
    }
}
