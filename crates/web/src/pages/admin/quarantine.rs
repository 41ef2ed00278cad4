//! `/admin/quarantine`: mail that came in and could not be taken in. The list names nobody; a mail that is opened says who
//! sent it and what they wrote, and each look is in the audit log.

use domain::{ids::IncomingId, incoming::Unfit, store::incoming::Kept};
use serde::Serialize;

use crate::problem::Fault;

pub mod list;
mod samples;
pub mod show;

/// What is known of a mail without opening it.
#[derive(Debug, Clone, Serialize)]
pub struct Known {
    /// Its number.
    pub id: i64,
    /// Why it was not taken in, by key.
    pub why: &'static str,
    /// Who it says it is from, not to be recognised; none if that cannot be read.
    pub sender: Option<String>,
    /// Its size when it came, in KB.
    pub kb: i64,
    /// When it came.
    pub at: String,
}

impl From<&Kept> for Known {
    fn from(kept: &Kept) -> Self {
        Self {
            id: kept.id.0,
            why: kept.why.as_str(),
            sender: Some(kept.sender.clone()).filter(|sender| sender != "?"),
            kb: kept.size.saturating_add(1023) / 1024,
            at: kept.at.to_string(),
        }
    }
}

/// Whether it can be delivered at all.
fn can_be_delivered(kept: &Kept) -> bool {
    kept.whole && kept.why != Unfit::Attachments
}

/// Whether it is known that the mail does not say whose it is and what about.
fn names_nobody(why: Unfit) -> bool {
    matches!(why, Unfit::NoToken | Unfit::UnknownToken | Unfit::NotAReport)
}

/// The number of a mail in an address.
fn number(text: &str) -> Result<IncomingId, Fault> {
    text.parse().map(IncomingId).map_err(|_| Fault::NotFound)
}
