//! A comment is changed by whoever wrote it. What it said before stays readable.

use serde_json::{Map, Value};

use super::{checked, comments_are_closed};
use crate::{
    action::MESSAGE,
    field::{Fields, Invalid},
    ids::CommentId,
    ops::{Caller, Error, find, mention::note_mentions, remember, repeated},
    policy::Denied,
    reference::Reference,
    standing::Refusal,
    store::{
        Tx, comments, mentions,
        requests::{self, Lock},
    },
};

/// A comment as it shall be.
#[derive(Debug, Clone)]
pub struct EditComment {
    /// On which request.
    pub reference: Reference,
    /// Which comment.
    pub comment: CommentId,
    /// What it shall say.
    pub text: String,
}

impl EditComment {
    /// Reads the fields of a form.
    pub fn parse(
        members: &Map<String, Value>,
        reference: Reference,
        comment: CommentId,
    ) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let text = fields.required_text("text", 1, MESSAGE).unwrap_or_default();
        fields.finish(Self {
            reference,
            comment,
            text,
        })
    }
}

/// Changes a comment, while comments on its request are open.
pub async fn edit_comment(tx: &Tx, caller: &Caller, input: EditComment) -> Result<(), Error> {
    if repeated(tx, caller).await?.is_some() {
        return Ok(());
    }
    let person = caller.actor.person().ok_or(Denied::SignIn)?;
    let request = find(tx, &caller.actor, input.reference, Lock::Yes).await?;
    let comment = comments::get(tx, input.comment).await?;
    let comment = comment.filter(|comment| comment.request == request.id);
    let comment =
        comment.filter(|comment| !comment.internal || caller.actor.answers_for(request.standing.area));
    let comment = comment.ok_or(Error::NotFound)?;
    if comment.author != person {
        return Err(Denied::NotAuthor.into());
    }
    if comment.redacted {
        return Err(Error::refused(Refusal::CommentRedacted, &request, Vec::new()));
    }
    if !comment.internal && comments_are_closed(&request, caller.moment.today) {
        return Err(Error::refused(Refusal::CommentsClosed, &request, Vec::new()));
    }
    let text = checked(&input.text)?;
    if text != comment.text {
        comments::edit(tx, comment.id, &text, caller.moment.at).await?;
        mentions::forget(tx, comment.id).await?;
        if !comment.internal {
            note_mentions(tx, request.id, Some(comment.id), &text).await?;
        }
        requests::recount(tx, &request).await?;
    }
    remember(tx, caller, &comment.id.to_string()).await
}
