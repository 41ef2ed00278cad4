//! What the templates see of a message.

use render::{Accent, Args, Colour, Links, Words};
use serde::Serialize;

use super::{Happened, Message, Topic, button, digest};

/// The context of every mail template.
#[derive(Serialize)]
pub(super) struct Context<'a> {
    site: Site<'a>,
    /// Only in mails about one request.
    request: Option<Request<'a>>,
    /// `requester`, `supporter`… or empty where the mail is not about a request.
    reader: Option<super::Reader>,
    /// The facts of this kind of mail, and nothing else.
    what: What<'a>,
    button: Button,
    /// Why the reader gets it.
    why: String,
    /// The page of the request, where the button leads elsewhere.
    page: Option<String>,
    unfollow: Option<&'a str>,
    preferences: Option<&'a str>,
    /// The mail can be answered.
    answers: bool,
}

#[derive(Serialize)]
struct Site<'a> {
    name: &'a str,
    government: Option<&'a str>,
    accent: Accent,
    line: Colour,
    url: String,
}

#[derive(Serialize)]
struct Request<'a> {
    reference: String,
    title: &'a str,
    stage: Option<u8>,
}

#[derive(Serialize)]
struct Button {
    url: String,
    label: String,
}

/// A request named in a mail about another one, or in a list.
#[derive(Serialize)]
struct Named<'a> {
    reference: String,
    title: &'a str,
    url: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum What<'a> {
    ConfirmEmail {
        purpose: super::Confirming,
        title: &'a str,
        code: &'a str,
        expires_at: jiff::Timestamp,
    },
    SignIn {
        code: &'a str,
        expires_at: jiff::Timestamp,
    },
    NewRequests {
        requests: Vec<Named<'a>>,
    },
    Digest {
        requests: Vec<digest::Shown<'a>>,
        searches: Vec<digest::ShownSearch<'a>>,
        /// Requests that came into searches.
        came_in: usize,
    },
    DeskWeekly {
        overdue: digest::ShownOwing<'a>,
        late: digest::ShownOwing<'a>,
        unanswered: digest::ShownOwing<'a>,
    },
    MailStuck(super::Stuck),
    Invited {
        meeting: &'a str,
        held_on: jiff::civil::Date,
        voiced: Vec<Named<'a>>,
        needed: Vec<Named<'a>>,
        /// Where they have their name taken off.
        out: String,
    },
    Happened {
        #[serde(flatten)]
        facts: &'a Happened,
        /// Other requests the mail names: the target, the source, the parts.
        others: Vec<Named<'a>>,
    },
}

impl<'a> Context<'a> {
    pub(super) fn new(message: &'a Message, words: &Words) -> Self {
        let links = &message.site.links;
        let word = |key| words.text(message.locale, key, &Args::new());
        let button = button::button(message);
        let (request, reader) = match &message.topic {
            Topic::Request { about, reader, .. } => {
                let reference = about.reference.to_string();
                (
                    Some(Request {
                        reference,
                        title: &about.title,
                        stage: about.stage,
                    }),
                    Some(*reader),
                )
            }
            Topic::ConfirmEmail { .. }
            | Topic::SignIn { .. }
            | Topic::NewRequests(_)
            | Topic::Digest(_)
            | Topic::DeskWeekly { .. }
            | Topic::MailStuck(_)
            | Topic::Invited(_) => (None, None),
        };
        Self {
            site: Site {
                name: &message.site.name,
                government: message.site.government.as_deref(),
                accent: message.site.accent,
                line: message.site.line,
                url: links.home(),
            },
            request,
            reader,
            what: what(message, words),
            why: word(button::why(&message.topic)),
            page: button::page(message, links),
            button: Button {
                label: word(button.label),
                url: button.url,
            },
            unfollow: message.unfollow.as_deref(),
            preferences: message.preferences.as_deref(),
            answers: message.answers,
        }
    }
}

fn what<'a>(message: &'a Message, words: &Words) -> What<'a> {
    let links = &message.site.links;
    match &message.topic {
        Topic::ConfirmEmail {
            purpose,
            title,
            code,
            expires_at,
            ..
        } => What::ConfirmEmail {
            purpose: *purpose,
            title,
            code,
            expires_at: *expires_at,
        },
        Topic::SignIn { code, expires_at, .. } => What::SignIn {
            code,
            expires_at: *expires_at,
        },
        Topic::NewRequests(requests) => What::NewRequests {
            requests: requests
                .iter()
                .map(|listed| named(listed.reference, &listed.title, links.desk(listed.reference)))
                .collect(),
        },
        Topic::Digest(digest) => What::Digest {
            requests: digest.requests.iter().map(|it| it.shown(links)).collect(),
            searches: digest
                .searches
                .iter()
                .map(|it| it.shown(links, words, message.locale))
                .collect(),
            came_in: digest.searches.iter().map(|it| it.requests.len()).sum(),
        },
        Topic::DeskWeekly {
            overdue,
            late,
            unanswered,
        } => What::DeskWeekly {
            overdue: overdue.shown(links),
            late: late.shown(links),
            unanswered: unanswered.shown(links),
        },
        Topic::MailStuck(stuck) => What::MailStuck(*stuck),
        Topic::Invited(invited) => {
            let all = |listed: &'a [super::Listed]| {
                let page =
                    |it: &'a super::Listed| named(it.reference, &it.title, links.request(it.reference));
                listed.iter().map(page).collect()
            };
            What::Invited {
                meeting: &invited.meeting,
                held_on: invited.held_on,
                voiced: all(&invited.voiced),
                needed: all(&invited.needed),
                out: format!("{}#out", invited.link),
            }
        }
        Topic::Request { happened, .. } => What::Happened {
            facts: happened,
            others: others(happened, links),
        },
    }
}

fn others<'a>(happened: &'a Happened, links: &Links) -> Vec<Named<'a>> {
    let page = |reference, title| named(reference, title, links.request(reference));
    match happened {
        Happened::Merged { into, into_title, .. } => vec![page(*into, into_title)],
        Happened::MergedIn {
            source, source_title, ..
        } => vec![page(*source, source_title)],
        Happened::Unmerged { from, from_title, .. } => vec![page(*from, from_title)],
        Happened::Split { parts, .. } => parts
            .iter()
            .map(|part| page(part.reference, &part.area))
            .collect(),
        _ => Vec::new(),
    }
}

fn named(reference: domain::reference::Reference, title: &str, url: String) -> Named<'_> {
    Named {
        reference: reference.to_string(),
        title,
        url,
    }
}
