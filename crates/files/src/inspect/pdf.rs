//! PDF: whole, and nothing else before, behind or around it. It is not read, only searched for what acts or carries files.

use domain::attachment::{FileRefusal, FindingKind};

use super::Findings;

/// How far from its end its mark of the end may be (ISO 32000-1, note 3.4.4 of its Annex H).
const TAIL: usize = 1024;
/// How far from the end of a file the directory of an archive may lie: its comment has 64 KiB at most.
const ARCHIVE_TAIL: usize = 65_536 + 22;

/// What is in it that acts or is attached.
pub fn look(bytes: &[u8]) -> Result<Findings, FileRefusal> {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let end = rfind(tail, b"%%EOF").ok_or(FileRefusal::Broken)?;
    let behind = &tail[end + 5..];
    if !behind.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(FileRefusal::Disguised);
    }
    let archive = &bytes[bytes.len().saturating_sub(ARCHIVE_TAIL)..];
    if find(archive, b"PK\x05\x06").is_some() || super::text::acts(&bytes[..bytes.len().min(TAIL)]) {
        return Err(FileRefusal::Disguised);
    }
    let mut findings = Findings::default();
    if find(bytes, b"/EmbeddedFile").is_some() {
        findings.found(FindingKind::Embedded);
    }
    if [&b"/JavaScript"[..], b"/JS ", b"/JS(", b"/Launch"]
        .iter()
        .any(|word| find(bytes, word).is_some())
    {
        findings.found(FindingKind::ActiveContent);
    }
    Ok(findings)
}

/// Where `word` is in `bytes`.
pub fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(word) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    (0..=bytes.len().checked_sub(word.len())?)
        .rev()
        .find(|at| bytes[*at..].starts_with(word))
}

#[cfg(test)]
mod tests {
    use domain::attachment::{FileRefusal, FindingKind};

    use super::look;

    #[test]
    fn a_whole_one_is_taken_and_another_file_around_it_is_not() {
        let whole = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n".to_vec();
        assert_eq!(look(&whole).unwrap().into_vec(), []);
        assert_eq!(look(&whole[..20]), Err(FileRefusal::Broken));
        for more in [&b"PK\x03\x04abc"[..], b"<script>alert(1)</script>", b"MZ"] {
            assert_eq!(look(&[&whole[..], more].concat()), Err(FileRefusal::Disguised));
        }
        let page = b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF";
        assert_eq!(look(page), Err(FileRefusal::Disguised));
        let archive = b"%PDF-1.7\nPK\x05\x06 the directory of an archive, and then\n%%EOF\n";
        assert_eq!(look(archive), Err(FileRefusal::Disguised));
        let acting = b"%PDF-1.7\n<</S/JavaScript/JS(x)>> <</Type/EmbeddedFile>>\n%%EOF\n";
        let found: Vec<_> = look(acting)
            .unwrap()
            .into_vec()
            .into_iter()
            .map(|one| one.kind)
            .collect();
        assert_eq!(found, [FindingKind::Embedded, FindingKind::ActiveContent]);
    }
}
