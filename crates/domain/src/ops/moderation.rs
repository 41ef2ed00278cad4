//! People report what should not be public; whoever coordinates looks, and decides about what was held back.

use serde_json::{Map, Value};

use super::{Caller, Error, audit::audit, draft::release, find, remember, repeated};
use crate::{
    audit::Audited,
    field::{FieldCode, Fields, Invalid},
    ids::{CommentId, DraftId, ReportId},
    policy::ModeratorPermit,
    reference::Reference,
    status::HideReason,
    store::{
        Tx, comments,
        drafts::{self, Draft},
        people,
        reports::{self, NewReport},
        requests::Lock,
    },
};

/// Characters somebody may write about what they report.
const WORDS: usize = 1_000;

/// What somebody reports.
#[derive(Debug, Clone)]
pub struct Report {
    /// The request, or the one its comment stands on.
    pub reference: Reference,
    /// The comment, if it is about one.
    pub comment: Option<CommentId>,
    /// Why.
    pub reason: HideReason,
    /// In their words.
    pub text: Option<String>,
}

impl Report {
    /// Reads the fields of a form: `reason`, and perhaps `message`.
    pub fn parse(
        members: &Map<String, Value>,
        reference: Reference,
        comment: Option<CommentId>,
    ) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let reason = fields.required_key("reason", HideReason::parse);
        let text = fields
            .text_within("message", 0, WORDS)
            .filter(|text| !text.is_empty());
        fields.finish(()).and_then(|()| {
            let reason = reason.ok_or_else(|| Invalid::one("#/reason", FieldCode::Required))?;
            Ok(Self {
                reference,
                comment,
                reason,
                text,
            })
        })
    }
}

/// Keeps a report, from anybody: nothing happens until somebody has looked.
pub async fn report(tx: &Tx, caller: &Caller, input: Report) -> Result<(), Error> {
    if repeated(tx, caller).await?.is_some() {
        return Ok(());
    }
    let request = find(tx, &caller.actor, input.reference, Lock::No).await?;
    if let Some(id) = input.comment {
        let comment = comments::get(tx, id).await?;
        let there = comment.is_some_and(|comment| comment.request == request.id && !comment.internal);
        if !there {
            return Err(Error::NotFound);
        }
    }
    let new = NewReport {
        request: request.id,
        comment: input.comment,
        person: caller.actor.person(),
        reason: input.reason,
        text: input.text,
    };
    reports::insert(tx, &new, caller.moment.at).await?;
    remember(tx, caller, "report").await
}

/// Somebody has looked at a report, and all others about the same. False when somebody else had.
pub async fn settle_report(
    tx: &Tx,
    caller: &Caller,
    _: &ModeratorPermit,
    id: ReportId,
) -> Result<bool, Error> {
    let Some(report) = reports::get(tx, id).await? else {
        return Ok(false);
    };
    reports::settle(tx, id, caller.moment.at).await?;
    audit(
        tx,
        caller,
        Audited::ReportSettled,
        Some(format!("report {id} {}", report.reference)),
    )
    .await?;
    Ok(true)
}

/// Files what was held back, as whoever wrote it. None when it is no longer there.
pub async fn release_draft(
    tx: &Tx,
    caller: &Caller,
    _: &ModeratorPermit,
    id: DraftId,
) -> Result<Option<Reference>, Error> {
    let Some(draft) = waiting(tx, id).await? else {
        return Ok(None);
    };
    let reference = release(tx, caller, &draft).await?;
    audit(
        tx,
        caller,
        Audited::DraftReleased,
        Some(format!("draft {id} {reference}")),
    )
    .await?;
    Ok(Some(reference))
}

/// Throws away what was held back. False when it is no longer there.
pub async fn discard_draft(
    tx: &Tx,
    caller: &Caller,
    _: &ModeratorPermit,
    id: DraftId,
) -> Result<bool, Error> {
    let Some(draft) = waiting(tx, id).await? else {
        return Ok(false);
    };
    drafts::erase(tx, draft.id, caller.moment.at).await?;
    audit(tx, caller, Audited::DraftDiscarded, Some(format!("draft {id}"))).await?;
    Ok(true)
}

/// What was held back, if it still waits. Two who decide at once do so one after the other.
async fn waiting(tx: &Tx, id: DraftId) -> Result<Option<Draft>, Error> {
    let Some(draft) = drafts::waiting(tx, id).await? else {
        return Ok(None);
    };
    people::lock_mailbox(tx, draft.mailbox).await?;
    Ok(drafts::waiting(tx, id).await?)
}
