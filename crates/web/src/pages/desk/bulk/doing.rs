//! One action after the other: each is a transaction of its own, and what is refused of one does not hold the others back.

use domain::{
    action::Draft,
    data_request::DataRequest,
    ops::{self, Act, Expects},
    preview::PreviewMail,
    reference::Reference,
    status::ActionKind,
    store::{
        Tx,
        idempotency::Key,
        outbox::{self, OutboxMark},
    },
};
use serde_json::{Map, Value};

use super::Chosen;
use crate::{
    form::Form,
    pages::desk::{
        act,
        show::{Looking, Mails},
    },
    problem::Fault,
};

/// What is done to all of them.
pub struct Doing<'a> {
    /// Who does it.
    pub looking: &'a Looking<'a>,
    /// What was sent.
    pub form: &'a Form,
    /// The action.
    pub kind: ActionKind,
}

/// What became of each.
#[derive(Default)]
pub struct Result {
    /// To these it was done.
    pub done: Vec<Reference>,
    /// To these it was not.
    pub refused: Vec<(Reference, ops::Error)>,
    /// Mails that leave now.
    pub mails: i64,
}

/// What it would say.
#[derive(Default)]
pub struct Previewed {
    /// The mails of all of them together.
    pub mails: Mails,
    /// To these it would not be done.
    pub refused: Vec<(Reference, ops::Error)>,
}

impl Doing<'_> {
    /// Does it.
    pub async fn done(&self, chosen: &Chosen) -> std::result::Result<Result, Fault> {
        let (app, visitor) = (self.looking.app, self.looking.visitor);
        let form_key = self.form.key(visitor, self.looking.jar)?;
        let mut result = Result::default();
        for (request, version) in self.meant(chosen) {
            let act = self.act(request, *version);
            let reference = request.reference;
            // The same form sent twice is done once, request by request.
            let key = form_key.clone().map(|key| Key {
                op: format!("{} {reference}", key.op),
                key_hash: format!("{} {reference}", key.key_hash),
                ..key
            });
            let caller = visitor.caller(app, key);
            let done = app.db.write(async move |tx: &Tx| {
                let before = OutboxMark::take(tx).await?;
                ops::act(tx, &caller, act).await?;
                Ok::<_, ops::Error>(outbox::written(tx, before).await?)
            });
            match done.await {
                Ok((mails, _)) => {
                    result.mails += mails;
                    result.done.push(reference);
                }
                Err(error) => result.refused.push((reference, error)),
            }
        }
        app.wake.notify_one();
        Ok(result)
    }

    /// Does nothing, and says what would be written.
    pub async fn previewed(
        &self,
        preview: &PreviewMail,
        chosen: &Chosen,
    ) -> std::result::Result<Previewed, Fault> {
        let (app, visitor) = (self.looking.app, self.looking.visitor);
        let mut previewed = Previewed::default();
        for (request, version) in self.meant(chosen) {
            let act = self.act(request, *version);
            match preview(visitor.caller(app, None), act).await {
                Ok(mails) => previewed.mails.add(mails.into()),
                Err(error) => previewed.refused.push((request.reference, error)),
            }
        }
        Ok(previewed)
    }

    /// Those it is done to: what others are merged into is not merged itself.
    fn meant<'a>(&self, chosen: &'a Chosen) -> impl Iterator<Item = &'a (DataRequest, i64)> {
        let into = self.form.one("into").filter(|_| self.kind == ActionKind::Merge);
        let into = into.and_then(|text| text.trim().parse::<Reference>().ok());
        chosen
            .requests
            .iter()
            .filter(move |(request, _)| Some(request.reference) != into)
    }

    fn act(&self, request: &DataRequest, version: i64) -> Act {
        Act {
            reference: request.reference,
            draft: Draft::new(self.kind, self.members()),
            expects: Expects::Version(version),
        }
    }

    fn members(&self) -> Map<String, Value> {
        let mut members = act::members(self.form, self.kind);
        members.remove("requests");
        if self.kind == ActionKind::Edit {
            members.retain(|name, _| ["theme", "message"].contains(&name.as_str()));
        }
        members
    }
}
