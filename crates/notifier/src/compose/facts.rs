//! What a mail about a request can say, and the dates and texts worked out from it.

use std::collections::HashMap;

use domain::{
    action::Evidence,
    audience::MailKind,
    data_request::DataRequest,
    deadline::{Calendar, PATIENCE},
    event::{ActorRole, Details},
    ids::AreaId,
    standing::{REOPEN_DAYS, Standing},
    status::{ActionKind, Status},
    store::events::Told,
};
use jiff::{Span, civil::Date};

use super::CannotCompose;
use crate::message::{Dataset, Happened, Part, Quote, Reader};

/// Everything a mail about a request may need.
pub(super) struct Facts {
    pub kind: MailKind,
    pub reader: Reader,
    pub request: DataRequest,
    /// The event the mail tells of, or rests on.
    pub told: Told,
    /// Where the request stood before it; none for the first event.
    pub before: Option<Standing>,
    /// Where it stood after it.
    pub after: Standing,
    /// The last question put before the event, or by it.
    pub question: Option<Told>,
    pub calendar: Calendar,
    /// The names of all areas that are spoken of, in the reader's language.
    pub areas: HashMap<AreaId, String>,
    /// The other request: the target or the source of a merge.
    pub other: Option<DataRequest>,
    /// The title of the dataset that the event names, and its page; none where the catalogue does not show it.
    pub dataset: Option<Dataset>,
    /// The comment, for a mail about one.
    pub comment: Option<Quote>,
    /// The local date on which the mail leaves.
    pub on: Date,
}

impl Facts {
    pub(super) fn area(&self, id: Option<AreaId>) -> Option<String> {
        self.areas.get(&id?).cloned()
    }

    /// The official text of the event, if it has one.
    pub(super) fn said(&self) -> Option<Quote> {
        quote(&self.told)
    }

    /// The same where there must be one. Words may have been erased since; the fact stays.
    pub(super) fn words(&self) -> Quote {
        self.said().unwrap_or_else(|| empty(&self.told))
    }

    pub(super) fn asked(&self) -> Quote {
        let question = self.question.as_ref().unwrap_or(&self.told);
        quote(question).unwrap_or_else(|| empty(question))
    }

    pub(super) fn reply_by(&self) -> Date {
        let asked_on = self.after.question.map(|question| question.asked_on);
        let from = asked_on.unwrap_or(self.told.event.change.on);
        self.after.round.patience_ends(&self.calendar, from, PATIENCE)
    }

    pub(super) fn verdict_by(&self) -> Date {
        let answered_on = self.after.answered_on.unwrap_or(self.told.event.change.on);
        self.after
            .round
            .patience_ends(&self.calendar, answered_on, PATIENCE)
    }

    /// Working days from `date` to the day on which the mail leaves.
    pub(super) fn days_since(&self, date: Date) -> u32 {
        self.calendar.working_days_left(date, self.on)
    }

    pub(super) fn due_soon(&self, area: Option<String>) -> Result<Happened, CannotCompose> {
        let standing = &self.after;
        let due_on = standing.round.due_on.ok_or(CannotCompose::Missing("due date"))?;
        let role = ActorRole::Liaison;
        Ok(Happened::DueSoon {
            area,
            due_on,
            left: self.calendar.working_days_left(self.on, due_on),
            waiting: self.request.supporters,
            take: standing.status == Status::Received,
            extend: standing.possible(ActionKind::Extend, role, self.on).is_ok(),
        })
    }

    pub(super) fn promised_on(&self) -> Result<Date, CannotCompose> {
        let promised = self
            .told
            .event
            .change
            .details
            .promised_on
            .or(self.after.promise.on);
        promised.ok_or(CannotCompose::Missing("promised date"))
    }

    /// The dataset that the event names: by its title, where it is to be seen.
    pub(super) fn dataset(&self) -> Result<Dataset, CannotCompose> {
        if let Some(dataset) = &self.dataset {
            return Ok(dataset.clone());
        }
        let named = self.told.event.change.details.dataset.clone();
        let name = named.ok_or(CannotCompose::Missing("dataset"))?;
        Ok(Dataset { name, url: None })
    }

    pub(super) fn changed_on(&self) -> Result<Date, CannotCompose> {
        let on = self.told.event.change.details.changed_on;
        on.ok_or(CannotCompose::Missing("day on which the dataset changed"))
    }

    pub(super) fn due_before(&self) -> Option<Date> {
        self.before.as_ref().and_then(|before| before.round.due_on)
    }

    pub(super) fn reopen_until(&self, readers: &[Reader]) -> Option<Date> {
        let closed_on = self.after.closed_on.unwrap_or(self.told.event.change.on);
        readers
            .contains(&self.reader)
            .then(|| closed_on.saturating_add(Span::new().days(REOPEN_DAYS)))
    }

    pub(super) fn answered(&self, area: Option<String>, message: Quote) -> Result<Happened, CannotCompose> {
        let details = &self.told.event.change.details;
        let outcome = details.outcome.ok_or(CannotCompose::Missing("outcome"))?;
        let text = |field: &str| self.told.text(field).map(str::to_owned);
        let evidence = Evidence {
            dataset: details.dataset.clone(),
            url: details.url.clone(),
            how: text("how"),
            missing: text("missing"),
            ground: details.ground,
            responsible: text("responsible"),
        }
        .into();
        let verdict_by = self.verdict_by();
        Ok(if self.kind == MailKind::Corrected {
            Happened::Corrected {
                area,
                outcome,
                evidence,
                message,
                verdict_by,
            }
        } else {
            Happened::Answered {
                area,
                outcome,
                evidence,
                message,
                verdict_by,
            }
        })
    }

    pub(super) fn merge(&self, message: Option<Quote>, words: Quote) -> Result<Happened, CannotCompose> {
        let other = self
            .other
            .as_ref()
            .ok_or(CannotCompose::Missing("other request"))?;
        let (reference, title) = (other.reference, other.title.clone());
        Ok(match self.kind {
            MailKind::MergedIn => Happened::MergedIn {
                source: reference,
                source_title: title,
                waiting: self.request.supporters,
                message,
            },
            MailKind::Unmerged => Happened::Unmerged {
                from: reference,
                from_title: title,
                status: self.told.event.change.to,
                due_on: self.after.round.due_on,
                message: words,
            },
            _ => Happened::Merged {
                into: reference,
                into_title: title,
                waiting: other.supporters,
                message: words,
            },
        })
    }

    pub(super) fn parts(&self, details: &Details) -> Vec<Part> {
        let area = |id: &AreaId| self.area(Some(*id)).unwrap_or_default();
        let parts = details.parts.iter().zip(&details.areas);
        parts
            .map(|(reference, id)| Part {
                reference: *reference,
                area: area(id),
            })
            .collect()
    }
}

fn quote(told: &Told) -> Option<Quote> {
    Some(Quote {
        text: told.text("message")?.to_owned(),
        ..empty(told)
    })
}

fn empty(told: &Told) -> Quote {
    Quote {
        text: String::new(),
        name: told.actor_name.clone(),
        role: told.event.change.role,
    }
}
