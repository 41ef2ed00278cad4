//! A feed as Atom (RFC 4287).

use atom_syndication as atom;
use jiff::Timestamp;

use super::{Entry, Feed, Text};

pub(super) fn write(feed: &Feed) -> String {
    let link = |rel: &str, kind: &str, href: &str| atom::Link {
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        href: href.to_owned(),
        ..atom::Link::default()
    };
    let whole = atom::Feed {
        id: feed.address.clone(),
        lang: Some(feed.language.to_owned()),
        title: atom::Text::plain(feed.title.clone()),
        updated: moment(feed.updated()),
        links: vec![
            link("self", "application/atom+xml", &feed.address),
            link("alternate", "text/html", &feed.page),
        ],
        entries: feed.entries.iter().map(entry).collect(),
        ..atom::Feed::default()
    };
    whole.to_string()
}

fn entry(entry: &Entry) -> atom::Entry {
    let person = |name: &String| atom::Person {
        name: name.clone(),
        ..atom::Person::default()
    };
    let (term, label) = entry.theme.clone();
    let title = match &entry.title {
        Text::Plain(text) => atom::Text::plain(text.clone()),
        Text::Html(html) => atom::Text::html(html.clone()),
    };
    let (summary, content) = match &entry.text {
        Text::Plain(text) => (Some(atom::Text::plain(text.clone())), None),
        Text::Html(html) => {
            let content = atom::Content {
                content_type: Some("html".to_owned()),
                lang: Some(entry.language.clone()),
                value: Some(html.clone()),
                ..atom::Content::default()
            };
            (None, Some(content))
        }
    };
    atom::Entry {
        id: entry.id.clone(),
        title: atom::Text {
            lang: Some(entry.language.clone()),
            ..title
        },
        updated: moment(entry.updated),
        published: Some(moment(entry.published)),
        authors: entry.author.iter().map(person).collect(),
        categories: vec![atom::Category {
            term,
            scheme: None,
            label: Some(label),
        }],
        links: vec![atom::Link {
            rel: "alternate".to_owned(),
            mime_type: Some("text/html".to_owned()),
            href: entry.page.clone(),
            ..atom::Link::default()
        }],
        summary,
        content,
        ..atom::Entry::default()
    }
}

fn moment(at: Timestamp) -> atom::FixedDateTime {
    at.to_string().parse().unwrap_or_default()
}
