//! A file of a dataset, and whether it holds data: only data tells when a dataset changed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::keys::keys;

/// A file of a dataset, or another address at which its data is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// What the portal calls it.
    pub id: String,
    /// What people call it; empty if nothing.
    pub name: String,
    /// Where it is, ready to be asked; none if the portal gives no address that can be.
    pub url: Option<String>,
    /// In which format, as written: `CSV`.
    pub format: String,
    /// What is in it.
    pub kind: Kind,
    /// How large it is, in bytes.
    pub size: Option<u64>,
    /// Since when it is there.
    pub created: Option<Timestamp>,
    /// When it changed last, as the portal says.
    pub last_modified: Option<Timestamp>,
    /// The columns of its table.
    pub fields: Vec<DataField>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataField {
    /// Its name in the file.
    pub title: String,
    /// What is in it, as written: `string`, `date`.
    pub kind: String,
    /// What it means.
    pub description: String,
}

keys! {
    /// What is in a file.
    Kind {
        /// Data.
        Data = "data",
        /// Words about it.
        Documentation = "documentation",
        /// The same data as in another file, converted by the portal.
        Twin = "twin",
    }
}

impl Resource {
    /// When it changed, or else since when it is there.
    pub fn changed(&self) -> Option<Timestamp> {
        self.last_modified.or(self.created)
    }
}

/// What a file holds, by its format and what the portal calls its type. A ZIP is data (maps, bulk releases) unless its type says
/// otherwise; a text to read is documentation whatever its type says.
pub fn kind(format: &str, resource_type: Option<&str>) -> Kind {
    const TEXTS: [&str; 8] = ["pdf", "doc", "docx", "odt", "rtf", "htm", "html", "md"];
    let is = |text: &str, other: &str| text.trim().trim_start_matches('.').eq_ignore_ascii_case(other);
    let is_text = TEXTS.iter().any(|text| is(format, text));
    if is_text || resource_type.is_some_and(|kind| is(kind, "documentation")) {
        Kind::Documentation
    } else {
        Kind::Data
    }
}

/// Whether a file is the portal's own conversion of another one, whose identifier it then has with `-xlsx` behind it.
pub fn is_twin(id: &str, is_known: impl Fn(&str) -> bool) -> bool {
    id.strip_suffix("-xlsx").is_some_and(is_known)
}

#[cfg(test)]
mod tests {
    use super::{Kind, is_twin, kind};

    #[test]
    fn only_data_is_data() {
        for (format, resource_type, expected) in [
            ("CSV", Some("file"), Kind::Data),
            ("GeoJSON", None, Kind::Data),
            ("", None, Kind::Data),
            ("ZIP", Some("file"), Kind::Data),
            ("ZIP", Some("documentation"), Kind::Documentation),
            ("CSV", Some("Documentation"), Kind::Documentation),
            ("PDF", Some("file"), Kind::Documentation),
            (".pdf", None, Kind::Documentation),
        ] {
            assert_eq!(
                kind(format, resource_type),
                expected,
                "{format} {resource_type:?}"
            );
        }
    }

    #[test]
    fn a_twin_has_a_brother() {
        let is_known = |id: &str| id == "juqdkmgo-191-resource";
        assert!(is_twin("juqdkmgo-191-resource-xlsx", is_known));
        assert!(!is_twin("another-xlsx", is_known));
        assert!(!is_twin("juqdkmgo-191-resource", is_known));
    }
}
