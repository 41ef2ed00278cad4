//! ODS and ODT (ISO/IEC 26300): tables, rows, columns and text that are not shown, notes, marked changes, copies of data.

use std::collections::BTreeSet;

use domain::attachment::{FileRefusal, FindingKind};
use quick_xml::events::BytesStart;

use super::{
    super::{
        Findings,
        personal::{Column, Personal},
    },
    package::{Node, Package, attribute},
};

/// Columns whose heading is remembered.
const MOST_COLUMNS: usize = 16_384;
/// A repetition longer than this fills a sheet up to its end.
const FILLS: i64 = 10_000;

/// Looks into a document.
pub fn look(
    package: &mut Package,
    findings: &mut Findings,
    personal: &mut Personal,
) -> Result<(), FileRefusal> {
    let mut state = State::default();
    package.walk("content.xml", |node| match node {
        Node::Open(tag, empty) => state.open(tag, empty, findings),
        Node::Text(text) => state.text.push_str(text),
        Node::Close(name) => state.close(name, personal),
    })
}

/// Where we are in it.
#[derive(Debug, Default)]
struct State {
    style: String,
    hidden_styles: BTreeSet<String>,
    headings: Vec<Column>,
    headed: bool,
    column: usize,
    repeated: usize,
    in_cell: bool,
    text: String,
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>, empty: bool, findings: &mut Findings) {
        let is = |name: &str, value: &str| attribute(tag, name).is_some_and(|given| given == value);
        let repeated = |name: &str| {
            let count = attribute(tag, name)
                .and_then(|text| text.parse::<i64>().ok())
                .unwrap_or(1);
            if count > FILLS { 1 } else { count.max(1) }
        };
        let invisible = is("visibility", "collapse") || is("visibility", "filter");
        match tag.local_name().as_ref() {
            b"style" => self.style = attribute(tag, "name").unwrap_or_default(),
            b"table-properties" if is("display", "false") => {
                self.hidden_styles.insert(std::mem::take(&mut self.style));
            }
            b"text-properties" if is("display", "none") => findings.found(FindingKind::HiddenText),
            b"section" | b"hidden-text" | b"hidden-paragraph"
                if is("display", "none") || is("is-hidden", "true") =>
            {
                findings.found(FindingKind::HiddenText);
            }
            b"table" => {
                (self.headings, self.headed) = (Vec::new(), false);
                if attribute(tag, "style-name").is_some_and(|style| self.hidden_styles.contains(&style)) {
                    findings.found(FindingKind::HiddenSheets);
                }
            }
            b"table-row" => {
                self.column = 0;
                if invisible {
                    findings.add(FindingKind::HiddenRows, repeated("number-rows-repeated"));
                }
            }
            b"table-column" if invisible => {
                findings.add(FindingKind::HiddenColumns, repeated("number-columns-repeated"));
            }
            b"table-cell" | b"covered-table-cell" => {
                let times = usize::try_from(repeated("number-columns-repeated")).unwrap_or(1);
                if empty {
                    self.column += times;
                } else {
                    (self.repeated, self.in_cell) = (times, true);
                    self.text.clear();
                }
            }
            b"annotation" => findings.found(FindingKind::Comments),
            b"changed-region" | b"cell-content-change" | b"insertion" | b"deletion" | b"movement"
                if is_change(tag) =>
            {
                findings.found(FindingKind::TrackedChanges);
            }
            b"data-pilot-table" => findings.found(FindingKind::PivotCaches),
            b"table-source" | b"cell-range-source" => findings.found(FindingKind::ExternalLinks),
            b"tab" | b"s" | b"line-break" => self.text.push(' '),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8], personal: &mut Personal) {
        match name {
            b"table-cell" | b"covered-table-cell" => {
                self.in_cell = false;
                let text = std::mem::take(&mut self.text);
                let heading = self.headings.get(self.column).copied().unwrap_or_default();
                if self.headed {
                    personal.cell(&text, heading);
                } else {
                    personal.text(&text);
                    if !text.is_empty() && self.column < MOST_COLUMNS {
                        self.headings
                            .resize(self.headings.len().max(self.column + 1), Column::Other);
                        self.headings[self.column] = Column::of(&text);
                    }
                }
                self.column += self.repeated;
            }
            b"table-row" => self.headed |= !self.headings.is_empty(),
            b"p" | b"h" if self.in_cell => self.text.push(' '),
            b"p" | b"h" => {
                personal.text(&self.text);
                self.text.clear();
            }
            _ => {}
        }
    }
}

/// Regions of a text that were changed hold how; changes of a sheet stand by themselves.
fn is_change(tag: &BytesStart<'_>) -> bool {
    let name = tag.name();
    let name = name.as_ref();
    name.ends_with(b"changed-region") || name.starts_with(b"table:")
}
