//! Mail that comes in: replies of people, and mails of ours that came back. Reads bytes; what may be done with them is
//! decided by the domain.
//!
//! [`letter`] reads, [`automatic`] tells machines from people, [`words`] takes away what is quoted, [`report`] reads what
//! mail servers say, [`quarantine`] keeps what nobody could take in. No mail ever leaves from here.

use domain::{
    action::MESSAGE,
    incoming::Unfit,
    ops::{self, Caller, IncomingSource, NotTaken, TakeBounce, TakeReply, Taken, Whose},
    return_token::{BounceToken, ReplyToken},
    secret::{self, InstanceKey},
    store::{
        Db, Tx, WriteError,
        incoming::{Keep, Note},
    },
};

use crate::{
    compose::House,
    return_address::{ReturnAddress, ReturnAddresses},
    seal::{Seal, Unreadable, digest},
};

pub mod automatic;
mod flat;
pub mod html;
mod kept_mail;
pub mod letter;
pub mod quarantine;
pub mod report;
pub mod words;

pub use letter::LARGEST;

use letter::Letter;

/// Where mail comes in.
pub struct Inbox {
    db: Db,
    returns: ReturnAddresses,
    /// Who our mail is from.
    from: String,
    /// The host of our identifiers and links.
    host: String,
    key: InstanceKey,
    seal: Seal,
    limits: bool,
}

/// A mail as the mail server hands it over.
#[derive(Debug, Clone, Copy)]
pub struct Mail<'a> {
    /// Its bytes; of one with more than [`LARGEST`], the first of them.
    pub bytes: &'a [u8],
    /// How many there were.
    pub size: u64,
    /// The address in its envelope, if the mail server says so; else its headers are asked.
    pub recipient: Option<&'a str>,
}

