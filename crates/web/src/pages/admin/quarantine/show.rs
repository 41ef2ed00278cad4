//! `/admin/quarantine/{id}`: what a kept mail says, as plain text, and why it is kept; an admin delivers it or throws it away.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    field::{FieldCode, Invalid},
    ids::IncomingId,
    incoming::{Fate, Unfit},
    kept_mail::{self, OpenedMail},
    ops::{self, NotTaken, Taken},
    policy::{AdminPermit, administer},
    store::{Tx, requests::Lock},
};
use render::{Args, names::Named as _};
use serde::Serialize;

use super::{super::keeper, Known, can_be_delivered, names_nobody, number, samples};
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

/// So many characters of a mail are shown; nobody decides by the rest.
const SHOWN: usize = 20_000;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct KeptMailPage {
    /// What is known without opening it.
    pub mail: Known,
    /// What it says, if it can be read.
    pub letter: Option<Letter>,
    /// The reader may do something about it.
    pub may_act: bool,
    /// It can be delivered.
    pub deliverable: bool,
    /// It does not say itself whose it is and what about.
    pub names_nobody: bool,
    /// What is in the forms.
    pub filled: Filled,
}

/// What it says.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    from: String,
    to: String,
    date: String,
    subject: String,
    text: String,
    /// There is more text.
    cut: bool,
}

