//! Who knows how portals write descriptions down, and can leave one there: plain values and what can be asked, so that a page can
//! ask without knowing any portal.

use futures::future::BoxFuture;
use serde_json::Value;

use super::Draft;
use crate::keys::keys;

keys! {
    /// How a description is written.
    Form {
        /// As an entry of a `data.json` of the Argentine profile.
        Profile = "profile",
        /// As CKAN takes a package.
        Ckan = "ckan",
    }
}

keys! {
    /// Why nothing was left at the portal.
    Refusal {
        /// The portal does not let us write, or not there.
        NotAllowed = "not_allowed",
        /// The name belongs to another dataset.
        NameTaken = "name_taken",
        /// The portal finds fault with the description.
        Invalid = "invalid",
        /// What was left there before is public by now: it is changed there.
        Published = "published",
        /// What was left there before was deleted there.
        Deleted = "deleted",
        /// The portal has put it where anybody sees it.
        Visible = "visible",
        /// Somebody before the portal answers people, not machines.
        Firewall = "firewall",
        /// It took too long.
        Late = "late",
        /// Nobody is there, or it has too much to do.
        Unreachable = "unreachable",
        /// The portal failed, or says what nobody understands.
        Failed = "failed",
    }
}

/// A dataset that was left at the portal, for its staff alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    /// What the portal calls it among its machines.
    pub id: String,
    /// What its page is called.
    pub name: String,
    /// Its page.
    pub url: String,
}

/// Nothing was left at the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotPushed {
    /// Why.
    pub why: Refusal,
    /// The page that it is about.
    pub url: Option<String>,
    /// What the portal says of single fields.
    pub said: Vec<(String, String)>,
}

impl From<Refusal> for NotPushed {
    fn from(why: Refusal) -> Self {
        Self {
            why,
            url: None,
            said: Vec::new(),
        }
    }
}

/// Who knows how portals write, and can write to one.
pub trait Portal: Send + Sync {
    /// A description, written down.
    fn written(&self, draft: &Draft, form: Form) -> Value;

    /// Whether there is a portal that lets us leave something.
    fn takes(&self) -> bool;

    /// Leaves a description at the portal as a private draft, or brings the one up to date that was left there as `before`. It
    /// ends within seconds, whatever the portal does.
    fn push(&self, draft: Draft, before: Option<String>) -> BoxFuture<'_, Result<Pushed, NotPushed>>;
}
