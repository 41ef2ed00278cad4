//! Text, tables and JSON, in UTF-8 or Latin-1. What a browser could take for a page, a drawing or a program is none of them.

use std::borrow::Cow;

use domain::attachment::{FileKind, FileRefusal};
use serde::de::IgnoredAny;

use super::{
    Findings,
    personal::{Column, Personal},
};

/// How far browsers look to guess what something is.
const SNIFFED: usize = 1024;
/// Bytes with which other kinds of file begin that may go on as text.
const MAGIC: [&[u8]; 6] = [b"GIF8", b"%!PS", b"{\\rtf", b"BEGIN:VCARD", b"RIFF", b"MSCF"];

/// The text of a file, if it is one: no controls but line breaks, tabs and page breaks.
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let plain = |byte: &u8| !matches!(byte, 0..=8 | 11 | 14..=31 | 127);
    if !bytes.iter().all(plain) {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        // Latin-1 with the quotes and dashes that Windows puts where Latin-1 has controls. A file that is hardly anything
        // but such letters is no text.
        Err(_) => {
            let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
            (high * 3 <= bytes.len()).then(|| bytes.iter().map(|byte| char::from(*byte)).collect())
        }
    }
}

/// Which kind of text it is, and what is in it that tells of persons.
pub fn look(text: &str, name: &str) -> Result<(FileKind, Findings), FileRefusal> {
    let begin = text.trim_start();
    if begin.is_empty() {
        return Err(FileRefusal::Empty);
    }
    if begin.starts_with("#!") {
        return Err(FileRefusal::Program);
    }
    let head = &text.as_bytes()[..text.len().min(SNIFFED)];
    if begin.starts_with('<') || acts(head) || MAGIC.iter().any(|magic| text.as_bytes().starts_with(magic)) {
        return Err(FileRefusal::Disguised);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    let mut personal = Personal::default();
    let kind = if begin.starts_with(['{', '[']) && is_json(begin) {
        personal.text(text);
        FileKind::Json
    } else if let Some(separator) = separator(text).filter(|_| ending != "txt") {
        table(text, separator, &mut personal);
        FileKind::Csv
    } else {
        personal.text(text);
        if FileKind::Csv.extensions().contains(&ending) {
            FileKind::Csv
        } else {
            FileKind::Txt
        }
    };
    let mut findings = Findings::default();
    personal.into_findings(&mut findings);
    Ok((kind, findings))
}

/// Whether a browser that guesses could take it for something that acts.
pub fn acts(head: &[u8]) -> bool {
    const WORDS: [&str; 9] = [
        "<script",
        "<html",
        "<svg",
        "<!doctype",
        "<iframe",
        "<body",
        "<head",
        "<?php",
        "<?xml",
    ];
    let head = String::from_utf8_lossy(head).to_lowercase();
    WORDS.iter().any(|word| head.contains(word))
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// What separates the columns, if the first lines have it equally often.
fn separator(text: &str) -> Option<u8> {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(5)
        .collect();
    [b'\t', b';', b',', b'|'].into_iter().find(|separator| {
        let mut counts = lines
            .iter()
            .map(|line| line.bytes().filter(|byte| byte == separator).count());
        let first = counts.next().unwrap_or(0);
        first > 0 && counts.all(|count| count >= first)
    })
}

fn table(text: &str, separator: u8, personal: &mut Personal) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut columns: Vec<Column> = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).is_ok_and(|more| more) {
        if columns.is_empty() {
            columns = record.iter().map(Column::of).collect();
        }
        for (index, cell) in record.iter().enumerate() {
            personal.cell(cell, columns.get(index).copied().unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::attachment::{FileKind, FileRefusal, Finding, FindingKind};

    use super::{decode, look};

    fn of(bytes: &[u8], name: &str) -> Result<(FileKind, Vec<Finding>), FileRefusal> {
        let text = decode(bytes).ok_or(FileRefusal::Type)?;
        look(&text, name).map(|(kind, findings)| (kind, findings.into_vec()))
    }

    #[test]
    fn its_content_says_what_it_is() {
        let kind = |text: &str, name| of(text.as_bytes(), name).map(|(kind, _)| kind);
        assert_eq!(kind("a;b\n1;2\n", "x.exe"), Ok(FileKind::Csv));
        assert_eq!(kind("a,b\n1,2\n", "x.txt"), Ok(FileKind::Txt));
        assert_eq!(kind("Hola, qué tal.\nBien.", "x"), Ok(FileKind::Txt));
        assert_eq!(kind("una columna\n1\n", "x.csv"), Ok(FileKind::Csv));
        assert_eq!(kind("{\"a\": [1]}", "x.csv"), Ok(FileKind::Json));
        assert_eq!(kind("\u{feff}año;monto\n2025;1", "x"), Ok(FileKind::Csv));
        assert_eq!(
            of(b"a\xf1o;monto\n2025;1\n", "x").map(|(kind, _)| kind),
            Ok(FileKind::Csv)
        );
        for disguised in [
            "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            " \n<!DOCTYPE html><title>x",
            "a;b\n<script>alert(1)</script>;c",
            "GIF89a=1;alert(1)",
        ] {
            assert_eq!(
                kind(disguised, "x.csv"),
                Err(FileRefusal::Disguised),
                "{disguised}"
            );
        }
        assert_eq!(kind("#!/bin/sh\nrm -r x", "x.txt"), Err(FileRefusal::Program));
        assert_eq!(of(b"a\0b", "x.txt"), Err(FileRefusal::Type));
        assert_eq!(kind(" \n ", "x.txt"), Err(FileRefusal::Empty));
    }

    #[test]
    fn persons_in_a_table_are_counted() {
        let table = "nombre;dni;correo;monto\nAna;30.123.456;ana@example.org;12.345.678\nSol;28999111;;1\n";
        let count = |kind, count| Finding { kind, count };
        assert_eq!(
            of(table.as_bytes(), "x.csv").unwrap().1,
            [count(FindingKind::Dni, 2), count(FindingKind::Email, 1)]
        );
    }
}
