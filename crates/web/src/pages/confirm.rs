//! `/confirm`: an address is proved, by the code where the form was filled in or by the link from anywhere, and what waited
//! for it is done. Opening a link changes nothing: mail scanners open links; the button decides.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::DraftId,
    ops::{self, ConfirmDraft, Confirmed, Proof, ResendCode},
    store::{
        Tx,
        drafts::{self, Draft, DraftKind},
        one_time,
        outbox::Purpose,
    },
};
use render::Args;
use serde::Serialize;

use crate::{
    AppState,
    filled::Filled,
    form::Form,
    handle::{self, For},
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Confirm {
    /// What waits, by key: `file`, `support`, `follow`, `comment`.
    pub kind: &'static str,
    /// Where the code went, as far as it may be shown: `a•••@example.org`.
    pub masked: String,
    /// What waits, as its writer knows it.
    pub title: String,
    /// The draft, where its code is typed.
    pub draft: Option<String>,
    /// The secret of the link, where a button is pressed.
    pub token: Option<String>,
    /// A new code has just been sent.
    pub sent_again: bool,
    /// Neither works any more: only a new code helps.
    pub over: bool,
    /// The address is proved, and somebody looks at it before it is public.
    pub held: bool,
    /// What is in the form.
    pub filled: Filled,
}

/// The page with the code's field, or with the link's button.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let page = match (query.one("token"), query.one("draft")) {
        (Some(token), _) => by_link(&app, token).await?,
        (None, Some(handle)) => by_code(&app, handle, Filled::default()).await?,
        (None, None) => return Err(Fault::NotFound),
    };
    let page = match page {
        Waiting::Done(path) => return Ok(page::see_other(&app, &path)),
        Waiting::For(page) => Confirm {
            sent_again: query.one("again").is_some(),
            ..page
        },
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Takes the proof.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let proof = match (form.one("token"), form.one("draft")) {
        (Some(token), _) => Proof::Link {
            token: token.to_owned(),
        },
        (None, handle) => Proof::Code {
            draft: draft_id(&app, handle.unwrap_or_default())?,
            code: form.one("code").unwrap_or_default().to_owned(),
        },
    };
    let caller = visitor.caller(&app, None);
    let input = ConfirmDraft {
        proof,
        key: app.key.clone(),
    };
    let confirmed = app
        .db
        .write(async move |tx: &Tx| ops::confirm_draft(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    let words = app.engine.words();
    let wrong = match confirmed {
        Confirmed::Done(done) => {
            let path = path_of(done.kind, &done.reference.to_string());
            return Ok(page::see_other(&app, &path));
        }
        Confirmed::Held => {
            let handle = match form.one("token") {
                Some(token) => handle::seal(&app, For::Draft, draft_of(&app, token).await?.0),
                None => form.one("draft").unwrap_or_default().to_owned(),
            };
            return Ok(page::see_other(&app, &format!("/confirm?draft={handle}")));
        }
        Confirmed::WrongCode { left } => words.text(
            visitor.locale,
            "confirm-wrong-code",
            &Args::new().with("left", i64::from(left)),
        ),
        Confirmed::Spent => words.text(visitor.locale, "confirm-spent", &Args::new()),
        Confirmed::Expired => words.text(visitor.locale, "confirm-expired", &Args::new()),
    };
    let waiting = match (form.one("token"), form.one("draft")) {
        (Some(token), _) => by_link(&app, token).await?,
        (None, handle) => by_code(&app, handle.unwrap_or_default(), Filled::of(&form)).await?,
    };
    let Waiting::For(page) = waiting else {
        return Err(Fault::NotFound);
    };
    let page = Confirm {
        filled: page.filled.clone().wrong("code", wrong),
        ..page
    };
    page::form(
        &app,
        &visitor,
        &jar,
        &here,
        (StatusCode::UNPROCESSABLE_ENTITY, &page),
    )
}

/// Sends another code.
pub async fn resend(State(app): State<AppState>, visitor: Visitor, form: Form) -> Result<Response, Fault> {
    let id = match form.one("token") {
        Some(token) => draft_of(&app, token).await?,
        None => draft_id(&app, form.one("draft").unwrap_or_default())?,
    };
    let caller = visitor.caller(&app, None);
    let input = ResendCode {
        draft: id,
        key: app.key.clone(),
        limits: app.limits.are_on(),
    };
    app.db
        .write(async move |tx: &Tx| ops::resend_code(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    let handle = handle::seal(&app, For::Draft, id.0);
    Ok(page::see_other(&app, &format!("/confirm?draft={handle}&again=1")))
}

async fn draft_of(app: &AppState, token: &str) -> Result<DraftId, Fault> {
    let found = one_time::find(&app.db.read(), Purpose::ConfirmEmail, token).await?;
    found.and_then(|standing| standing.draft).ok_or(Fault::NotFound)
}

/// Where one finds oneself when it is done.
fn path_of(kind: DraftKind, reference: &str) -> String {
    match kind {
        DraftKind::File => format!("/requests/{reference}/filed"),
        DraftKind::Support => format!("/requests/{reference}/done?what=support"),
        DraftKind::Follow => format!("/requests/{reference}/done?what=follow"),
        DraftKind::Comment => format!("/requests/{reference}/done?what=comment"),
    }
}

/// What a proof would do.
enum Waiting {
    /// It was done: the page to look at.
    Done(String),
    /// It waits.
    For(Confirm),
}

async fn by_link(app: &AppState, token: &str) -> Result<Waiting, Fault> {
    let standing = one_time::find(&app.db.read(), Purpose::ConfirmEmail, token)
        .await?
        .ok_or(Fault::NotFound)?;
    let id = standing.draft.ok_or(Fault::NotFound)?;
    let over = standing.used || standing.expires_at <= app.clock.now();
    let waiting = waiting(app, id, Filled::default()).await?;
    Ok(match waiting {
        Waiting::Done(path) => Waiting::Done(path),
        Waiting::For(page) => Waiting::For(Confirm {
            token: Some(token.to_owned()),
            over,
            ..page
        }),
    })
}

async fn by_code(app: &AppState, handle: &str, filled: Filled) -> Result<Waiting, Fault> {
    let waiting = waiting(app, draft_id(app, handle)?, filled).await?;
    Ok(match waiting {
        Waiting::Done(path) => Waiting::Done(path),
        Waiting::For(page) => Waiting::For(Confirm {
            draft: Some(handle.to_owned()),
            ..page
        }),
    })
}

async fn waiting(app: &AppState, id: DraftId, filled: Filled) -> Result<Waiting, Fault> {
    let draft = drafts::get(&app.db.read(), id).await?.ok_or(Fault::NotFound)?;
    if let Some(reference) = draft.filed {
        return Ok(Waiting::Done(path_of(draft.kind, &reference.to_string())));
    }
    Ok(Waiting::For(Confirm {
        kind: draft.kind.as_str(),
        masked: masked(draft.email.as_str()),
        title: title(app, &draft).await?,
        draft: None,
        token: None,
        sent_again: false,
        over: false,
        held: draft.proved_at.is_some(),
        filled,
    }))
}

async fn title(app: &AppState, draft: &Draft) -> Result<String, Fault> {
    let of_request = match draft.request {
        Some(id) => {
            domain::store::requests::get(&app.db.read(), id, domain::store::requests::Lock::No).await?
        }
        None => None,
    };
    let field = |name: &str| {
        let text = draft.fields.get(name).and_then(serde_json::Value::as_str);
        text.filter(|text| !text.trim().is_empty())
    };
    Ok(match of_request {
        Some(request) => request.title,
        None => field("title").map_or_else(
            || domain::data_request::title_from(field("body").unwrap_or_default()),
            str::to_owned,
        ),
    })
}

fn draft_id(app: &AppState, handle: &str) -> Result<DraftId, Fault> {
    handle::open(app, For::Draft, handle)
        .map(DraftId)
        .ok_or(Fault::NotFound)
}

/// An address as far as somebody who looks over a shoulder may see it.
pub fn masked(email: &str) -> String {
    let (local, host) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{host}")
}

impl Page for Confirm {
    const TEMPLATE: &'static str = "pages/confirm.html";

    fn samples() -> Vec<Self> {
        let sample = |kind| Self {
            kind,
            masked: masked("ana@example.org"),
            title: "Sueldos <b>por</b> reparticion".into(),
            draft: Some("7-abc".into()),
            token: None,
            sent_again: false,
            over: false,
            held: false,
            filled: Filled::default(),
        };
        let link = |over| Self {
            draft: None,
            token: Some("secret".into()),
            over,
            ..sample("file")
        };
        vec![
            sample("file"),
            Self {
                sent_again: true,
                ..sample("support")
            },
            sample("follow"),
            Self {
                filled: Filled::from_pairs([("code", "123")]).wrong("code", "Ese no es".into()),
                ..sample("comment")
            },
            link(false),
            Self {
                kind: "support",
                ..link(false)
            },
            Self {
                kind: "follow",
                ..link(false)
            },
            Self {
                kind: "comment",
                ..link(false)
            },
            link(true),
            Self {
                held: true,
                ..sample("file")
            },
            Self {
                filled: Filled::default().wrong("code", "Ya vencio".into()),
                ..link(true)
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn an_address_is_not_told_whole() {
        assert_eq!(masked("ana.perez@example.org"), "a•••@example.org");
    }
}
