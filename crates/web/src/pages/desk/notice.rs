//! What was just done, said once on the page that follows: the action, and how many mails it sent.

use domain::{policy::Actor, status::ActionKind, store::events::Told};
use serde::Serialize;
use url::form_urlencoded;

use crate::query::Query;

/// What was done.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// The action's key; `note` for an internal note.
    pub done: &'static str,
    /// The request, where the page is not its own.
    pub on: Option<String>,
    /// To how many requests.
    pub count: i64,
    /// Mails that leave now.
    pub mails: i64,
    /// Supporters or followers hear of it as they chose.
    pub followers: bool,
}

/// The key of an internal note, which is no action.
pub const NOTE: &str = "note";
/// The key of what a request becomes, left at the portal, which is no action.
pub const DATASET_DRAFT: &str = "dataset_draft";

fn number(query: &Query, name: &str) -> Option<i64> {
    query.one(name)?.parse().ok()
}

impl Notice {
    /// What an address says was done.
    pub fn read(query: &Query) -> Option<Self> {
        let done = query.one("done")?;
        let done = match done {
            NOTE => NOTE,
            DATASET_DRAFT => DATASET_DRAFT,
            action => ActionKind::parse(action)?.as_str(),
        };
        Some(Self {
            done,
            on: query.one("on").map(str::to_owned),
            count: number(query, "count").unwrap_or(1),
            mails: number(query, "mails").unwrap_or(0),
            followers: query.one("followers").is_some(),
        })
    }

    /// Whether the last thing that happened is what it says, and done by `actor`: anybody can write an address.
    pub fn is_true(&self, actor: &Actor, told: &[Told]) -> bool {
        let last = told.last().map(|told| &told.event.change);
        matches!(self.done, NOTE | DATASET_DRAFT)
            || last.is_some_and(|change| change.kind.as_str() == self.done && change.actor == actor.person())
    }

    /// As the query of an address.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("done", self.done);
        if let Some(on) = &self.on {
            query.append_pair("on", on);
        }
        if self.mails > 0 {
            query.append_pair("mails", &self.mails.to_string());
        }
        if self.followers {
            query.append_pair("followers", "1");
        }
        query.finish()
    }
}
