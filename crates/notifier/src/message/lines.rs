//! The shape of header and text lines: what a template wrote, made fit for a mail.

/// RFC 5322 §2.1.1 allows 998; the end of line and a later quotation mark need room.
const LONGEST: usize = 900;

/// One line, with no control characters and none that turn the direction of the text around.
pub(super) fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// No trailing white space, at most one empty line in a row, no line too long for a mail, a final end of line.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines() {
        let line: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let line = line.trim_end();
        if line.is_empty() {
            if !empty {
                out.push('\n');
            }
            empty = true;
            continue;
        }
        empty = false;
        fold(line, &mut out);
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn fold(line: &str, out: &mut String) {
    let mark = if line.starts_with("> ") { "> " } else { "" };
    let mut rest = line;
    while rest.len() > LONGEST {
        let limit = rest.floor_char_boundary(LONGEST);
        let at = rest[..limit]
            .rfind(' ')
            .filter(|at| *at > mark.len())
            .unwrap_or(limit);
        out.push_str(rest[..at].trim_end());
        out.push('\n');
        out.push_str(mark);
        rest = rest[at..].trim_start();
    }
    out.push_str(rest);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_one_line() {
        assert_eq!(
            one_line("[PD-2026-000001] Sueldos\r\nBcc: x@example.org\u{202E}\n"),
            "[PD-2026-000001] Sueldos Bcc: x@example.org"
        );
    }

    #[test]
    fn long_lines_fold_at_a_space_and_stay_quoted() {
        let text = format!("uno  \n\n\n\n> {}\ndos\n\n", "palabra ".repeat(300));
        let tidy = tidy(&text);
        assert!(tidy.lines().all(|line| line.len() <= LONGEST + 2));
        assert!(tidy.starts_with("uno\n\n> palabra"));
        assert!(tidy.ends_with("\ndos\n"));
        assert!(
            tidy.lines()
                .filter(|line| line.contains("palabra"))
                .all(|line| line.starts_with("> "))
        );
        assert!(
            super::tidy(&"ñ".repeat(2_000))
                .lines()
                .all(|line| line.len() <= LONGEST)
        );
    }
}
