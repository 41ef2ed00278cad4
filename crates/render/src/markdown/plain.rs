//! Markdown events as plain text.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::is_web_address;

/// The text of these events: paragraphs apart, lists with their marks, links with their address.
pub(super) fn write(events: Vec<Event<'_>>) -> String {
    let mut out = Plain::default();
    for event in events {
        out.take(event);
    }
    let lines: Vec<&str> = out.text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

#[derive(Default)]
struct Plain {
    text: String,
    lists: Vec<Option<u64>>,
    links: Vec<(String, usize)>,
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::HardBreak | Event::SoftBreak => self.line(),
            Event::Start(Tag::Paragraph | Tag::BlockQuote(_)) if !self.fresh_item() => self.blank_line(),
            Event::Start(Tag::CodeBlock(_)) => self.blank_line(),
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::BlockQuote(_))
                if self.lists.is_empty() =>
            {
                self.blank_line();
            }
            Event::Start(Tag::List(start)) => {
                if self.lists.is_empty() {
                    self.blank_line();
                }
                self.lists.push(start);
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.blank_line();
                }
            }
            Event::Start(Tag::Item) => self.item(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links.push((dest_url.into_string(), self.text.len()));
            }
            Event::End(TagEnd::Link) => self.end_link(),
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((url, start)) = self.links.pop() else {
            return;
        };
        let shown: Cow<'_, str> = self.text.get(start..).unwrap_or_default().into();
        if is_web_address(&url) && shown != url && format!("mailto:{shown}") != url {
            let space = if shown.is_empty() { "" } else { " " };
            self.text.extend([space, "(", &url, ")"]);
        }
    }

    fn item(&mut self) {
        self.line();
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.text.push_str(&indent);
        self.text.push_str(&mark);
    }

    fn fresh_item(&self) -> bool {
        !self.lists.is_empty() && (self.text.ends_with("- ") || self.text.ends_with(". "))
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn blank_line(&mut self) {
        self.line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}
