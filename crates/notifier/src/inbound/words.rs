//! What somebody wrote in a reply: without the mail it answers, without their signature, and with nothing in it that was
//! meant for them alone.
//!
//! When in doubt it leaves out: what is lost here is in the quarantine or in their own sent mail, what slips through is
//! public.

use domain::person::Email;

/// An attribution is broken into so many lines at most.
const ATTRIBUTION: usize = 3;
/// The lines of a header block that a mail program repeats are so close together.
const BLOCK: usize = 5;

/// The words of a reply. `own_host` is the host of our links.
pub fn own_words(text: &str, own_host: &str) -> String {
    let text = clean(text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at).copied() {
        if is_signature(line) || is_separator(line) || begins_header_block(&lines[at..]) {
            break;
        }
        if let Some(length) = attribution(&lines[at..]) {
            let quoted = lines[at + length..].iter().find(|line| !line.is_empty());
            if !quoted.is_some_and(|line| is_quoted(line)) {
                break;
            }
            at += length;
            continue;
        }
        if !is_quoted(line) {
            kept.push(line);
        }
        at += 1;
    }
    let kept = masked(&kept.join("\n"), own_host);
    tidy(&kept)
}

/// Line ends as ours; nothing that is not seen, but line ends and tabs.
fn clean(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\u{a0}', " ");
    let unseen = |c: &char| {
        let plain = *c == '\n' || *c == '\t' || !c.is_control();
        let marks = matches!(*c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        plain && !marks
    };
    text.chars().filter(unseen).collect()
}

fn is_quoted(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') || line.starts_with("|>")
}

/// `-- ` alone (RFC 3676 §4.3), and what telephones add.
fn is_signature(line: &str) -> bool {
    const ADDED: [&str; 11] = [
        "enviado desde mi ",
        "enviado desde outlook",
        "enviado con proton",
        "obtener outlook para",
        "obten outlook para",
        "sent from my ",
        "sent from outlook",
        "sent from mail for",
        "sent from yahoo",
        "get outlook for",
        "sent with proton",
    ];
    let low = lower(line);
    low == "--"
        || low == "—"
        || ADDED
            .iter()
            .any(|added| low.trim_start_matches(['*', '_', '<', '[']).starts_with(added))
}

/// What Outlook and others draw above the mail they repeat.
fn is_separator(line: &str) -> bool {
    let line = line.trim();
    let drawn = |mark: char, least: usize| line.len() >= least && line.chars().all(|c| c == mark);
    if drawn('_', 10) || drawn('-', 10) {
        return true;
    }
    let inner = line.trim_matches(|c: char| c == '-' || c == '*' || c == '_' || c.is_whitespace());
    let framed = line.starts_with("--") || line.starts_with("**") || line.starts_with("__");
    let low = inner.to_lowercase();
    framed
        && [
            "mensaje original",
            "mensaje reenviado",
            "original message",
            "forwarded message",
            "original appointment",
            "correo original",
            "reply message",
        ]
        .iter()
        .any(|words| low.starts_with(words))
}

/// `De:` or `From:`, with two more headers close below.
fn begins_header_block(lines: &[&str]) -> bool {
    const FIRST: [&str; 2] = ["de", "from"];
    const OTHERS: [&str; 16] = [
        "de",
        "from",
        "enviado",
        "enviado el",
        "enviada",
        "enviada el",
        "sent",
        "fecha",
        "date",
        "para",
        "to",
        "cc",
        "asunto",
        "subject",
        "responder a",
        "reply-to",
    ];
    let name = |line: &str| {
        let bare = line.trim_start_matches(['*', '_', ' ', '\t']);
        let (name, _) = bare.split_once(':')?;
        Some(name.trim_matches(['*', '_', ' ']).to_lowercase())
    };
    let named = |line: &str, known: &[&str]| name(line).is_some_and(|name| known.contains(&name.as_str()));
    let first = lines.first().copied().unwrap_or_default();
    let more = lines
        .iter()
        .skip(1)
        .take(BLOCK)
        .filter(|line| named(line, &OTHERS))
        .count();
    (named(first, &FIRST) && more >= 2) || (named(first, &OTHERS) && more >= 3)
}

/// `El … escribió:` or `On … wrote:`, in one line or broken; gives how many.
fn attribution(lines: &[&str]) -> Option<usize> {
    const BEGINS: [&str; 6] = ["el ", "on ", "en ", "le ", "at ", "em "];
    const ENDS: [&str; 5] = ["escribio:", "wrote:", "escreveu:", "writes:", "escribe:"];
    let ends = |line: &str| ENDS.iter().any(|end| line.ends_with(end));
    // They name a day or an address; a sentence that ends so names neither, unless a quotation follows.
    let dated = |text: &str| text.contains(|c: char| c == '@' || c.is_ascii_digit());
    let first = lower(lines.first()?);
    if ends(&first) {
        let next = lines[1..].iter().find(|line| !line.is_empty());
        return (dated(&first) || next.is_some_and(|line| is_quoted(line))).then_some(1);
    }
    let begins = |line: &str| BEGINS.iter().any(|begin| line.starts_with(begin));
    // A sentence of theirs may stand right above.
    let is_sentence = first.ends_with(['.', '!', '?']) && !first.ends_with(" m.");
    if !begins(&first) || is_sentence {
        return None;
    }
    (2..=ATTRIBUTION.min(lines.len())).find(|length| {
        let lines = &lines[..*length];
        let whole = lower(&lines.join(" "));
        let together = lines[1..]
            .iter()
            .all(|line| !line.trim().is_empty() && !begins(&lower(line)));
        together && ends(&whole) && dated(&whole)
    })
}

/// For comparing: lower case, without accents.
fn lower(line: &str) -> String {
    let plain = |c| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other,
    };
    line.trim().to_lowercase().chars().map(plain).collect()
}

