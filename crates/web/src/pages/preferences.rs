//! `/preferences`: what somebody wants to be written of, how often and when. For whoever is signed in, or came by the link of
//! a mail (`key`), which shows what they follow, keeps their choices, and opens nothing else.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    locale::Locale,
    ops::{self, MOST_FOLLOWED, MailPreferences},
    policy::Denied,
    store::{
        Tx, people,
        preferences::{self, Followed},
    },
};
use serde::Serialize;

use crate::{
    AppState,
    filled::Filled,
    form::{Form, signed_in},
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PreferencesPage {
    /// Where their mail goes; without signing in, masked.
    pub email: String,
    /// The link of a mail they came by.
    pub key: Option<String>,
    /// What they follow, newest first.
    pub followed: Vec<Row>,
    /// There is more than is shown.
    pub more: bool,
    /// What has just been done: `saved` or `stopped`, or nothing.
    pub done: &'static str,
    /// They get something that can be switched off.
    pub hears: bool,
    /// The hours of a day.
    pub hours: Vec<i8>,
    /// What is in the form.
    pub filled: Filled,
}

/// A request they follow.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language it is written in.
    pub language: String,
}

/// The form. Opening it changes nothing: mail scanners do.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let key = query.one("key");
    let as_whom = who(&app, &visitor, key).await?;
    let page = PreferencesPage {
        done: match query.one("done") {
            Some("saved") => "saved",
            Some("stopped") => "stopped",
            _ => "",
        },
        ..PreferencesPage::read(&app, &as_whom, key).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Keeps their choices, or stops all that can be stopped (`stop`). A mail program sends its one click to the link itself: it
/// has no form of ours, and needs none, because whoever has the link may do just this.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
    form: Result<Form, Fault>,
) -> Result<Response, Fault> {
    if let Some(key) = query.one("key") {
        let as_whom = who(&app, &visitor, Some(key)).await?;
        stop(&app, &as_whom).await?;
        // No redirect: those who click for their readers do not follow one (RFC 8058 §3.1).
        let page = PreferencesPage {
            done: "stopped",
            ..PreferencesPage::read(&app, &as_whom, Some(key)).await?
        };
        return page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page));
    }
    let form = form?;
    let key = form.one("key");
    let as_whom = who(&app, &visitor, key).await?;
    let done = if form.has("stop") {
        stop(&app, &as_whom).await.map(|()| "stopped")
    } else {
        keep(&app, &as_whom, &form).await.map(|()| "saved")
    };
    match done {
        Ok(done) => {
            let back = key.map_or_else(String::new, |key| format!("&key={key}"));
            Ok(page::see_other(&app, &format!("/preferences?done={done}{back}")))
        }
        Err(Fault::Invalid(invalid)) => {
            let filled = Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid);
            let page = PreferencesPage {
                filled,
                ..PreferencesPage::read(&app, &as_whom, key).await?
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page::form(&app, &visitor, &jar, &here, (status, &page))
        }
        Err(fault) => Err(fault),
    }
}

/// Whoever the link was sent to, else whoever is signed in.
async fn who(app: &AppState, visitor: &Visitor, key: Option<&str>) -> Result<Visitor, Fault> {
    let Some(token) = key else {
        signed_in(visitor)?;
        return Ok(visitor.clone());
    };
    let (_, actor) = ops::open_person_link(&app.db.read(), token, &app.key).await?;
    Ok(Visitor {
        actor,
        ..visitor.clone()
    })
}

