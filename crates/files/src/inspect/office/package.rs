//! The container: read part by part, never more of it than is sensible. What it says of its sizes is checked before anything
//! is unpacked, and held to while it is.

use std::{
    collections::BTreeSet,
    io::{BufReader, Cursor, Error, ErrorKind, Read},
};

use bytes::Bytes;
use domain::attachment::FileRefusal;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::{CompressionMethod, ZipArchive};

/// Parts it may have.
const MOST_PARTS: usize = 10_000;
/// Bytes of all its parts.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// A part larger than this that is so many times its packed size holds nothing but repetition.
const LARGE: u64 = 8 * 1024 * 1024;
const MOST_TIMES: u64 = 150;
/// Bytes without a tag: no cell and no paragraph is as long.
const LONGEST_TEXT: u64 = 4 * 1024 * 1024;

/// A container.
pub struct Package {
    zip: ZipArchive<Cursor<Bytes>>,
    names: Vec<String>,
}

/// A piece of a part.
pub enum Node<'a> {
    /// A tag opens; `true` if it closes at once.
    Open(&'a BytesStart<'a>, bool),
    /// A tag closes: its name without prefix.
    Close(&'a [u8]),
    /// Text.
    Text(&'a str),
}

impl Package {
    /// Opens it, if it is one and nothing else: nothing before it, behind it, or twice in it.
    pub fn open(bytes: &Bytes) -> Result<Self, FileRefusal> {
        let mut zip = ZipArchive::new(Cursor::new(bytes.clone())).map_err(|_| FileRefusal::Broken)?;
        if zip.len() > MOST_PARTS {
            return Err(FileRefusal::Bomb);
        }
        let at_end = bytes
            .len()
            .checked_sub(22)
            .is_some_and(|at| bytes[at..].starts_with(b"PK\x05\x06"));
        if zip.offset() != 0 || !zip.comment().is_empty() || !at_end {
            return Err(FileRefusal::Disguised);
        }
        let (mut names, mut seen, mut sum) = (Vec::with_capacity(zip.len()), BTreeSet::new(), 0_u64);
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|_| FileRefusal::Broken)?;
            if part.encrypted() {
                return Err(FileRefusal::Locked);
            }
            if !matches!(
                part.compression(),
                CompressionMethod::Stored | CompressionMethod::Deflated
            ) {
                return Err(FileRefusal::Broken);
            }
            let (size, packed) = (part.size(), part.compressed_size());
            sum = sum.saturating_add(size);
            if sum > MOST_BYTES || (size > LARGE && size / packed.max(1) > MOST_TIMES) {
                return Err(FileRefusal::Bomb);
            }
            let name = part.name().map_err(|_| FileRefusal::Broken)?;
            // Office programs do not tell capitals apart in them (ECMA-376-2, 6.2.2.3).
            let name = name.replace('\\', "/").to_ascii_lowercase();
            if !seen.insert(name.clone()) {
                return Err(FileRefusal::Disguised);
            }
            names.push(name);
        }
        if zip.has_overlapping_files().map_err(|_| FileRefusal::Broken)? {
            return Err(FileRefusal::Bomb);
        }
        Ok(Self { zip, names })
    }

    /// The names of its parts, in small letters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether it has a part.
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|part| part == name)
    }

    /// The first `most` bytes of a part, as text.
    pub fn text(&mut self, name: &str, most: u64) -> Result<Option<String>, FileRefusal> {
        let Some(index) = self.names().position(|part| part == name) else {
            return Ok(None);
        };
        let part = self.zip.by_index(index).map_err(|_| FileRefusal::Broken)?;
        let mut bytes = Vec::new();
        part.take(most)
            .read_to_end(&mut bytes)
            .map_err(|_| FileRefusal::Broken)?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Walks through a part, if it has it.
    pub fn walk(&mut self, name: &str, mut each: impl FnMut(Node<'_>)) -> Result<(), FileRefusal> {
        let Some(index) = self.names().position(|part| part == name) else {
            return Ok(());
        };
        let part = self.zip.by_index(index).map_err(|_| FileRefusal::Broken)?;
        let size = part.size();
        let tame = Tame {
            part,
            left: size,
            text: 0,
        };
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 * 1024, tame));
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).map_err(refusal)? {
                Event::Start(tag) => each(Node::Open(&tag, false)),
                Event::Empty(tag) => each(Node::Open(&tag, true)),
                Event::End(tag) => each(Node::Close(tag.local_name().as_ref())),
                Event::Text(text) => each(Node::Text(&text.decode().map_err(|_| FileRefusal::Broken)?)),
                Event::CData(text) => each(Node::Text(&text.decode().map_err(|_| FileRefusal::Broken)?)),
                Event::GeneralRef(reference) => {
                    let known = reference.resolve_char_ref().ok().flatten().unwrap_or(' ');
                    each(Node::Text(known.encode_utf8(&mut [0; 4])));
                }
                // No office program writes one, and entities are declared there.
                Event::DocType(_) => return Err(FileRefusal::Disguised),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof => return Ok(()),
            }
            buffer.clear();
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    all.with_checks(false);
    let found = all
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes());
    found.map(|attribute| String::from_utf8_lossy(&attribute.value).into_owned())
}

/// Whether an attribute is there and says yes.
pub fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(tag, name).as_deref(), Some("1" | "true" | "on"))
}

fn refusal(error: quick_xml::Error) -> FileRefusal {
    match error {
        quick_xml::Error::Io(error) if error.kind() == ErrorKind::FileTooLarge => FileRefusal::Bomb,
        _ => FileRefusal::Broken,
    }
}

/// A part that ends where it said it would, and has tags.
struct Tame<R> {
    part: R,
    left: u64,
    text: u64,
}

impl<R: Read> Read for Tame<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.part.read(buffer)?;
        let too_large = || Error::from(ErrorKind::FileTooLarge);
        self.left = self.left.checked_sub(count as u64).ok_or_else(too_large)?;
        match buffer[..count].iter().rposition(|byte| *byte == b'<') {
            Some(last) => self.text = (count - last) as u64,
            None => self.text += count as u64,
        }
        if self.text > LONGEST_TEXT {
            return Err(too_large());
        }
        Ok(count)
    }
}
