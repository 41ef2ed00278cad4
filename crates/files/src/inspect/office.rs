//! Workbooks and letters in a container of XML: which it is, and what in it is not seen at first sight.

use bytes::Bytes;
use domain::attachment::{FileKind, FileRefusal, FindingKind};

use super::{Findings, personal::Personal};

mod letter;
mod open_document;
mod package;
mod workbook;

#[cfg(test)]
mod tests;

use package::Package;

/// How the parts are called that hold programs.
const PROGRAMS: [&str; 4] = ["vbaproject.bin", "vbadata.xml", "macrosheet", "activex"];

/// Looks into a container.
pub fn look(bytes: &Bytes) -> Result<(FileKind, Findings), FileRefusal> {
    let mut package = Package::open(bytes)?;
    let kind = kind(&mut package)?;
    let acts = |name: &&str| PROGRAMS.iter().any(|program| name.contains(program));
    let scripted = |name: &&str| name.starts_with("basic/") || name.starts_with("scripts/");
    if package.names().any(|name| acts(&name) || scripted(&name)) {
        return Err(FileRefusal::Program);
    }
    let mut findings = Findings::default();
    let mut personal = Personal::default();
    match kind {
        FileKind::Xlsx => workbook::look(&mut package, &mut findings, &mut personal)?,
        FileKind::Docx => letter::look(&mut package, &mut findings, &mut personal)?,
        _ => open_document::look(&mut package, &mut findings, &mut personal)?,
    }
    let carried = package.names().filter(|name| is_carried(name)).count();
    findings.add(FindingKind::Embedded, i64::try_from(carried).unwrap_or(i64::MAX));
    personal.into_findings(&mut findings);
    Ok((kind, findings))
}

/// What it says that it is, and has the parts of.
fn kind(package: &mut Package) -> Result<FileKind, FileRefusal> {
    if let Some(said) = package.text("mimetype", 200)? {
        let kind = match said.trim() {
            "application/vnd.oasis.opendocument.spreadsheet" => FileKind::Ods,
            "application/vnd.oasis.opendocument.text" => FileKind::Odt,
            _ => return Err(FileRefusal::Type),
        };
        let manifest = package.text("meta-inf/manifest.xml", 1024 * 1024)?;
        if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
            return Err(FileRefusal::Locked);
        }
        return if package.has("content.xml") {
            Ok(kind)
        } else {
            Err(FileRefusal::Broken)
        };
    }
    let Some(types) = package.text("[content_types].xml", 1024 * 1024)? else {
        return Err(FileRefusal::Archive);
    };
    if types.to_lowercase().contains("macroenabled") {
        return Err(FileRefusal::Program);
    }
    match (package.has("xl/workbook.xml"), package.has("word/document.xml")) {
        (true, false) => Ok(FileKind::Xlsx),
        (false, true) => Ok(FileKind::Docx),
        (true, true) => Err(FileRefusal::Disguised),
        (false, false) => Err(FileRefusal::Type),
    }
}

/// Whether a part is a file of its own.
fn is_carried(name: &str) -> bool {
    let object = name
        .strip_prefix("object ")
        .and_then(|rest| rest.strip_suffix("/content.xml"));
    (name.contains("/embeddings/") && !name.ends_with('/')) || object.is_some()
}
