//! Mail messages as values: what happened, to whom it is told, in which language; rendered to subject, text and HTML.
//!
//! Pure: no database, no clock, no SMTP. Whoever loads an event fills a [`Message`]; the words are in `templates`.
//! Never put in here: a requester's e-mail, an internal note, anything of a request the reader may not see.

mod button;
mod context;
mod digest;
mod facts;
mod happened;
mod lines;
mod samples;

use domain::{audience::MailKind, locale::Locale};
use render::{Accent, Colour, Engine, Links, RenderError};

pub use digest::{Digest, Line, Owing, RequestNews, SearchNews};
pub use facts::{About, Confirming, Dataset, Evidence, Listed, Part, Quote, Reader};
pub use happened::Happened;
pub use samples::samples;

use context::Context;

/// One mail to one person.
///
/// To fill it: take the reader's language, say the [`Topic`], and give the two ways out when the reader has them.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The reader's language.
    pub locale: Locale,
    /// The installation that writes.
    pub site: Site,
    /// What it is about.
    pub topic: Topic,
    /// How to stop hearing of this request (supporters and followers): a page for this reader alone.
    pub unfollow: Option<String>,
    /// Where the reader chooses what to hear of.
    pub preferences: Option<String>,
    /// An answer to this mail goes to its request, in public.
    pub answers: bool,
}

/// The installation that writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Its name, as its pages show it.
    pub name: String,
    /// The government that answers there.
    pub government: Option<String>,
    /// The colour of its buttons and links.
    pub accent: Accent,
    /// The colour of the line below its name.
    pub line: Colour,
    /// Its addresses.
    pub links: Links,
}

/// How it stands with mail that does not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Stuck {
    /// How many mails wait.
    pub depth: i64,
    /// How many will never leave.
    pub dead: i64,
    /// Since when the oldest waits.
    pub since: jiff::Timestamp,
}

/// Whose name was put to requests at a meeting: to whoever reads mail at an address that somebody else typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// What the meeting is called.
    pub meeting: String,
    /// When it was held.
    pub held_on: jiff::civil::Date,
    /// What they are said to have voiced.
    pub voiced: Vec<Listed>,
    /// What they are said to need too.
    pub needed: Vec<Listed>,
    /// The page where they take it up, or have their name taken off.
    pub link: String,
}

/// What a mail is about.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one at a time, never many in memory")]
pub enum Topic {
    /// Somebody typed this address without being signed in: is it theirs?
    ConfirmEmail {
        /// What waits for the confirmation.
        purpose: Confirming,
        /// The title of the request filed, supported, followed or commented on.
        title: String,
        /// Six digits.
        code: String,
        /// The page that confirms with a button.
        link: String,
        /// When code and link stop working.
        expires_at: jiff::Timestamp,
    },
    /// The way in, without a password.
    SignIn {
        /// Six digits, for whoever reads the mail on another device.
        code: String,
        /// The page that signs in with a button.
        link: String,
        /// When code and link stop working.
        expires_at: jiff::Timestamp,
    },
    /// New requests, to the coordinators; never empty.
    NewRequests(Vec<Listed>),
    /// What happened since the last digest.
    Digest(Digest),
    /// What the house owes, to the coordinators.
    DeskWeekly {
        /// The reference date has passed.
        overdue: Owing,
        /// The promised date has passed.
        late: Owing,
        /// No answer yet, and neither of the two.
        unanswered: Owing,
    },
    /// Mail does not leave, to the coordinators.
    MailStuck(Stuck),
    /// Somebody's name was put to requests.
    Invited(Invited),
    /// Something happened to a request.
    Request {
        /// The request. Its title is the one the reader may see now.
        about: About,
        /// Why this person hears of it.
        reader: Reader,
        /// What happened.
        happened: Happened,
        /// The reader's own link for the mail's one button (verdict, reply). Without it the button leads to the
        /// public address of that page.
        action_link: Option<String>,
    },
}

/// A mail ready to be put into an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line without control characters. The same for every mail about a request, so that threads hold.
    pub subject: String,
    /// Plain text. Lines have less than 998 bytes.
    pub text: String,
    /// HTML that says the same.
    pub html: String,
    /// What a mailbox shows beside the subject: the first sentence. It is in the HTML already.
    pub preview: String,
}

impl Message {
    /// Which mail this is; also the name of its folder of templates.
    pub fn kind(&self) -> MailKind {
        match &self.topic {
            Topic::ConfirmEmail { .. } => MailKind::ConfirmEmail,
            Topic::SignIn { .. } => MailKind::SignIn,
            Topic::NewRequests(_) => MailKind::NewRequest,
            Topic::Digest(_) => MailKind::Digest,
            Topic::DeskWeekly { .. } => MailKind::DeskWeekly,
            Topic::MailStuck(_) => MailKind::MailStuck,
            Topic::Invited(_) => MailKind::Invited,
            Topic::Request { happened, .. } => happened.kind(),
        }
    }

    /// The address that ends, with one POST, what this mail was sent for; none where it cannot be switched off.
    pub fn subscription(&self) -> Option<&str> {
        match &self.topic {
            Topic::Digest(_) | Topic::DeskWeekly { .. } => self.preferences.as_deref(),
            Topic::Request {
                reader,
                happened: Happened::Commented { message },
                ..
            } if *reader != Reader::Requester || !message.role.is_staff() => self.preferences.as_deref(),
            Topic::Request { .. } => self.unfollow.as_deref(),
            Topic::ConfirmEmail { .. }
            | Topic::SignIn { .. }
            | Topic::NewRequests(_)
            | Topic::MailStuck(_)
            | Topic::Invited(_) => None,
        }
    }

    /// Writes the mail in the reader's language.
    pub fn render(&self, engine: &Engine) -> Result<Rendered, RenderError> {
        let kind = self.kind();
        let context = Context::new(self, engine.words());
        let subject = engine.render(&format!("mail/{kind}/subject.txt"), self.locale, &context)?;
        let body =
            engine.render_and_export(&format!("mail/{kind}/body.txt"), self.locale, &context, "lead")?;
        let html = engine.render(&format!("mail/{kind}/body.html"), self.locale, &context)?;
        Ok(Rendered {
            subject: lines::one_line(&subject),
            text: lines::tidy(&body.text),
            html,
            preview: lines::one_line(&body.export.unwrap_or_default()),
        })
    }
}

/// Renders every sample in every language: the check of `ventanilla check templates`, and of the tests.
pub fn check(engine: &Engine) -> Result<(), RenderError> {
    for locale in Locale::ALL {
        for (_, message) in samples(*locale) {
            message.render(engine)?;
        }
    }
    Ok(())
}
