//! The facts a mail can have. Names arrive as people read them; dates are local dates.

use domain::{event::ActorRole, reference::Reference, status::Ground, store::drafts::DraftKind};
use serde::Serialize;

/// What waits for an address to be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirming {
    /// A new request.
    File,
    /// "I need it too".
    Support,
    /// To be told of what happens.
    Follow,
    /// A comment.
    Comment,
}

impl From<DraftKind> for Confirming {
    fn from(kind: DraftKind) -> Self {
        match kind {
            DraftKind::File => Self::File,
            DraftKind::Support => Self::Support,
            DraftKind::Follow => Self::Follow,
            DraftKind::Comment => Self::Comment,
        }
    }
}

/// Why somebody hears of a request; decides how the sentences are put and where the button leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// They made it.
    Requester,
    /// They need it too.
    Supporter,
    /// They follow it.
    Follower,
    /// The liaison it is assigned to.
    Assignee,
    /// A liaison of the area it is assigned to.
    AreaLiaison,
    /// The open-data team.
    Coordinator,
    /// The head of the area it is assigned to, who has no account.
    Head,
}

impl Reader {
    /// Every reader there is.
    pub const ALL: [Self; 7] = [
        Self::Requester,
        Self::Supporter,
        Self::Follower,
        Self::Assignee,
        Self::AreaLiaison,
        Self::Coordinator,
        Self::Head,
    ];

    /// Whether they work on it: their button leads to the desk.
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Assignee | Self::AreaLiaison | Self::Coordinator)
    }
}

/// The request a mail is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its reference.
    pub reference: Reference,
    /// Its title.
    pub title: String,
    /// Which of the five stages the event left it in, 1 to 5; `None` where it ended another way, or to show none.
    pub stage: Option<u8>,
}

/// What somebody wrote, with who it was. Markdown is rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// The public name of who wrote them; `None` when anonymous or the system.
    pub name: Option<String>,
    /// In what capacity.
    pub role: ActorRole,
}

/// What an answer rests on. Give what the outcome needs (PRODUCT §2.1); the rest stays `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The dataset.
    pub dataset: Option<Dataset>,
    /// Address of the data.
    pub url: Option<String>,
    /// How to get it elsewhere.
    pub how: Option<String>,
    /// What is still missing.
    pub missing: Option<String>,
    /// The law that keeps it from being published.
    pub ground: Option<Ground>,
    /// Who is responsible instead.
    pub responsible: Option<String>,
}

/// A dataset of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dataset {
    /// Its title, or its name in the catalogue.
    pub name: String,
    /// Its page, if there is a catalogue.
    pub url: Option<String>,
}

impl From<domain::action::Evidence> for Evidence {
    fn from(evidence: domain::action::Evidence) -> Self {
        let domain::action::Evidence {
            dataset,
            url,
            how,
            missing,
            ground,
            responsible,
        } = evidence;
        Self {
            dataset: dataset.map(|name| Dataset { name, url: None }),
            url,
            how,
            missing,
            ground,
            responsible,
        }
    }
}

/// One part of a request that was split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The part's own reference.
    pub reference: Reference,
    /// The area that answers it.
    pub area: String,
}

/// A request in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its reference.
    pub reference: Reference,
    /// Its title.
    pub title: String,
}
