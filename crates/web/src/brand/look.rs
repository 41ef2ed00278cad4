//! What the frame of a page shows of the brand.

use domain::locale::Locale;
use serde::Serialize;

use super::Brand;
use crate::assets::Asset;

/// How high a logo is shown, in CSS pixels; its width follows.
const LOGO_HEIGHT: f64 = 44.0;
/// No logo is shown wider than this.
const LOGO_WIDTH: f64 = 220.0;

/// What the frame of a page shows of it.
#[derive(Debug, Serialize)]
pub struct Look {
    name: Option<String>,
    government: Option<String>,
    contact: Option<Way>,
    legal: Option<String>,
    logo: Option<Picture>,
    sheet: Option<String>,
    intro: Option<String>,
    about: Option<String>,
}

/// A link and its text.
#[derive(Debug, Serialize)]
struct Way {
    url: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct Picture {
    src: String,
    width: u32,
    height: u32,
}

/// How large a picture is shown.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    width: u32,
    height: u32,
}

impl Brand {
    /// What a page shows, in a language, below the path prefix `root`.
    pub(crate) fn look(&self, root: &str, locale: Locale) -> Look {
        let settings = &self.settings;
        let path = |file: &Asset| format!("{root}/assets/{}", file.address);
        let own = |texts: &[(Locale, String)]| {
            let found = texts.iter().find(|(language, _)| *language == locale);
            found.map(|(_, text)| text.clone())
        };
        Look {
            name: settings.name.clone(),
            government: settings.government.clone(),
            contact: settings.contact.as_ref().map(|contact| Way {
                url: contact.url(),
                text: contact.text(),
            }),
            legal: own(&settings.legal),
            intro: own(&settings.intro),
            about: own(&settings.about),
            logo: self.logo.as_ref().map(|(file, size)| Picture {
                src: path(file),
                width: size.width,
                height: size.height,
            }),
            sheet: self.sheet_at.clone().or_else(|| self.sheet.as_deref().map(path)),
        }
    }
}

impl Size {
    /// Of a picture so many times as wide as it is high.
    pub fn of(ratio: f64) -> Self {
        let width = (LOGO_HEIGHT * ratio).min(LOGO_WIDTH);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and LOGO_WIDTH"
        )]
        let pixels = |length: f64| length.round().clamp(1.0, LOGO_WIDTH) as u32;
        Self {
            width: pixels(width),
            height: pixels(width / ratio),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_fits_into_the_header() {
        let size = |ratio| {
            let size = Size::of(ratio);
            (size.width, size.height)
        };
        assert_eq!(
            [size(1.0), size(3.0), size(10.0), size(0.1), size(1e9)],
            [(44, 44), (132, 44), (220, 22), (4, 44), (220, 1)]
        );
    }
}
