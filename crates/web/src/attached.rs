//! Files on their way to a request: those of a form that is not right yet are kept and named in it by sealed handles, so that
//! nobody sends them twice and nobody takes another's. Bytes whose row was refused go at once.

use domain::{
    attachment::{Attachment, FileRefusal, MOST_FILES, NewAttachment},
    ids::AttachmentId,
    ops::{self, KeepFile, SentFile},
    secret,
    store::{Tx, attachments},
};
use files::TakeError;
use render::{Args, Words, format, names};
use serde::Serialize;

use crate::{
    AppState,
    form::Form,
    handle::{self, For},
    limits,
    problem::Fault,
    upload::Arrived,
    visitor::Visitor,
};

/// The field of the files that are chosen.
pub const CHOSEN: &str = "files";
/// The hidden fields with the handles of those that are kept.
pub const KEPT: &str = "kept_file[]";
/// The boxes of those to be left out.
pub const LEFT_OUT: &str = "leave_out";
/// The boxes of those to be published with all that is in them.
pub const KNOWING: &str = "publish";
/// All of them: no field of what is asked.
pub const FIELDS: [&str; 4] = [CHOSEN, KEPT, LEFT_OUT, KNOWING];

/// The files of a form.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Those that are kept: from before, and now.
    pub kept: Vec<Attachment>,
    /// The same, with what their sender decided.
    pub sent: Vec<SentFile>,
    /// Those that are not taken: what they were called, and why.
    pub refused: Vec<(String, FileRefusal)>,
}

/// A file as a form shows it.
#[derive(Debug, Clone, Serialize)]
pub struct FileLine {
    /// What names it in the form.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: &'static str,
    /// How large, in words.
    pub size: String,
    /// What was found in it, a sentence each.
    pub findings: Vec<String>,
    /// Its sender publishes it all the same.
    pub knowing: bool,
}

impl FileLine {
    /// One with nothing to tell, one with findings, and one that its sender publishes all the same.
    pub fn samples() -> Vec<Self> {
        let plain = Self {
            handle: "1-abc".into(),
            name: "gastos <b>2025</b>.csv".into(),
            kind: "csv",
            size: "340 KB".into(),
            findings: Vec::new(),
            knowing: false,
        };
        let found = Self {
            handle: "2-abc".into(),
            kind: "xlsx",
            findings: vec!["2 hojas <b>ocultas</b>".into(), "3 correos".into()],
            ..plain.clone()
        };
        let knowing = Self {
            handle: "3-abc".into(),
            knowing: true,
            ..found.clone()
        };
        vec![plain, found, knowing]
    }
}

impl Gathered {
    /// The files of a form: those that were kept before and are not left out, and those that arrived with it.
    pub async fn of(
        app: &AppState,
        visitor: &Visitor,
        form: &Form,
        arrived: Vec<Arrived>,
    ) -> Result<Self, Fault> {
        let mut gathered = Self::default();
        let opened = |text: &str| handle::open(app, For::File, text).map(AttachmentId);
        let named = |field| form.all(field).filter_map(opened).collect::<Vec<_>>();
        let (left_out, knowing) = (named(LEFT_OUT), named(KNOWING));
        let reader = app.db.read();
        for id in named(KEPT) {
            if left_out.contains(&id) || gathered.sent.iter().any(|sent| sent.id == id) {
                continue;
            }
            let file = attachments::get(&reader, id).await?;
            match file.filter(|file| file.request.is_none() && file.erased_at.is_none()) {
                Some(file) => gathered.add(file, knowing.contains(&id)),
                None => gathered.refused.push((String::new(), FileRefusal::Gone)),
            }
        }
        for Arrived { name, file } in arrived {
            if gathered.kept.len() >= MOST_FILES {
                gathered.refused.push((name, FileRefusal::TooMany));
                continue;
            }
            let staged = match file {
                Ok(staged) => staged,
                Err(refusal) => {
                    gathered.refused.push((name, refusal));
                    continue;
                }
            };
            let kept = match app.files.take(staged, &name).await {
                Ok(new) => keep(app, visitor, new).await,
                Err(TakeError::Refused(refusal)) => Err(Fault::File(refusal)),
                Err(TakeError::Place(error)) => Err(error.into()),
            };
            match kept {
                Ok(file) => gathered.add(file, false),
                Err(Fault::File(refusal)) => gathered.refused.push((name, refusal)),
                Err(fault) => return Err(fault),
            }
        }
        Ok(gathered)
    }

