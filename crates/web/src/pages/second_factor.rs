//! `/sign-in/second-factor`: staff that is in but for its second factor shows a code of its app. The first time, the app is
//! enrolled here; nothing else is open until then.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    ids::PersonId,
    ops::{self, ShowSecondFactor},
    second_factor::{self, SALT},
    secret,
    store::{Tx, people, sessions},
};
use qrcode::{QrCode, render::svg};
use render::Args;
use serde::Serialize;
use url::{Url, form_urlencoded};

use super::sign_in::local;
use crate::{
    AppState,
    at_provider::{Unlinked, carried},
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

pub mod recovery_codes;

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SecondFactorPage {
    /// The app to be enrolled, the first time.
    pub enrol: Option<Enrol>,
    /// A recovery code is asked for, not one of the app.
    pub recovery: bool,
    /// Where it leads to.
    pub next: Option<String>,
    /// What is in the form.
    pub filled: Filled,
}

/// An app to be enrolled.
#[derive(Debug, Clone, Serialize)]
pub struct Enrol {
    /// What makes its secret its own, in hex.
    pub salt: String,
    /// The secret, in groups of four.
    pub secret: String,
    /// The secret as an address that apps open.
    pub address: String,
    /// The shape of a picture of that address, as the path of an SVG.
    pub picture: String,
    /// The sides of the picture.
    pub size: usize,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let next = query.one("next").and_then(local).map(str::to_owned);
    let Some(person) = visitor.half else {
        return Ok(page::see_other(&app, next.as_deref().unwrap_or("/desk")));
    };
    let page = SecondFactorPage {
        enrol: enrol(&app, person, None).await?,
        recovery: query.one("recovery").is_some(),
        next,
        filled: Filled::default(),
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Takes a code.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Fault> {
    let next = form.one("next").and_then(local).map(str::to_owned);
    let Some(person) = visitor.half else {
        return Ok(page::see_other(&app, next.as_deref().unwrap_or("/desk")));
    };
    app.limits.second_factor(person).map_err(Fault::TooMany)?;
    let salt = form.one("salt").and_then(salt);
    let hash = secret::hash(&jar.secret()?);
    let session = sessions::find(&app.db.read(), &hash, app.clock.now()).await?;
    let left = session.ok_or(Fault::Unauthenticated)?.expires_at;
    let renewed = secret::random_token().map_err(|_| Fault::Internal)?;
    let input = ShowSecondFactor {
        session: jar.secret()?,
        renewed: renewed.clone(),
        code: form.one("code").unwrap_or_default().to_owned(),
        enrolling: salt,
        key: app.key.clone(),
        limits: app.limits.are_on(),
    };
    let enrols = people::second_factor(&app.db.read(), person).await?.is_none();
    let caller = visitor.caller(&app, None);
    let unlinked: Option<Unlinked> = carried(&app, &headers, &jar.secret()?);
    let linking = unlinked
        .filter(|unlinked| unlinked.person == Some(person.0))
        .map(|unlinked| unlinked.identity());
    let shown = app
        .db
        .write(async move |tx: &Tx| {
            let shown = ops::show_second_factor(tx, &caller, input.clone()).await?;
            if let Some(identity) = linking.as_ref().filter(|_| shown) {
                ops::link_identity(tx, &caller, identity, person).await?;
            }
            Ok::<_, ops::Error>(shown)
        })
        .await
        .map_err(Fault::from)?;
    if shown {
        jar.begin(renewed, left.duration_since(app.clock.now()).as_secs().max(0));
        let next = next.as_deref().unwrap_or("/desk");
        if enrols {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("next", next)
                .finish();
            return Ok(page::see_other(&app, &format!("/sign-in/recovery-codes?{query}")));
        }
        return Ok(page::see_other(&app, next));
    }
    let text = app
        .engine
        .words()
        .text(visitor.locale, "second-factor-wrong", &Args::new());
    let page = SecondFactorPage {
        enrol: enrol(&app, person, salt).await?,
        recovery: form.has("recovery"),
        next,
        filled: Filled::default().wrong("code", text),
    };
    page::form(
        &app,
        &visitor,
        &jar,
        &here,
        (StatusCode::UNPROCESSABLE_ENTITY, &page),
    )
}

/// The app of somebody who has none: with the salt it was begun with, or a new one.
async fn enrol(app: &AppState, person: PersonId, begun: Option<[u8; SALT]>) -> Result<Option<Enrol>, Fault> {
    if people::second_factor(&app.db.read(), person).await?.is_some() {
        return Ok(None);
    }
    let salt = match begun {
        Some(salt) => salt,
        None => {
            let mut salt = [0; SALT];
            secret::fill(&mut salt).map_err(|_| Fault::Internal)?;
            salt
        }
    };
    let known = people::get(&app.db.read(), person)
        .await?
        .ok_or(Fault::NotFound)?;
    let secret = second_factor::secret(&app.key, person, salt);
    let host = app.base.host_str().unwrap_or("Ventanilla");
    Enrol::of(&secret, salt, (host, known.email.as_str())).map(Some)
}

impl Enrol {
    /// `issuer` and `account` are what the app calls it.
    fn of(secret: &str, salt: [u8; SALT], (issuer, account): (&str, &str)) -> Result<Self, Fault> {
        // The form of it: Google's "Key URI Format", which every app reads.
        let mut address = Url::parse("otpauth://totp/").map_err(|_| Fault::Internal)?;
        address
            .path_segments_mut()
            .map_err(|()| Fault::Internal)?
            .push(&format!("{issuer}:{account}"));
        address
            .query_pairs_mut()
            .append_pair("secret", secret)
            .append_pair("issuer", issuer);
        let code = QrCode::new(address.as_str()).map_err(|_| Fault::Internal)?;
        let image = code
            .render::<svg::Color>()
            .quiet_zone(false)
            .module_dimensions(1, 1)
            .build();
        // Only its shape: colours are the stylesheet's.
        let picture = image
            .split(" d=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let groups: Vec<String> = secret
            .as_bytes()
            .chunks(4)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        Ok(Self {
            salt: secret::hex(&salt),
            secret: groups.join(" "),
            address: address.into(),
            picture: picture.ok_or(Fault::Internal)?.to_owned(),
            size: code.width(),
        })
    }
}

fn salt(text: &str) -> Option<[u8; SALT]> {
    let mut salt = [0; SALT];
    if text.len() != SALT * 2 || !text.is_ascii() {
        return None;
    }
    for (byte, pair) in salt.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(salt)
}

impl Page for SecondFactorPage {
    const TEMPLATE: &'static str = "pages/second_factor.html";

    fn samples() -> Vec<Self> {
        let enrol = Enrol::of(
            "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            [7; SALT],
            ("example.org", "lia@example.org"),
        );
        vec![
            Self {
                next: Some("/desk".into()),
                ..Self::default()
            },
            Self {
                filled: Filled::default().wrong("code", "No es".into()),
                ..Self::default()
            },
            Self {
                recovery: true,
                next: Some("/desk".into()),
                ..Self::default()
            },
            Self {
                enrol: enrol.ok(),
                ..Self::default()
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Enrol, SALT, salt};

    #[test]
    fn an_app_can_read_what_is_shown() {
        let enrol = Enrol::of(
            "JBSWY3DPEHPK3PXP",
            [7; SALT],
            ("example.org", "ana+x@example.org"),
        )
        .unwrap();
        assert_eq!(
            enrol.address,
            "otpauth://totp/example.org:ana+x@example.org?secret=JBSWY3DPEHPK3PXP&issuer=example.org"
        );
        assert_eq!(enrol.secret, "JBSW Y3DP EHPK 3PXP");
        assert!(enrol.picture.starts_with('M') && enrol.size > 20);
        assert_eq!(salt(&enrol.salt), Some([7; SALT]));
        assert_eq!((salt("zz"), salt(&"é".repeat(16))), (None, None));
    }
}
