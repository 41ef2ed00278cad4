//! Words for people, by language: Fluent bundles over `templates/locales`. `es-AR` is the source, `en` is complete.
//!
//! Numbers among the arguments are written the way of the language, and still choose the plural. Read once: unlike
//! templates, changed words are seen after a restart.

use std::borrow::Cow;

use domain::locale::Locale;
use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle, memoizer::MemoizerKind,
};
use unic_langid::{LanguageIdentifier, langid};

use crate::{files, format, names::Named};

type Bundle = FluentBundle<FluentResource>;

/// The words of every language.
pub struct Words {
    es_ar: Bundle,
    en: Bundle,
}

/// The words cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// A file does not parse, or a key is there twice.
    #[error("{file}: {detail}")]
    File {
        /// The file, below `templates`.
        file: String,
        /// What is wrong with it.
        detail: String,
    },
    /// There is no such key in the language.
    #[error("no words for `{key}` in {locale}")]
    Missing {
        /// The key asked for.
        key: String,
        /// The language asked for.
        locale: Locale,
    },
    /// The words want an argument that was not given, or refer to words that are not there.
    #[error("the words of `{key}` in {locale} cannot be put together: {detail}")]
    Broken {
        /// The key asked for.
        key: String,
        /// The language asked for.
        locale: Locale,
        /// What Fluent says.
        detail: String,
    },
}

/// What the words are about: names and numbers to put into them.
#[derive(Default)]
pub struct Args<'a>(FluentArgs<'a>);

impl<'a> Args<'a> {
    /// No arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more argument. Whole numbers are written by the language and choose the plural.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<FluentValue<'a>>) -> Self {
        self.0.set(name, value);
        self
    }
}

impl Words {
    /// Reads the words of every language.
    pub fn load() -> Result<Self, WordsError> {
        Ok(Self {
            es_ar: bundle(Locale::EsAr, langid!("es-AR"), number_es)?,
            en: bundle(Locale::En, langid!("en"), number_en)?,
        })
    }

    /// The words of `key`. What is missing is logged; then the Spanish words, and last the key itself, stand in.
    pub fn text(&self, locale: Locale, key: &str, args: &Args<'_>) -> String {
        self.try_text(locale, key, args).unwrap_or_else(|error| {
            tracing::error!(%error, "words fall back to the source language");
            self.loose(Locale::EsAr, key, args)
                .unwrap_or_else(|| key.to_owned())
        })
    }

    /// The words of `key`, or why they cannot be had.
    pub fn try_text(&self, locale: Locale, key: &str, args: &Args<'_>) -> Result<String, WordsError> {
        let bundle = self.bundle(locale);
        let pattern = bundle
            .get_message(key)
            .and_then(|message| message.value())
            .ok_or_else(|| WordsError::Missing {
                key: key.to_owned(),
                locale,
            })?;
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(pattern, Some(&args.0), &mut errors)
            .into_owned();
        if errors.is_empty() {
            Ok(text)
        } else {
            Err(WordsError::Broken {
                key: key.to_owned(),
                locale,
                detail: list(&errors),
            })
        }
    }

    /// The name of a status, an outcome, a role…
    pub fn name(&self, locale: Locale, value: impl Named) -> String {
        self.text(locale, value.name_key(), &Args::new())
    }

    /// Whether the language has words for `key`.
    pub fn has(&self, locale: Locale, key: &str) -> bool {
        self.bundle(locale).has_message(key)
    }

    fn bundle(&self, locale: Locale) -> &Bundle {
        match locale {
            Locale::EsAr => &self.es_ar,
            Locale::En => &self.en,
        }
    }

    fn loose(&self, locale: Locale, key: &str, args: &Args<'_>) -> Option<String> {
        let bundle = self.bundle(locale);
        let pattern = bundle.get_message(key)?.value()?;
        Some(
            bundle
                .format_pattern(pattern, Some(&args.0), &mut Vec::new())
                .into_owned(),
        )
    }
}

type Numbers = fn(&FluentValue<'_>, &intl::Memoizer) -> Option<String>;

mod intl {
    /// What a concurrent bundle keeps plural rules in; its crate is not ours to name.
    pub(super) type Memoizer = <super::Bundle as super::Memoizes>::Memoizer;
}

trait Memoizes {
    type Memoizer: MemoizerKind;
}

impl<R, M: MemoizerKind> Memoizes for fluent_bundle::bundle::FluentBundle<R, M> {
    type Memoizer = M;
}

fn bundle(locale: Locale, language: LanguageIdentifier, numbers: Numbers) -> Result<Bundle, WordsError> {
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Isolation marks would end up in subjects, in CSV and in copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(numbers));
    for file in files::list(&format!("locales/{locale}/")) {
        let wrong = |detail: String| WordsError::File {
            file: file.clone(),
            detail,
        };
        let source = files::read(&file).ok_or_else(|| wrong("not UTF-8".to_owned()))?;
        let resource = FluentResource::try_new(source).map_err(|(_, errors)| {
            wrong(
                errors
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("; "),
            )
        })?;
        bundle
            .add_resource(resource)
            .map_err(|errors| wrong(list(&errors)))?;
    }
    Ok(bundle)
}

fn number_es<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(Locale::EsAr, value)
}

fn number_en<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(Locale::En, value)
}

fn number(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "counts of people and days; arguments are whole numbers"
        )]
        FluentValue::Number(number) => Some(format::number(locale, number.value as i64)),
        _ => None,
    }
}

fn list(errors: &[FluentError]) -> String {
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}
