//! Workbooks and letters of the office programs before 2007: told apart, and said not to have been looked into.

use domain::attachment::{FileKind, FileRefusal, FindingKind};

use super::{Findings, pdf::find};

/// Which it is. Its directory names its parts in UTF-16.
pub fn look(bytes: &[u8]) -> Result<(FileKind, Findings), FileRefusal> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        return Err(FileRefusal::Locked);
    }
    if has("_VBA_PROJECT") {
        return Err(FileRefusal::Program);
    }
    let kind = if has("Workbook") || has("Book") {
        FileKind::Xls
    } else if has("WordDocument") {
        FileKind::Doc
    } else {
        return Err(FileRefusal::Type);
    };
    let mut findings = Findings::default();
    findings.found(FindingKind::NotInspectable);
    Ok((kind, findings))
}

#[cfg(test)]
mod tests {
    use domain::attachment::{FileKind, FileRefusal};

    use super::look;

    fn with(name: &str) -> Vec<u8> {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
        super::super::COMPOUND
            .iter()
            .copied()
            .chain([0; 64])
            .chain(wide)
            .collect()
    }

    #[test]
    fn it_is_told_apart_by_its_parts() {
        let kind = |name| look(&with(name)).map(|(kind, findings)| (kind, findings.into_vec().len()));
        assert_eq!(kind("Workbook"), Ok((FileKind::Xls, 1)));
        assert_eq!(kind("WordDocument"), Ok((FileKind::Doc, 1)));
        assert_eq!(kind("EncryptedPackage"), Err(FileRefusal::Locked));
        assert_eq!(kind("_VBA_PROJECT"), Err(FileRefusal::Program));
        assert_eq!(kind("AddressBuch"), Err(FileRefusal::Type));
    }
}
