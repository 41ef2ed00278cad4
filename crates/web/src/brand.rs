//! Whose site this is: name, logo, colours, who answers for it. What the machine has set is read once at the start; what an
//! admin says where it has set nothing is put over it ([`said`]); what nobody says is ours.
//!
//! The logo and the colours are files of ours, at addresses that change with their content, like the other assets.

use std::sync::Arc;

use domain::{locale::Locale, person::Email};
use render::{Accent, Colour};
use url::Url;

use crate::assets::Asset;

pub mod logo;
mod look;
pub mod said;
mod sheet;

pub use look::Look;
use look::Size;

/// What an installation says of itself.
#[derive(Debug, Clone, Default)]
pub struct BrandSettings {
    /// The name of the site.
    pub name: Option<String>,
    /// The government that answers.
    pub government: Option<String>,
    /// Where its people are reached.
    pub contact: Option<Contact>,
    /// The last line of every page, by language.
    pub legal: Vec<(Locale, String)>,
    /// The colour of buttons, links and marks.
    pub accent: Option<Accent>,
    /// The colour of the line below the header.
    pub line: Option<Colour>,
    /// A picture that stands before the name.
    pub logo: Option<Logo>,
    /// What the home page begins with, by language, in Markdown.
    pub intro: Vec<(Locale, String)>,
    /// Who answers, by language, in Markdown.
    pub about: Vec<(Locale, String)>,
}

/// Where people of the government are reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// By mail.
    Email(Email),
    /// On a page.
    Page(Url),
}

/// A logo. Whoever makes one has looked at what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is.
    pub format: LogoFormat,
    /// Its width for a height of one.
    pub ratio: f64,
}

/// What a logo may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFormat {
    /// Lines.
    Svg,
    /// Dots.
    Png,
}

/// The settings and the files they make.
#[derive(Debug, Default)]
pub struct Brand {
    settings: BrandSettings,
    logo: Option<(Arc<Asset>, Size)>,
    sheet: Option<Arc<Asset>>,
    sheet_at: Option<String>,
}

impl Brand {
    /// Makes the files.
    pub fn new(mut settings: BrandSettings) -> Self {
        let logo = settings.logo.take().map(|logo| {
            let name = match logo.format {
                LogoFormat::Svg => "logo.svg",
                LogoFormat::Png => "logo.png",
            };
            let size = Size::of(logo.ratio);
            (Arc::new(Asset::new(name, logo.bytes)), size)
        });
        let sheet = sheet::sheet(&settings).map(|text| Arc::new(Asset::new("brand.css", text.into_bytes())));
        Self {
            settings,
            logo,
            sheet,
            sheet_at: None,
        }
    }

    /// The name of the site, if it has one of its own.
    pub fn name(&self) -> Option<&str> {
        self.settings.name.as_deref()
    }

    /// The government that answers, if it is named.
    pub fn government(&self) -> Option<&str> {
        self.settings.government.as_deref()
    }

    /// The address the people behind the site are written to, if they have one.
    pub fn contact_email(&self) -> Option<String> {
        match self.settings.contact.as_ref()? {
            Contact::Email(email) => Some(email.to_string()),
            Contact::Page(_) => None,
        }
    }

    /// Where the people behind the site are reached: an address to write to or a page, as a link has it.
    pub fn contact(&self) -> Option<String> {
        self.settings.contact.as_ref().map(Contact::url)
    }

    /// One that has everything, for the check of the templates.
    pub fn sample() -> Self {
        Self::new(BrandSettings {
            name: Some("Datos <b>de</b> Villa Ejemplo".to_owned()),
            government: Some("Municipalidad <i>de Villa Ejemplo".to_owned()),
            contact: Url::parse("https://example.org/contacto?a=1&b=2")
                .ok()
                .map(Contact::Page),
            legal: Locale::ALL
                .iter()
                .map(|locale| (*locale, "Licencia <b>CC BY 4.0".to_owned()))
                .collect(),
            accent: Some(Accent::default()),
            line: Some(Colour::BLACK),
            logo: Some(Logo {
                bytes: br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3v1H0z"/></svg>"#.to_vec(),
                format: LogoFormat::Svg,
                ratio: 3.0,
            }),
            intro: Locale::ALL
                .iter()
                .map(|locale| (*locale, "Hola, **vos** <b>.\n\n- Uno".to_owned()))
                .collect(),
            about: Locale::ALL
                .iter()
                .map(|locale| (*locale, "Somos [ejemplo](https://example.org) <i>.".to_owned()))
                .collect(),
        })
    }
}

impl Contact {
    fn url(&self) -> String {
        match self {
            Self::Email(email) => format!("mailto:{email}"),
            Self::Page(url) => url.to_string(),
        }
    }

    /// As people say it.
    fn text(&self) -> String {
        match self {
            Self::Email(email) => email.to_string(),
            Self::Page(url) => {
                let host = url.host_str().unwrap_or_default();
                format!("{host}{}", url.path().trim_end_matches('/'))
            }
        }
    }
}
