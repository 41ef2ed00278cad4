//! The links of a mail that are its reader's own: to give a verdict, to reply, to stop following. Never in a log, and
//! never before anybody else's eyes.

use domain::{
    action_link::{ActionLink, LinkAction},
    audience::MailKind,
    store::outbox::Reader,
};

use super::{House, facts::Facts};
use crate::message;

/// What a mail about a request has of them.
#[derive(Default)]
pub(super) struct OwnLinks {
    /// For the button.
    pub action: Option<String>,
    /// For the line at the end.
    pub unfollow: Option<String>,
}

impl OwnLinks {
    pub(super) fn of(house: &House, reader: &Reader, facts: &Facts) -> Self {
        let (links, reference) = (&house.site.links, facts.request.reference);
        let own = |page: String, action, mark| {
            let link = ActionLink {
                person: reader.person?,
                person_since: reader.since?,
                request: facts.request.id,
                request_since: facts.request.created_at,
                action,
                mark,
            };
            Some(format!("{page}?key={}", link.token(&house.key)))
        };
        // Somebody else may have taken the request up since.
        let is_requester = facts.reader == message::Reader::Requester
            && reader.person == Some(facts.request.standing.requester);
        let action = match facts.kind {
            MailKind::Question | MailKind::LapseWarning if is_requester => {
                let question = facts.question.as_ref();
                question.and_then(|asked| own(links.reply(reference), LinkAction::Reply, asked.event.id.0))
            }
            MailKind::Answered | MailKind::Corrected | MailKind::VerdictAsked if is_requester => own(
                links.verdict(reference),
                LinkAction::Verdict,
                facts.after.round.number.into(),
            ),
            _ => None,
        };
        let unfollow = match facts.reader {
            message::Reader::Supporter | message::Reader::Follower => {
                own(links.follow(reference), LinkAction::Unfollow, 0)
            }
            _ => None,
        };
        Self { action, unfollow }
    }
}
