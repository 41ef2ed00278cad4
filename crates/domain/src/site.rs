//! What an admin says of the site in the browser: its name, who answers, its last line, its colours, its logo, and two texts.
//! What whoever runs the machine has set goes before it; which that is, the web knows.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    field::{Fields, Invalid},
    keys::keys,
    locale::Locale,
};

keys! {
    /// What can be said. The first ones are called as the settings of the machine that go before them.
    SiteText {
        /// The name of the site.
        Name = "site_name",
        /// The government that answers.
        Government = "government",
        /// Where its people are reached: an address or a page.
        Contact = "contact",
        /// The last line of every page, in Spanish.
        LegalEs = "legal_es",
        /// The last line of every page, in English.
        LegalEn = "legal_en",
        /// The colour of buttons, links and marks.
        Accent = "accent",
        /// The same on dark pages.
        AccentDark = "accent_dark",
        /// The colour of the line below the header.
        HeaderLine = "header_line",
        /// What the home page begins with, in Spanish.
        IntroEs = "intro_es",
        /// What the home page begins with, in English.
        IntroEn = "intro_en",
        /// Who answers, on the page that says how it works, in Spanish.
        AboutEs = "about_es",
        /// Who answers, in English.
        AboutEn = "about_en",
    }
}

impl SiteText {
    /// Its longest, in characters.
    const fn most(self) -> usize {
        match self {
            Self::Name | Self::Government => 80,
            Self::Contact => 300,
            Self::LegalEs | Self::LegalEn => 400,
            Self::Accent | Self::AccentDark | Self::HeaderLine => 7,
            Self::IntroEs | Self::IntroEn => 1_000,
            Self::AboutEs | Self::AboutEn => 8_000,
        }
    }

    /// Whether it may have more than one line.
    const fn is_long(self) -> bool {
        matches!(
            self,
            Self::IntroEs | Self::IntroEn | Self::AboutEs | Self::AboutEn
        )
    }

    /// The last line in a language.
    pub const fn legal(locale: Locale) -> Self {
        match locale {
            Locale::EsAr => Self::LegalEs,
            Locale::En => Self::LegalEn,
        }
    }

    /// What the home page begins with in a language.
    pub const fn intro(locale: Locale) -> Self {
        match locale {
            Locale::EsAr => Self::IntroEs,
            Locale::En => Self::IntroEn,
        }
    }

    /// Who answers, in a language.
    pub const fn about(locale: Locale) -> Self {
        match locale {
            Locale::EsAr => Self::AboutEs,
            Locale::En => Self::AboutEn,
        }
    }
}

/// What was said; what was not is as the machine has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SiteTexts(BTreeMap<SiteText, String>);

impl SiteTexts {
    /// Reads the fields of a form, one for each; a blank one says nothing.
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let mut texts = BTreeMap::new();
        for key in SiteText::ALL {
            let Some(text) = fields.text_within(key.as_str(), 1, key.most()) else {
                continue;
            };
            let text = if key.is_long() {
                text
            } else {
                text.replace(char::is_control, " ")
            };
            texts.insert(*key, text);
        }
        fields.finish(Self(texts))
    }

    /// What was stored, but for what we do not know.
    pub(crate) fn stored(text: &str) -> Self {
        let all: BTreeMap<String, String> = serde_json::from_str(text).unwrap_or_default();
        let known = |(key, text): (String, String)| Some((SiteText::parse(&key)?, text));
        Self(all.into_iter().filter_map(known).collect())
    }

    /// What was said of one thing.
    pub fn get(&self, key: SiteText) -> Option<&str> {
        self.0.get(&key).map(String::as_str)
    }

    /// All that was said.
    pub fn iter(&self) -> impl Iterator<Item = (SiteText, &str)> {
        self.0.iter().map(|(key, text)| (*key, text.as_str()))
    }

    /// With what others say of these things in place of what was said here.
    #[must_use]
    pub fn keeping(mut self, keys: &[SiteText], others: &Self) -> Self {
        for key in keys {
            self.0.remove(key);
            if let Some(text) = others.get(*key) {
                self.0.insert(*key, text.to_owned());
            }
        }
        self
    }

    /// What is said differently, by key.
    pub fn differs_from(&self, others: &Self) -> Vec<SiteText> {
        let differs = |key: &&SiteText| self.get(**key) != others.get(**key);
        SiteText::ALL.iter().filter(differs).copied().collect()
    }
}

/// A picture that stands before the name. Whoever makes one has looked at what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteLogo {
    /// Lines, else dots.
    pub is_svg: bool,
    /// Its width for a height of one.
    pub ratio: f64,
    /// The file.
    pub bytes: Vec<u8>,
}

impl SiteLogo {
    /// As it is stored.
    pub(crate) fn stored(&self) -> String {
        let kind = if self.is_svg { "svg" } else { "png" };
        format!("{kind} {} {}", self.ratio, STANDARD.encode(&self.bytes))
    }

    /// From what is stored.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        let (kind, ratio, bytes) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            is_svg: kind == "svg",
            ratio: ratio.parse().ok()?,
            bytes: STANDARD.decode(bytes).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{SiteLogo, SiteText, SiteTexts};

    #[test]
    fn what_is_said_is_kept_as_it_was_said() {
        let members = json!({"site_name": " Datos\u{7}de Villa ", "intro_es": "Hola\n\nVos", "contact": ""});
        let texts = SiteTexts::parse(members.as_object().unwrap()).unwrap();
        assert_eq!(texts.get(SiteText::Contact), None);
        assert_eq!(texts.get(SiteText::IntroEs), Some("Hola\n\nVos"));
        let stored = serde_json::to_string(&texts).unwrap();
        assert_eq!(serde_json::from_str::<SiteTexts>(&stored).unwrap(), texts);
        let long = json!({"site_name": "x".repeat(81), "accent": "#12345678"});
        let wrong = SiteTexts::parse(long.as_object().unwrap()).unwrap_err();
        assert_eq!(wrong.0.len(), 2);
    }

    #[test]
    fn a_logo_is_stored_as_text() {
        let logo = SiteLogo {
            is_svg: false,
            ratio: 2.5,
            bytes: vec![0, 255, 10],
        };
        assert_eq!(SiteLogo::read(&logo.stored()), Some(logo));
        assert_eq!(SiteLogo::read("png x"), None);
    }
}
