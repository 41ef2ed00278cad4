//! DOCX (ECMA-376): changes that are still marked, comments, text that is not shown.

use domain::attachment::{FileRefusal, FindingKind};

use super::{
    super::{Findings, personal::Personal},
    package::{Node, Package, attribute},
};

/// Looks into a letter.
pub fn look(
    package: &mut Package,
    findings: &mut Findings,
    personal: &mut Personal,
) -> Result<(), FileRefusal> {
    let is_read = |name: &&str| {
        name.strip_prefix("word/").is_some_and(|part| {
            let told = [
                "document",
                "header",
                "footer",
                "footnotes",
                "endnotes",
                "comments",
            ];
            !part.contains('/')
                && part.strip_suffix(".xml").is_some()
                && told.iter().any(|begin| part.starts_with(begin))
        })
    };
    let parts: Vec<String> = package.names().filter(is_read).map(str::to_owned).collect();
    for part in parts {
        let mut paragraph = String::new();
        package.walk(&part, |node| match node {
            Node::Open(tag, _) => match tag.local_name().as_ref() {
                b"ins" | b"del" | b"moveFrom" | b"moveTo" => findings.found(FindingKind::TrackedChanges),
                b"comment" => findings.found(FindingKind::Comments),
                b"vanish" => {
                    let off = attribute(tag, "val")
                        .is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"));
                    if !off {
                        findings.found(FindingKind::HiddenText);
                    }
                }
                b"tab" | b"br" => paragraph.push(' '),
                _ => {}
            },
            Node::Text(text) => paragraph.push_str(text),
            Node::Close(b"p") => {
                personal.text(&paragraph);
                paragraph.clear();
            }
            Node::Close(_) => {}
        })?;
    }
    Ok(())
}
