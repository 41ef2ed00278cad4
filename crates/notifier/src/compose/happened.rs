//! Which facts each mail tells, taken from its event.

use domain::{
    action::RedactTarget,
    audience::MailKind,
    status::{Status, Verdict},
};

use super::{CannotCompose, facts::Facts};
use crate::message::{Happened, Reader};

/// What happened, as `facts.kind` tells it.
#[expect(clippy::too_many_lines, reason = "one arm per mail: a table reads best whole")]
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
        MailKind::Mentioned => Happened::Mentioned {
            name: facts.comment.as_ref().and_then(|note| note.name.clone()),
        },
        MailKind::DatasetUpdated => Happened::DatasetUpdated {
            dataset: facts.dataset()?,
            changed_on: facts.changed_on()?,
            signal: details.signal.ok_or(CannotCompose::Missing("signal"))?,
            verdict_by: (request.standing.status == Status::Answered && after.answered_on.is_some())
                .then(|| facts.verdict_by()),
        },
        MailKind::DatasetStale => Happened::DatasetStale {
            dataset: facts.dataset()?,
            changed_on: facts.changed_on()?,
            signal: details.signal.ok_or(CannotCompose::Missing("signal"))?,
        },
        MailKind::EvidenceBroken => Happened::EvidenceBroken {
            dataset: facts.dataset()?,
            fault: details.fault.ok_or(CannotCompose::Missing("fault"))?,
        },
        MailKind::PromisePassed => {
            let promised_on = after.promise.on.ok_or(CannotCompose::Missing("promise"))?;
            Happened::PromisePassed {
                area,
                promised_on,
                slips: after.promise.slips.into(),
                late: facts.days_since(promised_on),
            }
        }
        MailKind::DueSoon => facts.due_soon(area)?,
        MailKind::Overdue => {
            let due_on = due_on.ok_or(CannotCompose::Missing("due date"))?;
            Happened::Overdue {
                area,
                due_on,
                late: facts.days_since(due_on),
                waiting: request.supporters,
            }
        }
        MailKind::ConfirmEmail
        | MailKind::SignIn
        | MailKind::NewRequest
        | MailKind::Digest
        | MailKind::DeskWeekly
        | MailKind::MailStuck
        | MailKind::Invited => {
            return Err(CannotCompose::Missing("request"));
        }
    })
}
