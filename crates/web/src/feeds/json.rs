//! A feed as JSON Feed 1.1.

use serde_json::{Value, json};

use super::{Entry, Feed, Text};

pub(super) fn write(feed: &Feed) -> String {
    let items: Vec<Value> = feed.entries.iter().map(item).collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "items": items,
    })
    .to_string()
}

fn item(entry: &Entry) -> Value {
    let authors: Vec<Value> = entry.author.iter().map(|name| json!({"name": name})).collect();
    let mut item = json!({
        "id": entry.id,
        "url": entry.page,
        "title": entry.title.as_str(),
        "language": entry.language,
        "date_published": entry.published.to_string(),
        "date_modified": entry.updated.to_string(),
        "authors": authors,
        "tags": [entry.theme.1],
    });
    let kind = match &entry.text {
        Text::Plain(_) => "content_text",
        Text::Html(_) => "content_html",
    };
    item[kind] = Value::from(entry.text.as_str());
    item
}
