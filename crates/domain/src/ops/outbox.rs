//! What can be done about a mail that is stuck, and who is told that mail is.

use super::{Caller, Error, audit::audit};
use crate::{
    audience::MailKind,
    audit::Audited,
    ids::OutboxId,
    policy::AdminPermit,
    store::{
        Tx, WriteError,
        mailing::{self, Letter, To},
        outbox, people,
    },
};

/// Tries a mail again now. False if it is being sent, has left, or is not there.
pub async fn retry_mail(tx: &Tx, caller: &Caller, _: &AdminPermit, id: OutboxId) -> Result<bool, Error> {
    let done = outbox::retry(tx, id, caller.moment.at).await?;
    if done {
        audit(tx, caller, Audited::MailRetried, Some(format!("mail {id}"))).await?;
    }
    Ok(done)
}

/// Lets a mail that waits or has died be. False if it is being sent, has left, or is not there.
pub async fn skip_mail(tx: &Tx, caller: &Caller, _: &AdminPermit, id: OutboxId) -> Result<bool, Error> {
    let done = outbox::skip(tx, id, outbox::BY_HAND, caller.moment.at).await?;
    if done {
        audit(tx, caller, Audited::MailSkipped, Some(format!("mail {id}"))).await?;
    }
    Ok(done)
}

/// Tells the coordinators, and those who run the installation, that mail is stuck, once a day at most: this mail may have to wait as well.
pub async fn tell_stuck_mail(tx: &Tx, caller: &Caller) -> Result<(), WriteError> {
    for person in people::keepers(tx).await? {
        let letter = Letter {
            dedupe_key: format!("stuck:{}:{person}", caller.moment.today),
            kind: MailKind::MailStuck,
            event: None,
            request: None,
            comment: None,
            to: To::Person(person),
            due_at: caller.moment.at,
        };
        mailing::enqueue(tx, &letter, caller.moment.at).await?;
    }
    Ok(())
}
