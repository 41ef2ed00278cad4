//! Staff keeps an answer ready, changes it, or keeps it no longer.

use serde_json::{Map, Value};

use super::{Caller, Error, audit::audit, remember, repeated};
use crate::{
    action::MESSAGE,
    audit::Audited,
    field::{FieldCode, Fields, Invalid},
    ids::ReadyAnswerId,
    policy::ReadyAnswersPermit,
    ready_answer::{ReadyAnswer, unknown_variable},
    status::Outcome,
    store::{Tx, ready_answers},
};

const TITLE: (usize, usize) = (3, 100);

/// An answer to be kept ready.
#[derive(Debug, Clone)]
pub struct NewReadyAnswer {
    /// The outcome it goes with.
    pub outcome: Option<Outcome>,
    /// By what it is chosen.
    pub title: String,
    /// Its words.
    pub body: String,
}

impl NewReadyAnswer {
    /// Reads the fields of a form: `title`, `body`, and perhaps `outcome`.
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let title = fields
            .required_text("title", TITLE.0, TITLE.1)
            .unwrap_or_default();
        let body = fields.required_text("body", 1, MESSAGE).unwrap_or_default();
        let outcome = fields.key("outcome", |key| {
            Outcome::parse(key).filter(|it| it.is_an_answer())
        });
        if unknown_variable(&body).is_some() {
            fields.error("body", FieldCode::UnknownVariable);
        }
        fields.finish(Self { outcome, title, body })
    }
}

/// Keeps it: in place of `id`, which is another of the same area's, or as a new one.
pub async fn keep_ready_answer(
    tx: &Tx,
    caller: &Caller,
    permit: &ReadyAnswersPermit,
    id: Option<ReadyAnswerId>,
    input: NewReadyAnswer,
) -> Result<(), Error> {
    if repeated(tx, caller).await?.is_some() {
        return Ok(());
    }
    if let Some(id) = id {
        known(tx, permit, id).await?;
    }
    let answer = ReadyAnswer {
        id: id.unwrap_or(ReadyAnswerId(0)),
        area: permit.area(),
        outcome: input.outcome,
        title: input.title,
        body: input.body,
    };
    let id = ready_answers::put(tx, id, &answer, caller.moment.at).await?;
    audit(tx, caller, Audited::ReadyAnswer, Some(format!("answer {id}"))).await?;
    remember(tx, caller, &id.to_string()).await
}

/// Keeps it no longer. What was answered with it stays as it is.
pub async fn remove_ready_answer(
    tx: &Tx,
    caller: &Caller,
    permit: &ReadyAnswersPermit,
    id: ReadyAnswerId,
) -> Result<(), Error> {
    known(tx, permit, id).await?;
    ready_answers::remove(tx, id).await?;
    Ok(audit(
        tx,
        caller,
        Audited::ReadyAnswer,
        Some(format!("answer {id} removed")),
    )
    .await?)
}

/// It is there, and of the area that the permit is for.
async fn known(tx: &Tx, permit: &ReadyAnswersPermit, id: ReadyAnswerId) -> Result<(), Error> {
    let known = ready_answers::get(tx, id).await?;
    known
        .filter(|known| known.area == permit.area())
        .map(drop)
        .ok_or(Error::NotFound)
}
