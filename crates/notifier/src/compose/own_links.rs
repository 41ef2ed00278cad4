//! The links of a mail that are its reader's own: to give a verdict, to reply, to stop following. Never in a log, and
//! never before anybody else's eyes.

use domain::{
    action_link::{ActionLink, LinkAction},
    audience::MailKind,
    data_request::DataRequest,
    person_link::PersonLink,
    status::Status,
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

/// Where this reader chooses what to hear of.
pub(super) fn preferences(house: &House, reader: &Reader) -> Option<String> {
    let link = PersonLink {
        person: reader.person?,
        since: reader.since?,
    };
    let page = house.site.links.preferences();
    Some(format!("{page}?key={}", link.token(&house.key)))
}

/// Where this reader stops hearing of a request.
pub(super) fn unfollow(house: &House, reader: &Reader, request: &DataRequest) -> Option<String> {
    let page = house.site.links.follow(request.reference);
    own(house, reader, request, (page, LinkAction::Unfollow, 0))
}

fn own(
    house: &House,
    reader: &Reader,
    request: &DataRequest,
    (page, action, mark): (String, LinkAction, i64),
) -> Option<String> {
    let link = ActionLink {
        person: reader.person?,
        person_since: reader.since?,
        request: request.id,
        request_since: request.created_at,
        action,
        mark,
    };
    Some(format!("{page}?key={}", link.token(&house.key)))
}

impl OwnLinks {
    pub(super) fn of(house: &House, reader: &Reader, facts: &Facts) -> Self {
        let (links, reference) = (&house.site.links, facts.request.reference);
        let own = |page, action, mark| own(house, reader, &facts.request, (page, action, mark));
        // Somebody else may have taken the request up since.
        let is_requester = facts.reader == message::Reader::Requester
            && reader.person == Some(facts.request.standing.requester);
        let action = match facts.kind {
            MailKind::Question | MailKind::LapseWarning if is_requester => {
                let question = facts.question.as_ref();
                question.and_then(|asked| own(links.reply(reference), LinkAction::Reply, asked.event.id.0))
            }
            MailKind::DatasetUpdated if facts.request.standing.status != Status::Answered => None,
            MailKind::Answered | MailKind::Corrected | MailKind::VerdictAsked | MailKind::DatasetUpdated
                if is_requester =>
            {
                own(
                    links.verdict(reference),
                    LinkAction::Verdict,
                    facts.after.round.number.into(),
                )
            }
            _ => None,
        };
        let unfollow = match facts.reader {
            message::Reader::Supporter | message::Reader::Follower => unfollow(house, reader, &facts.request),
            _ => None,
        };
        Self { action, unfollow }
    }
}
