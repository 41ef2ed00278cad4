//! `POST /requests/{reference}/actions`: what a requester does, and a supporter where there is something for them to do.
//! Whatever does not get through comes back on the page of that action, with all that was typed and the request as it is.

use axum::{Extension, extract::State, http::StatusCode, response::Response};
use domain::{
    action::{Draft, EDITABLE},
    data_request::DataRequest,
    ops::{self, Act, Expects},
    status::ActionKind,
    store::{
        Tx,
        idempotency::{self, Key, Known},
    },
};
use serde_json::{Map, Value};

use super::{
    acting::{Door, Hand},
    edit::EditPage,
    edited,
    reopen::Reopen,
    reply::Reply,
    verdict::VerdictPage,
    withdraw::Withdraw,
};
use crate::{
    AppState,
    filled::Filled,
    form::{Form, Typed, TypedForm, signed_in},
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    reference::InPath,
    visitor::Visitor,
};

/// Does an action.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
    Extension(typed): Extension<Typed>,
    form: Form,
) -> Result<Response, Fault> {
    let kind = kind(&form)?;
    let key = form.one("key");
    if key.is_none() {
        signed_in(&visitor)?;
    }
    let hand = Hand::find(&app, &visitor, (reference, kind), key).await?;
    let as_whom = Visitor {
        actor: hand.actor.clone(),
        ..visitor.clone()
    };
    let once = form.key(&as_whom, &jar)?;
    let to_thanks = format!("/requests/{reference}/done?what={}", done_as(kind, &form));
    // Done already, and with it the link is over: the same click again is no second one.
    if key.is_some() && is_repeat(&app, once.as_ref()).await? {
        return Ok(page::see_other(&app, &to_thanks));
    }
    let failed = match (&hand.door, version(&form)) {
        (Door::Over, _) => None,
        // A link is for this matter: it opens nothing that came after we looked.
        (_, Some(version)) if key.is_some() && version != hand.request.version => {
            Some(Fault::Stale(hand.request.version))
        }
        (_, version) => {
            let act = Act {
                reference,
                draft: Draft::new(kind, fields(&form, kind, &hand.request)),
                expects: version.map_or(Expects::Nothing, Expects::Version),
            };
            let caller = as_whom.caller(&app, once);
            let done = app
                .db
                .write(async move |tx: &Tx| ops::act(tx, &caller, act.clone()).await)
                .await;
            match done.map_err(Fault::from) {
                Ok(()) => {
                    app.wake.notify_one();
                    return Ok(page::see_other(&app, &to_thanks));
                }
                Err(fault @ (Fault::Invalid(_) | Fault::Stale(_) | Fault::Refused(..))) => Some(fault),
                Err(fault) => return Err(fault),
            }
        }
    };
    // As it is now: somebody may have been first.
    let hand = Hand::find(&app, &visitor, (reference, kind), key).await?;
    let again = Again {
        app: &app,
        visitor: &visitor,
        jar: &jar,
        here: &here,
        typed: typed.get().ok_or(Fault::Internal)?,
    };
    again.page(kind, hand, failed, &form).await
}

async fn is_repeat(app: &AppState, key: Option<&Key>) -> Result<bool, Fault> {
    let Some(key) = key else { return Ok(false) };
    let known = idempotency::look_up(&app.db.read(), key, app.clock.now()).await?;
    Ok(matches!(known, Known::Repeat(_)))
}

/// What is to be done. On the page of the verdict "no" is one of the choices, and means to dispute.
fn kind(form: &Form) -> Result<ActionKind, Fault> {
    let kind = form
        .one("action")
        .and_then(ActionKind::parse)
        .ok_or(Fault::UnknownAction)?;
    match kind {
        ActionKind::Confirm if form.one("verdict") == Some("no") && form.one("no") == Some("dispute") => {
            Ok(ActionKind::Dispute)
        }
        ActionKind::Reply
        | ActionKind::Confirm
        | ActionKind::Dispute
        | ActionKind::Reopen
        | ActionKind::Withdraw
        | ActionKind::Edit => Ok(kind),
        _ => Err(Fault::UnknownAction),
    }
}

fn version(form: &Form) -> Option<i64> {
    form.one("version").and_then(|text| text.trim().parse().ok())
}

/// The fields of the action; of an `edit`, those that somebody touched.
fn fields(form: &Form, kind: ActionKind, request: &DataRequest) -> Map<String, Value> {
    let mut fields = form.members();
    if kind == ActionKind::Edit {
        let touched = edited::touched(form, request);
        fields.retain(|name, _| !EDITABLE.contains(&name.as_str()) || touched.contains(&name.as_str()));
    }
    fields
}

/// What the page of thanks is about.
fn done_as(kind: ActionKind, form: &Form) -> &str {
    match kind {
        ActionKind::Confirm => form.one("verdict").unwrap_or_default(),
        kind => kind.as_str(),
    }
}

/// What is needed to show a form again.
struct Again<'a> {
    app: &'a AppState,
    visitor: &'a Visitor,
    jar: &'a Jar,
    here: &'a Here,
    typed: &'a TypedForm,
}

impl Again<'_> {
    /// The page of an action, as it was filled in. No fault: its link is over.
    async fn page(
        &self,
        kind: ActionKind,
        mut hand: Hand,
        failed: Option<Fault>,
        form: &Form,
    ) -> Result<Response, Fault> {
        if let (Some(Fault::Refused(refusal, ..)), true) = (&failed, hand.is_open()) {
            hand.door = Door::Refused(*refusal);
        }
        let mut acting = hand.shown(self.app, self.visitor).await?;
        let mut filled = Filled::of(form);
        match &failed {
            Some(Fault::Invalid(invalid)) => {
                filled = filled.refused(self.app.engine.words(), self.visitor.locale, invalid);
            }
            Some(Fault::Stale(_)) => {
                acting = acting.with_what_happened(self.app, self.visitor, &hand).await?;
                if kind == ActionKind::Edit {
                    filled = edited::over(form, &hand.request);
                }
            }
            _ => {}
        }
        let acting = acting.with_words_of(self.typed);
        let status = failed.map_or(StatusCode::CONFLICT, |fault| fault.status());
        let from = (self.app, self.visitor);
        match kind {
            ActionKind::Reply => self.answer(status, &Reply::read(self.app, &hand, acting, filled).await?),
            ActionKind::Reopen => self.answer(status, &Reopen::of(&hand, acting, filled)),
            ActionKind::Withdraw => self.answer(status, &Withdraw::of(&hand, acting, filled)),
            ActionKind::Edit => self.answer(status, &EditPage::read(from, &hand, acting, filled).await?),
            _ => {
                if kind == ActionKind::Dispute {
                    filled.put("verdict", "no");
                }
                self.answer(status, &VerdictPage::read(from, &hand, acting, filled).await?)
            }
        }
    }

    fn answer(&self, status: StatusCode, page: &impl Page) -> Result<Response, Fault> {
        page::form(self.app, self.visitor, self.jar, self.here, (status, page))
    }
}
