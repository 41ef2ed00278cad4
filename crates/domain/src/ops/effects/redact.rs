//! `redact`: words are taken away for good, from the request, from every event that ever held them, and from mail not yet
//! sent. The event says where and why, never what.

use super::{Caller, Error, Texts};
use crate::{
    action::{RedactTarget, Redaction},
    data_request::DataRequest,
    field::FieldCode,
    ids::{AttachmentId, CommentId, EventId},
    store::{Tx, attachments, comments, events, mailing},
};

/// Takes the words away.
pub(super) async fn apply(
    tx: &Tx,
    caller: &Caller,
    before: &DataRequest,
    after: &mut DataRequest,
    redaction: &Redaction,
    texts: &mut Texts,
) -> Result<(), Error> {
    let put = format!("[quitado: {}]", redaction.reason);
    let words = redaction.text.as_deref();
    let now = caller.moment.at;
    let found = match redaction.target {
        RedactTarget::Title | RedactTarget::Body | RedactTarget::Purpose => {
            let field = redaction.target.as_str();
            let old = match redaction.target {
                RedactTarget::Title => Some(&mut after.title),
                RedactTarget::Body => Some(&mut after.body),
                _ => after.purpose.as_mut(),
            };
            let Some(slot) = old else {
                return Err(Error::field("#/target", FieldCode::NotFound));
            };
            let there = words.is_none_or(|words| slot.contains(words));
            *slot = words.map_or_else(|| put.clone(), |words| slot.replace(words, &put));
            // The history held it too, and a title made from the body may repeat its words. What it was imported from
            // holds everything.
            let history = [field.to_owned(), format!("{field}_before"), "original".to_owned()];
            let history: Vec<&str> = history.iter().map(String::as_str).collect();
            let fields = if words.is_some() { &[][..] } else { &history[..] };
            let in_history = events::redact(tx, before.id, (None, fields), words, &put, now).await?;
            if let Some(words) = words {
                everywhere_else(after, words, &put);
            }
            there || in_history > 0
        }
        RedactTarget::Event => {
            let id = EventId(redaction.id.unwrap_or_default());
            let changed = events::redact(tx, before.id, (Some(id), &[]), words, &put, now).await? > 0;
            if let Some(words) = words {
                everywhere_else(after, words, &put);
            } else if changed {
                // The answer's own texts stand in the request as well.
                after.evidence.how = after.evidence.how.take().map(|_| put.clone());
                after.evidence.missing = after.evidence.missing.take().map(|_| put.clone());
                after.verdict_comment = after.verdict_comment.take().map(|_| put.clone());
            }
            changed
        }
        RedactTarget::Comment => {
            let id = CommentId(redaction.id.unwrap_or_default());
            comments::redact(tx, before.id, id, (words, &put), now).await?
        }
        RedactTarget::File => {
            let id = AttachmentId(redaction.id.unwrap_or_default());
            attachments::erase(tx, before.id, id, Some(&put), now).await?
        }
    };
    if !found {
        let pointer = if redaction.id.is_some() { "#/id" } else { "#/text" };
        return Err(Error::field(pointer, FieldCode::NotFound));
    }
    mailing::forget_composed(tx, before.id).await?;
    texts.push(("reason".into(), redaction.reason.clone()));
    Ok(())
}

/// The same words elsewhere in the request are the same secret.
fn everywhere_else(request: &mut DataRequest, words: &str, put: &str) {
    for slot in [&mut request.title, &mut request.body] {
        *slot = slot.replace(words, put);
    }
    let evidence = &mut request.evidence;
    for slot in [
        &mut request.purpose,
        &mut request.dataset,
        &mut request.format,
        &mut request.period,
        &mut request.coverage,
        &mut request.verdict_comment,
        &mut evidence.how,
        &mut evidence.missing,
        &mut evidence.responsible,
    ] {
        *slot = slot.take().map(|text| text.replace(words, put));
    }
}
