//! Which facts each mail tells, taken from its event.

use domain::{
    action::{Evidence, RedactTarget},
    audience::MailKind,
    deadline::PATIENCE,
    event::Details,
    ids::AreaId,
    standing::REOPEN_DAYS,
    status::Verdict,
    store::events::Told,
};
use jiff::{Span, civil::Date};

use super::{CannotCompose, request::Facts};
use crate::message::{Happened, Part, Quote, Reader};

/// What happened, as `facts.kind` tells it.
pub(super) fn happened(facts: &Facts) -> Result<Happened, CannotCompose> {
    let Facts {
        after, told, request, ..
    } = facts;
    let change = &told.event.change;
    let details = &change.details;
    let (area, due_on) = (facts.area(after.area), after.round.due_on);
    let message = facts.said();
    let words = facts.words();
    Ok(match facts.kind {
        MailKind::Receipt => {
            let on_behalf = details.on_behalf
                || change
                    .actor
                    .is_some_and(|actor| actor != request.standing.requester);
            Happened::Receipt {
                body: request.body.clone(),
                due_on: due_on.unwrap_or(change.on),
                area,
                on_behalf,
                filed_by: told.actor_name.clone().filter(|_| on_behalf),
            }
        }
        MailKind::Assigned => Happened::Assigned {
            area: area.ok_or(CannotCompose::Missing("area"))?,
            transfer: details.area_from.is_some(),
            due_on,
            message,
        },
        MailKind::DeskAssigned => Happened::DeskAssigned {
            area: area.ok_or(CannotCompose::Missing("area"))?,
            transfer: details.area_from.is_some(),
            due_on,
            body: request.body.clone(),
            message,
        },
        MailKind::Question => Happened::Question {
            area,
            message: words,
            reply_by: facts.reply_by(),
            pauses: after.round.result.is_none(),
        },
        MailKind::Replied => Happened::Replied {
            message: words,
            status: change.to,
            due_on,
        },
        MailKind::Planned => Happened::Planned {
            area,
            promised_on: facts.promised_on()?,
            message: words,
        },
        MailKind::Redated => Happened::Redated {
            area,
            promised_before: details
                .promised_before
                .ok_or(CannotCompose::Missing("date promised before"))?,
            promised_on: facts.promised_on()?,
            slips: after.promise.slips.into(),
            message: words,
        },
        MailKind::Started => Happened::Started {
            area,
            promised_on: after.promise.on,
            message,
        },
        MailKind::Informed => Happened::Informed { area, message: words },
        MailKind::Answered | MailKind::Corrected => facts.answered(area, words)?,
        MailKind::VerdictAsked => Happened::VerdictAsked {
            area,
            outcome: after.outcome.ok_or(CannotCompose::Missing("outcome"))?,
            answered_on: after.answered_on.unwrap_or(change.on),
            message: words,
            verdict_by: facts.verdict_by(),
        },
        MailKind::Confirmed => Happened::Confirmed {
            outcome: after.outcome.ok_or(CannotCompose::Missing("outcome"))?,
            verdict: details.verdict.ok_or(CannotCompose::Missing("verdict"))?,
            rating: details.rating,
            message,
        },
        MailKind::Disputed => Happened::Disputed {
            message: words,
            due_on,
        },
        MailKind::DisputedAgain => Happened::DisputedAgain {
            area,
            message: words,
            times: after.disputes.into(),
            due_on,
        },
        MailKind::Extended => Happened::Extended {
            area,
            due_before: details.due_before.or(facts.due_before()).unwrap_or(change.on),
            due_on: due_on.unwrap_or(change.on),
            message: words,
        },
        MailKind::Closed => Happened::Closed {
            outcome: after.outcome.ok_or(CannotCompose::Missing("outcome"))?,
            verdict: details.verdict.unwrap_or(Verdict::None),
            message,
            reopen_until: facts.reopen_until(&[Reader::Requester]),
        },
        MailKind::LapseWarning => Happened::LapseWarning {
            message: facts.asked(),
            reply_by: facts.reply_by(),
        },
        MailKind::Lapsed => Happened::Lapsed {
            message: facts.asked(),
            reopen_until: facts.reopen_until(&[Reader::Requester, Reader::Supporter]),
        },
        MailKind::Reopened => Happened::Reopened {
            message: words,
            due_on,
        },
        MailKind::Merged | MailKind::MergedIn | MailKind::Unmerged => facts.merge(message, words)?,
        MailKind::Split => Happened::Split {
            parts: facts.parts(details),
            message: words,
        },
        MailKind::Withdrawn => Happened::Withdrawn {
            waiting: request.supporters,
            reopen_until: facts.reopen_until(&[Reader::Supporter]),
            message,
        },
        MailKind::Hidden => Happened::Hidden {
            reason: details.reason.ok_or(CannotCompose::Missing("reason"))?,
            message: words,
        },
        MailKind::Unhidden => Happened::Unhidden {
            status: change.to,
            due_on,
            message,
        },
        MailKind::Redacted => Happened::Redacted {
            target: details
                .target
                .as_deref()
                .and_then(RedactTarget::parse)
                .ok_or(CannotCompose::Missing("target"))?,
            reason: told.text("reason").unwrap_or_default().to_owned(),
            message,
        },
        MailKind::Edited => Happened::Edited {
            fields: details.fields.clone(),
            message: words,
        },
        MailKind::Commented => Happened::Commented {
            message: facts.comment.clone().ok_or(CannotCompose::Missing("comment"))?,
        },
        MailKind::PromisePassed => Happened::PromisePassed {
            area,
            promised_on: after.promise.on.ok_or(CannotCompose::Missing("promise"))?,
            slips: after.promise.slips.into(),
        },
        MailKind::ConfirmEmail | MailKind::SignIn | MailKind::NewRequest => {
            return Err(CannotCompose::Missing("request"));
        }
    })
}

