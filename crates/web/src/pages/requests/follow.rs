//! `/requests/{reference}/follow`: mail when something happens, and no more of it. The link of a mail (`key`) stops it
//! without signing in: on the page by a button, and for mail programs by RFC 8058's one click.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    action_link::LinkAction,
    data_request::DataRequest,
    ops::{self, OpenLink, Wish},
    policy::Actor,
    reference::Reference,
    store::{Tx, following},
};
use serde::Serialize;

use super::{
    done::done,
    drafting,
    joining::{Joining, find},
};
use crate::{
    AppState,
    filled::Filled,
    form::{Form, signed_in},
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    reference::InPath,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct FollowPage {
    /// The request, and who stands before it.
    pub joining: Joining,
    /// This reader follows it.
    pub follows: bool,
    /// The link of a mail they came by: it only stops.
    pub key: Option<String>,
    /// What is in the form.
    pub filled: Filled,
}

/// The form.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let (request, as_whom) = who(&app, &visitor, reference, query.one("key")).await?;
    let page = FollowPage {
        key: query.one("key").map(str::to_owned),
        ..FollowPage::read(&app, &as_whom, &request, Filled::default()).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Follows it, or stops (`remove`). A mail program sends its one click to the link itself: it has no form of ours, and
/// needs none, because whoever has the link may do just this.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
    InPath(reference): InPath,
    form: Result<Form, Fault>,
) -> Result<Response, Fault> {
    if let Some(key) = query.one("key") {
        stop(&app, &visitor, reference, Some(key)).await?;
        // No redirect: those who click for their readers do not follow one (RFC 8058 §3.1).
        return done(&app, &visitor, &here, (reference, "unfollow")).await;
    }
    let form = form?;
    if form.one("remove").is_some() {
        stop(&app, &visitor, reference, form.one("key")).await?;
        let thanks = format!("/requests/{reference}/done?what=unfollow");
        return Ok(page::see_other(&app, &thanks));
    }
    find(&app, &visitor, reference).await?;
    let sent = if visitor.actor == Actor::Visitor {
        drafting::start(&app, (&visitor, &jar), &form, Wish::Follow(reference), |_| None).await
    } else {
        add(&app, &visitor, reference).await
    };
    let fault = match sent {
        Ok(path) => return Ok(page::see_other(&app, &path)),
        Err(fault @ (Fault::Invalid(_) | Fault::Refused(..))) => fault,
        Err(fault) => return Err(fault),
    };
    let mut filled = Filled::of(&form);
    if let Fault::Invalid(invalid) = &fault {
        filled = filled.refused(app.engine.words(), visitor.locale, invalid);
    }
    let request = find(&app, &visitor, reference).await?;
    let page = FollowPage::read(&app, &visitor, &request, filled).await?;
    page::form(&app, &visitor, &jar, &here, (fault.status(), &page))
}

async fn add(app: &AppState, visitor: &Visitor, reference: Reference) -> Result<String, Fault> {
    let caller = visitor.caller(app, None);
    app.db
        .write(async move |tx: &Tx| ops::follow(tx, &caller, reference).await)
        .await
        .map_err(Fault::from)?;
    Ok(format!("/requests/{reference}/done?what=follow"))
}

async fn stop(
    app: &AppState,
    visitor: &Visitor,
    reference: Reference,
    key: Option<&str>,
) -> Result<(), Fault> {
    if key.is_none() {
        signed_in(visitor)?;
    }
    let (_, as_whom) = who(app, visitor, reference, key).await?;
    let caller = as_whom.caller(app, None);
    app.db
        .write(async move |tx: &Tx| ops::unfollow(tx, &caller, reference).await)
        .await
        .map_err(Fault::from)
}

/// The request and who is before it: whoever the link was sent to, else whoever is signed in.
async fn who(
    app: &AppState,
    visitor: &Visitor,
    reference: Reference,
    key: Option<&str>,
) -> Result<(DataRequest, Visitor), Fault> {
    let Some(token) = key else {
        return Ok((find(app, visitor, reference).await?, visitor.clone()));
    };
    let input = OpenLink {
        reference,
        action: LinkAction::Unfollow,
        token,
    };
    let opened = ops::open_link(&app.db.read(), input, &app.key).await?;
    let as_whom = Visitor {
        actor: opened.actor,
        ..visitor.clone()
    };
    Ok((opened.request, as_whom))
}

impl FollowPage {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        request: &DataRequest,
        filled: Filled,
    ) -> Result<Self, Fault> {
        let person = visitor.actor.person();
        let follows = match person {
            Some(person) => following::follows(&app.db.read(), request.id, person).await?,
            None => false,
        };
        Ok(Self {
            joining: Joining::read(app, request, person).await?,
            follows,
            key: None,
            filled,
        })
    }
}

impl Page for FollowPage {
    const TEMPLATE: &'static str = "pages/requests/follow.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let sample = |joining| Self {
            joining,
            follows: false,
            key: None,
            filled: Filled::default(),
        };
        let mut all: Vec<Self> = Joining::samples().into_iter().map(sample).collect();
        let known = all[1].clone();
        all.push(Self {
            follows: true,
            ..known.clone()
        });
        for follows in [true, false] {
            all.push(Self {
                follows,
                key: Some("secret".into()),
                ..known.clone()
            });
        }
        all.push(Self {
            filled: Filled::from_pairs([("email", "ana@")]).wrong("email", "Falta el dominio".into()),
            ..all[0].clone()
        });
        all
    }
}
