//! Where a catalogue is.

use std::{fmt, path::PathBuf};

use url::Url;

/// Where a catalogue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A CKAN portal.
    Ckan {
        /// Its root, with a slash at the end.
        base: Url,
    },
    /// A catalogue of the Argentine profile.
    DataJson {
        /// Its address.
        url: Url,
    },
    /// A folder with one description for each dataset, as CKAN's `package_show` gives it.
    Folder {
        /// The folder.
        path: PathBuf,
    },
}

/// Nothing can be read there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0} is neither a folder nor the address of a portal (https://data.example.org) or of a catalogue (https://data.example.org/data.json)"
)]
pub struct BadSource(String);

impl Source {
    /// What the operator wrote: an address that ends in `.json` is a catalogue, any other one is a portal.
    pub fn parse(text: &str) -> Result<Self, BadSource> {
        let text = text.trim();
        let path = PathBuf::from(text);
        if !text.is_empty() && path.is_dir() {
            return Ok(Self::Folder { path });
        }
        let bad = || BadSource(text.to_owned());
        let mut url = Url::parse(text).map_err(|_| bad())?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(bad());
        }
        url.set_fragment(None);
        if url.path().to_ascii_lowercase().ends_with(".json") {
            return Ok(Self::DataJson { url });
        }
        let path = url.path().trim_end_matches('/');
        let root = ["/api/3/action", "/api/action", "/api/3", "/api"]
            .iter()
            .find_map(|end| path.strip_suffix(end))
            .unwrap_or(path);
        let root = format!("{root}/");
        url.set_path(&root);
        url.set_query(None);
        Ok(Self::Ckan { base: url })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ckan { base: url } | Self::DataJson { url } => write!(f, "{url}"),
            Self::Folder { path } => write!(f, "{}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn what_an_operator_writes_is_understood() {
        for text in [
            "https://data.example.org",
            "https://data.example.org/",
            " https://data.example.org/api/3/action ",
            "https://data.example.org/api/3/action/",
            "https://data.example.org/api/3?a=b#c",
        ] {
            let Ok(Source::Ckan { base }) = Source::parse(text) else {
                panic!("{text}");
            };
            assert_eq!(base.as_str(), "https://data.example.org/", "{text}");
        }
        let Ok(Source::Ckan { base }) = Source::parse("http://example.org:8080/ckan/api/3/action") else {
            panic!();
        };
        assert_eq!(base.as_str(), "http://example.org:8080/ckan/");
        let catalogue = "https://data.example.org/data.json?a=b";
        assert_eq!(Source::parse(catalogue).unwrap().to_string(), catalogue);
        let folder = env!("CARGO_MANIFEST_DIR");
        assert!(matches!(Source::parse(folder), Ok(Source::Folder { .. })));
        for text in [
            "",
            "data.example.org",
            "ftp://data.example.org/",
            "there/is/no/such/folder",
        ] {
            assert!(Source::parse(text).is_err(), "{text}");
        }
    }
}
