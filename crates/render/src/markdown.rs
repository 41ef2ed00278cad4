//! Markdown that people write, as safe HTML and as plain text. A small subset: no raw HTML, no images, no headings.
//!
//! Plain text that was never meant as Markdown has to come out readable too: line ends stay, bare addresses are links.

mod plain;
mod requests;

pub use requests::link_requests;

use std::sync::LazyLock;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html};

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(
            [
                "p",
                "br",
                "strong",
                "em",
                "code",
                "pre",
                "blockquote",
                "ul",
                "ol",
                "li",
                "a",
            ]
            .into(),
        )
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .url_schemes(SCHEMES.into())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener ugc"))
        .clean_content_tags(["script", "style"].into());
    builder
});

const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Safe HTML of a Markdown text.
pub fn to_html(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, events(markdown).into_iter());
    sanitise(&out)
}

/// HTML with nothing left in it but what we allow. Doing it twice changes nothing.
pub fn sanitise(html: &str) -> String {
    // A byte order mark is no text. The parser drops one at the beginning only, so a second pass would drop the next.
    SANITISER.clean(html).to_string().replace('\u{feff}', "")
}

/// The text without its marks: for mail in plain text and for excerpts. Links keep their address.
pub fn plain(markdown: &str) -> String {
    plain::write(events(markdown))
}

/// The beginning of a text in one line, cut at a word, at most `max` characters.
pub fn excerpt(markdown: &str, max: usize) -> String {
    let text = plain(markdown);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= max {
        return text;
    }
    let cut: String = text.chars().take(max.saturating_sub(1)).collect();
    let end = cut
        .rfind(' ')
        .filter(|end| *end > cut.len() / 2)
        .unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([' ', ',', ';', ':', '.']))
}

/// The text as the events we render: everything we do not allow is already told in other words.
fn events(markdown: &str) -> Vec<Event<'_>> {
    let mut out = Vec::new();
    let (mut in_link, mut in_code) = (0_usize, false);
    for event in TextMergeStream::new(Parser::new_ext(markdown, Options::empty())) {
        match event {
            // What looks like HTML is shown as it was typed.
            Event::Html(text) | Event::InlineHtml(text) => out.push(Event::Text(text)),
            Event::Start(Tag::HtmlBlock) => out.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => out.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Heading { .. }) => {
                out.extend([Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)]);
            }
            Event::End(TagEnd::Heading(_)) => {
                out.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)]);
            }
            // An image is a link to it: nothing is loaded from elsewhere.
            Event::Start(Tag::Image { dest_url, .. } | Tag::Link { dest_url, .. }) => {
                if in_link == 0 {
                    out.push(start_link(dest_url));
                }
                in_link += 1;
            }
            Event::End(TagEnd::Image | TagEnd::Link) => {
                in_link = in_link.saturating_sub(1);
                if in_link == 0 {
                    out.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                out.push(Event::Start(Tag::CodeBlock(
                    pulldown_cmark::CodeBlockKind::Indented,
                )));
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                out.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Text(text) if in_link == 0 && !in_code => link_addresses(&text, &mut out),
            Event::SoftBreak => out.push(Event::HardBreak),
            Event::Rule => {}
            other => out.push(other),
        }
    }
    out
}

fn start_link(dest_url: CowStr<'_>) -> Event<'_> {
    Event::Start(Tag::Link {
        link_type: LinkType::Inline,
        dest_url,
        title: "".into(),
        id: "".into(),
    })
}

/// Bare `https://…` in a text become links; the sentence's own punctuation stays outside.
fn link_addresses(text: &str, out: &mut Vec<Event<'_>>) {
    let mut rest = text;
    while let Some(start) = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| rest.find(scheme))
        .min()
    {
        let tail = &rest[start..];
        let end = tail
            .find(|c: char| c.is_whitespace() || "<>\"`".contains(c))
            .unwrap_or(tail.len());
        let mut url = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '…', '»', '”']);
        if url.ends_with(')') && !url.contains('(') {
            url = url.trim_end_matches([')', '.', ',', ';']);
        }
        let (before, after) = (&rest[..start], &tail[url.len()..]);
        if !before.is_empty() {
            out.push(Event::Text(before.to_owned().into()));
        }
        let inner = Event::Text(url.to_owned().into());
        if url.len() > "https://".len() {
            out.extend([start_link(url.to_owned().into()), inner, Event::End(TagEnd::Link)]);
        } else {
            out.push(inner);
        }
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Event::Text(rest.to_owned().into()));
    }
}

