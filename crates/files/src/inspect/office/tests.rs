use std::io::{Cursor, Write as _};

use bytes::Bytes;
use domain::attachment::{
    FileKind, FileRefusal,
    FindingKind::{self, *},
};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::look;

/// A container with these parts.
fn packed(parts: &[(&str, &str)]) -> Bytes {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner().into()
}

fn found(parts: &[(&str, &str)]) -> Result<(FileKind, Vec<(FindingKind, i64)>), FileRefusal> {
    look(&packed(parts)).map(|(kind, findings)| {
        let all = findings.into_vec().into_iter().map(|one| (one.kind, one.count));
        (kind, all.collect())
    })
}

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

#[test]
fn what_a_workbook_does_not_show_is_found() {
    let parts = [
        TYPES,
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='A'/><sheet name='B' state='hidden'/><sheet name='C' state=\"veryHidden\"/></sheets>
             <definedNames><definedName name='_xlnm._FilterDatabase' hidden='1'>A!A1</definedName>
             <definedName name='secreto' hidden='1'>C!A1</definedName></definedNames></workbook>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>dni</t></si><si><t>correo</t></si><si><r><t>ana@exam</t></r><r><t>ple.org</t></r></si><si><t>28.999.111</t></si></sst>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><cols><col min='3' max='5' hidden='1'/></cols><sheetData>
             <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>
             <row r='2' hidden='1'><c r='A2'><v>30123456</v></c><c r='B2' t='s'><v>2</v></c></row>
             <row r='3' hidden='true'><c r='A3' t='s'><v>3</v></c><c r='C3'><v>30123456</v></c></row></sheetData></worksheet>",
        ),
        ("xl/comments1.xml", "<comments><commentList><comment ref='A1'><text><t>ojo</t></text></comment></commentList></comments>"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", "<pivotCacheDefinition><sharedItems><s v='sol@example.org'/></sharedItems></pivotCacheDefinition>"),
        ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
        ("xl/embeddings/oleObject1.bin", "x"),
    ];
    let expected = [
        (HiddenSheets, 2),
        (HiddenRows, 2),
        (HiddenColumns, 3),
        (HiddenNames, 1),
        (Comments, 1),
        (PivotCaches, 1),
        (ExternalLinks, 1),
        (Embedded, 1),
        (Dni, 2),
        (Email, 2),
    ];
    assert_eq!(found(&parts), Ok((FileKind::Xlsx, expected.to_vec())));
    assert_eq!(
        found(&[TYPES, ("xl/workbook.xml", "<workbook/>")]),
        Ok((FileKind::Xlsx, vec![]))
    );
}

#[test]
fn what_a_letter_does_not_show_is_found() {
    let text = "<w:document xmlns:w='w'><w:p><w:r><w:t>Escribile a ana@</w:t></w:r><w:ins w:author='Sol'><w:r><w:t>example.org</w:t></w:r></w:ins>
        <w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>oculto</w:t></w:r></w:p></w:document>";
    let parts = [
        TYPES,
        ("word/document.xml", text),
        (
            "word/comments.xml",
            "<w:comments><w:comment><w:p/></w:comment></w:comments>",
        ),
    ];
    let expected = vec![(HiddenText, 1), (Comments, 1), (TrackedChanges, 2), (Email, 1)];
    assert_eq!(found(&parts), Ok((FileKind::Docx, expected)));
}

#[test]
fn what_an_open_document_does_not_show_is_found() {
    let sheet = "<office:document-content><office:automatic-styles><style:style style:name='ta2' style:family='table'>
        <style:table-properties table:display='false'/></style:style></office:automatic-styles><office:body>
        <table:table table:style-name='ta1'><table:table-column table:visibility='collapse' table:number-columns-repeated='2'/>
        <table:table-row><table:table-cell/><table:table-cell><text:p>Documento</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility='collapse' table:number-rows-repeated='3'><table:table-cell/><table:table-cell><text:p>30123456</text:p><office:annotation><text:p>ojo</text:p></office:annotation></table:table-cell></table:table-row>
        </table:table><table:table table:style-name='ta2'/><table:data-pilot-table/></office:body></office:document-content>";
    let mimetype = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    let expected = vec![
        (HiddenSheets, 1),
        (HiddenRows, 3),
        (HiddenColumns, 2),
        (Comments, 1),
        (PivotCaches, 1),
    ];
    let (kind, all) = found(&[mimetype, ("content.xml", sheet)]).unwrap();
    assert_eq!((kind, all), (FileKind::Ods, expected));
    let text = "<text:tracked-changes><text:changed-region><text:deletion/></text:changed-region></text:tracked-changes><text:p>DNI 30.123.456</text:p>";
    let mimetype = ("mimetype", "application/vnd.oasis.opendocument.text");
    let expected = vec![(TrackedChanges, 1), (Dni, 1)];
    assert_eq!(
        found(&[mimetype, ("content.xml", text)]),
        Ok((FileKind::Odt, expected))
    );
}

#[test]
fn bombs_programs_and_disguises_are_refused_at_once() {
    let begun = std::time::Instant::now();
    let book = ("xl/workbook.xml", "<workbook/>");
    let zeros = "0".repeat(60 * 1024 * 1024);
    assert_eq!(
        found(&[TYPES, book, ("xl/worksheets/sheet1.xml", &zeros)]),
        Err(FileRefusal::Bomb)
    );
    let text = format!(
        "<worksheet><c><v>{}</v></c></worksheet>",
        "0".repeat(7 * 1024 * 1024)
    );
    assert_eq!(
        found(&[TYPES, book, ("xl/worksheets/sheet1.xml", &text)]),
        Err(FileRefusal::Bomb)
    );
    // It says that it is smaller than it is.
    let mut lying = packed(&[
        TYPES,
        book,
        ("xl/sharedStrings.xml", &"<si><t>a</t></si>".repeat(100_000)),
    ])
    .to_vec();
    let size = 1_700_000_u32.to_le_bytes();
    let places: Vec<usize> = lying
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == size)
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert!(look(&lying.into()).is_err());
    let entities = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><workbook>&a;</workbook>";
    assert_eq!(
        found(&[TYPES, ("xl/workbook.xml", entities)]),
        Err(FileRefusal::Disguised)
    );
    assert_eq!(
        found(&[TYPES, book, ("xl/vbaProject.bin", "x")]),
        Err(FileRefusal::Program)
    );
    assert_eq!(found(&[("a.txt", "hola")]), Err(FileRefusal::Archive));
    assert_eq!(
        found(&[TYPES, ("ppt/presentation.xml", "<p/>")]),
        Err(FileRefusal::Type)
    );
    let mut behind = packed(&[TYPES, book]).to_vec();
    behind.extend(b"<script>alert(1)</script>");
    assert_eq!(look(&behind.into()).map(drop), Err(FileRefusal::Disguised));
    assert!(
        begun.elapsed().as_secs() < 20,
        "unoptimised, and it makes them too"
    );
}
