//! The string literals of a Rust source, without the comments: enough of a lexer for the guards.

/// Each literal with the line it begins on, as written (escapes are left as they are).
pub fn literals(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let after_name = source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        at += if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some((text, length)) = quoted(rest).or_else(|| raw(rest).filter(|_| !after_name)) {
            found.push((source[..at].matches('\n').count() + 1, text.to_owned()));
            length
        } else {
            character(rest)
        };
    }
    found
}

/// What `"…"` holds, and its length in the source.
fn quoted(rest: &str) -> Option<(&str, usize)> {
    let inside = rest.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.find(|letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    })?;
    Some((&inside[..end], end + 2))
}

/// What `r"…"` or `r#"…"#` holds, and its length in the source.
fn raw(rest: &str) -> Option<(&str, usize)> {
    let marks = rest.strip_prefix('r')?;
    let hashes = marks.len() - marks.trim_start_matches('#').len();
    let inside = marks[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = inside.find(&close)?;
    Some((&inside[..end], 1 + hashes + 1 + end + close.len()))
}

/// The length of what stands here: a character literal such as `'"'` whole, anything else letter by letter.
fn character(rest: &str) -> usize {
    for literal in ["'\"'", "'\\\"'", "b'\"'", "'\\\\'", "'\\''"] {
        if rest.starts_with(literal) {
            return literal.len();
        }
    }
    rest.chars().next().map_or(1, char::len_utf8)
}

#[test]
fn literals_are_told_from_comments_and_characters() {
    let source = r##"
        // "no" /* "no"
        let a = "one \" two"; /* "no" */ let b = '"'; let c = r#"th"ree"#;
        let ñ = "https://a"; let d = b"\\"; let tar = "five
        six";
    "##;
    let found: Vec<_> = literals(source);
    let expected = [
        (3, "one \\\" two"),
        (3, "th\"ree"),
        (4, "https://a"),
        (4, "\\\\"),
        (4, "five\n        six"),
    ];
    assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
}
