//! `/desk/{reference}`: one request as staff works on it: its facts, everything that was said, and every action that can be
//! done now, each with its form.

use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use domain::{
    data_request::DataRequest,
    ids::ReadyAnswerId,
    policy::Actor,
    status::ActionKind,
    store::{Reader, events, events::Told, following},
};
use serde::Serialize;

use super::notice::Notice;
use crate::{
    AppState,
    filled::Filled,
    jar::Jar,
    page::{self, Here, Page},
    pages::{
        places::Places,
        requests::{
            chip::{Chip, stage},
            shelf::FileShown,
            show::{Clock, Promise},
        },
    },
    problem::Fault,
    query::Query,
    reference::InPath,
    visitor::Visitor,
};

mod becoming;
mod checked;
mod conflict;
mod facts;
mod form;
mod mail;
mod offered;
mod ready;
mod suggested;
mod thread;

pub use becoming::{Becoming, LeftShown, TriedToPush, WhyNot, WhyShown};
pub(super) use checked::CHECKED;
pub use checked::Checked;
pub use conflict::{Conflict, Difference, TypedField};
pub use facts::{Component, Facts, Hidden};
pub use form::{ActionForm, Choices, Colleagues};
pub use mail::{Mail, Mails};
pub use offered::{Offered, offered};
pub use thread::{Delivered, Entry, Said, Thread};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct OnDesk {
    /// `PD-2026-000123`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language the person wrote in.
    pub language: String,
    /// Where it stands.
    pub chip: Chip,
    /// What is urgent about it, where that is not the chip itself.
    pub urgent: Option<Chip>,
    /// The stage it is in.
    pub stage: Option<u8>,
    /// What is known of it.
    pub facts: Facts,
    /// The clock.
    pub clock: Option<Clock>,
    /// The promise.
    pub promise: Option<Promise>,
    /// Its files.
    pub shown: Vec<FileShown>,
    /// What it becomes at the portal.
    pub becoming: Option<Becoming>,
    /// What was said and done.
    pub thread: Thread,
    /// What can be done now.
    pub offered: Offered,
    /// The form of one action; none when nothing can be done.
    pub form: Option<ActionForm>,
    /// What is in that form.
    pub filled: Filled,
    /// What the catalogue says of the dataset in that form.
    pub checked: Option<Checked>,
    /// It was to be answered with that dataset before anybody had seen that something is wrong with it.
    pub unseen: bool,
    /// What is in the form of internal notes.
    pub note: Filled,
    /// Somebody is about to act: on a phone the form comes first.
    pub acting: bool,
    /// What was just done.
    pub notice: Option<Notice>,
    /// Somebody was first, or it is not possible any more.
    pub conflict: Option<Conflict>,
    /// The mail that would leave.
    pub mails: Option<Mails>,
    /// Whether the mail can be shown before it leaves.
    pub can_preview: bool,
    /// Others of the staff who have it open too.
    pub others: Vec<String>,
}

/// What a page is made of besides the request.
#[derive(Debug, Default)]
pub struct Shown {
    /// The action whose form is open; the likeliest one when none is named.
    pub action: Option<ActionKind>,
    /// What is in it; what the request holds when `None`.
    pub filled: Option<Filled>,
    /// What is in the form of internal notes.
    pub note: Filled,
    /// What was just done.
    pub notice: Option<Notice>,
    /// Why it was not done.
    pub refused: Option<Refused>,
    /// The mail that would leave.
    pub mails: Option<Mails>,
    /// The requester's address, shown this once.
    pub email: Option<String>,
    /// The dataset was not looked at, and something is wrong with it.
    pub unseen: bool,
    /// The ready-made answer that was chosen.
    pub ready: Option<ReadyAnswerId>,
    /// Somebody tried to leave what it becomes at the portal.
    pub tried: Option<TriedToPush>,
}

/// Why an action was not done, and what somebody typed for it.
#[derive(Debug)]
pub struct Refused {
    /// The version the form was made with, where the reason is that somebody was first.
    pub version: Option<i64>,
    /// The reason, where it is not possible any more.
    pub reason: Option<String>,
    /// What was typed; of an `edit`, what was changed.
    pub typed: Vec<(String, String)>,
    /// It was an `edit`.
    pub edits: bool,
}

/// Whoever looks.
pub struct Looking<'a> {
    /// The application.
    pub app: &'a AppState,
    /// Who.
    pub visitor: &'a Visitor,
    /// Their browser.
    pub jar: &'a Jar,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    InPath(reference): InPath,
    query: Query,
) -> Result<Response, Fault> {
    let request = super::own(&app, &visitor, reference).await?;
    let looking = Looking {
        app: &app,
        visitor: &visitor,
        jar: &jar,
    };
    let shown = Shown {
        action: query.one("action").and_then(ActionKind::parse),
        notice: Notice::read(&query),
        filled: query
            .one("target")
            .map(|target| Filled::from_pairs([("target", target)])),
        ..Shown::default()
    };
    looking.answer(StatusCode::OK, &request, shown).await
}

