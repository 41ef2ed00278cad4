//! The quarantine as the page for staff asks for it: the domain's trait, and its few ways to fail.

use domain::{
    ids::IncomingId,
    incoming::Unfit,
    kept_mail::{KeptLetter, KeptMail, Named, OpenedMail},
    ops::{Caller, NotTaken, Taken},
    policy::AdminPermit,
    store::{ReadError, WriteError, incoming},
};
use futures::future::BoxFuture;

use super::{
    Inbox, NotReceived, letter,
    quarantine::{NotDelivered, Opened},
};

impl KeptMail for Inbox {
    fn open(&self, id: IncomingId) -> BoxFuture<'_, Result<Option<OpenedMail>, ReadError>> {
        Box::pin(async move {
            Ok(match Self::open(self, id).await {
                Ok(opened) => Some(OpenedMail::from(opened)),
                Err(NotDelivered::Database(error)) => return Err(error),
                // Another key than the one it was sealed with: it is there, and can be thrown away.
                Err(NotDelivered::Sealed(error)) => {
                    tracing::error!(%id, %error, "a kept mail cannot be opened");
                    let found = incoming::open(&self.db.read(), id).await?;
                    found.map(|(kept, _)| OpenedMail { kept, letter: None })
                }
                Err(_) => None,
            })
        })
    }

    fn redeliver(
        &self,
        caller: Caller,
        permit: AdminPermit,
        id: IncomingId,
        named: Option<Named>,
    ) -> BoxFuture<'_, Result<Taken, NotTaken>> {
        Box::pin(async move {
            match Self::redeliver(self, &caller, permit, id, named).await {
                Err(NotDelivered::Nothing) => Ok(Taken::Again),
                done => done.map_err(NotTaken::from),
            }
        })
    }
}

impl From<Opened> for OpenedMail {
    fn from(opened: Opened) -> Self {
        let letter = letter::read(&opened.bytes).ok();
        Self {
            kept: opened.kept,
            letter: letter.map(|letter| KeptLetter {
                date: letter.values("date").collect(),
                to: opened.recipient.unwrap_or_else(|| letter.recipients.join(", ")),
                from: letter.from_text,
                subject: letter.subject,
                text: letter.text,
            }),
        }
    }
}

impl From<NotDelivered> for NotTaken {
    fn from(error: NotDelivered) -> Self {
        match error {
            NotDelivered::IsIn => Self::Unfit(Unfit::Attachments),
            NotDelivered::Cut => Self::Unfit(Unfit::TooBig),
            NotDelivered::NoToken => Self::Unfit(Unfit::NoToken),
            NotDelivered::Unfit(why) => Self::Unfit(why),
            NotDelivered::Sealed(_) => Self::Unfit(Unfit::Unreadable),
            NotDelivered::Database(error)
            | NotDelivered::Failed(NotReceived::Database(WriteError::Db(error))) => error.into(),
            NotDelivered::Failed(NotReceived::Database(error)) => Self::Failed(error),
            error @ (NotDelivered::Nothing | NotDelivered::Failed(_)) => {
                tracing::error!(%error, "a kept mail could not be delivered");
                Self::Failed(WriteError::Panicked)
            }
        }
    }
}