/// We failed, and the mail server should bring it again.
#[derive(Debug, thiserror::Error)]
pub enum NotReceived {
    /// The database did not take it.
    #[error(transparent)]
    Database(#[from] WriteError),
    /// Too much is kept already.
    #[error("the quarantine is full\n  cure: ventanilla mail quarantine list, and drop what nobody needs")]
    Full,
    /// The key is unusable.
    #[error(transparent)]
    Key(#[from] Unreadable),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    Randomness,
}

/// Which of our addresses a mail is to.
enum To<'a> {
    Reply(&'a str),
    Bounce(&'a str),
    Nobody,
}

impl Inbox {
    /// The inbox of an installation. `limits`: whether replies are counted.
    pub fn new(db: Db, house: &House, limits: bool) -> Result<Self, Unreadable> {
        Ok(Self {
            seal: Seal::new(&house.key.derive("incoming", b""))?,
            db,
            returns: house.returns.clone(),
            from: house.from.address.to_string(),
            host: house.host.clone(),
            key: house.key.clone(),
            limits,
        })
    }

    /// Takes a mail in, keeps it, or leaves it be. What is not an error is done, and durable.
    pub async fn receive(&self, caller: &Caller, mail: Mail<'_>) -> Result<Taken, NotReceived> {
        let letter = if mail.size > LARGEST as u64 {
            Err(Unfit::TooBig)
        } else {
            letter::read(mail.bytes)
        };
        let letter = match letter {
            Ok(letter) => letter,
            Err(why) => {
                let note = note(mail, &Letter::default());
                return self.keep(caller, mail, note, why).await;
            }
        };
        let note = note(mail, &letter);
        match self.to(mail, &letter) {
            To::Bounce(token) => self.bounce(caller, mail, &letter, note, token).await,
            _ if self.is_automatic(&letter) => self.ignore(caller, note).await,
            To::Nobody => self.keep(caller, mail, note, Unfit::NoToken).await,
            To::Reply(token) => self.reply(caller, mail, &letter, note, token).await,
        }
    }

    async fn reply(
        &self,
        caller: &Caller,
        mail: Mail<'_>,
        letter: &Letter,
        note: Note,
        token: &str,
    ) -> Result<Taken, NotReceived> {
        let Some(token) = ReplyToken::read(token) else {
            return self.keep(caller, mail, note, Unfit::UnknownToken).await;
        };
        let text = match self.words(letter) {
            Ok(text) => text,
            Err(why) => return self.keep(caller, mail, note, why).await,
        };
        let input = TakeReply {
            source: IncomingSource::Post(note.clone()),
            whose: Whose::Token {
                token,
                sender: letter.from.clone(),
            },
            text,
            keep: self.attachments(mail, letter, &note).await?,
            key: self.key.clone(),
            limits: self.limits,
        };
        let as_caller = caller.clone();
        let take = async move |tx: &Tx| ops::take_reply(tx, &as_caller, input).await;
        let done = self.db.write(take).await;
        self.or_keep(done, caller, mail, note).await
    }

    async fn bounce(
        &self,
        caller: &Caller,
        mail: Mail<'_>,
        letter: &Letter,
        note: Note,
        token: &str,
    ) -> Result<Taken, NotReceived> {
        let Some(token) = BounceToken::read(token) else {
            return self.keep(caller, mail, note, Unfit::UnknownToken).await;
        };
        let Some(fields) = &letter.report else {
            // "I am on holiday" goes where bounces go; what a mail server says in words of its own, staff should see.
            let server = ["mailer-daemon", "postmaster"]
                .iter()
                .any(|name| letter.from_text.to_ascii_lowercase().starts_with(name));
            return if self.is_automatic(letter) && !server {
                self.ignore(caller, note).await
            } else {
                self.keep(caller, mail, note, Unfit::NotAReport).await
            };
        };
        let Some(back) = report::came_back(fields) else {
            return self.ignore(caller, note).await;
        };
        let input = TakeBounce {
            note: note.clone(),
            token,
            severity: back.severity,
            status: back.status,
            key: self.key.clone(),
        };
        let as_caller = caller.clone();
        let take = async move |tx: &Tx| ops::take_bounce(tx, &as_caller, input).await;
        let done = self.db.write(take).await;
        self.or_keep(done, caller, mail, note).await
    }

    /// What a rule turned away is kept.
    async fn or_keep(
        &self,
        done: Result<Taken, NotTaken>,
        caller: &Caller,
        mail: Mail<'_>,
        note: Note,
    ) -> Result<Taken, NotReceived> {
        match done {
            Ok(taken) => Ok(taken),
            Err(NotTaken::Unfit(why)) => self.keep(caller, mail, note, why).await,
            Err(NotTaken::Failed(error)) => Err(error.into()),
        }
    }

    async fn ignore(&self, caller: &Caller, note: Note) -> Result<Taken, NotReceived> {
        let caller = caller.clone();
        let ignore = async move |tx: &Tx| ops::ignore_mail(tx, &caller, &note).await;
        self.db.write(ignore).await.map_err(failed)
    }

    async fn keep(
        &self,
        caller: &Caller,
        mail: Mail<'_>,
        note: Note,
        why: Unfit,
    ) -> Result<Taken, NotReceived> {
        let keep = self.sealed(mail, &note, why).await?;
        let caller = caller.clone();
        let keep = async move |tx: &Tx| ops::keep_mail(tx, &caller, &note, &keep).await;
        self.db.write(keep).await.map_err(failed)
    }

    /// The files that are attached are nowhere but in the mail.
    async fn attachments(
        &self,
        mail: Mail<'_>,
        letter: &Letter,
        note: &Note,
    ) -> Result<Option<Keep>, NotReceived> {
        if !letter.attachments {
            return Ok(None);
        }
        self.sealed(mail, note, Unfit::Attachments).await.map(Some)
    }

    /// What somebody wrote, if it can be shown.
    fn words(&self, letter: &Letter) -> Result<String, Unfit> {
        let text = words::own_words(&letter.text, &self.host);
        let length = text.chars().count();
        let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        match length {
            0 => Err(Unfit::Empty),
            // One letter in twenty, and it is another alphabet than it said.
            _ if broken * 20 > length => Err(Unfit::Unreadable),
            _ if length > MESSAGE => Err(Unfit::TooLong),
            _ => Ok(text),
        }
    }

    fn to<'a>(&self, mail: Mail<'a>, letter: &'a Letter) -> To<'a> {
        let token = |ours: &Option<ReturnAddress>, address: &'a str| {
            ours.as_ref().and_then(|ours| ours.token_in(address))
        };
        let one = |address: &'a str| {
            let bounce = token(&self.returns.bounce, address).map(To::Bounce);
            bounce.or_else(|| token(&self.returns.reply, address).map(To::Reply))
        };
        let found = match mail.recipient {
            Some(address) => one(address),
            None => letter.recipients.iter().find_map(|address| one(address)),
        };
        found.unwrap_or(To::Nobody)
    }

    fn is_automatic(&self, letter: &Letter) -> bool {
        let ours = [&self.returns.reply, &self.returns.bounce];
        let own = |address: &str| {
            address.eq_ignore_ascii_case(&self.from)
                || ours.into_iter().flatten().any(|ours| ours.is(address))
        };
        automatic::is_automatic(letter, own, &self.host)
    }
}

/// The same mail to the same address is one; a copied identifier from somebody else is another.
fn note(mail: Mail<'_>, letter: &Letter) -> Note {
    let recipient = mail.recipient.map(str::to_ascii_lowercase);
    let recipient = recipient.or_else(|| Some(letter.recipients.join(" ").to_ascii_lowercase()));
    let sender = letter.from.as_ref().map(domain::person::Email::key);
    let what = letter.message_id.clone().unwrap_or_else(|| digest(mail.bytes));
    let identity = serde_json::json!([what, sender, letter.from_text, recipient]).to_string();
    Note {
        dedupe: secret::hash(&identity),
        sender: letter
            .from
            .as_ref()
            .map_or_else(|| "?".to_owned(), domain::person::Email::masked),
        size: i64::try_from(mail.size).unwrap_or(i64::MAX),
    }
}

/// What is only noted or kept is never unfit.
fn failed(error: NotTaken) -> NotReceived {
    match error {
        NotTaken::Failed(error) => NotReceived::Database(error),
        NotTaken::Unfit(_) => NotReceived::Database(WriteError::Panicked),
    }
}