/// Whether a link may be followed: what the sanitiser lets through.
pub fn is_web_address(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let clean = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    clean && scheme.is_some_and(|scheme| SCHEMES.contains(&scheme.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_allowed() {
        assert_eq!(
            to_html("Hola **mundo**, `a<b`.\nOtra línea\n\n1. uno\n2. dos"),
            "<p>Hola <strong>mundo</strong>, <code>a&lt;b</code>.<br>\nOtra línea</p>\n<ol>\n<li>uno</li>\n<li>dos</li>\n</ol>\n"
        );
        assert_eq!(
            to_html("[acá](https://example.org/a?b=1&c=2)"),
            "<p><a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"nofollow noopener ugc\">acá</a></p>\n"
        );
    }

    #[test]
    fn what_is_not() {
        assert_eq!(to_html("# Título"), "<p><strong>Título</strong></p>\n");
        assert_eq!(
            to_html("<b onclick=x>hola</b>"),
            "<p>&lt;b onclick=x&gt;hola&lt;/b&gt;</p>\n"
        );
        assert!(!to_html("<script>alert(1)</script>").contains("<script"));
        assert!(!to_html("[x](javascript:alert(1))").contains("javascript"));
        assert!(!to_html("[x](/requests)").contains("href"));
        assert_eq!(
            to_html("![logo](https://example.org/l.png)"),
            "<p><a href=\"https://example.org/l.png\" rel=\"nofollow noopener ugc\">logo</a></p>\n"
        );
    }

    #[test]
    fn bare_addresses_are_links() {
        let html =
            to_html("Está en https://datos.example.org/dataset/pauta_oficial, miralo (https://example.org).");
        assert!(
            html.contains("href=\"https://datos.example.org/dataset/pauta_oficial\""),
            "{html}"
        );
        assert!(html.contains("href=\"https://example.org\""), "{html}");
        assert!(html.ends_with("</a>).</p>\n"), "{html}");
    }

    #[test]
    fn plain_text_keeps_lists_and_addresses() {
        assert_eq!(
            plain(
                "# Uno\n\nHola **vos**, [acá](https://example.org) y https://example.com.\n\n- a\n- b\n\nFin"
            ),
            "Uno\n\nHola vos, acá (https://example.org) y https://example.com.\n\n- a\n- b\n\nFin"
        );
        assert_eq!(plain("[x](javascript:alert(1))"), "x");
        assert_eq!(
            excerpt("Necesito la **nómina** de autoridades, con cargo.", 24),
            "Necesito la nómina de…"
        );
        assert_eq!(excerpt("corto", 24), "corto");
    }

    #[test]
    fn byte_order_marks_are_no_text() {
        assert_eq!(sanitise("\u{feff}\u{feff}a&#xfeff;b"), "ab");
    }

    proptest! {
        #[test]
        fn twice_is_once(text in ".{0,200}") {
            let once = sanitise(&text);
            prop_assert_eq!(sanitise(&once), once);
        }

        #[test]
        fn rendered_text_is_already_safe(text in "[a-z<>&\"'`*_#\\[\\]()!:/ \\n-]{0,120}") {
            let html = to_html(&text);
            prop_assert_eq!(sanitise(&html), html);
            plain(&text);
        }
    }
}
