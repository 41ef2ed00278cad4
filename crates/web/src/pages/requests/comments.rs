//! `/requests/{reference}/comments`: say something to everybody, below what was said last. While a question waits, what the
//! requester says here is the reply.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    data_request::DataRequest,
    ops::{self, COMMENT_DAYS, NewComment, Wish},
    policy::Actor,
    reference::Reference,
    status::Status,
    store::{Tx, comments, events},
};
use serde::Serialize;

use super::{
    drafting,
    joining::{Joining, find},
    samples,
    show::{CommentShown, open_question},
};
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    reference::InPath,
    visitor::Visitor,
};

/// Comments shown above the form; the request's page has more.
const SHOWN: usize = 10;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct CommentPage {
    /// The request, and who stands before it.
    pub joining: Joining,
    /// It is too late.
    pub closed: bool,
    /// For how many days after the end it is not.
    pub days: i64,
    /// The question that waits for the requester, in Markdown.
    pub question: Option<String>,
    /// What was said last.
    pub comments: Vec<CommentShown>,
    /// How many came before.
    pub earlier: i64,
    /// What is in the form.
    pub filled: Filled,
}

/// The form.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let request = find(&app, &visitor, reference).await?;
    let page = CommentPage::read(&app, &visitor, &request, Filled::default()).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Says it.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
    form: Form,
) -> Result<Response, Fault> {
    let request = find(&app, &visitor, reference).await?;
    let sent = if visitor.actor == Actor::Visitor {
        let wrong = |fields: &_| NewComment::parse(fields, reference).err();
        drafting::start(&app, (&visitor, &jar), &form, Wish::Comment(reference), wrong).await
    } else {
        add(&app, (&visitor, &jar), &request, &form).await
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
    let page = CommentPage::read(&app, &visitor, &request, filled).await?;
    page::form(&app, &visitor, &jar, &here, (fault.status(), &page))
}

async fn add(
    app: &AppState,
    (visitor, jar): (&Visitor, &Jar),
    request: &DataRequest,
    form: &Form,
) -> Result<String, Fault> {
    let reference = request.reference;
    let new = NewComment::parse(&form.members(), reference).map_err(Fault::Invalid)?;
    let caller = visitor.caller(app, form.key(visitor, jar)?);
    app.db
        .write(async move |tx: &Tx| ops::comment(tx, &caller, new.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    let is_reply = waits_for(request, visitor);
    Ok(done(reference, if is_reply { "reply" } else { "comment" }))
}

fn done(reference: Reference, what: &str) -> String {
    format!("/requests/{reference}/done?what={what}")
}

/// A question waits for just this person.
fn waits_for(request: &DataRequest, visitor: &Visitor) -> bool {
    let standing = &request.standing;
    standing.status == Status::NeedsInfo && visitor.actor.person() == Some(standing.requester)
}

impl CommentPage {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        request: &DataRequest,
        filled: Filled,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let all = comments::of_request(&reader, request.id, false).await?;
        let earlier = all.len().saturating_sub(SHOWN);
        let question = if waits_for(request, visitor) {
            let told = events::of_request(&reader, request.id).await?;
            open_question(request, &told)
        } else {
            None
        };
        Ok(Self {
            joining: Joining::read(app, request, visitor.actor.person()).await?,
            closed: ops::comments_are_closed(request, app.moment().today),
            days: COMMENT_DAYS,
            question,
            comments: all.iter().skip(earlier).map(CommentShown::of).collect(),
            earlier: i64::try_from(earlier).unwrap_or(0),
            filled,
        })
    }
}

impl Page for CommentPage {
    const TEMPLATE: &'static str = "pages/requests/comments.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let sample = |joining| Self {
            joining,
            closed: false,
            days: COMMENT_DAYS,
            question: None,
            comments: samples::comments(),
            earlier: 3,
            filled: Filled::default(),
        };
        let mut all: Vec<Self> = Joining::samples().into_iter().map(sample).collect();
        all.push(Self {
            question: Some("Por <b>mes</b>?".into()),
            ..all[2].clone()
        });
        all.push(Self {
            closed: true,
            comments: Vec::new(),
            earlier: 0,
            filled: Filled::from_pairs([("text", "Tarde, pero <b>igual</b>")]),
            ..all[1].clone()
        });
        all.push(Self {
            filled: Filled::from_pairs([("email", "ana@")])
                .wrong("text", "Falta".into())
                .wrong("email", "Falta el dominio".into()),
            ..all[0].clone()
        });
        all
    }
}