    /// Those that wait with a draft: their sender has decided.
    pub fn of_draft(files: Vec<Attachment>) -> Self {
        let mut gathered = Self::default();
        for file in files {
            gathered.add(file, true);
        }
        gathered
    }

    fn add(&mut self, file: Attachment, knowing: bool) {
        self.sent.push(SentFile { id: file.id, knowing });
        self.kept.push(file);
    }

    /// Whether something was found in one of them and its sender has not decided.
    pub fn is_undecided(&self) -> bool {
        let decided = |(file, sent): (&Attachment, &SentFile)| file.findings.is_empty() || sent.knowing;
        !self.kept.iter().zip(&self.sent).all(decided)
    }

    /// As the form shows them.
    pub fn lines(&self, app: &AppState, visitor: &Visitor) -> Vec<FileLine> {
        let words = app.engine.words();
        let line = |(file, sent): (&Attachment, &SentFile)| FileLine {
            handle: handle::seal(app, For::File, file.id.0),
            name: file.name.clone(),
            kind: file.kind.as_str(),
            size: format::size(words, visitor.locale, file.size),
            findings: findings(words, visitor.locale, file),
            knowing: sent.knowing,
        };
        self.kept.iter().zip(&self.sent).map(line).collect()
    }

    /// Why some are not taken, in words; none if all are.
    pub fn problem(&self, app: &AppState, visitor: &Visitor) -> Option<String> {
        let words = app.engine.words();
        let said = |(name, refusal): &(String, FileRefusal)| {
            let why = words.name(visitor.locale, *refusal);
            let name: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
            if name.is_empty() {
                why
            } else {
                let args = Args::new().with("name", name).with("why", why);
                words.text(visitor.locale, "file-refused", &args)
            }
        };
        let all: Vec<String> = self.refused.iter().map(said).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// The fault of the first that is not taken.
    pub fn fault(&self) -> Option<Fault> {
        self.refused.first().map(|(_, refusal)| Fault::File(*refusal))
    }
}

/// What was found in a file, a sentence each.
pub fn findings(words: &Words, locale: domain::locale::Locale, file: &Attachment) -> Vec<String> {
    let sentence = |finding: &domain::attachment::Finding| {
        let number = format::number(locale, finding.count);
        let args = Args::new().with("count", finding.count).with("number", number);
        words.text(locale, names::finding_key(finding.kind), &args)
    };
    file.findings.iter().map(sentence).collect()
}

/// Whose day a file counts in: the person's, or that of the place it comes from, of which nothing can be read.
pub fn quota_key(app: &AppState, visitor: &Visitor) -> String {
    if let Some(person) = visitor.actor.person() {
        return format!("person:{person}");
    }
    let place = visitor
        .address
        .map_or_else(String::new, |address| limits::network(address).to_string());
    let input = format!("{} {place}", app.moment().today);
    let mut hash = secret::hex(&app.key.derive("files:address", input.as_bytes()));
    hash.truncate(32);
    format!("address:{hash}")
}

/// A new file, to be remembered.
pub fn new_file(app: &AppState, visitor: &Visitor, new: NewAttachment) -> KeepFile {
    KeepFile {
        new,
        quota_key: quota_key(app, visitor),
        quotas: app.files.quotas(),
    }
}

/// Forgets bytes that no row knows of; if that fails, they go with the daily sweep.
pub async fn forget(app: &AppState, object: &str) {
    if let Err(error) = app.files.remove(object).await {
        tracing::warn!(%error, "bytes of no file could not be removed yet");
    }
}

/// Removes the bytes of what was taken away; if that fails, timed work does it.
pub async fn remove_erased(app: &AppState) {
    if let Err(error) = files::upkeep::remove_erased(&app.db, &app.files, app.moment().at).await {
        tracing::warn!(%error, "bytes of what was taken away could not be removed yet");
    }
}

async fn keep(app: &AppState, visitor: &Visitor, new: NewAttachment) -> Result<Attachment, Fault> {
    let object = new.object.clone();
    let input = new_file(app, visitor, new);
    let caller = visitor.caller(app, None);
    let kept = app
        .db
        .write(async move |tx: &Tx| ops::keep_file(tx, &caller, input.clone()).await)
        .await;
    match kept {
        Ok(id) => attachments::get(&app.db.read(), id).await?.ok_or(Fault::NotFound),
        Err(error) => {
            forget(app, &object).await;
            Err(error.into())
        }
    }
}