/// Addresses of people, and what makes a link of ours somebody's own, are not for everybody.
fn masked(text: &str, own_host: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut rest = line;
        while !rest.is_empty() {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            out.push_str(&masked_word(word, own_host));
            let next = after.find(|c: char| !c.is_whitespace()).unwrap_or(after.len());
            out.push_str(&after[..next]);
            rest = &after[next..];
        }
        out.push('\n');
    }
    out
}

fn masked_word(word: &str, own_host: &str) -> String {
    let low = word.to_ascii_lowercase();
    let own = !own_host.is_empty() && low.contains(&own_host.to_ascii_lowercase());
    let secret = ["key=", "token=", "key%3d", "token%3d"]
        .iter()
        .any(|part| low.contains(part));
    // A link that passes through somebody's scanner holds ours inside its own.
    if secret || (own && low.contains('?')) {
        let end = word.find('?').unwrap_or(0);
        return masked_addresses(&format!("{}…", &word[..end]));
    }
    masked_addresses(word)
}

fn masked_addresses(word: &str) -> String {
    let local = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let domain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let mut out = String::new();
    let mut rest = word;
    while let Some(at) = rest.find('@') {
        let begin = rest[..at]
            .char_indices()
            .rev()
            .take_while(|(_, c)| local(*c))
            .last()
            .map_or(at, |(place, _)| place);
        let length = rest[at + 1..]
            .find(|c: char| !domain(c))
            .unwrap_or(rest.len() - at - 1);
        let end = at + 1 + length;
        let address = rest[begin..end].trim_end_matches(['.', '-']);
        // `mailto:` and quotes may stand before it.
        match Email::parse(address.trim_start_matches(['\'', '*', '_', '.'])) {
            // Several that are stuck together: nothing of them.
            _ if rest[end..].starts_with('@') => {
                out.push_str(&rest[..begin]);
                out.push('…');
                let more = |c: char| c != '@' && !domain(c);
                rest = &rest[end..];
                rest = &rest[rest.find(more).unwrap_or(rest.len())..];
                continue;
            }
            _ if begin == at => out.push_str(&rest[..end]),
            Some(email) => {
                out.push_str(&rest[..begin]);
                out.push_str(&email.masked());
                out.push_str(&rest[begin + address.len()..end]);
            }
            None => {
                out.push_str(&rest[..begin]);
                out.push('…');
                out.push_str(&rest[at..end]);
            }
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// At most one empty line between two others, none around.
fn tidy(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for line in text.lines() {
        if !line.trim().is_empty() || out.last().is_some_and(|last| !last.is_empty()) {
            out.push(line.trim_end());
        }
    }
    out.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests;
