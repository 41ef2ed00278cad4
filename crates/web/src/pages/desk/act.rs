//! `POST /desk/{reference}/actions`: does an action, shows the mail it would send, or gives the form back with what was
//! typed and the reason why not.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    action::{Draft, EDITABLE},
    data_request::DataRequest,
    ids::ReadyAnswerId,
    ops::{self, Act, Expects},
    reference::Reference,
    status::{ActionKind, Outcome},
    store::{
        Tx,
        outbox::{self, OutboxMark},
        requests::Lock,
    },
};
use render::problems;
use serde_json::{Map, Value};

use super::{
    notice::Notice,
    show::{CHECKED, Checked, Looking, Refused, Shown},
};
use crate::{
    AppState, attached, filled::Filled, form::Form, jar::Jar, page, pages::requests::edited, problem::Fault,
    reference::InPath, visitor::Visitor,
};

/// The button that shows the mail and does nothing.
pub(super) const PREVIEW: &str = "preview";
/// The fields of an answer's evidence, which is flat in a form.
const EVIDENCE: [&str; 6] = ["dataset", "url", "how", "missing", "ground", "responsible"];
/// Fields that are not the action's own.
const OURS: [&str; 6] = ["action", "version", PREVIEW, "before", "ready", CHECKED];

/// Does it, or says why not.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    InPath(reference): InPath,
    form: Form,
) -> Result<Response, Fault> {
    let request = super::own(&app, &visitor, reference).await?;
    let kind = form
        .one("action")
        .and_then(ActionKind::parse)
        .filter(|kind| *kind != ActionKind::File)
        .ok_or(Fault::UnknownAction)?;
    let sent = Sent {
        looking: Looking {
            app: &app,
            visitor: &visitor,
            jar: &jar,
        },
        form: &form,
        kind,
        reference,
    };
    let act = Act {
        reference,
        draft: Draft::new(kind, sent.members(&request)),
        expects: sent.version().map_or(Expects::Nothing, Expects::Version),
    };
    if let Some(ready) = form.one("ready").and_then(|id| id.parse().ok()) {
        let shown = Shown {
            action: Some(kind),
            filled: Some(Filled::of(&form)),
            ready: Some(ReadyAnswerId(ready)),
            ..Shown::default()
        };
        return sent.looking.answer(StatusCode::OK, &request, shown).await;
    }
    if form.has(PREVIEW)
        && let Some(preview) = &app.preview
    {
        return match preview(visitor.caller(&app, None), act).await {
            Ok(preview) => {
                let shown = Shown {
                    action: Some(kind),
                    filled: Some(Filled::of(&form)),
                    mails: Some(preview.into()),
                    ..Shown::default()
                };
                sent.looking.answer(StatusCode::OK, &request, shown).await
            }
            Err(error) => sent.not_done(error).await,
        };
    }
    if sent.is_unseen(&request).await? {
        let shown = Shown {
            action: Some(kind),
            filled: Some(Filled::of(&form)),
            unseen: true,
            ..Shown::default()
        };
        return sent
            .looking
            .answer(StatusCode::UNPROCESSABLE_ENTITY, &request, shown)
            .await;
    }
    let caller = visitor.caller(&app, form.key(&visitor, &jar)?);
    let done = app.db.write(async move |tx: &Tx| {
        let before = OutboxMark::take(tx).await?;
        ops::act(tx, &caller, act).await?;
        Ok::<_, ops::Error>(outbox::written(tx, before).await?)
    });
    match done.await {
        Ok(mails) => sent.done(mails).await,
        Err(error) => sent.not_done(error).await,
    }
}

/// The fields of an action's form as the domain reads them: without ours, and the evidence of an answer in its place.
pub(super) fn members(form: &Form, kind: ActionKind) -> Map<String, Value> {
    let mut members = form.members();
    for name in OURS {
        members.remove(name);
    }
    if kind == ActionKind::Answer {
        let mut evidence = match members.remove("evidence") {
            Some(Value::Object(evidence)) => evidence,
            _ => Map::new(),
        };
        let fields = EVIDENCE
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), members.remove(*name)?)));
        evidence.extend(fields.collect::<Vec<_>>());
        members.insert("evidence".into(), Value::Object(evidence));
    }
    members
}

/// A form of an action that was sent.
struct Sent<'a> {
    looking: Looking<'a>,
    form: &'a Form,
    kind: ActionKind,
    reference: Reference,
}

