//! `/desk/bulk`: one action on several requests. Only what is possible for this person on every one of them is offered; what
//! each would say is shown before, and what became of each is said after.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{ops, status::ActionKind};
use serde::Serialize;
use url::form_urlencoded;

use super::{
    act,
    show::{ActionForm, Looking, Mails},
};
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    pages::{places::Places, requests::chip::Chip},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

mod chosen;
mod doing;

use chosen::Chosen;
use doing::Doing;

/// What can be done to several at once, in the order in which it is offered.
pub(super) const ACTIONS: [ActionKind; 6] = [
    ActionKind::Assign,
    ActionKind::Edit,
    ActionKind::Plan,
    ActionKind::Answer,
    ActionKind::Merge,
    ActionKind::Hide,
];

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Bulk {
    /// The requests it is about.
    pub rows: Vec<Row>,
    /// They and their versions, for the form.
    pub chosen: String,
    /// How many more were chosen than can be.
    pub left_out: usize,
    /// What can be done to all of them.
    pub tabs: Vec<Tab>,
    /// The form of one action; none when nothing can be done to all.
    pub form: Option<ActionForm>,
    /// What is in it.
    pub filled: Filled,
    /// The mail that would leave.
    pub mails: Option<Mails>,
    /// Whether the mail can be shown before it leaves.
    pub can_preview: bool,
    /// What it was done to, by reference.
    pub done: Vec<String>,
    /// What is not there, or not this person's any more, by reference.
    pub gone: Vec<String>,
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// `PD-2026-000123`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language it is written in.
    pub language: String,
    /// Where it stands.
    pub chip: Chip,
    /// The area that is responsible.
    pub area: Option<String>,
    /// Why it was not done, or would not be.
    pub reason: Option<String>,
}

/// An action that can be done to all.
#[derive(Debug, Clone, Serialize)]
pub struct Tab {
    /// Its key.
    pub action: &'static str,
    /// The query of its form.
    pub query: String,
    /// Its form is open.
    pub current: bool,
}

/// What can be done to what was chosen.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let looking = Looking {
        app: &app,
        visitor: &visitor,
        jar: &jar,
    };
    let chosen = Chosen::read(&looking, &query.all("requests")).await?;
    let asked = query.one("action").and_then(ActionKind::parse);
    let page = Bulk::read(&looking, &chosen, asked, None).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Does it to each, shows what it would say, or says what was not done and why.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let looking = Looking {
        app: &app,
        visitor: &visitor,
        jar: &jar,
    };
    let sent: Vec<String> = form
        .one("requests")
        .unwrap_or_default()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let chosen = Chosen::read(&looking, &sent).await?;
    let kind = form
        .one("action")
        .and_then(ActionKind::parse)
        .filter(|kind| ACTIONS.contains(kind))
        .ok_or(Fault::UnknownAction)?;
    let doing = Doing {
        looking: &looking,
        form: &form,
        kind,
    };
    if form.has(act::PREVIEW)
        && let Some(preview) = &app.preview
    {
        let shown = doing.previewed(preview, &chosen).await?;
        let mut page = Bulk::read(&looking, &chosen, Some(kind), Some(&form)).await?;
        page.mails = Some(shown.mails);
        let status = page.say(&looking, &shown.refused);
        return page::form(&app, &visitor, &jar, &here, (status, &page));
    }
    let result = doing.done(&chosen).await?;
    if result.refused.is_empty() && chosen.gone.is_empty() && !result.done.is_empty() {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("done", kind.as_str())
            .append_pair("count", &result.done.len().to_string())
            .append_pair("mails", &result.mails.to_string())
            .finish();
        return Ok(page::see_other(&app, &format!("/desk?{query}")));
    }
    // Those that are not done are looked at anew: what is sent again is about them as they are.
    let left: Vec<String> = result
        .refused
        .iter()
        .map(|(reference, _)| reference.to_string())
        .collect();
    let gone = chosen.gone;
    let chosen = Chosen {
        gone,
        ..Chosen::read(&looking, &left).await?
    };
    let mut page = Bulk::read(&looking, &chosen, Some(kind), Some(&form)).await?;
    page.done = result.done.iter().map(ToString::to_string).collect();
    let status = page.say(&looking, &result.refused);
    page::form(&app, &visitor, &jar, &here, (status, &page))
}

impl Bulk {
    async fn read(
        looking: &Looking<'_>,
        chosen: &Chosen,
        asked: Option<ActionKind>,
        form: Option<&Form>,
    ) -> Result<Self, Fault> {
        let places = Places::load(&looking.app.db.read(), looking.visitor.locale).await?;
        let possible = chosen.possible(looking).await?;
        let open = asked
            .filter(|asked| possible.contains(asked))
            .or(possible.first().copied());
        let tab = |action: &ActionKind| Tab {
            action: action.as_str(),
            query: chosen.query(*action),
            current: open == Some(*action),
        };
        Ok(Self {
            rows: chosen.rows(&places),
            chosen: chosen.with_versions(),
            left_out: chosen.left_out,
            gone: chosen.gone.iter().map(ToString::to_string).collect(),
            tabs: possible.iter().map(tab).collect(),
            form: match open {
                Some(action) => chosen.form(looking, &places, action).await?,
                None => None,
            },
            filled: form.map(Filled::of).unwrap_or_default(),
            can_preview: looking.app.preview.is_some(),
            ..Self::default()
        })
    }

    /// Puts the reasons beside their requests, and what is wrong with the form into it.
    fn say(
        &mut self,
        looking: &Looking<'_>,
        refused: &[(domain::reference::Reference, ops::Error)],
    ) -> StatusCode {
        let (words, locale) = (looking.app.engine.words(), looking.visitor.locale);
        let mut status = StatusCode::OK;
        for (reference, error) in refused {
            let fault = Fault::from(error.clone());
            status = status.max(fault.status());
            if let Fault::Invalid(invalid) = &fault {
                self.filled = std::mem::take(&mut self.filled).refused(words, locale, invalid);
            }
            let reference = reference.to_string();
            if let Some(row) = self.rows.iter_mut().find(|row| row.reference == reference) {
                row.reason = Some(fault.detail(words, locale, None));
            }
        }
        status
    }
}

impl Page for Bulk {
    const TEMPLATE: &'static str = "pages/desk/bulk.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        super::samples::bulks()
    }
}
