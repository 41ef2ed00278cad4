//! What a request becomes at the portal: `GET /desk/{reference}/draft.json` to take it away, `POST /desk/{reference}/draft` to leave it
//! there as a private draft. The portal is asked while no transaction is open, and by a task that ends even if the browser leaves.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    data_request::DataRequest,
    dataset::Contact,
    dataset_draft::{Draft, Form as Written, Known, is_portal_name},
    ops::{self, BegunPush},
    policy::{DatasetDraftPermit, prepare_dataset},
    store::{Tx, dataset_drafts},
};
use render::Args;

use super::{
    notice::{DATASET_DRAFT, Notice},
    show::{Looking, Shown, TriedToPush, WhyNot},
};
use crate::{
    AppState, form::Form, jar::Jar, page, pages::places::Places, problem::Fault, query::Query,
    reference::InPath, visitor::Visitor,
};

/// The field of the name at the portal.
pub const NAME: &str = "draft_name";

/// The description, to take away.
pub async fn take(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
    query: Query,
) -> Result<Response, Fault> {
    let request = super::own(&app, &visitor, reference).await?;
    prepare_dataset(&visitor.actor, &request).map_err(Fault::Denied)?;
    let portal = app.portal.clone().ok_or(Fault::NotFound)?;
    let form = match query.one("as") {
        None => Written::Profile,
        Some(form) => Written::parse(form).ok_or(Fault::NotFound)?,
    };
    let draft = read(&app, &request).await?;
    let text = format!("{:#}\n", portal.written(&draft, form));
    let file = format!("{}-{form}.json", reference.to_string().to_lowercase());
    let mut response = text.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{file}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// Leaves it at the portal.
pub async fn push(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    InPath(reference): InPath,
    form: Form,
) -> Result<Response, Fault> {
    let request = super::own(&app, &visitor, reference).await?;
    prepare_dataset(&visitor.actor, &request).map_err(Fault::Denied)?;
    let looking = Looking {
        app: &app,
        visitor: &visitor,
        jar: &jar,
    };
    let typed = form.one(NAME).map(|name| name.trim().to_owned());
    let tried = match try_to_push(&looking, &request, typed.as_deref()).await? {
        Ok(()) => {
            let notice = Notice {
                done: DATASET_DRAFT,
                on: None,
                count: 1,
                mails: 0,
                followers: false,
            };
            return Ok(page::see_other(
                &app,
                &format!("/desk/{reference}?{}", notice.query()),
            ));
        }
        Err(why) => TriedToPush { name: typed, why },
    };
    let status = match tried.why {
        WhyNot::BadName | WhyNot::NoOrganisation => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    };
    let shown = Shown {
        tried: Some(tried),
        ..Shown::default()
    };
    // What happened meanwhile is part of what is shown.
    let request = super::own(&app, &visitor, reference).await?;
    looking.answer(status, &request, shown).await
}

/// What the request becomes, in the language of the installation: a portal has one.
pub async fn read(app: &AppState, request: &DataRequest) -> Result<Draft, Fault> {
    let reader = app.db.read();
    let places = Places::load(&reader, app.locale).await?;
    let standing = &request.standing;
    let area = standing.area.filter(|_| standing.assigned);
    let brand = app.shown();
    let whose = brand.government().map(str::to_owned);
    let contact = brand.contact_email().map(|email| Contact {
        name: Some(whose.unwrap_or_else(|| app.site_name(app.locale))),
        email: Some(email),
    });
    let known = Known {
        page: app.links().to(&format!("/requests/{}", request.reference)),
        area: places.area_by_id(area).map(|area| area.name),
        theme: Some(places.theme(&request.theme).name),
        contact,
        ..Known::default()
    };
    Ok(ops::dataset_draft(&reader, request, known).await?)
}

async fn try_to_push(
    looking: &Looking<'_>,
    request: &DataRequest,
    typed: Option<&str>,
) -> Result<Result<(), WhyNot>, Fault> {
    let (app, reference) = (looking.app, request.reference);
    let Some(portal) = app.portal.clone().filter(|portal| portal.takes()) else {
        return Ok(Err(WhyNot::NotSetUp));
    };
    let mut draft = read(app, request).await?;
    let left = dataset_drafts::of_request(&app.db.read(), request.id).await?;
    // What is there keeps its name.
    let name = left.map(|left| left.pushed.name).or(typed.map(str::to_owned));
    if let Some(name) = name {
        draft = draft.named(&name);
    }
    if !is_portal_name(&draft.name) {
        return Ok(Err(WhyNot::BadName));
    }
    if draft.organisation.is_none() {
        return Ok(Err(WhyNot::NoOrganisation));
    }
    let caller = looking.visitor.caller(app, None);
    let begin = {
        let caller = caller.clone();
        async move |tx: &Tx| ops::begin_push(tx, &caller, reference).await
    };
    let (permit, before): (DatasetDraftPermit, _) = match app.db.write(begin).await.map_err(Fault::from)? {
        BegunPush::Go(permit, before) => (permit, before),
        BegunPush::Busy => return Ok(Err(WhyNot::Busy)),
        BegunPush::NotNow => return Ok(Err(WhyNot::NotNow)),
    };
    let db = app.db.clone();
    let pushing = tokio::spawn(async move {
        let pushed = portal.push(draft, before).await;
        let left = pushed.as_ref().ok().cloned();
        let end = async move |tx: &Tx| ops::end_push(tx, &caller, &permit, (reference, left.as_ref())).await;
        db.write(end).await?;
        Ok::<_, ops::Error>(pushed)
    });
    let pushed = pushing.await.map_err(|_| Fault::Internal)?.map_err(Fault::from)?;
    Ok(pushed.map(drop).map_err(WhyNot::Portal))
}

/// The words of what is wrong with a name.
pub(super) fn bad_name(app: &AppState, visitor: &Visitor) -> String {
    app.engine
        .words()
        .text(visitor.locale, "dataset-draft-name-bad", &Args::new())
}
