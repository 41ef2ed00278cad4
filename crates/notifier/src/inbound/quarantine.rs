//! Mail that nobody could take in: sealed, kept for a while, looked at, delivered after all or thrown away.

use domain::{
    ids::IncomingId,
    incoming::Unfit,
    kept_mail::Named,
    ops::{self, Caller, IncomingSource, NotTaken, TakeReply, Taken, Whose},
    policy::AdminPermit,
    return_token::ReplyToken,
    secret,
    store::{
        ReadError, Tx, WriteError,
        incoming::{self, HEAD, Keep, Kept, Note},
        outbox::Sealed,
    },
};

use super::{
    Inbox, Mail, NotReceived, To,
    letter::{self, Letter},
};
use crate::seal::Unreadable;

/// All that is kept together has at most so many bytes; when it is full, mail servers wait.
pub const MOST_KEPT: i64 = 256 * 1024 * 1024;

/// A mail that was kept, opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What is known of it.
    pub kept: Kept,
    /// The address in its envelope.
    pub recipient: Option<String>,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
}

/// A kept mail cannot be had or delivered.
#[derive(Debug, thiserror::Error)]
pub enum NotDelivered {
    /// It is not there (any more).
    #[error("there is no such mail\n  cure: ventanilla mail quarantine list")]
    Nothing,
    /// Its words were taken in when it came.
    #[error("its words were taken in when it came; only what is attached is kept here")]
    IsIn,
    /// Its end is missing.
    #[error("it was too big to be kept whole")]
    Cut,
    /// It names nobody and nothing.
    #[error("it carries no token\n  cure: say whose it is and what about: --from EMAIL --request REFERENCE")]
    NoToken,
    /// It still is not fit.
    #[error("still not fit: {0}")]
    Unfit(Unfit),
    /// It cannot be opened.
    #[error(transparent)]
    Sealed(#[from] Unreadable),
    /// The database does not answer.
    #[error(transparent)]
    Database(#[from] ReadError),
    /// We failed.
    #[error(transparent)]
    Failed(#[from] NotReceived),
}

impl Inbox {
    /// Opens a mail that was kept.
    pub async fn open(&self, id: IncomingId) -> Result<Opened, NotDelivered> {
        let found = incoming::open(&self.db.read(), id).await?;
        let (kept, sealed) = found.ok_or(NotDelivered::Nothing)?;
        let bytes = self.seal.open(mark(&kept.dedupe), &sealed.nonce, &sealed.bytes)?;
        let end = bytes.iter().position(|byte| *byte == b'\n').ok_or(Unreadable)?;
        let (head, rest) = bytes.split_at(end);
        let recipient: Option<String> = serde_json::from_slice(head).map_err(|_| Unreadable)?;
        Ok(Opened {
            kept,
            recipient,
            bytes: rest[1..].to_vec(),
        })
    }

    /// Delivers a mail that was kept, as if it came now; whoever does so answers for whom it is from. `named`: whose it is
    /// and about what, where its token does not say so.
    pub async fn redeliver(
        &self,
        caller: &Caller,
        permit: AdminPermit,
        id: IncomingId,
        named: Option<Named>,
    ) -> Result<Taken, NotDelivered> {
        let opened = self.open(id).await?;
        if opened.kept.why == Unfit::Attachments {
            return Err(NotDelivered::IsIn);
        }
        if !opened.kept.whole {
            return Err(NotDelivered::Cut);
        }
        let letter = letter::read(&opened.bytes).map_err(NotDelivered::Unfit)?;
        let mail = Mail {
            bytes: &opened.bytes,
            size: opened.bytes.len() as u64,
            recipient: opened.recipient.as_deref(),
        };
        let whose = match named {
            Some((person, request)) => Whose::Named { person, request },
            None => self.token(mail, &letter)?,
        };
        let note = Note {
            dedupe: opened.kept.dedupe.clone(),
            sender: opened.kept.sender.clone(),
            size: opened.kept.size,
        };
        let input = TakeReply {
            source: IncomingSource::Kept(id, permit),
            whose,
            text: self.words(&letter).map_err(NotDelivered::Unfit)?,
            keep: self.attachments(mail, &letter, &note).await?,
            key: self.key.clone(),
            limits: self.limits,
        };
        let caller = caller.clone();
        let take = async move |tx: &Tx| ops::take_reply(tx, &caller, input).await;
        self.db.write(take).await.map_err(not_delivered)
    }

    fn token(&self, mail: Mail<'_>, letter: &Letter) -> Result<Whose, NotDelivered> {
        let To::Reply(token) = self.to(mail, letter) else {
            return Err(NotDelivered::NoToken);
        };
        let token = ReplyToken::read(token).ok_or(NotDelivered::Unfit(Unfit::UnknownToken))?;
        let sender = letter.from.clone();
        Ok(Whose::Token { token, sender })
    }

    /// The bytes of a mail, as they are kept: of one that is too big, the first.
    pub(super) async fn sealed(&self, mail: Mail<'_>, note: &Note, why: Unfit) -> Result<Keep, NotReceived> {
        let whole = why != Unfit::TooBig;
        let head = if whole {
            mail.bytes
        } else {
            &mail.bytes[..mail.bytes.len().min(HEAD)]
        };
        let kept = incoming::bytes_kept(&self.db.read())
            .await
            .map_err(WriteError::from)?;
        if kept.saturating_add(i64::try_from(head.len()).unwrap_or(i64::MAX)) > MOST_KEPT {
            return Err(NotReceived::Full);
        }
        let mut bytes = serde_json::json!(mail.recipient).to_string().into_bytes();
        bytes.push(b'\n');
        bytes.extend_from_slice(head);
        let mut nonce = [0; 12];
        secret::fill(&mut nonce).map_err(|_| NotReceived::Randomness)?;
        let sealed = self.seal.seal(mark(&note.dedupe), nonce, &bytes)?;
        Ok(Keep {
            why,
            sealed: Sealed {
                nonce: nonce.to_vec(),
                bytes: sealed,
            },
            whole,
        })
    }
}

/// What ties sealed bytes to their row, before it has a number.
fn mark(dedupe: &str) -> i64 {
    dedupe
        .get(..15)
        .and_then(|hex| i64::from_str_radix(hex, 16).ok())
        .unwrap_or_default()
}

fn not_delivered(error: NotTaken) -> NotDelivered {
    match error {
        NotTaken::Unfit(why) => NotDelivered::Unfit(why),
        NotTaken::Failed(error) => NotDelivered::Failed(NotReceived::Database(error)),
    }
}
