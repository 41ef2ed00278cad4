//! Files made by hand, as people and attackers have them, and the folder they end up in.

use std::{
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
};

use domain::attachment::Quotas;
use files::Files;
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::app::TestApp;

/// The data folder of an installation.
pub struct Folder(TempDir);

impl Folder {
    /// A new one, in which `app` keeps its files from now on.
    pub fn of(app: &mut TestApp, quotas: Quotas) -> Self {
        let folder = TempDir::new().unwrap();
        app.state.files = Files::in_folder(folder.path(), quotas).unwrap();
        app.state.second_factor = false;
        app.renew();
        Self(folder)
    }

    /// Every file in it, with those that are still arriving.
    pub fn all(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        below(self.0.path(), &mut found);
        found
    }
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// A photo with the place where it was taken, and a thumbnail of what was cut off.
pub fn photo() -> Vec<u8> {
    let segment = |marker: u8, contents: &[u8]| {
        let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], contents].concat()
    };
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPSLatitude -34.6037 GPSLongitude -58.3816");
    [
        vec![0xff, 0xd8],
        segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xe1, &exif),
        segment(0xdb, &[1; 65]),
        segment(0xc0, &[8, 0, 16, 0, 16, 1, 1, 0x11, 0]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![0x12, 0x34, 0xff, 0xd9],
    ]
    .concat()
}

/// A workbook with these parts besides those that every one has.
pub fn workbook(sheets: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let book = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let own = [
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", book.as_str()),
    ];
    for (name, text) in own.iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// One with two hidden sheets and an address.
pub fn with_hidden_sheets() -> Vec<u8> {
    workbook(
        "<sheet name='Gastos'/><sheet name='Padrón' state='hidden'/><sheet name='Sueldos' state='veryHidden'/>",
        &[(
            "xl/sharedStrings.xml",
            "<sst><si><t>eva.secreta@example.org</t></si></sst>",
        )],
    )
}

/// A small file that would fill gigabytes.
pub fn bomb() -> Vec<u8> {
    let zeros = "0".repeat(40 * 1024 * 1024);
    workbook("<sheet name='A'/>", &[("xl/worksheets/sheet1.xml", &zeros)])
}