/// What came of a form.
enum Sent {
    /// Something was done: which, by key.
    Done(&'static str),
    /// Nothing: what was typed, and what is wrong with it.
    Wrong(Filled),
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    keeper(&visitor)?;
    let opened = open(&app, &visitor, number(&id)?).await?;
    let page = KeptMailPage::of(opened, administer(&visitor.actor).is_ok(), Filled::default());
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Throws it away (`do` is `drop`), or delivers it.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    keeper(&visitor)?;
    let permit = administer(&visitor.actor).map_err(Fault::Denied)?;
    let id = number(&id)?;
    let sent = if form.one("do") == Some("drop") {
        throw_away(&app, &visitor, permit, id, &form).await?
    } else {
        deliver(&app, &visitor, permit, id, &form).await?
    };
    match sent {
        Sent::Done(done) => Ok(page::see_other(&app, &format!("/admin/quarantine?done={done}"))),
        Sent::Wrong(filled) => {
            let page = KeptMailPage::of(open(&app, &visitor, id).await?, true, filled);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page::form(&app, &visitor, &jar, &here, (status, &page))
        }
    }
}

/// Opens it, and writes down who looks.
async fn open(app: &AppState, visitor: &Visitor, id: IncomingId) -> Result<OpenedMail, Fault> {
    let keeper = app.kept_mail.as_ref().ok_or(Fault::NotFound)?;
    let opened = keeper.open(id).await?.ok_or(Fault::NotFound)?;
    let caller = visitor.caller(app, None);
    app.db
        .write(async move |tx: &Tx| ops::look_at_mail(tx, &caller, id).await)
        .await?;
    Ok(opened)
}

async fn throw_away(
    app: &AppState,
    visitor: &Visitor,
    permit: AdminPermit,
    id: IncomingId,
    form: &Form,
) -> Result<Sent, Fault> {
    if !form.has("sure") {
        let text = app
            .engine
            .words()
            .text(visitor.locale, "quarantine-drop-unsure", &Args::new());
        return Ok(Sent::Wrong(Filled::of(form).wrong("sure", text)));
    }
    let caller = visitor.caller(app, None);
    let there = app
        .db
        .write(async move |tx: &Tx| ops::drop_mail(tx, &caller, &permit, id).await)
        .await?;
    Ok(Sent::Done(if there { "drop" } else { "gone" }))
}

async fn deliver(
    app: &AppState,
    visitor: &Visitor,
    permit: AdminPermit,
    id: IncomingId,
    form: &Form,
) -> Result<Sent, Fault> {
    let keeper = app.kept_mail.as_ref().ok_or(Fault::NotFound)?;
    let (words, locale) = (app.engine.words(), visitor.locale);
    let filled = Filled::of(form);
    let refused = |filled: Filled, invalid: &Invalid| Ok(Sent::Wrong(filled.refused(words, locale, invalid)));
    let named = match kept_mail::named(&form.members()) {
        Ok(named) => named,
        Err(invalid) => return refused(filled, &invalid),
    };
    if let Some((_, reference)) = &named
        && let Err(error) = ops::find(&app.db.read(), &visitor.actor, *reference, Lock::No).await
    {
        return match error {
            ops::Error::NotFound => refused(filled, &Invalid::one("#/request", FieldCode::NotARequest)),
            error => Err(error.into()),
        };
    }
    let is_named = named.is_some();
    let why = match keeper
        .redeliver(visitor.caller(app, None), permit, id, named)
        .await
    {
        Ok(Taken::In(fate)) => {
            app.wake.notify_one();
            return Ok(Sent::Done(if fate == Fate::Answer {
                "answer"
            } else {
                "comment"
            }));
        }
        Ok(Taken::Again) => return Ok(Sent::Done("gone")),
        Err(NotTaken::Failed(error)) => return Err(error.into()),
        Err(NotTaken::Unfit(why)) => why,
    };
    let say = |key| words.text(locale, key, &Args::new());
    Ok(Sent::Wrong(match why {
        Unfit::UnknownToken if is_named => filled.wrong("email", say("quarantine-nobody")),
        Unfit::NoToken | Unfit::UnknownToken => {
            let text = say("quarantine-say-whose");
            filled.wrong("email", text.clone()).wrong("request", text)
        }
        why => {
            let why = Args::new().with("why", say(why.name_key()));
            filled.wrong("", words.text(locale, "quarantine-refused", &why))
        }
    }))
}

impl KeptMailPage {
    fn of(opened: OpenedMail, may_act: bool, filled: Filled) -> Self {
        let OpenedMail { kept, letter } = opened;
        Self {
            mail: Known::from(&kept),
            letter: letter.map(|letter| Letter {
                from: letter.from,
                to: letter.to,
                date: letter.date,
                subject: letter.subject,
                cut: letter.text.chars().nth(SHOWN).is_some(),
                text: letter.text.trim_end().chars().take(SHOWN).collect(),
            }),
            may_act,
            deliverable: can_be_delivered(&kept),
            names_nobody: names_nobody(kept.why),
            filled,
        }
    }
}

impl Page for KeptMailPage {
    const TEMPLATE: &'static str = "pages/admin/quarantine/show.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let typed = || Filled::from_pairs([("email", "ana@"), ("request", "<b>")]);
        let new = |why| Self::of(samples::opened(why), true, Filled::default());
        let mut blank = samples::opened(Unfit::Empty);
        if let Some(letter) = &mut blank.letter {
            letter.text = " \n".into();
            letter.subject = String::new();
        }
        let mut long = samples::opened(Unfit::TooLong);
        if let Some(letter) = &mut long.letter {
            letter.text = "palabra ".repeat(SHOWN / 4);
        }
        let closed = OpenedMail {
            letter: None,
            ..samples::opened(Unfit::Unreadable)
        };
        vec![
            new(Unfit::OtherSender),
            new(Unfit::NoToken),
            new(Unfit::TooBig),
            new(Unfit::Attachments),
            Self::of(blank, false, Filled::default()),
            Self::of(long, true, typed().wrong("", "Falta".into())),
            Self::of(
                closed,
                true,
                typed()
                    .wrong("email", "Falta el dominio".into())
                    .wrong("request", "No hay".into()),
            ),
            Self::of(
                samples::opened(Unfit::Staff),
                true,
                Filled::default().wrong("sure", "Falta".into()),
            ),
        ]
    }
}
