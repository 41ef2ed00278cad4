//! The mail that an action would send: to whom, and in which words.

use domain::preview::{MOST_COUNTED, Preview};
use serde::Serialize;

/// All of it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Mails {
    /// Each kind of mail to each kind of reader.
    pub all: Vec<Mail>,
}

/// One kind of mail to one kind of reader.
#[derive(Debug, Clone, Serialize)]
pub struct Mail {
    /// Who reads it, by key.
    pub reader: &'static str,
    /// How many get it at once.
    pub people: i64,
    /// How many find it in their digest.
    pub digest: i64,
    /// There are more, who were not counted.
    pub capped: bool,
    /// The language of the words.
    pub lang: &'static str,
    /// The subject, where somebody gets it at once.
    pub subject: Option<String>,
    /// The words, as plain text.
    pub text: Option<String>,
}

impl Mails {
    /// The mail of one more request: to the same readers, the words of the first.
    pub fn add(&mut self, other: Self) {
        for mail in other.all {
            match self.all.iter_mut().find(|known| known.reader == mail.reader) {
                Some(known) => {
                    known.people += mail.people;
                    known.digest += mail.digest;
                    known.capped |= mail.capped;
                }
                None => self.all.push(mail),
            }
        }
    }
}

impl From<Preview> for Mails {
    fn from(preview: Preview) -> Self {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let mails = preview.mails.into_iter().map(|mail| Mail {
            reader: mail.reader.as_str(),
            people: number(mail.people),
            digest: number(mail.digest),
            capped: mail.bulk && mail.people + mail.digest >= MOST_COUNTED,
            lang: mail.sample.as_ref().map_or("", |sample| sample.locale.as_str()),
            subject: mail.sample.as_ref().map(|sample| sample.subject.clone()),
            text: mail.sample.map(|sample| sample.text),
        });
        Self { all: mails.collect() }
    }
}
