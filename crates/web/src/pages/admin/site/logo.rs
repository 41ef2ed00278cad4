//! The picture before the name: put there, or taken away.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{attachment::FileRefusal, ops, site::SiteLogo, store::Tx};
use render::Args;

use super::{AdminSite, admin};
use crate::{
    AppState,
    brand::logo::{self, BadLogo, LARGEST},
    jar::Jar,
    page::{self, Here},
    problem::Fault,
    upload::Upload,
    visitor::Visitor,
};

/// Puts the file that was sent, or takes the logo away (`do` is `remove`).
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    upload: Upload,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    if app.brand.has_logo() {
        return Ok(page::see_other(&app, "/admin/site"));
    }
    let logo: Option<SiteLogo> = if upload.form.one("do") == Some("remove") {
        None
    } else {
        match found(&upload).await? {
            Ok(logo) => Some(logo),
            Err(wrong) => {
                let filled = AdminSite::read(&app, None).await?.filled;
                let text = say(&app, &visitor, wrong);
                let page = AdminSite::read(&app, Some(filled.wrong("logo", text))).await?;
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return page::form(&app, &visitor, &jar, &here, (status, &page));
            }
        }
    };
    let done = if logo.is_some() { "logo" } else { "no-logo" };
    let caller = visitor.caller(&app, None);
    app.db
        .write(async move |tx: &Tx| ops::change_site_logo(tx, &caller, &permit, logo.as_ref()).await)
        .await?;
    app.look_at_site().await?;
    Ok(page::see_other(&app, &format!("/admin/site?done={done}")))
}

/// Why nothing of what was sent is a logo.
enum Wrong {
    /// No file came.
    Missing,
    /// It cannot be one.
    Bad(BadLogo),
}

async fn found(upload: &Upload) -> Result<Result<SiteLogo, Wrong>, Fault> {
    let Some(arrived) = upload.files.first() else {
        return Ok(Err(Wrong::Missing));
    };
    let staged = match &arrived.file {
        Ok(staged) => staged,
        Err(FileRefusal::TooLarge) => return Ok(Err(Wrong::Bad(BadLogo::TooLarge(LARGEST + 1)))),
        Err(refusal) => return Err(Fault::File(*refusal)),
    };
    let bytes = staged.bytes(LARGEST).await.map_err(|error| {
        tracing::error!(%error, "a file that was sent cannot be read");
        Fault::Unavailable
    })?;
    let Some(bytes) = bytes else {
        return Ok(Err(Wrong::Bad(BadLogo::TooLarge(staged.size))));
    };
    Ok(logo::look_at(bytes).map(Into::into).map_err(Wrong::Bad))
}

fn say(app: &AppState, visitor: &Visitor, wrong: Wrong) -> String {
    let (words, locale, none) = (app.engine.words(), visitor.locale, Args::new());
    match wrong {
        Wrong::Missing => words.text(locale, "site-logo-missing", &none),
        Wrong::Bad(BadLogo::TooLarge(_)) => words.text(locale, "site-logo-large", &none),
        Wrong::Bad(BadLogo::NoPicture | BadLogo::NoSvg) => words.text(locale, "site-logo-kind", &none),
        Wrong::Bad(BadLogo::Broken | BadLogo::Malformed(_)) => words.text(locale, "site-logo-broken", &none),
        Wrong::Bad(BadLogo::Acts(what)) => {
            words.text(locale, "site-logo-acts", &Args::new().with("what", what))
        }
        Wrong::Bad(BadLogo::NoSize | BadLogo::Flat) => words.text(locale, "site-logo-size", &none),
    }
}
