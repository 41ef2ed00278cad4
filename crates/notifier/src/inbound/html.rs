//! The words of a mail that came as HTML only, without what the mail program quoted below them.

use mail_parser::decoders::html::html_to_text;

/// With one of these a mail program begins what it quotes: the mark, in lower case.
const QUOTED: [&str; 10] = [
    "<blockquote",
    "gmail_quote",
    "gmail_extra",
    "moz-cite-prefix",
    "yahoo_quoted",
    "protonmail_quote",
    "divrplyfwdmsg",
    "appendonsend",
    "stopspelling",
    "border-top:solid",
];
/// Tags that end a line, in lower case.
const LINES: [&str; 9] = [
    "</div", "</li", "</tr", "</h1", "</h2", "</h3", "</pre", "</ul", "<hr",
];

/// Plain text of what stands above the first quotation.
pub fn to_text(html: &str) -> String {
    // Same length, byte for byte: only ASCII letters change.
    let lower = html.to_ascii_lowercase();
    let quoted = QUOTED.iter().filter_map(|mark| lower.find(mark)).min();
    let end = quoted.map_or(html.len(), |at| {
        lower[..at]
            .rfind('<')
            .map_or(at, |tag| if mark_is_tag(&lower, at) { at } else { tag })
    });
    html_to_text(&with_lines(&html[..end]))
}

fn mark_is_tag(lower: &str, at: usize) -> bool {
    lower[at..].starts_with('<')
}

/// The library knows `<br>` and `</p>`; some programs end a line with others.
fn with_lines(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    for (place, piece) in html.split('<').enumerate() {
        if place > 0 {
            let tag = piece.as_bytes();
            let ends = LINES.iter().any(|line| {
                let name = &line.as_bytes()[1..];
                tag.get(..name.len())
                    .is_some_and(|begin| begin.eq_ignore_ascii_case(name))
            });
            if ends {
                out.push_str("<br>");
            }
            out.push('<');
        }
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn what_is_quoted_is_left_out() {
        for (html, expected) in [
            ("<div>De 2019.</div><div>Gracias</div>", "De 2019.\nGracias"),
            (
                "<p>De 2019.</p><div class=\"gmail_quote\"><div>El lun escribió:</div><blockquote>¿De qué años?</blockquote></div>",
                "De 2019.",
            ),
            (
                "<html><head><style>p{color:red}</style><title>x</title></head><body>De 2019 &amp; 2020<br>Ya<hr id=\"stopSpelling\">De: Ventanilla</body></html>",
                "De 2019 & 2020\nYa",
            ),
            ("De 2019.<DIV id=\"divRplyFwdMsg\">secreto", "De 2019."),
            ("<blockquote>todo es cita</blockquote>", ""),
            ("sin etiquetas", "sin etiquetas"),
            ("<script>alert(1)</script>hola", "hola"),
        ] {
            let lines: Vec<String> = to_text(html).lines().map(|line| line.trim().to_owned()).collect();
            let lines: Vec<&str> = lines
                .iter()
                .map(String::as_str)
                .filter(|line| !line.is_empty())
                .collect();
            assert_eq!(lines.join("\n"), expected, "{html}");
        }
    }
}
