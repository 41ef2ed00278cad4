//! The one button of a mail, and why its reader gets it.

use render::Links;

use super::{Happened, Message, Reader, Topic};

/// Where the button leads and the key of its words.
pub(super) struct Button {
    pub url: String,
    pub label: &'static str,
}

pub(super) fn button(message: &Message) -> Button {
    let links = &message.site.links;
    match &message.topic {
        Topic::ConfirmEmail { link, .. } => Button {
            url: link.clone(),
            label: "mail-button-confirm",
        },
        Topic::SignIn { link, .. } => Button {
            url: link.clone(),
            label: "mail-button-sign_in",
        },
        Topic::NewRequests(_) => Button {
            url: links.desk_queue(),
            label: "mail-button-queue",
        },
        Topic::Digest(digest) => match (digest.requests.as_slice(), digest.searches.as_slice()) {
            ([one], []) if one.at_the_desk => Button {
                url: links.desk(one.reference),
                label: "mail-button-desk",
            },
            ([one], []) => Button {
                url: links.request(one.reference),
                label: "mail-button-request",
            },
            ([], [one]) => Button {
                url: links.requests(&one.query),
                label: "mail-button-list",
            },
            _ => Button {
                url: links.me(),
                label: "mail-digest-button",
            },
        },
        Topic::DeskWeekly { .. } => Button {
            url: links.desk_queue(),
            label: "mail-button-queue",
        },
        Topic::MailStuck(_) => Button {
            url: links.outbox(),
            label: "mail-button-outbox",
        },
        Topic::Invited(invited) => Button {
            url: invited.link.clone(),
            label: "mail-button-invited",
        },
        Topic::Request {
            about,
            reader,
            happened,
            action_link,
        } => {
            let own = |public: String| action_link.clone().unwrap_or(public);
            let reference = about.reference;
            match (happened, reader) {
                // A hidden request answers 404 to its requester too.
                (Happened::Hidden { .. }, _) => Button {
                    url: links.about(),
                    label: "mail-button-about",
                },
                (Happened::Merged { into, .. }, _) => Button {
                    url: links.request(*into),
                    label: "mail-button-target",
                },
                (Happened::Question { .. } | Happened::LapseWarning { .. }, Reader::Requester) => Button {
                    url: own(links.reply(reference)),
                    label: "mail-button-reply",
                },
                (
                    Happened::Answered { .. }
                    | Happened::Corrected { .. }
                    | Happened::VerdictAsked { .. }
                    | Happened::DatasetUpdated {
                        verdict_by: Some(_), ..
                    },
                    Reader::Requester,
                ) => Button {
                    url: own(links.verdict(reference)),
                    label: "mail-button-verdict",
                },
                (_, Reader::Assignee | Reader::AreaLiaison | Reader::Coordinator) => Button {
                    url: links.desk(reference),
                    label: "mail-button-desk",
                },
                (
                    Happened::Answered { .. } | Happened::Corrected { .. },
                    Reader::Supporter | Reader::Follower,
                ) => Button {
                    url: links.request(reference),
                    label: "mail-button-answer",
                },
                (_, Reader::Requester | Reader::Supporter | Reader::Follower | Reader::Head) => Button {
                    url: links.request(reference),
                    label: "mail-button-request",
                },
            }
        }
    }
}

/// The page of the request, where the button leads elsewhere and the page can be seen.
pub(super) fn page(message: &Message, links: &Links) -> Option<String> {
    match &message.topic {
        // A hidden request answers 404, a merged one sends on to where the button leads already.
        Topic::Request {
            happened: Happened::Hidden { .. } | Happened::Merged { .. },
            ..
        }
        | Topic::ConfirmEmail { .. }
        | Topic::SignIn { .. }
        | Topic::NewRequests(_)
        | Topic::Digest(_)
        | Topic::DeskWeekly { .. }
        | Topic::MailStuck(_)
        | Topic::Invited(_) => None,
        Topic::Request { about, .. } => {
            Some(links.request(about.reference)).filter(|page| *page != button(message).url)
        }
    }
}

/// The key of the sentence that says why the mail was sent.
pub(super) fn why(topic: &Topic) -> &'static str {
    match topic {
        Topic::ConfirmEmail { .. } => "mail-why-confirm",
        Topic::SignIn { .. } => "mail-why-sign_in",
        Topic::NewRequests(_) | Topic::DeskWeekly { .. } => "mail-why-coordinator",
        Topic::MailStuck(_) => "mail-why-keeper",
        Topic::Invited(_) => "mail-why-invited",
        Topic::Digest(digest) if digest.requests.is_empty() => "mail-searches-why",
        Topic::Digest(_) => "mail-digest-why",
        Topic::Request {
            reader: Reader::Requester,
            happened: Happened::Receipt { on_behalf: true, .. },
            ..
        } => "mail-why-on_behalf",
        Topic::Request { reader, .. } => match reader {
            Reader::Requester => "mail-why-requester",
            Reader::Supporter => "mail-why-supporter",
            Reader::Follower => "mail-why-follower",
            Reader::Assignee => "mail-why-assignee",
            Reader::AreaLiaison => "mail-why-area_liaison",
            Reader::Coordinator => "mail-why-coordinator",
            Reader::Head => "mail-why-head",
        },
    }
}
