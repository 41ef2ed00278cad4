//! A dataset of the catalogue, as a portal describes it. What portal that is, and how it writes these things, is not known here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{freshness::Signals, keys::keys};

mod resource;

pub use resource::{DataField, Kind, Resource, is_twin, kind};

/// A dataset, as its portal describes it: texts as they came, cut where they had no end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dataset {
    /// What its page is called: `buenos-aires-compras`.
    pub name: String,
    /// What the portal calls it among its machines. It has no form that one may rely on.
    pub identifier: String,
    /// Its title.
    pub title: String,
    /// What it says of itself; empty if nothing.
    pub notes: String,
    /// Its page, where it names one.
    pub url: Option<String>,
    /// Whose it is.
    pub organisation: Option<Named>,
    /// What it is filed under at its portal.
    pub groups: Vec<Named>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Codes of the common themes (`GOVE`, `HEAL`).
    pub themes: Vec<String>,
    /// Under which licence: its code, else its title.
    pub license: Option<String>,
    /// How often it is said to change, as written: `R/P1M`, `eventual`, or anything. See [`crate::freshness::Frequency`].
    pub frequency: Option<String>,
    /// Since when it is published.
    pub issued: Option<Timestamp>,
    /// Whether anybody may see it.
    pub state: State,
    /// What tells when it changed.
    pub signals: Signals,
    /// Of which time it speaks, as written: `2013-01-01/2018-09-12`.
    pub temporal: Option<String>,
    /// Where its data comes from, in words.
    pub source: Option<String>,
    /// Who publishes it.
    pub publisher: Option<Contact>,
    /// Whom to ask about it.
    pub contact: Option<Contact>,
    /// Its files; the first of them, if there are very many.
    pub resources: Vec<Resource>,
    /// How many files it has in all.
    pub resource_count: usize,
}

/// Something with a name for machines and one for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// For machines: `ministerio-de-salud`.
    pub name: String,
    /// For people; the name, if there is none.
    pub title: String,
}

/// Somebody who can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who.
    pub name: Option<String>,
    /// At which address.
    pub email: Option<String>,
}

keys! {
    /// Whether anybody may see a dataset.
    State {
        /// Anybody may.
        Active = "active",
        /// Its portal shows it to some only.
        Private = "private",
        /// It was taken down, or is not up yet.
        Deleted = "deleted",
    }
}
