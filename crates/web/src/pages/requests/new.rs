//! `/requests/new`: ask for data. Two fields are enough; whoever is not signed in proves the address last. What was asked in
//! like words is shown before it is sent, on this page as one types or on a step of its own.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    data_request::NewDataRequest,
    field::{FieldCode, Invalid},
    ops::{self, File, StartDraft, Wish},
    person::{Email, Sector},
    policy::Actor,
    status::{Kind, Origin},
    store::{Tx, drafts},
};
use serde::Serialize;

use super::similar::{Like, before_sending};
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    handle::{self, For},
    jar::Jar,
    page::{self, Here, Page},
    pages::places::{Place, Places},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct New {
    /// What is in the form.
    pub filled: Filled,
    /// Whether more than the two fields are unfolded.
    pub unfolded: bool,
    /// Somebody is signed in: the address is known.
    pub known: bool,
    /// Staff files for others too.
    pub staff: bool,
    /// What the request is about.
    pub kinds: Vec<Place>,
    /// The themes.
    pub themes: Vec<Place>,
    /// The areas.
    pub areas: Vec<Place>,
    /// What kind of data user somebody may say they are.
    pub sectors: Vec<Place>,
    /// What was asked in like words; shown before it is sent.
    pub similar: Vec<Like>,
    /// What this follows on from.
    pub follows: Option<String>,
}

/// The form: empty, with what the address brings (`body`, `follows`), or with what a draft holds (`draft`).
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let mut filled = Filled::default();
    for name in ["body", "title", "kind", "theme", "area", "dataset", "follows"] {
        if let Some(value) = query.one(name) {
            filled.put(name, value);
        }
    }
    if let Some(id) = query
        .one("draft")
        .and_then(|text| handle::open(&app, For::Draft, text))
        && let Some(draft) = drafts::get(&app.db.read(), domain::ids::DraftId(id)).await?
    {
        filled = Filled::from_pairs(
            draft
                .fields
                .iter()
                .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?))),
        );
        filled.put("email", draft.email.as_str());
    }
    let page = New::read(&app, &visitor, filled).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Files it, or keeps it until its address is proved.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let found = before_sending(&app, &visitor, &form).await?;
    if !found.is_empty() {
        let page = New {
            similar: found,
            ..New::read(&app, &visitor, Filled::of(&form)).await?
        };
        return page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page));
    }
    let sent = match visitor.actor {
        Actor::Person(_) => file(&app, &visitor, &jar, &form).await,
        Actor::Visitor | Actor::System(_) => draft(&app, &visitor, &jar, &form).await,
    };
    match sent {
        Ok(path) => Ok(page::see_other(&app, &path)),
        Err(Fault::Invalid(invalid)) => {
            let words = app.engine.words();
            let filled = Filled::of(&form).refused(words, visitor.locale, &invalid);
            let page = New::read(&app, &visitor, filled).await?;
            page::form(
                &app,
                &visitor,
                &jar,
                &here,
                (StatusCode::UNPROCESSABLE_ENTITY, &page),
            )
        }
        Err(fault) => Err(fault),
    }
}

