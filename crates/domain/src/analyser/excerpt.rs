//! The part of a text that shows why it was found.

use unicode_normalization::char::is_combining_mark;

use super::Query;

/// A piece of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The words, as written.
    pub text: String,
    /// Whether this word is what was looked for.
    pub hit: bool,
}

/// About `length` characters of the text around the first word looked for, from its start if there is none; cut at words,
/// with `…` where something is left out. White space is made plain.
pub fn excerpt(text: &str, query: Option<&Query>, length: usize) -> Vec<Passage> {
    let tokens = tokens(text);
    let hits = |token: &&str| query.is_some_and(|query| query.hits(token));
    let first_hit = tokens.iter().position(|token| hits(&token.as_str())).unwrap_or(0);
    let start = start_before(&tokens, first_hit, length / 4);
    let mut out: Vec<Passage> = Vec::new();
    if start > 0 {
        push(&mut out, "…", false);
    }
    let mut left = length;
    for token in &tokens[start..] {
        let size = token.chars().count();
        if size > left {
            trim_end(&mut out);
            push(&mut out, "…", false);
            break;
        }
        left -= size;
        push(&mut out, token, hits(&token.as_str()));
    }
    out
}

/// Words and what stands between them, in turn.
fn tokens(text: &str) -> Vec<String> {
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let in_word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let mut tokens: Vec<String> = Vec::new();
    let mut last_was_word = None;
    for c in plain.chars() {
        match tokens.last_mut() {
            Some(token) if last_was_word == Some(in_word(c)) => token.push(c),
            _ => tokens.push(c.to_string()),
        }
        last_was_word = Some(in_word(c));
    }
    tokens
}

/// Where to begin so that about `room` characters stand before the hit: at the start of a word.
fn start_before(tokens: &[String], hit: usize, room: usize) -> usize {
    let mut left = room;
    let mut start = hit;
    for (at, token) in tokens[..hit].iter().enumerate().rev() {
        let size = token.chars().count();
        if size > left {
            return start;
        }
        left -= size;
        if token.chars().all(|c| c.is_alphanumeric() || is_combining_mark(c)) || at == 0 {
            start = at;
        }
    }
    start
}

fn push(out: &mut Vec<Passage>, text: &str, hit: bool) {
    match out.last_mut() {
        Some(last) if !last.hit && !hit => last.text.push_str(text),
        _ => out.push(Passage {
            text: text.to_owned(),
            hit,
        }),
    }
}

fn trim_end(out: &mut [Passage]) {
    if let Some(last) = out.last_mut().filter(|last| !last.hit) {
        last.text.truncate(last.text.trim_end().len());
    }
}
