//! A mail that came in is taken in, or kept for staff to look at. Each once, whatever mail servers repeat.
//!
//! Whether it is fit is decided in the transaction that takes it in; what is not leaves no trace there, and is kept by
//! another one.

use super::{Caller, Error, audit::audit};
use crate::{
    audit::Audited,
    ids::IncomingId,
    incoming::{Fate, Severity, Unfit},
    policy::{AdminPermit, Denied},
    return_token::BounceToken,
    secret::InstanceKey,
    store::{
        OpError, ReadError, Tx, WriteError, bounces,
        incoming::{self, Keep, Note},
        people,
    },
};

mod reply;

pub use reply::{Source, TakeReply, Whose, take_reply};

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// This.
    In(Fate),
    /// Nothing: it was here before.
    Again,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// It is not fit, and never will be by itself.
    #[error("not taken in: {0}")]
    Unfit(Unfit),
    /// We failed: the same mail may be taken in later.
    #[error(transparent)]
    Failed(WriteError),
}

impl From<WriteError> for NotTaken {
    fn from(error: WriteError) -> Self {
        Self::Failed(error)
    }
}

impl From<ReadError> for NotTaken {
    fn from(error: ReadError) -> Self {
        Self::Failed(WriteError::Db(error))
    }
}

impl From<Error> for NotTaken {
    fn from(error: Error) -> Self {
        match error {
            Error::Write(error) => Self::Failed(error),
            Error::Hidden(..) => Self::Unfit(Unfit::Hidden),
            _ => Self::Unfit(Unfit::Refused),
        }
    }
}

impl OpError for NotTaken {
    fn as_db(&self) -> Option<&ReadError> {
        match self {
            Self::Failed(WriteError::Db(error)) => Some(error),
            _ => None,
        }
    }
}

/// Keeps a mail that was not taken in.
pub async fn keep_mail(tx: &Tx, caller: &Caller, note: &Note, keep: &Keep) -> Result<Taken, NotTaken> {
    let fate = Fate::Quarantine;
    let Some(id) = incoming::note(tx, note, fate, caller.moment.at).await? else {
        return Ok(Taken::Again);
    };
    incoming::keep(tx, id, keep).await?;
    Ok(Taken::In(fate))
}

/// Writes down that a mail was of no use to anybody.
pub async fn ignore_mail(tx: &Tx, caller: &Caller, note: &Note) -> Result<Taken, NotTaken> {
    let fate = Fate::Ignored;
    let noted = incoming::note(tx, note, fate, caller.moment.at).await?;
    Ok(noted.map_or(Taken::Again, |_| Taken::In(fate)))
}

/// A report that a mail of ours came back.
#[derive(Debug, Clone)]
pub struct TakeBounce {
    /// What is written down of it.
    pub note: Note,
    /// Which mail.
    pub token: BounceToken,
    /// How final it is.
    pub severity: Severity,
    /// The status it names.
    pub status: String,
    /// From which tokens are derived.
    pub key: InstanceKey,
}

/// Notes that a mail came back. An address to which several did is not written to until somebody proves it again.
pub async fn take_bounce(tx: &Tx, caller: &Caller, input: TakeBounce) -> Result<Taken, NotTaken> {
    let now = caller.moment.at;
    let Some(id) = incoming::note(tx, &input.note, Fate::Bounce, now).await? else {
        return Ok(Taken::Again);
    };
    let token = input.token;
    let (mailbox, _) = bounces::mail(tx, token.mail)
        .await?
        .filter(|(mailbox, made)| token.holds(*mailbox, *made, &input.key))
        .ok_or(NotTaken::Unfit(Unfit::UnknownToken))?;
    people::lock_mailbox(tx, mailbox).await?;
    if bounces::count(tx, mailbox, token.mail, input.severity, &input.status, now).await? {
        audit(tx, caller, Audited::AddressSuspended, Some(id.to_string())).await?;
    }
    Ok(Taken::In(Fate::Bounce))
}

/// Writes down that somebody looks at a mail that was kept: it says who sent it, and each such look is remembered.
pub async fn look_at_mail(tx: &Tx, caller: &Caller, id: IncomingId) -> Result<(), Error> {
    if !caller.actor.coordinates() {
        return Err(Denied::NotCoordinator.into());
    }
    Ok(audit(tx, caller, Audited::MailOpened, Some(id.to_string())).await?)
}

/// Throws away a mail that was kept. False if it is not there.
pub async fn drop_mail(tx: &Tx, caller: &Caller, _: &AdminPermit, id: IncomingId) -> Result<bool, Error> {
    if !incoming::forget(tx, id).await? {
        return Ok(false);
    }
    audit(tx, caller, Audited::MailDropped, Some(id.to_string())).await?;
    Ok(true)
}
