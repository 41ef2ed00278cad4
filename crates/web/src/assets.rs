//! Stylesheet, script, fonts, icon: embedded, at addresses that change with their content, so that browsers may keep them for good.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::secret;

use crate::{
    AppState,
    layers::Policy,
    packed::{Coding, Effort, Packed},
    problem::Fault,
};

#[derive(rust_embed::RustEmbed)]
#[folder = "assets"]
struct Folder;

/// A file to be served.
#[derive(Debug)]
pub struct Asset {
    /// Its address below `/assets/`.
    pub address: String,
    content: Packed,
    media_type: &'static str,
}

/// What is served, by its address below `/assets/`; and the address of each name.
struct Assets {
    served: HashMap<String, Asset>,
    addresses: HashMap<String, String>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::load);

const SVG: &str = "image/svg+xml";

/// How much of a content's hash is in its address.
const HASH: usize = 10;

/// The address of a file of the folder, below the site's root: `/assets/app.1a2b3c4d5e.css`.
pub fn address(name: &str) -> String {
    let found = ASSETS.addresses.get(name).map_or(name, String::as_str);
    format!("/assets/{found}")
}

/// One of them, to be kept for a year; its address never has other content.
pub async fn show(
    State(app): State<AppState>,
    Path(name): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Fault> {
    let own = if ASSETS.served.contains_key(&name) {
        None
    } else {
        app.site_file(&name).await
    };
    let found = own.as_deref().or_else(|| ASSETS.served.get(&name));
    let asset = found.ok_or(Fault::NotFound)?;
    let headers: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    let (bytes, coding) = asset.content.wanted(Coding::accepted(&asked), |_| true).await;
    let mut response = (headers, bytes).into_response();
    coding.tell(response.headers_mut());
    if asset.media_type == SVG {
        response.extensions_mut().insert(Policy::Drawing);
    }
    Ok(response)
}

impl Assets {
    fn load() -> Self {
        let mut assets = Self {
            served: HashMap::new(),
            addresses: HashMap::new(),
        };
        // The licences are for whoever reads the sources.
        let names = Folder::iter().filter(|name| !name.ends_with(".txt"));
        let (sheets, others): (Vec<_>, Vec<_>) = names.partition(|name| name.ends_with(".css"));
        for name in others {
            if let Some(bytes) = content(&name) {
                assets.add(&name, bytes);
            }
        }
        // A stylesheet names its fonts: by the addresses they have got.
        for name in sheets {
            let Some(text) = content(&name).and_then(|bytes| String::from_utf8(bytes).ok()) else {
                continue;
            };
            let text = assets
                .addresses
                .iter()
                .fold(text, |text, (name, address)| text.replace(name, address));
            assets.add(&name, text.into_bytes());
        }
        assets
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let asset = Asset::new(name, bytes);
        self.addresses.insert(name.to_owned(), asset.address.clone());
        self.served.insert(asset.address.clone(), asset);
    }
}

impl Asset {
    /// A file, whose address is made of its name and its content.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let media_type = match ending {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "woff2" => "font/woff2",
            "png" => "image/png",
            _ => SVG,
        };
        let mut hash = secret::hash(&secret::hex(&bytes));
        hash.truncate(HASH);
        Self {
            address: format!("{stem}.{hash}.{ending}"),
            content: Packed::new(bytes.into(), Effort::Lasting),
            media_type,
        }
    }
}

fn content(name: &str) -> Option<Vec<u8>> {
    Folder::get(name).map(|file| match file.data {
        Cow::Borrowed(bytes) => bytes.to_vec(),
        Cow::Owned(bytes) => bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::{ASSETS, address};

    #[test]
    fn a_sheet_names_its_fonts_as_they_are_served() {
        let sheet = address("app.css").replace("/assets/", "");
        let served = &ASSETS.served[&sheet];
        let sheet = str::from_utf8(served.content.plain()).unwrap();
        assert_eq!(served.media_type, "text/css; charset=utf-8");
        for font in ["open-sans.woff2", "nunito-700.woff2"] {
            let served = address(font).replace("/assets/", "");
            assert!(
                sheet.contains(&served) && ASSETS.served.contains_key(&served),
                "{served}"
            );
        }
        assert!(!sheet.contains("url(\"fonts/") && !sheet.contains("data:") && !sheet.contains("url(http"));
    }

    #[test]
    fn what_is_not_there_has_no_content() {
        assert_eq!(address("nothing.css"), "/assets/nothing.css");
        assert!(!ASSETS.served.contains_key("nothing.css") && !ASSETS.served.contains_key("LICENSES.txt"));
    }
}