/// Whoever is signed in files at once.
async fn file(app: &AppState, visitor: &Visitor, jar: &Jar, form: &Form) -> Result<String, Fault> {
    let mut members = form.members();
    // Blank fields of a fold that nobody opened say nothing.
    let behalf = members.get("on_behalf_of").and_then(serde_json::Value::as_object);
    if behalf.is_some_and(|behalf| {
        behalf
            .values()
            .all(|value| value.as_str().is_none_or(str::is_empty))
    }) {
        members.remove("on_behalf_of");
    }
    let new = NewDataRequest::parse(&members).map_err(Fault::Invalid)?;
    let caller = visitor.caller(app, form.key(visitor, jar)?);
    let input = File {
        new,
        origin: Origin::Web,
    };
    let reference = app
        .db
        .write(async move |tx: &Tx| ops::file(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    Ok(format!("/requests/{reference}/filed"))
}

/// Everybody else proves an address first.
async fn draft(app: &AppState, visitor: &Visitor, jar: &Jar, form: &Form) -> Result<String, Fault> {
    let mut fields = form.members();
    let email = fields.remove("email");
    let email = email
        .as_ref()
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    let Some(email) = Email::parse(email) else {
        // Everything that is wrong is told at once.
        let mut invalid = NewDataRequest::parse(&fields)
            .err()
            .unwrap_or(Invalid(Vec::new()));
        let code = if email.trim().is_empty() {
            FieldCode::Required
        } else {
            FieldCode::NotAnEmail
        };
        invalid.0.extend(Invalid::one("#/email", code).0);
        return Err(Fault::Invalid(invalid));
    };
    let caller = visitor.caller(app, form.key(visitor, jar)?);
    let input = StartDraft {
        wish: Wish::File,
        email,
        fields,
        key: app.key.clone(),
        limits: app.limits.are_on(),
    };
    let started = app
        .db
        .write(async move |tx: &Tx| ops::start_draft(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    Ok(format!(
        "/confirm?draft={}",
        handle::seal(app, For::Draft, started.draft.0)
    ))
}

impl New {
    async fn read(app: &AppState, visitor: &Visitor, filled: Filled) -> Result<Self, Fault> {
        let places = Places::load(&app.reader(&visitor.actor), visitor.locale).await?;
        let words = app.engine.words();
        let in_fold = |name: &&String| !matches!(name.as_str(), "body" | "email" | "kind" | "similar_seen");
        let touched = filled.values.iter().filter(|(_, value)| !value.is_empty());
        let unfolded = touched.map(|(name, _)| name).any(|name| in_fold(&name))
            || filled.errors.keys().any(|name| in_fold(&name));
        let named = |key: &'static str, name: String| Place::new(key, &name);
        Ok(Self {
            unfolded,
            known: matches!(visitor.actor, Actor::Person(_)),
            staff: visitor.actor.is_staff(),
            kinds: Kind::ALL
                .iter()
                .map(|kind| {
                    named(
                        kind.as_str(),
                        app.engine
                            .words()
                            .text(visitor.locale, question(*kind), &render::Args::new()),
                    )
                })
                .collect(),
            themes: places
                .themes
                .iter()
                .map(|theme| Place::new(&theme.key, theme.name_in(visitor.locale)))
                .collect(),
            areas: places
                .areas
                .iter()
                .filter(|area| area.closed_on.is_none())
                .map(|area| Place::new(&area.slug, area.name_in(visitor.locale)))
                .collect(),
            sectors: Sector::ALL
                .iter()
                .filter(|sector| **sector != Sector::Unknown)
                .map(|sector| named(sector.as_str(), words.name(visitor.locale, *sector)))
                .collect(),
            similar: Vec::new(),
            follows: filled
                .values
                .get("follows")
                .filter(|text| !text.is_empty())
                .cloned(),
            filled,
        })
    }
}

/// What happens to the data today, in plain words: it decides the kind.
const fn question(kind: Kind) -> &'static str {
    match kind {
        Kind::NewDataset => "new-kind-new_dataset",
        Kind::Update => "new-kind-update",
        Kind::Frequency => "new-kind-frequency",
        Kind::Improvement => "new-kind-improvement",
        Kind::Locate => "new-kind-locate",
    }
}

impl Page for New {
    const TEMPLATE: &'static str = "pages/requests/new.html";
    const SECTION: &'static str = "new";

    fn samples() -> Vec<Self> {
        let places = |keys: &[&str]| keys.iter().map(|key| Place::new(key, key)).collect::<Vec<_>>();
        let empty = Self {
            kinds: places(&["new_dataset", "update"]),
            themes: places(&["budget", "other"]),
            areas: places(&["salud"]),
            sectors: places(&["citizen", "journalism"]),
            ..Self::default()
        };
        let typed = Filled::from_pairs([
            ("body", "Cuanta gente trabaja en <b>cada</b> reparticion"),
            ("email", "mariana@"),
            ("theme", "budget"),
            ("anonymous", "true"),
        ]);
        vec![
            empty.clone(),
            Self {
                known: true,
                staff: true,
                follows: Some("PD-2026-000007".into()),
                ..empty.clone()
            },
            Self {
                filled: typed
                    .clone()
                    .wrong("body", "Contanos mas".into())
                    .wrong("email", "Falta el dominio".into())
                    .wrong("area", "No existe".into())
                    .wrong("kind", "Elegi una".into())
                    .wrong("", "Algo mas".into()),
                unfolded: true,
                ..empty.clone()
            },
            Self {
                filled: typed,
                similar: Like::samples(),
                ..empty
            },
        ]
    }
}
