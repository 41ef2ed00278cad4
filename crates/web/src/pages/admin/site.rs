//! `/admin/site`: whose site it is: its name, who answers, its colours, its logo, and two texts. Shown before it is said.

use std::collections::BTreeMap;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    ops,
    site::{SiteText, SiteTexts},
    store::{Tx, site},
};
use render::{Args, colour::said::BadColour};
use serde::Serialize;

use super::admin;
use crate::{
    AppState,
    brand::{Brand, said},
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

mod logo;

pub use logo::send as send_logo;

/// What may have been done.
const DONE: [&str; 4] = ["saved", "same", "logo", "no-logo"];
/// The colours, as the sheet of a preview is asked for.
const COLOURS: [SiteText; 3] = [SiteText::Accent, SiteText::AccentDark, SiteText::HeaderLine];

/// The page.
#[derive(Debug, Default, Serialize)]
pub struct AdminSite {
    /// What the machine has set, by field, as it is shown; none of the others is in it.
    pub fixed: BTreeMap<&'static str, String>,
    /// Whether the machine has set the logo.
    pub logo_fixed: bool,
    /// Whether an admin has put one.
    pub logo: bool,
    /// Whether what is in the form is shown as it would look.
    pub look: bool,
    /// What was just done, or nothing.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
    /// Whose site it would be.
    #[serde(skip)]
    proposed: Option<Brand>,
}

/// What is said now.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let page = AdminSite {
        done: query.one_of("done", &DONE),
        ..AdminSite::read(&app, None).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Says it; or shows how it would look (`do` is `look`).
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    let texts = match read(&app, &visitor, &form) {
        Ok(texts) => texts,
        Err(filled) => {
            let page = AdminSite::read(&app, Some(filled)).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page::form(&app, &visitor, &jar, &here, (status, &page));
        }
    };
    if form.one("do") == Some("look") {
        let logo = site::logo(&app.db.read()).await?;
        let look = format!(
            "{}/admin/site/look.css?{}",
            app.base.path().trim_end_matches('/'),
            colours(&texts)
        );
        let page = AdminSite {
            look: true,
            proposed: Some(app.brand.saying(&texts, logo.map(Into::into)).with_sheet_at(look)),
            ..AdminSite::read(&app, Some(Filled::of(&form))).await?
        };
        return page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page));
    }
    let (caller, fixed) = (visitor.caller(&app, None), app.brand.fixed());
    let changed = app
        .db
        .write(async move |tx: &Tx| {
            let said = (texts.clone(), &fixed[..]);
            ops::change_site(tx, &caller, &permit, said).await
        })
        .await?;
    app.look_at_site().await?;
    let done = if changed { "saved" } else { "same" };
    Ok(page::see_other(&app, &format!("/admin/site?done={done}")))
}

/// The stylesheet of colours that nobody has said yet.
pub async fn look(State(app): State<AppState>, visitor: Visitor, query: Query) -> Result<Response, Fault> {
    admin(&visitor)?;
    let members = COLOURS
        .iter()
        .filter_map(|key| Some((key.as_str().to_owned(), query.one(key.as_str())?.into())))
        .collect();
    let texts = SiteTexts::parse(&members).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, app.brand.saying(&texts, None).sheet_text()).into_response())
}

/// What the form says, or the form with everything that is wrong.
fn read(app: &AppState, visitor: &Visitor, form: &Form) -> Result<SiteTexts, Filled> {
    let words = app.engine.words();
    let filled = || Filled::of(form);
    let texts = SiteTexts::parse(&form.members())
        .map_err(|invalid| filled().refused(words, visitor.locale, &invalid))?;
    // What the machine has set cannot be said here, right or wrong.
    let texts = texts.keeping(&app.brand.fixed(), &SiteTexts::default());
    let wrongs = said::wrongs(&texts);
    if wrongs.is_empty() {
        return Ok(texts);
    }
    let say = |key: SiteText, wrong| match wrong {
        said::Wrong::Contact => words.text(visitor.locale, "site-wrong-contact", &Args::new()),
        said::Wrong::Colour(BadColour::Unreadable) => {
            words.text(visitor.locale, "site-wrong-colour", &Args::new())
        }
        said::Wrong::Colour(BadColour::Faint(faint)) => {
            let ratio = render::format::decimal(visitor.locale, faint.ratio);
            let args = Args::new().with("ratio", ratio);
            if key == SiteText::AccentDark {
                words.text(visitor.locale, "site-wrong-faint-dark", &args)
            } else {
                words.text(visitor.locale, "site-wrong-faint", &args)
            }
        }
    };
    Err(wrongs.into_iter().fold(filled(), |filled, (key, wrong)| {
        filled.wrong(key.as_str(), say(key, wrong))
    }))
}

/// The colours as a query.
fn colours(texts: &SiteTexts) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for key in COLOURS {
        if let Some(text) = texts.get(key) {
            query.append_pair(key.as_str(), text);
        }
    }
    query.finish()
}

impl AdminSite {
    async fn read(app: &AppState, filled: Option<Filled>) -> Result<Self, Fault> {
        let reader = app.db.read();
        let filled = match filled {
            Some(filled) => filled,
            None => {
                let texts = site::texts(&reader).await?;
                Filled::from_pairs(texts.iter().map(|(key, text)| (key.as_str(), text)))
            }
        };
        let fixed = app.brand.fixed();
        let text = |key: &SiteText| Some((key.as_str(), app.brand.fixed_text(*key)?));
        Ok(Self {
            fixed: fixed.iter().filter_map(text).collect(),
            logo_fixed: app.brand.has_logo(),
            logo: site::logo(&reader).await?.is_some(),
            filled,
            ..Self::default()
        })
    }
}

impl Page for AdminSite {
    const TEMPLATE: &'static str = "pages/admin/site.html";
    const SECTION: &'static str = "desk";

    fn brand(&self) -> Option<&Brand> {
        self.proposed.as_ref()
    }

    fn samples() -> Vec<Self> {
        let typed = || {
            let text = |key: &SiteText| (key.as_str(), "Texto <b>propio</b>");
            Filled::from_pairs(SiteText::ALL.iter().map(text))
        };
        let plain = |filled| Self {
            filled,
            ..Self::default()
        };
        let keys = SiteText::ALL.iter().map(|key| key.as_str());
        let mut all = vec![
            plain(Filled::default()),
            Self {
                logo: true,
                look: true,
                ..plain(typed())
            },
            Self {
                look: true,
                ..plain(Filled::default())
            },
            Self {
                fixed: keys
                    .clone()
                    .map(|key| (key, "Texto <i>fijo</i>".to_owned()))
                    .collect(),
                logo_fixed: true,
                ..Self::default()
            },
            plain(
                keys.chain(["logo"])
                    .fold(typed(), |filled, key| filled.wrong(key, "No <b>".into())),
            ),
        ];
        all.extend(DONE.map(|done| Self {
            done,
            ..Self::default()
        }));
        all
    }
}
