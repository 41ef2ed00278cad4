//! `/invitations`: what somebody says whose name was put to requests at a meeting. By the link of their mail (`key`), which
//! shows those requests, takes them up or takes the name off, signs nobody in and opens nothing else.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    field::Fields,
    ids::RequestId,
    ops::{self, AnswerInvitations, OpenedInvitations},
    store::{Tx, invitations::Invitation},
};
use serde::Serialize;

use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// What may have been done.
const DONE: [&str; 2] = ["claimed", "refused"];

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct InvitationPage {
    /// The link they came by.
    pub key: String,
    /// What the meeting is called.
    pub meeting: String,
    /// When it was held.
    pub held_on: String,
    /// Where the link was sent, masked: it may have been passed on.
    pub email: String,
    /// What they were asked.
    pub asked: Vec<Asked>,
    /// There is something they have not taken up.
    pub can_claim: bool,
    /// There is something to have their name taken off.
    pub can_refuse: bool,
    /// What was just done, or nothing.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
}

/// A request.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language it is written in.
    pub language: String,
    /// They are said to have voiced it.
    pub voiced: bool,
    /// What they said to it, by key.
    pub state: &'static str,
}

/// The page. Opening it changes nothing: mail scanners do.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let key = query.one("key").unwrap_or_default();
    let opened = ops::open_invitations(&app.db.read(), key, &app.key).await?;
    let name = opened.asked.iter().map(|it| it.name.as_str());
    let name = name.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let page = InvitationPage {
        done: query.one_of("done", &DONE),
        filled: Filled::from_pairs([("name", name)]),
        ..InvitationPage::of(&opened, key)
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Takes up what is ticked, or takes the name off (`refuse`).
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let key = form.one("key").unwrap_or_default();
    let opened = ops::open_invitations(&app.db.read(), key, &app.key).await?;
    let members = form.members();
    let mut fields = Fields::new(&members, "#");
    let name = fields.text_within("name", 1, 200).unwrap_or_default();
    let chosen = chosen(&opened, &form);
    let refuses = form.has("refuse");
    if let Err(invalid) = fields.finish(()) {
        let filled = Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid);
        let page = InvitationPage {
            filled,
            ..InvitationPage::of(&opened, key)
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page::form(&app, &visitor, &jar, &here, (status, &page));
    }
    let input = AnswerInvitations {
        token: key.to_owned(),
        key: app.key.clone(),
        name,
        requests: (!refuses).then_some(chosen),
    };
    let caller = visitor.caller(&app, None);
    let done = if refuses {
        app.db
            .write(async move |tx: &Tx| ops::refuse(tx, &caller, input.clone()).await)
            .await
            .map(|()| "refused")
    } else {
        app.db
            .write(async move |tx: &Tx| ops::claim(tx, &caller, input.clone()).await)
            .await
            .map(|taken| if taken > 0 { "claimed" } else { "" })
    };
    let done = done.map_err(Fault::from)?;
    app.wake.notify_one();
    Ok(page::see_other(
        &app,
        &format!("/invitations?done={done}&key={key}"),
    ))
}

fn chosen(opened: &OpenedInvitations, form: &Form) -> Vec<RequestId> {
    let ticked: Vec<&str> = form.all("requests").collect();
    let is_ticked = |it: &&Invitation| ticked.contains(&it.reference.to_string().as_str());
    opened
        .asked
        .iter()
        .filter(is_ticked)
        .map(|it| it.request)
        .collect()
}

impl InvitationPage {
    fn of(opened: &OpenedInvitations, key: &str) -> Self {
        let asked: Vec<Asked> = opened.asked.iter().map(Asked::of).collect();
        Self {
            key: key.to_owned(),
            meeting: opened.entry.meeting.clone(),
            held_on: opened.entry.held_on.to_string(),
            email: opened.email.masked(),
            can_claim: asked.iter().any(|it| it.state != "claimed"),
            can_refuse: asked
                .iter()
                .any(|it| it.state == "invited" || it.state == "claimed" && !it.voiced),
            asked,
            ..Self::default()
        }
    }
}

impl Asked {
    fn of(invitation: &Invitation) -> Self {
        Self {
            reference: invitation.reference.to_string(),
            title: invitation.title.clone(),
            language: invitation.language.clone(),
            voiced: invitation.voiced,
            state: invitation.state.as_str(),
        }
    }
}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "pages/invitations.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let asked = |number: u32, voiced, state| Asked {
            reference: format!("PD-2026-{number:06}"),
            title: "Camas <b>por hospital</b>".into(),
            language: if voiced { "en" } else { "es-AR" }.into(),
            voiced,
            state,
        };
        let first = Self {
            key: "secret".into(),
            meeting: "Mesa <b>de salud</b>".into(),
            held_on: "2026-11-19".into(),
            email: "a***@example.org".into(),
            asked: vec![asked(1, true, "invited"), asked(2, false, "invited")],
            can_claim: true,
            can_refuse: true,
            done: "",
            filled: Filled::from_pairs([("name", "Ana <b>")]),
        };
        let wrong = Self {
            filled: first.filled.clone().wrong("name", "Largo".into()),
            ..first.clone()
        };
        let claimed = Self {
            asked: vec![asked(1, true, "claimed"), asked(2, false, "claimed")],
            can_claim: false,
            done: "claimed",
            ..first.clone()
        };
        let refused = Self {
            asked: vec![asked(1, true, "refused"), asked(2, false, "refused")],
            can_refuse: false,
            done: "refused",
            ..first.clone()
        };
        vec![first, wrong, claimed, refused]
    }
}
