//! Why somebody hears of a request: it decides how a mail is put, and where its button leads.

use super::Facts;
use crate::{audience::MailKind, ids::PersonId, keys::keys, person::Role, store::outbox::Claimed};

keys! {
    /// What somebody is to a request.
    Relation {
        /// Theirs.
        Requester = "requester",
        /// They need it too.
        Supporter = "supporter",
        /// They follow it.
        Follower = "follower",
        /// It was given to them.
        Assignee = "assignee",
        /// They answer for its area.
        AreaLiaison = "area_liaison",
        /// They coordinate.
        Coordinator = "coordinator",
        /// They head its area, without an account.
        Head = "head",
        /// There is no request.
        Nobody = "nobody",
    }
}

impl Facts {
    pub(super) fn relation(&self, mail: &Claimed, role: Option<Role>) -> Relation {
        let requester = self.requester_id.is_some() && self.requester_id.map(PersonId) == mail.person;
        let assignee = self.assignee_id.is_some() && self.assignee_id.map(PersonId) == mail.person;
        let staff = if assignee {
            Relation::Assignee
        } else if self.answers_for {
            Relation::AreaLiaison
        } else {
            Relation::Coordinator
        };
        if mail.request.is_none() {
            return Relation::Nobody;
        }
        match mail.kind {
            MailKind::Overdue | MailKind::PromisePassed if mail.person.is_none() => Relation::Head,
            MailKind::DueSoon
            | MailKind::Overdue
            | MailKind::Mentioned
            | MailKind::DatasetStale
            | MailKind::EvidenceBroken => staff,
            MailKind::DeskAssigned | MailKind::Replied | MailKind::Confirmed | MailKind::MergedIn => staff,
            MailKind::DisputedAgain | MailKind::NewRequest => Relation::Coordinator,
            _ if requester => Relation::Requester,
            _ if mail.bulk && self.supports => Relation::Supporter,
            _ if mail.bulk => Relation::Follower,
            MailKind::Disputed
            | MailKind::Withdrawn
            | MailKind::Reopened
            | MailKind::PromisePassed
            | MailKind::Commented
                if role.is_some_and(Role::is_staff)
                    && (assignee || self.answers_for || self.follows.is_none()) =>
            {
                staff
            }
            _ if self.supports => Relation::Supporter,
            _ if self.follows.is_some() => Relation::Follower,
            _ => Relation::Requester,
        }
    }
}