impl Facts {
    fn area(&self, id: Option<AreaId>) -> Option<String> {
        self.areas.get(&id?).cloned()
    }

    /// The official text of the event, if it has one.
    fn said(&self) -> Option<Quote> {
        quote(&self.told)
    }

    /// The same where there must be one. Words may have been erased since; the fact stays.
    fn words(&self) -> Quote {
        self.said().unwrap_or_else(|| empty(&self.told))
    }

    fn asked(&self) -> Quote {
        let question = self.question.as_ref().unwrap_or(&self.told);
        quote(question).unwrap_or_else(|| empty(question))
    }

    fn reply_by(&self) -> Date {
        let asked_on = self.after.question.map(|question| question.asked_on);
        let from = asked_on.unwrap_or(self.told.event.change.on);
        self.after.round.patience_ends(&self.calendar, from, PATIENCE)
    }

    fn verdict_by(&self) -> Date {
        let answered_on = self.after.answered_on.unwrap_or(self.told.event.change.on);
        self.after
            .round
            .patience_ends(&self.calendar, answered_on, PATIENCE)
    }

    fn promised_on(&self) -> Result<Date, CannotCompose> {
        let promised = self
            .told
            .event
            .change
            .details
            .promised_on
            .or(self.after.promise.on);
        promised.ok_or(CannotCompose::Missing("promised date"))
    }

    fn due_before(&self) -> Option<Date> {
        self.before.as_ref().and_then(|before| before.round.due_on)
    }

    fn reopen_until(&self, readers: &[Reader]) -> Option<Date> {
        let closed_on = self.after.closed_on.unwrap_or(self.told.event.change.on);
        readers
            .contains(&self.reader)
            .then(|| closed_on.saturating_add(Span::new().days(REOPEN_DAYS)))
    }

    fn answered(&self, area: Option<String>, message: Quote) -> Result<Happened, CannotCompose> {
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

    fn merge(&self, message: Option<Quote>, words: Quote) -> Result<Happened, CannotCompose> {
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

    fn parts(&self, details: &Details) -> Vec<Part> {
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
