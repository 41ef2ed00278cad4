//! A text that names another request links to it, and that one back.

use crate::{
    ids::{CommentId, RequestId},
    ops::Error,
    policy::Actor,
    reference::Reference,
    store::{
        Tx, mentions,
        requests::{self, Found, Lock},
    },
};

/// More than this are not followed: a list is no mention.
const MOST: usize = 20;

/// Notes which requests a public text of `source` names.
pub(super) async fn note_mentions(
    tx: &Tx,
    source: RequestId,
    comment: Option<CommentId>,
    text: &str,
) -> Result<(), Error> {
    let mut named: Vec<Reference> = Reference::named_in(text)
        .into_iter()
        .map(|(_, reference)| reference)
        .collect();
    named.sort_unstable();
    named.dedup();
    for reference in named.into_iter().take(MOST) {
        if let Found::Visible(target) = requests::find(tx, &Actor::Visitor, reference, Lock::No).await?
            && target.id != source
        {
            mentions::note(tx, source, target.id, comment).await?;
        }
    }
    Ok(())
}
