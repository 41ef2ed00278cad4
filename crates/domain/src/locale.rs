//! The languages Ventanilla speaks.

use crate::keys::keys;

keys! {
    /// A language of the interface and of the mail. Spanish is the source; English is complete.
    Locale {
        EsAr = "es-AR",
        En = "en",
    }
}

impl Locale {
    /// The best of our languages for an `Accept-Language` value (RFC 9110 §12.5.4); `None` when it asks for none of them.
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut wanted: Vec<(Self, u16)> = accept_language
            .split(',')
            .filter_map(|range| {
                let mut parts = range.split(';');
                let tag = parts.next()?.trim();
                let quality = parts
                    .find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok())
                    .unwrap_or(1.0);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "clamped to 0..1000"
                )]
                let thousandths = (quality.clamp(0.0, 1.0) * 1000.0) as u16;
                Some((Self::from_tag(tag)?, thousandths)).filter(|(_, quality)| *quality > 0)
            })
            .collect();
        wanted.sort_by_key(|(_, quality)| std::cmp::Reverse(*quality));
        wanted.first().map(|(locale, _)| *locale)
    }

    /// The locale of a language tag such as `es`, `es-419` or `en-GB`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "es" | "*" => Some(Self::EsAr),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn the_better_wish_wins() {
        assert_eq!(Locale::negotiate("en;q=0.5, es-419"), Some(Locale::EsAr));
        assert_eq!(Locale::negotiate("fr, en-GB;q=0.8, es;q=0.3"), Some(Locale::En));
        assert_eq!(Locale::negotiate("fr, de;q=0.5"), None);
        assert_eq!(Locale::negotiate("en;q=0"), None);
    }
}
