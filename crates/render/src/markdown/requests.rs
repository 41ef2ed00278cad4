//! Requests that a text names become links to their pages.

use domain::reference::Reference;

/// Marks inside of which nothing is linked.
const CLOSED: [&str; 3] = ["a", "code", "pre"];

/// `html` as [`super::to_html`] makes it, with a link where it names a request. `root` is the path prefix of the site.
pub fn link_requests(html: &str, root: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let (mut rest, mut inside) = (html, 0_usize);
    loop {
        let (text, tail) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if inside == 0 {
            link(text, root, &mut out);
        } else {
            out.push_str(text);
        }
        if tail.is_empty() {
            return out;
        }
        let end = tail.find('>').map_or(tail.len(), |end| end + 1);
        let (tag, after) = tail.split_at(end);
        let name = tag
            .trim_start_matches(['<', '/'])
            .split([' ', '>'])
            .next()
            .unwrap_or_default();
        if CLOSED.contains(&name) {
            inside = if tag.starts_with("</") {
                inside.saturating_sub(1)
            } else {
                inside + 1
            };
        }
        out.push_str(tag);
        rest = after;
    }
}

fn link(text: &str, root: &str, out: &mut String) {
    let mut from = 0;
    for (range, reference) in Reference::named_in(text) {
        out.push_str(&text[from..range.start]);
        let named = &text[range.clone()];
        for part in [
            "<a href=\"",
            root,
            "/requests/",
            &reference.to_string(),
            "\">",
            named,
            "</a>",
        ] {
            out.push_str(part);
        }
        from = range.end;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::super::{link_requests, to_html};

    fn shown(text: &str) -> String {
        link_requests(&to_html(text), "/datos")
    }

    #[test]
    fn a_request_that_is_named_is_linked() {
        assert_eq!(
            shown("Como en PD-2026-000012, y pd-2026-7."),
            "<p>Como en <a href=\"/datos/requests/PD-2026-000012\">PD-2026-000012</a>, y \
             <a href=\"/datos/requests/PD-2026-000007\">pd-2026-7</a>.</p>\n"
        );
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        for text in [
            "XPD-2026-000012",
            "PD-2026-",
            "2026-12",
            "PD-2026-000012A",
            "`PD-2026-000012`",
        ] {
            assert_eq!(shown(text), to_html(text), "{text}");
        }
        let linked = "[acá](https://example.org/PD-2026-000012) https://example.org/PD-2026-000012";
        assert_eq!(shown(linked), to_html(linked));
        assert!(!shown("<b onclick=PD-2026-000012>").contains("<b"));
    }
}
