//! A mail without mails in it: the parser and whoever frees its result go down into them by calling themselves, encoded ones
//! too, and a mail of a few megabytes has room for more of them than a stack. We read none of them: to us they are files.

use domain::incoming::Unfit;

use super::letter::LONGEST_HEAD;

/// The subtypes that make the parser go down, in lower case; and the letter that takes the place of their last.
const DOWN: [&[u8]; 3] = [b"rfc822", b"global", b"digest"];
const MARK: u8 = b'_';

/// A copy of the same length in which no part says that it is a mail.
pub(super) fn flat(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let mut flat = bytes.to_vec();
    let mut begin = 0;
    while begin < flat.len() {
        let end = blank_line(&flat, begin);
        if begin == 0 && end > LONGEST_HEAD {
            return Err(Unfit::Unreadable);
        }
        // Between two blank lines are headers, or a paragraph that does not mind.
        flatten(&mut flat[begin..end]);
        begin = end + 1;
    }
    Ok(flat)
}

/// Where the next line begins that has nothing in it, or the end.
fn blank_line(bytes: &[u8], from: usize) -> usize {
    let rest = &bytes[from..];
    let is_blank = |at: usize| matches!(rest.get(at + 1..), Some([b'\n', ..] | [b'\r', b'\n', ..]));
    let found = rest
        .iter()
        .enumerate()
        .find(|(at, byte)| **byte == b'\n' && is_blank(*at));
    found.map_or(bytes.len(), |(at, _)| from + at)
}

fn flatten(block: &mut [u8]) {
    const NAME: &[u8] = b"content-type";
    let is_there = block
        .windows(NAME.len())
        .any(|window| window.eq_ignore_ascii_case(NAME));
    if !is_there {
        return;
    }
    // The last byte that is neither a space nor a line end: a slash, or the end of a comment, before a subtype.
    let mut before = 0;
    for at in 0..block.len() {
        let down = DOWN.iter().find(|word| {
            let there = block.get(at..at + word.len());
            there.is_some_and(|there| there.eq_ignore_ascii_case(word))
        });
        if let Some(word) = down.filter(|_| matches!(before, b'/' | b')')) {
            block[at + word.len() - 1] = MARK;
        }
        if !block[at].is_ascii_whitespace() {
            before = block[at];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::flat;

    #[test]
    fn only_types_of_parts_are_changed() {
        for (text, expected) in [
            (
                "Content-Type: message/rfc822\r\n\r\nx",
                "Content-Type: message/rfc82_\r\n\r\nx",
            ),
            (
                "CONTENT-TYPE:\r\n MESSAGE/(a)\r\n RFC822\n\nx",
                "CONTENT-TYPE:\r\n MESSAGE/(a)\r\n RFC82_\n\nx",
            ),
            (
                "a: b\n\n--b\nContent-type:multipart/ digest;x\n\n",
                "a: b\n\n--b\nContent-type:multipart/ diges_;x\n\n",
            ),
            (
                "a: b\n\nEl message/rfc822 y lo global.\n",
                "a: b\n\nEl message/rfc822 y lo global.\n",
            ),
            (
                "Content-Type: text/plain\nSubject: global\n\nglobal",
                "Content-Type: text/plain\nSubject: global\n\nglobal",
            ),
            ("", ""),
        ] {
            assert_eq!(flat(text.as_bytes()).unwrap(), expected.as_bytes(), "{text:?}");
        }
    }
}
