//! `/requests/{reference}/comments/{id}`: one comment, what it said before, and the form with which whoever wrote it changes it.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    data_request::DataRequest,
    ids::CommentId,
    ops::{self, EditComment},
    store::{
        Tx,
        comments::{self, Comment},
    },
};
use serde::Serialize;

use super::{
    joining::{Joining, find},
    samples,
    show::CommentShown,
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

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    /// The request.
    pub joining: Joining,
    /// The comment as it is.
    pub comment: CommentShown,
    /// What it said before, latest first.
    pub before: Vec<Before>,
    /// The reader wrote it, and may change it.
    pub may_edit: bool,
    /// What is in the form.
    pub filled: Filled,
}

/// What a comment said before.
#[derive(Debug, Clone, Serialize)]
pub struct Before {
    /// The text, in Markdown.
    pub text: String,
    /// Until when.
    pub until: String,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let request = find(&app, &visitor, reference).await?;
    let comment = public(&app, &request, &id).await?;
    let filled = Filled::from_pairs([("text", comment.text.as_str())]);
    let page = Said::read(&app, &visitor, &request, (&comment, filled)).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Changes it.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Fault> {
    let request = find(&app, &visitor, reference).await?;
    let comment = public(&app, &request, &id).await?;
    let fault = match change(&app, (&visitor, &jar), (&request, comment.id), &form).await {
        Ok(()) => {
            let path = format!("/requests/{reference}/done?what=comment-edit");
            return Ok(page::see_other(&app, &path));
        }
        Err(fault @ (Fault::Invalid(_) | Fault::Refused(..))) => fault,
        Err(fault) => return Err(fault),
    };
    let mut filled = Filled::of(&form);
    if let Fault::Invalid(invalid) = &fault {
        filled = filled.refused(app.engine.words(), visitor.locale, invalid);
    }
    let page = Said::read(&app, &visitor, &request, (&comment, filled)).await?;
    page::form(&app, &visitor, &jar, &here, (fault.status(), &page))
}

async fn change(
    app: &AppState,
    (visitor, jar): (&Visitor, &Jar),
    (request, comment): (&DataRequest, CommentId),
    form: &Form,
) -> Result<(), Fault> {
    let input = EditComment::parse(&form.members(), request.reference, comment).map_err(Fault::Invalid)?;
    let caller = visitor.caller(app, form.key(visitor, jar)?);
    app.db
        .write(async move |tx: &Tx| ops::edit_comment(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)
}

/// A comment of this request that anybody may read.
pub(super) async fn public(app: &AppState, request: &DataRequest, id: &str) -> Result<Comment, Fault> {
    let id = id.parse().map(CommentId).map_err(|_| Fault::NotFound)?;
    let comment = comments::get(&app.db.read(), id).await?;
    comment
        .filter(|comment| comment.request == request.id && !comment.internal)
        .ok_or(Fault::NotFound)
}

impl Said {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        request: &DataRequest,
        (comment, filled): (&Comment, Filled),
    ) -> Result<Self, Fault> {
        let person = visitor.actor.person();
        let versions = comments::versions(&app.db.read(), comment.id).await?;
        let open = !ops::comments_are_closed(request, app.moment().today);
        Ok(Self {
            joining: Joining::read(app, request, person).await?,
            comment: CommentShown::of(comment),
            before: versions
                .into_iter()
                .map(|version| Before {
                    text: version.text,
                    until: version.until.to_string(),
                })
                .collect(),
            may_edit: open && person == Some(comment.author) && !comment.redacted,
            filled,
        })
    }
}

impl Page for Said {
    const TEMPLATE: &'static str = "pages/requests/said.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let joining = Joining::samples().remove(1);
        let before = Before {
            text: "Antes <b>era</b> otra cosa".into(),
            until: "2026-11-20T15:00:00Z".into(),
        };
        let of = |comment| Self {
            joining: joining.clone(),
            comment,
            before: vec![before.clone()],
            may_edit: false,
            filled: Filled::from_pairs([("text", "Me <b>sirve")]),
        };
        let mut all: Vec<Self> = samples::comments().into_iter().map(of).collect();
        let mine = Self {
            may_edit: true,
            before: Vec::new(),
            ..all[0].clone()
        };
        let wrong = mine.filled.clone().wrong("text", "Falta".into());
        all.push(Self {
            filled: wrong,
            ..mine.clone()
        });
        all.push(mine);
        all
    }
}
