//! How a request ended, in the words of the source.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::{
    cells::Cells,
    choice::by_comparable,
    map::MapProblem,
    problem::{ProblemCode, RowProblem},
    request::ImportedEnd,
    text::{Text, comparable},
};
use crate::{
    action::{Evidence, MESSAGE},
    field::is_url,
    status::{Ground, Outcome},
};

/// The column that says how a request ended, and what its values mean.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dispositions {
    pub(super) column: String,
    #[serde(deserialize_with = "by_comparable")]
    pub(super) values: HashMap<String, Disposition>,
    /// Added to the message where the source does not say when.
    #[serde(default)]
    pub(super) undated: Text,
}

/// What one value means.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Disposition {
    /// Nobody had answered when the source was made.
    #[serde(default)]
    pub(super) pending: bool,
    outcome: Option<Outcome>,
    ground: Option<Ground>,
    #[serde(default)]
    dataset: Text,
    #[serde(default)]
    url: Text,
    #[serde(default)]
    how: Text,
    #[serde(default)]
    missing: Text,
    #[serde(default)]
    responsible: Text,
    #[serde(default)]
    message: Text,
}

impl Dispositions {
    /// What the row says; a value that is not listed is refused, an empty cell has to be listed as `""`.
    pub(super) fn of(&self, cells: &Cells<'_>) -> Result<&Disposition, RowProblem> {
        let cell = cells.get(&self.column);
        let code = if cell.is_empty() {
            ProblemCode::Empty
        } else {
            ProblemCode::UnknownValue
        };
        self.values
            .get(&comparable(cell))
            .ok_or_else(|| RowProblem::new(&self.column, code, cell))
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        let texts = self
            .values
            .values()
            .flat_map(Disposition::texts)
            .flat_map(|(_, text, _)| text.columns());
        texts.chain([self.column.as_str()]).chain(self.undated.columns())
    }
}

impl Disposition {
    /// Whether it can be told from the mapping alone that the end has what it needs, and no more (PRODUCT §2.1).
    pub(super) fn check(&self) -> Result<(), MapProblem> {
        let outcome = match (self.pending, self.outcome) {
            (true, None) => Outcome::NotAnswered,
            (false, Some(outcome)) => outcome,
            (true, Some(_)) | (false, None) => return Err(MapProblem::PendingOrOutcome),
        };
        if outcome == Outcome::Duplicate {
            return Err(MapProblem::NotForImports);
        }
        if outcome.is_data() && self.dataset.is_empty() && self.url.is_empty() {
            return Err(MapProblem::Needs("dataset or url"));
        }
        let (wants_ground, has_ground) = (outcome == Outcome::NotSuitable, self.ground.is_some());
        if wants_ground != has_ground {
            return Err(if wants_ground {
                MapProblem::Needs("ground")
            } else {
                MapProblem::NotNeeded("ground")
            });
        }
        let (needed, possible) = fields_of(outcome);
        for (field, text, _) in self.texts() {
            if text.is_empty() && needed.contains(&field) {
                return Err(MapProblem::Needs(field));
            }
            if !text.is_empty() && !needed.contains(&field) && !possible.contains(&field) {
                return Err(MapProblem::NotNeeded(field));
            }
        }
        Ok(())
    }

    /// The end of this row; what the outcome needs and the row does not have is a problem.
    pub(super) fn end(
        &self,
        cells: &Cells<'_>,
        on: Option<Date>,
        undated: Option<String>,
    ) -> Result<ImportedEnd, Vec<RowProblem>> {
        let outcome = self.outcome.unwrap_or(Outcome::NotAnswered);
        let mut problems = Vec::new();
        let (needed, _) = fields_of(outcome);
        let mut filled = self.texts().map(|(field, text, most)| {
            let value = text.fill(cells);
            match value.as_deref() {
                None if needed.contains(&field) => {
                    problems.push(RowProblem::new(field, ProblemCode::Empty, ""));
                }
                Some(value) if value.chars().count() > most => {
                    problems.push(RowProblem::new(field, ProblemCode::TooLong, value));
                }
                _ => {}
            }
            value
        });
        let [dataset, url, how, missing, responsible, message] = filled.each_mut().map(Option::take);
        if outcome.is_data() && dataset.is_none() && url.is_none() {
            let field = if self.url.is_empty() { "dataset" } else { "url" };
            problems.push(RowProblem::new(field, ProblemCode::Empty, ""));
        }
        if let Some(url) = url.as_deref().filter(|url| !is_url(url)) {
            problems.push(RowProblem::new("url", ProblemCode::NotAUrl, url));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let message = message.into_iter().chain(undated).collect::<Vec<_>>().join(" ");
        let evidence = Evidence {
            dataset,
            url,
            how,
            missing,
            ground: self.ground,
            responsible,
        };
        Ok(ImportedEnd {
            outcome,
            evidence,
            message,
            on,
        })
    }

    /// Each text with the most characters it may have.
    fn texts(&self) -> [(&'static str, &Text, usize); 6] {
        [
            ("dataset", &self.dataset, 200),
            ("url", &self.url, 2_000),
            ("how", &self.how, MESSAGE),
            ("missing", &self.missing, MESSAGE),
            ("responsible", &self.responsible, 300),
            // The sentence on the missing date still has to fit.
            ("message", &self.message, MESSAGE - 500),
        ]
    }
}

/// The texts an outcome needs, and those it may have.
const fn fields_of(outcome: Outcome) -> (&'static [&'static str], &'static [&'static str]) {
    match outcome {
        Outcome::Published | Outcome::AlreadyExists => (&["message"], &["dataset", "url"]),
        Outcome::Partial => (&["missing", "message"], &["dataset", "url"]),
        Outcome::AvailableElsewhere => (&["url", "how", "message"], &[]),
        Outcome::OutOfScope => (&["responsible", "message"], &[]),
        Outcome::NotSuitable
        | Outcome::NotHeld
        | Outcome::Duplicate
        | Outcome::Withdrawn
        | Outcome::Lapsed
        | Outcome::NotAnswered => (&["message"], &[]),
    }
}
