//! What a file is, by what is in it and never by what it is called; what in it its sender may not know of; and the bytes to be
//! kept, which tell no place and no camera. Nothing is drawn, run or unpacked as a whole, and looking ends soon.

use bytes::Bytes;
use domain::attachment::{FileKind, FileRefusal, Finding};

mod findings;
mod image;
mod office;
mod old_office;
mod pdf;
mod personal;
mod text;

use findings::Findings;

/// A file that was looked at.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// What it is.
    pub kind: FileKind,
    /// What is kept of it.
    pub bytes: Bytes,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// How the containers that office programs of today write begin.
const ZIP: &[u8] = b"PK\x03\x04";
/// How those of the programs of before begin (MS-CFB 2.2).
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Looks at a file. `name` is what it was called: it decides between kinds of text, and nothing else.
pub fn inspect(bytes: &Bytes, name: &str) -> Result<Inspected, FileRefusal> {
    if bytes.is_empty() {
        return Err(FileRefusal::Empty);
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(as_it_is(FileKind::Pdf, bytes, pdf::look(bytes)?));
    }
    if bytes.starts_with(ZIP) {
        let (kind, findings) = office::look(bytes)?;
        return Ok(as_it_is(kind, bytes, findings));
    }
    if bytes.starts_with(COMPOUND) {
        let (kind, findings) = old_office::look(bytes)?;
        return Ok(as_it_is(kind, bytes, findings));
    }
    if let Some(text) = text::decode(bytes) {
        let (kind, findings) = text::look(&text, name)?;
        return Ok(as_it_is(kind, bytes, findings));
    }
    // What is text was told apart first: two letters are enough for some kinds, and a table may begin with them.
    let media_type = infer::get(bytes).ok_or(FileRefusal::Type)?;
    let (kind, bytes) = match media_type.mime_type() {
        "image/jpeg" => (FileKind::Jpeg, image::jpeg(bytes)?),
        "image/png" => (FileKind::Png, image::png(bytes)?),
        "image/webp" => (FileKind::Webp, image::webp(bytes)?),
        "image/gif" => (FileKind::Gif, image::gif(bytes)?),
        _ => {
            return Err(match media_type.matcher_type() {
                infer::MatcherType::App => FileRefusal::Program,
                infer::MatcherType::Archive => FileRefusal::Archive,
                _ => FileRefusal::Type,
            });
        }
    };
    let findings = Vec::new();
    Ok(Inspected {
        kind,
        bytes,
        findings,
    })
}

fn as_it_is(kind: FileKind, bytes: &Bytes, findings: Findings) -> Inspected {
    Inspected {
        kind,
        bytes: bytes.clone(),
        findings: findings.into_vec(),
    }
}
