//! XLSX (ECMA-376): sheets, rows, columns and names that are not shown, comments, copies of data from elsewhere.

use domain::attachment::{FileRefusal, FindingKind};

use super::{
    super::{
        Findings,
        personal::{Column, Personal},
    },
    package::{Node, Package, attribute, is_set},
};

/// Columns whose heading is remembered.
const MOST_COLUMNS: usize = 16_384;

/// Looks into a workbook.
pub fn look(
    package: &mut Package,
    findings: &mut Findings,
    personal: &mut Personal,
) -> Result<(), FileRefusal> {
    package.walk("xl/workbook.xml", |node| {
        let Node::Open(tag, _) = node else { return };
        match tag.local_name().as_ref() {
            b"sheet" if attribute(tag, "state").is_some_and(|state| state != "visible") => {
                findings.found(FindingKind::HiddenSheets);
            }
            // Filters have one each that is always hidden.
            b"definedName" if is_set(tag, "hidden") => {
                let name = attribute(tag, "name").unwrap_or_default();
                if !name.starts_with("_xlnm.") {
                    findings.found(FindingKind::HiddenNames);
                }
            }
            _ => {}
        }
    })?;
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    let below = |folder: &str, begin: &str| {
        let prefix = format!("{folder}{begin}");
        names
            .iter()
            .filter(move |name| name.starts_with(&prefix) && name.strip_suffix(".xml").is_some())
            .collect::<Vec<_>>()
    };
    let count = |names: &[&String]| i64::try_from(names.len()).unwrap_or(i64::MAX);
    findings.add(
        FindingKind::PivotCaches,
        count(&below("xl/pivotcache/", "pivotcachedefinition")),
    );
    findings.add(
        FindingKind::ExternalLinks,
        count(&below("xl/externallinks/", "externallink")),
    );
    // The newer ones are in the older form too.
    let mut comments = below("xl/", "comments");
    comments.extend(below("xl/comments/", ""));
    let comments = if comments.is_empty() {
        below("xl/threadedcomments/", "")
    } else {
        comments
    };
    for part in comments {
        package.walk(part, |node| match node {
            Node::Open(tag, _) if matches!(tag.local_name().as_ref(), b"comment" | b"threadedComment") => {
                findings.found(FindingKind::Comments);
            }
            Node::Text(text) => personal.text(text),
            Node::Open(..) | Node::Close(_) => {}
        })?;
    }
    let shared = shared(package, personal)?;
    for part in below("xl/worksheets/", "") {
        sheet(package, part, &shared, findings, personal)?;
    }
    // What is copied from elsewhere.
    for part in below("xl/pivotcache/", "")
        .into_iter()
        .chain(below("xl/externallinks/", "externallink"))
    {
        package.walk(part, |node| match node {
            Node::Open(tag, _) => {
                if let Some(value) = attribute(tag, "v") {
                    personal.text(&value);
                }
            }
            Node::Text(text) => personal.text(text),
            Node::Close(_) => {}
        })?;
    }
    Ok(())
}

/// What a text is that cells share, if they stand under a heading.
#[derive(Debug, Clone, Copy, Default)]
struct Shared {
    heading: Column,
    dni: bool,
    phone: bool,
}

/// The texts that cells share: looked through once, and remembered by what they could be.
fn shared(package: &mut Package, personal: &mut Personal) -> Result<Vec<Shared>, FileRefusal> {
    let mut all = Vec::new();
    let mut text = String::new();
    let mut phonetic = false;
    package.walk("xl/sharedstrings.xml", |node| match node {
        Node::Open(tag, empty) => match tag.local_name().as_ref() {
            b"si" => {
                text.clear();
                if empty {
                    all.push(Shared::default());
                }
            }
            b"rPh" => phonetic = !empty,
            _ => {}
        },
        Node::Text(piece) if !phonetic => text.push_str(piece),
        Node::Text(_) => {}
        Node::Close(b"rPh") => phonetic = false,
        Node::Close(b"si") => {
            personal.text(&text);
            all.push(Shared {
                heading: Column::of(&text),
                dni: Personal::is(&text, Column::Dni),
                phone: Personal::is(&text, Column::Phone),
            });
        }
        Node::Close(_) => {}
    })?;
    Ok(all)
}

fn sheet(
    package: &mut Package,
    part: &str,
    shared: &[Shared],
    findings: &mut Findings,
    personal: &mut Personal,
) -> Result<(), FileRefusal> {
    let mut cells = Cells::default();
    package.walk(part, |node| match node {
        Node::Open(tag, empty) => match tag.local_name().as_ref() {
            b"row" => {
                cells.next = 0;
                let flat = attribute(tag, "ht").is_some_and(|height| height == "0");
                if is_set(tag, "hidden") || flat {
                    findings.found(FindingKind::HiddenRows);
                }
            }
            b"col" => {
                let narrow = attribute(tag, "width").is_some_and(|width| width == "0");
                if is_set(tag, "hidden") || narrow {
                    let number = |name| attribute(tag, name).and_then(|text| text.parse::<i64>().ok());
                    let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(1));
                    findings.add(FindingKind::HiddenColumns, (last - first + 1).clamp(1, 16_384));
                }
            }
            b"c" => {
                cells.column = attribute(tag, "r")
                    .and_then(|at| column(&at))
                    .unwrap_or(cells.next);
                cells.next = cells.column + 1;
                cells.shared = attribute(tag, "t").is_some_and(|kind| kind == "s");
                cells.text.clear();
            }
            b"v" | b"t" => cells.reading = !empty,
            _ => {}
        },
        Node::Text(piece) if cells.reading => cells.text.push_str(piece),
        Node::Text(_) => {}
        Node::Close(b"v" | b"t") => cells.reading = false,
        Node::Close(b"c") => cells.close(shared, personal),
        Node::Close(b"row") => cells.headed |= !cells.headings.is_empty(),
        Node::Close(_) => {}
    })
}

/// The cell that is being read, and the headings above it.
#[derive(Debug, Default)]
struct Cells {
    headings: Vec<Column>,
    headed: bool,
    column: usize,
    next: usize,
    shared: bool,
    reading: bool,
    text: String,
}

impl Cells {
    fn close(&mut self, shared: &[Shared], personal: &mut Personal) {
        if self.text.is_empty() {
            return;
        }
        let known = if self.shared {
            let at = self.text.trim().parse::<usize>().ok();
            Some(at.and_then(|at| shared.get(at)).copied().unwrap_or_default())
        } else {
            None
        };
        if !self.headed {
            if self.column < MOST_COLUMNS {
                self.headings
                    .resize(self.headings.len().max(self.column + 1), Column::Other);
                self.headings[self.column] =
                    known.map_or_else(|| Column::of(&self.text), |known| known.heading);
            }
            if known.is_none() {
                personal.text(&self.text);
            }
            return;
        }
        let heading = self.headings.get(self.column).copied().unwrap_or_default();
        match known {
            None => personal.cell(&self.text, heading),
            Some(known) if heading == Column::Dni && known.dni => personal.found(FindingKind::Dni),
            Some(known) if heading == Column::Phone && known.phone => personal.found(FindingKind::Phone),
            Some(_) => {}
        }
    }
}

/// The number of the column of a cell: `B7` is in 1.
fn column(at: &str) -> Option<usize> {
    let letters = at.bytes().take_while(u8::is_ascii_alphabetic).take(3);
    let number = letters.fold(0, |sum, letter| {
        sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1)
}