impl Sent<'_> {
    /// The version the form was made with.
    fn version(&self) -> Option<i64> {
        self.form.one("version").and_then(|text| text.trim().parse().ok())
    }

    /// The fields as the domain reads them.
    fn members(&self, request: &DataRequest) -> Map<String, Value> {
        let mut members = members(self.form, self.kind);
        match self.kind {
            ActionKind::Edit => {
                let touched = edited::touched(self.form, request);
                members
                    .retain(|name, _| !EDITABLE.contains(&name.as_str()) || touched.contains(&name.as_str()));
            }
            ActionKind::Redact => {
                // The choice of a text names it whole: `event:12`.
                let target = members.get("target").and_then(Value::as_str).unwrap_or_default();
                if let Some((target, id)) = target.split_once(':') {
                    let (target, id) = (target.to_owned(), id.to_owned());
                    members.insert("target".into(), target.into());
                    members.insert("id".into(), id.into());
                }
            }
            _ => {}
        }
        members
    }

    /// Whether it answers with a dataset of which the catalogue says that something is wrong, to somebody who has not seen that.
    async fn is_unseen(&self, request: &DataRequest) -> Result<bool, Fault> {
        let named = self.form.one("dataset").unwrap_or_default();
        let outcome = self.form.one("outcome").and_then(Outcome::parse);
        let gives_data = self.kind == ActionKind::Answer && outcome.is_some_and(Outcome::is_data);
        if !gives_data || named.is_empty() {
            return Ok(false);
        }
        let checked = Checked::read(&self.looking, request, named).await?;
        Ok(checked.is_some_and(|checked| {
            checked.fault.is_some() && self.form.one(CHECKED) != Some(checked.name.as_str())
        }))
    }

    /// On to the page that says what was done: the request's own, or the queue for whoever has just given it away.
    async fn done(&self, (mails, followers): (i64, bool)) -> Result<Response, Fault> {
        let Looking { app, visitor, .. } = self.looking;
        if self.kind == ActionKind::Redact {
            attached::remove_erased(app).await;
        }
        app.wake.notify_one();
        let now = ops::find(&app.db.read(), &visitor.actor, self.reference, Lock::No).await?;
        if let Some(person) = visitor.actor.person() {
            app.presence.leave(now.id, person);
        }
        let stays = visitor.actor.answers_for(now.standing.area);
        let notice = Notice {
            done: self.kind.as_str(),
            on: (!stays).then(|| self.reference.to_string()),
            count: 1,
            mails,
            followers,
        };
        let page = if stays {
            format!("/desk/{}", self.reference)
        } else {
            "/desk".to_owned()
        };
        Ok(page::see_other(app, &format!("{page}?{}", notice.query())))
    }

    /// The page with what was typed and why it was not done.
    async fn not_done(&self, error: ops::Error) -> Result<Response, Fault> {
        let Looking { app, visitor, .. } = self.looking;
        let request = super::find(app, visitor, self.reference).await?;
        if !visitor.actor.answers_for(request.standing.area) {
            return Err(error.into());
        }
        let mut shown = Shown {
            action: Some(self.kind),
            filled: Some(Filled::of(self.form)),
            ..Shown::default()
        };
        let status = match error {
            ops::Error::Invalid(invalid) => {
                let filled = Filled::of(self.form);
                shown.filled = Some(filled.refused(app.engine.words(), visitor.locale, &invalid));
                StatusCode::UNPROCESSABLE_ENTITY
            }
            ops::Error::Stale { .. } | ops::Error::NoIfMatch => {
                shown.filled = Some(self.over(&request));
                shown.refused = Some(self.refused(&request, None));
                StatusCode::CONFLICT
            }
            ops::Error::Refused {
                refusal,
                status,
                allowed,
            } => {
                let words = app.engine.words();
                let reason = problems::refused(words, visitor.locale, refusal, status, allowed);
                shown.refused = Some(self.refused(&request, Some(reason)));
                StatusCode::CONFLICT
            }
            other => return Err(other.into()),
        };
        self.looking.answer(status, &request, shown).await
    }

    /// What was typed, over the request as it is now.
    fn over(&self, request: &DataRequest) -> Filled {
        if self.kind == ActionKind::Edit {
            edited::over(self.form, request)
        } else {
            Filled::of(self.form)
        }
    }

    fn refused(&self, request: &DataRequest, reason: Option<String>) -> Refused {
        let edits = self.kind == ActionKind::Edit;
        let touched = edited::touched(self.form, request);
        let is_typed = |name: &str| !edits || !EDITABLE.contains(&name) || touched.contains(&name);
        Refused {
            version: self.version(),
            reason,
            typed: self
                .form
                .typed()
                .filter(|(name, _)| is_typed(name))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            edits,
        }
    }
}
