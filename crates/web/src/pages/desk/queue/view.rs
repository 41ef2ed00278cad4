//! The views of a desk: what there is to do, its groups, and the requests by where they stand.

use domain::{status::Status, store::requests::desk::Pile};

/// A view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// What there is to do, in groups.
    Todo,
    /// Late.
    Late,
    /// Soon late.
    Soon,
    /// The requester said something.
    News,
    /// Answered, and the data of the answer is not in order.
    Evidence,
    /// Came in or was assigned, and nobody has acted.
    Arrivals,
    /// Waits for the coordinators.
    Received,
    /// An area looks into it.
    UnderReview,
    /// Waits for its requester.
    Waiting,
    /// Promised.
    Planned,
    /// In preparation.
    InPreparation,
    /// Answered.
    Answered,
    /// Every one.
    All,
    /// Hidden.
    Hidden,
}

impl View {
    const EVERY: [Self; 14] = [
        Self::Todo,
        Self::Late,
        Self::Soon,
        Self::News,
        Self::Evidence,
        Self::Arrivals,
        Self::Received,
        Self::UnderReview,
        Self::Waiting,
        Self::Planned,
        Self::InPreparation,
        Self::Answered,
        Self::All,
        Self::Hidden,
    ];

    /// Its key in addresses.
    pub fn as_str(self) -> &'static str {
        match self.pile(false) {
            None => "todo",
            Some((pile, _)) => pile.as_str(),
        }
    }

    /// The view of a key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|view| view.as_str() == key)
    }

    /// Whether it is a group of what there is to do.
    pub fn is_group(self) -> bool {
        matches!(
            self,
            Self::Late | Self::Soon | Self::News | Self::Evidence | Self::Arrivals
        )
    }

    /// The pile it shows; as a group, those that are late or soon are left to their own.
    pub fn pile(self, group: bool) -> Option<(Pile, bool)> {
        let calm = group && !matches!(self, Self::Late | Self::Soon);
        let pile = match self {
            Self::Todo => return None,
            Self::Late => Pile::Late,
            Self::Soon => Pile::Soon,
            Self::News => Pile::News,
            Self::Evidence => Pile::Evidence,
            Self::Arrivals => Pile::Arrivals,
            Self::Received => Pile::Received,
            Self::UnderReview => Pile::UnderReview,
            Self::Waiting => Pile::Waiting,
            Self::Planned => Pile::Planned,
            Self::InPreparation => Pile::InPreparation,
            Self::Answered => Pile::Answered,
            Self::All => Pile::All,
            Self::Hidden => Pile::Hidden,
        };
        Some((pile, calm))
    }

    /// The one status it shows.
    pub fn status(self) -> Option<Status> {
        match self {
            Self::Received => Some(Status::Received),
            Self::UnderReview => Some(Status::UnderReview),
            Self::Waiting => Some(Status::NeedsInfo),
            Self::Planned => Some(Status::Planned),
            Self::InPreparation => Some(Status::InPreparation),
            Self::Answered => Some(Status::Answered),
            Self::Todo
            | Self::Late
            | Self::Soon
            | Self::News
            | Self::Evidence
            | Self::Arrivals
            | Self::All
            | Self::Hidden => None,
        }
    }
}
