//! What the machine has set, and what an admin says where it has set nothing.

use std::sync::Arc;

use domain::{
    locale::Locale,
    person::Email,
    site::{SiteLogo, SiteText, SiteTexts},
};
use render::{
    Colour,
    colour::said::{self, BadColour},
};
use url::Url;

use super::{Brand, BrandSettings, Contact, Logo, LogoFormat, sheet};
use crate::assets::Asset;

/// What is wrong with something that an admin says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wrong {
    /// It is neither an address nor a page.
    Contact,
    /// It is no colour that can be used.
    Colour(BadColour),
}

impl Contact {
    /// An e-mail address, or that of a page.
    pub fn parse(text: &str) -> Option<Self> {
        let page = || {
            let url = Url::parse(text).ok()?;
            let plain = url.username().is_empty() && url.password().is_none() && url.host().is_some();
            (plain && matches!(url.scheme(), "http" | "https")).then_some(Self::Page(url))
        };
        Email::parse(text).map(Self::Email).or_else(page)
    }
}

impl From<SiteLogo> for Logo {
    fn from(logo: SiteLogo) -> Self {
        Self {
            bytes: logo.bytes,
            format: if logo.is_svg {
                LogoFormat::Svg
            } else {
                LogoFormat::Png
            },
            ratio: logo.ratio,
        }
    }
}

impl From<Logo> for SiteLogo {
    fn from(logo: Logo) -> Self {
        Self {
            is_svg: logo.format == LogoFormat::Svg,
            ratio: logo.ratio,
            bytes: logo.bytes,
        }
    }
}

/// Everything that is wrong with what an admin says.
pub fn wrongs(texts: &SiteTexts) -> Vec<(SiteText, Wrong)> {
    let mut wrongs = Vec::new();
    if texts
        .get(SiteText::Contact)
        .is_some_and(|text| Contact::parse(text).is_none())
    {
        wrongs.push((SiteText::Contact, Wrong::Contact));
    }
    let (light, dark) = (texts.get(SiteText::Accent), texts.get(SiteText::AccentDark));
    // Each by itself, so that both are told at once.
    for (of, is_dark) in [
        (said::accent(light, None), false),
        (said::accent(None, dark), true),
    ] {
        if let Err((_, bad)) = of {
            let key = if is_dark {
                SiteText::AccentDark
            } else {
                SiteText::Accent
            };
            wrongs.push((key, Wrong::Colour(bad)));
        }
    }
    if texts
        .get(SiteText::HeaderLine)
        .is_some_and(|text| Colour::parse(text).is_none())
    {
        wrongs.push((SiteText::HeaderLine, Wrong::Colour(BadColour::Unreadable)));
    }
    wrongs
}

impl Brand {
    /// What the machine has set: nobody says otherwise.
    pub fn fixed(&self) -> Vec<SiteText> {
        let own = &self.settings;
        let is_fixed = |key: &&SiteText| match key {
            SiteText::Name => own.name.is_some(),
            SiteText::Government => own.government.is_some(),
            SiteText::Contact => own.contact.is_some(),
            SiteText::LegalEs => own.legal.iter().any(|(locale, _)| *locale == Locale::EsAr),
            SiteText::LegalEn => own.legal.iter().any(|(locale, _)| *locale == Locale::En),
            SiteText::Accent | SiteText::AccentDark => own.accent.is_some(),
            SiteText::HeaderLine => own.line.is_some(),
            SiteText::IntroEs | SiteText::IntroEn | SiteText::AboutEs | SiteText::AboutEn => false,
        };
        SiteText::ALL.iter().filter(is_fixed).copied().collect()
    }

    /// As people read what the machine has set.
    pub fn fixed_text(&self, key: SiteText) -> Option<String> {
        let own = &self.settings;
        let legal = |wanted| {
            let found = own.legal.iter().find(|(locale, _)| *locale == wanted);
            found.map(|(_, text)| text.clone())
        };
        match key {
            SiteText::Name => own.name.clone(),
            SiteText::Government => own.government.clone(),
            SiteText::Contact => own.contact.as_ref().map(Contact::text),
            SiteText::LegalEs => legal(Locale::EsAr),
            SiteText::LegalEn => legal(Locale::En),
            SiteText::Accent => own.accent.map(|accent| accent.light.fill.to_string()),
            SiteText::AccentDark => own.accent.map(|accent| accent.dark.fill.to_string()),
            SiteText::HeaderLine => own.line.map(|line| line.to_string()),
            SiteText::IntroEs | SiteText::IntroEn | SiteText::AboutEs | SiteText::AboutEn => None,
        }
    }

    /// Whether the machine has set a logo.
    pub fn has_logo(&self) -> bool {
        self.logo.is_some()
    }

    /// With what an admin says, where the machine has set nothing. What is wrong in it is left out.
    #[must_use]
    pub fn saying(&self, texts: &SiteTexts, logo: Option<Logo>) -> Self {
        let own = self.settings.clone();
        let said = |key| texts.get(key).map(str::to_owned);
        let in_languages = |key: fn(Locale) -> SiteText| -> Vec<(Locale, String)> {
            let each = |locale: &Locale| Some((*locale, said(key(*locale))?));
            Locale::ALL.iter().filter_map(each).collect()
        };
        let mut legal = own.legal;
        for (locale, text) in in_languages(SiteText::legal) {
            if legal.iter().all(|(known, _)| *known != locale) {
                legal.push((locale, text));
            }
        }
        let accent = || {
            let typed = (texts.get(SiteText::Accent), texts.get(SiteText::AccentDark));
            said::accent(typed.0, typed.1).ok().flatten()
        };
        let settings = BrandSettings {
            name: own.name.or_else(|| said(SiteText::Name)),
            government: own.government.or_else(|| said(SiteText::Government)),
            contact: own
                .contact
                .or_else(|| texts.get(SiteText::Contact).and_then(Contact::parse)),
            legal,
            accent: own.accent.or_else(accent),
            line: own
                .line
                .or_else(|| texts.get(SiteText::HeaderLine).and_then(Colour::parse)),
            intro: in_languages(SiteText::intro),
            about: in_languages(SiteText::about),
            logo: if self.logo.is_some() { None } else { logo },
        };
        let mut brand = Self::new(settings);
        if let Some(own) = &self.logo {
            brand.logo = Some(own.clone());
        }
        brand
    }

    /// Its stylesheet, by an address at which it is made anew each time: for what is shown and not kept.
    #[must_use]
    pub(crate) fn with_sheet_at(mut self, address: String) -> Self {
        self.sheet_at = Some(address);
        self
    }

    /// The text of its stylesheet.
    pub(crate) fn sheet_text(&self) -> String {
        sheet::sheet(&self.settings).unwrap_or_default()
    }

    /// A file of it, by its address below `/assets/`.
    pub(crate) fn asset(&self, address: &str) -> Option<Arc<Asset>> {
        let mut files = self.logo.iter().map(|(file, _)| file).chain(&self.sheet);
        files.find(|file| file.address == address).cloned()
    }
}