impl Looking<'_> {
    /// The page about a request.
    pub async fn answer(
        &self,
        status: StatusCode,
        request: &DataRequest,
        shown: Shown,
    ) -> Result<Response, Fault> {
        // What is sent to other addresses is shown at the request's own.
        let query = shown
            .action
            .map(|action| format!("?action={action}"))
            .unwrap_or_default();
        let uri: Uri = format!("/desk/{}{query}", request.reference)
            .parse()
            .map_err(|_| Fault::Internal)?;
        let page = OnDesk::read(self, request, shown).await?;
        page::form(self.app, self.visitor, self.jar, &Here::of(&uri), (status, &page))
    }

    fn actor(&self) -> &Actor {
        &self.visitor.actor
    }

    /// Notes that they have it open; gives the names of the others who do.
    fn others(&self, request: &DataRequest) -> Vec<String> {
        let Some(person) = self.actor().person() else {
            return Vec::new();
        };
        let name = self.visitor.name.as_deref().unwrap_or_default();
        self.app
            .presence
            .note(request.id, (person, name), self.app.clock.now())
    }

    fn reader(&self) -> Reader<'_> {
        self.app.db.read()
    }
}

impl OnDesk {
    async fn read(looking: &Looking<'_>, request: &DataRequest, shown: Shown) -> Result<Self, Fault> {
        let (app, reader) = (looking.app, looking.reader());
        let locale = looking.visitor.locale;
        let places = Places::load(&reader, locale).await?;
        let today = app.moment().today;
        let calendar = app.calendar(&reader, today).await?;
        let told = events::of_request(&reader, request.id).await?;
        let supports = match looking.actor().person() {
            Some(person) => following::supports(&reader, request.id, person).await?,
            None => false,
        };
        let offered = offered(looking.actor(), request, supports, today, shown.action);
        let chosen = offered.open();
        let (form, filled) = match chosen {
            Some(action) => {
                let form = ActionForm::read(looking, request, &places, action, &told).await?;
                let kept = shown
                    .filled
                    .filter(|_| shown.action.is_none_or(|asked| asked == action));
                let mut filled = kept.unwrap_or_else(|| form::filled(request, action, &told));
                if let Some(ready) = shown.ready.filter(|_| action == ActionKind::Answer) {
                    ready::fill_in(looking, request, ready, &mut filled).await?;
                }
                (Some(form), filled)
            }
            None => (None, Filled::default()),
        };
        let checked = match chosen {
            Some(ActionKind::Answer) => {
                let named = filled.values.get("dataset").map_or("", String::as_str);
                Checked::read(looking, request, named).await?
            }
            _ => None,
        };
        let urgent = Chip::on_desk(request, today, &calendar);
        let chip = Chip::of_standing(request);
        let conflict = match shown.refused {
            Some(refused) => {
                let said = (app.engine.words(), &places);
                Some(Conflict::read(&reader, request, refused, &told, said).await?)
            }
            None => None,
        };
        Ok(Self {
            reference: request.reference.to_string(),
            title: request.title.clone(),
            language: request.language.clone(),
            stage: stage(request),
            urgent: Some(urgent).filter(|urgent| *urgent != chip),
            chip,
            facts: Facts::read(looking, request, &places, shown.email).await?,
            clock: Clock::read(&reader, request, locale, today, &calendar).await?,
            promise: Promise::of(request, today, &calendar),
            shown: FileShown::of_request(app, looking.visitor, &reader, request).await?,
            becoming: Becoming::read(looking, request, shown.tried).await?,
            thread: Thread::read(&reader, request, &told, &places).await?,
            acting: shown.action.is_some() || conflict.is_some() || shown.mails.is_some(),
            offered,
            form,
            filled,
            checked,
            unseen: shown.unseen,
            note: shown.note,
            notice: shown
                .notice
                .filter(|notice| notice.is_true(looking.actor(), &told)),
            conflict,
            mails: shown.mails,
            can_preview: app.preview.is_some(),
            others: looking.others(request),
        })
    }
}

/// The last event of an action.
fn last(told: &[Told], action: ActionKind) -> Option<&Told> {
    told.iter()
        .rev()
        .find(|told| told.event.change.kind.action() == Some(action))
}

impl Page for OnDesk {
    const TEMPLATE: &'static str = "pages/desk/show.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        super::samples::requests()
    }
}