async fn keep(app: &AppState, as_whom: &Visitor, form: &Form) -> Result<(), Fault> {
    let input = MailPreferences::parse(&form.members()).map_err(Fault::Invalid)?;
    let caller = as_whom.caller(app, None);
    app.db
        .write(async move |tx: &Tx| ops::set_mail_preferences(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)
}

async fn stop(app: &AppState, as_whom: &Visitor) -> Result<(), Fault> {
    let caller = as_whom.caller(app, None);
    app.db
        .write(async move |tx: &Tx| ops::stop_mail(tx, &caller).await)
        .await
        .map_err(Fault::from)
}

impl PreferencesPage {
    async fn read(app: &AppState, as_whom: &Visitor, key: Option<&str>) -> Result<Self, Fault> {
        let reader = app.db.read();
        let id = as_whom.actor.person().ok_or(Fault::Denied(Denied::SignIn))?;
        let person = people::get(&reader, id).await?.ok_or(Fault::NotFound)?;
        let chosen = preferences::of(&reader, id).await?.ok_or(Fault::NotFound)?;
        let mut followed = preferences::followed(&reader, id, MOST_FOLLOWED + 1).await?;
        let more = followed.len() > MOST_FOLLOWED as usize;
        followed.truncate(MOST_FOLLOWED as usize);
        let hour = |hour: Option<i8>| hour.map_or_else(String::new, |hour| hour.to_string());
        let mut filled = Filled::from_pairs([
            ("locale", chosen.locale.as_str()),
            ("cadence", chosen.cadence.as_str()),
            ("quiet_from", &hour(chosen.quiet.map(|quiet| quiet.from))),
            ("quiet_until", &hour(chosen.quiet.map(|quiet| quiet.until))),
        ]);
        for Followed {
            reference, cadence, ..
        } in &followed
        {
            let own = cadence.map_or("default", |cadence| cadence.as_str());
            filled.put(&format!("request.{reference}"), own);
        }
        let hears = filled
            .values
            .iter()
            .any(|(name, value)| match name.strip_prefix("request.") {
                Some(_) => ["at_once", "daily", "weekly"].contains(&value.as_str()),
                None => name == "cadence" && value != "none",
            });
        Ok(Self {
            // Whoever holds a link may be somebody it was passed on to.
            email: match key {
                Some(_) => person.email.masked(),
                None => person.email.to_string(),
            },
            key: key.map(str::to_owned),
            followed: followed.into_iter().map(Row::from).collect(),
            more,
            done: "",
            hears,
            hours: (0..24).collect(),
            filled,
        })
    }
}

impl From<Followed> for Row {
    fn from(followed: Followed) -> Self {
        Self {
            reference: followed.reference.to_string(),
            title: followed.title,
            language: followed.language,
        }
    }
}

impl Page for PreferencesPage {
    const TEMPLATE: &'static str = "pages/preferences.html";
    const SECTION: &'static str = "me";

    fn samples() -> Vec<Self> {
        let locale = Locale::EsAr.as_str();
        let row = |number: u32, language: &str| Row {
            reference: format!("PD-2026-{number:06}"),
            title: "Compras <b>por hospital</b>".into(),
            language: language.into(),
        };
        let empty = Self {
            email: "ana@example.org".into(),
            key: None,
            followed: Vec::new(),
            more: false,
            done: "",
            hears: true,
            hours: (0..24).collect(),
            filled: Filled::from_pairs([
                ("locale", locale),
                ("cadence", "daily"),
                ("quiet_from", ""),
                ("quiet_until", ""),
            ]),
        };
        let full = Self {
            email: "a***@example.org".into(),
            key: Some("secret".into()),
            followed: vec![row(123, "es-AR"), row(87, "en")],
            more: true,
            done: "saved",
            filled: Filled::from_pairs([
                ("locale", "en"),
                ("cadence", "weekly"),
                ("quiet_from", "22"),
                ("quiet_until", "7"),
                ("request.PD-2026-000123", "default"),
                ("request.PD-2026-000087", "at_once"),
            ]),
            ..empty.clone()
        };
        let stopped = Self {
            done: "stopped",
            hears: false,
            filled: Filled::from_pairs([("locale", locale), ("cadence", "none")]),
            followed: Vec::new(),
            more: false,
            ..full.clone()
        };
        let wrong = Self {
            done: "",
            filled: full
                .filled
                .clone()
                .wrong("locale", "No".into())
                .wrong("cadence", "No".into())
                .wrong("quiet_from", "Falta".into())
                .wrong("quiet_until", "Falta".into()),
            ..full.clone()
        };
        vec![empty, full, stopped, wrong]
    }
}
