//! What an action would say, and to whom: does it, reads the mail that follows in the same transaction, and undoes it all.
//!
//! The same ops, the same rows, the same words as the real thing, so nothing here can tell a different story. One sample
//! per kind of mail and of reader: on SQLite the writer waits meanwhile.

use std::{convert::Infallible, sync::Arc};

use domain::{
    clock::Moment,
    ids::PersonId,
    ops,
    preview::{Preview, PreviewMail, PreviewedMail, Sample},
    store::{
        Db, OpError, ReadError, Tx,
        outbox::{self, Claimed, OutboxMark, Reader},
    },
};
use jiff::Timestamp;

use crate::compose::{self, CannotCompose, Eyes, House};

/// The function that pages ask.
pub fn previewer(db: Db, house: House) -> PreviewMail {
    Arc::new(move |mut caller, act| {
        let (db, house) = (db.clone(), house.clone());
        // Looked at as often as one likes: it is no repeat, and nothing may be remembered of it.
        caller.key = None;
        Box::pin(async move {
            let shown = db
                .write(async move |tx: &Tx| {
                    let since = OutboxMark::take(tx).await?;
                    ops::act(tx, &caller, act).await?;
                    let shown = preview(tx, &house, since, caller.moment.at).await?;
                    Err::<Infallible, _>(Undone::Shown(shown))
                })
                .await;
            match shown {
                Ok(never) => match never {},
                Err(Undone::Shown(shown)) => Ok(shown),
                Err(Undone::Refused(error)) => Err(error),
            }
        })
    })
}

/// The mail that `tx` has decided `since`, as it would be at `now`. What it does to that end has to be undone.
pub async fn preview(
    tx: &Tx,
    house: &House,
    since: OutboxMark,
    now: Timestamp,
) -> Result<Preview, ReadError> {
    let mut mails = direct(tx, house, since, now).await?;
    for told in outbox::told(tx, since, now).await? {
        let sample = match &told.first {
            Some(mail) => match outbox::wanted(tx, mail, Moment::new(now, &house.zone)).await? {
                Ok(reader) => sample(tx, house, mail, &reader).await?,
                Err(_) => continue,
            },
            None => None,
        };
        mails.push(PreviewedMail {
            kind: told.kind,
            reader: told.relation,
            people: told.people,
            digest: told.digest,
            bulk: true,
            more: told.more,
            sample,
        });
    }
    Ok(Preview { mails })
}

/// Those who are written to one by one. A row that would not be sent any more is not shown.
async fn direct(
    tx: &Tx,
    house: &House,
    since: OutboxMark,
    now: Timestamp,
) -> Result<Vec<PreviewedMail>, ReadError> {
    let mut mails: Vec<(PreviewedMail, Vec<Option<PersonId>>)> = Vec::new();
    for mail in outbox::decided(tx, since).await? {
        let Ok(reader) = outbox::wanted(tx, &mail, Moment::new(now, &house.zone)).await? else {
            continue;
        };
        let same =
            |known: &&mut (PreviewedMail, _)| known.0.kind == mail.kind && known.0.reader == reader.relation;
        if let Some((known, people)) = mails.iter_mut().find(same) {
            // Somebody who answers for two areas is one person with two mails.
            if !people.contains(&mail.person) {
                people.push(mail.person);
                known.people += 1;
            }
            continue;
        }
        let shown = PreviewedMail {
            kind: mail.kind,
            reader: reader.relation,
            people: 1,
            digest: 0,
            bulk: false,
            more: false,
            sample: sample(tx, house, &mail, &reader).await?,
        };
        mails.push((shown, vec![mail.person]));
    }
    Ok(mails.into_iter().map(|(shown, _)| shown).collect())
}

/// The words. A mail that cannot be put into any keeps nobody from acting: it would be tried again later, and looked at.
async fn sample(
    tx: &Tx,
    house: &House,
    mail: &Claimed,
    reader: &Reader,
) -> Result<Option<Sample>, ReadError> {
    let composed = match compose::message(tx, house, mail, reader, Eyes::Previewer).await {
        Ok((message, _)) => message.render(&house.engine).map_err(CannotCompose::from),
        Err(error) => Err(error),
    };
    match composed {
        Ok(words) => Ok(Some(Sample {
            locale: mail.locale,
            subject: words.subject,
            text: words.text,
        })),
        Err(CannotCompose::Store(error)) => Err(error),
        Err(error) => {
            tracing::error!(kind = %mail.kind, %error, "a mail cannot be shown");
            Ok(None)
        }
    }
}

/// Why the transaction is undone: as it should be, or because the action is refused.
enum Undone {
    Shown(Preview),
    Refused(ops::Error),
}

impl<E: Into<ops::Error>> From<E> for Undone {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

impl OpError for Undone {
    fn as_db(&self) -> Option<&ReadError> {
        match self {
            Self::Refused(error) => error.as_db(),
            Self::Shown(_) => None,
        }
    }
}
