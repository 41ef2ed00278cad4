//! What the API shows: structs whose fields are the contract's keys, in its order (PRODUCT §6).

pub mod comment;
pub mod details;
pub mod event;
pub mod keys;
pub mod request;

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    attachment::Attachment,
    deadline::Calendar,
    ids::RequestId,
    policy::Actor,
    store::{ReadError, Reader, attachments},
};
use jiff::civil::Date;
use render::Links;

use crate::{AppState, visitor::Visitor};

/// What a view is made with: who looks, and on which day.
pub struct Looking<'a> {
    /// Where to read what is missing.
    pub reader: Reader<'a>,
    /// Who.
    pub actor: &'a Actor,
    /// The local date.
    pub today: Date,
    /// The days that count, from today on.
    pub calendar: Arc<Calendar>,
    /// Our addresses.
    pub links: Links,
    /// The files of the requests that are looked at.
    pub files: BTreeMap<RequestId, Vec<Attachment>>,
}

impl<'a> Looking<'a> {
    /// As `visitor`, now.
    pub async fn new(app: &'a AppState, visitor: &'a Visitor) -> Result<Self, ReadError> {
        let reader = app.reader(&visitor.actor);
        let today = app.moment().today;
        let calendar = app.calendar(&reader, today).await?;
        Ok(Self {
            reader,
            actor: &visitor.actor,
            today,
            calendar,
            links: app.links(),
            files: BTreeMap::new(),
        })
    }

    /// With the files of these requests.
    pub async fn at(mut self, requests: impl IntoIterator<Item = RequestId>) -> Result<Self, ReadError> {
        let requests: Vec<RequestId> = requests.into_iter().collect();
        self.files = attachments::of_requests(&self.reader, &requests).await?;
        Ok(self)
    }
}
