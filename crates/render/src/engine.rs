//! The template engine: one strict minijinja environment per language, over the `templates` folder.
//!
//! Templates have `t("key", arg=…)`, `name("status", key)`, `lang`; filters `date`, `date_long`, `moment`, `ago(now)`,
//! `number`, `the`, `named(family)`, `markdown`, `plain`, `quoted`, `excerpt(max)`; the test `web_address`. Only Markdown and
//! `-html` keys are safe HTML.

mod environment;

use std::sync::Arc;

use domain::locale::Locale;
use jiff::tz::TimeZone;
use minijinja::{
    Environment, Error,
    value::{Serde, Value},
};
use serde::Serialize;

use crate::{
    files,
    words::{Words, WordsError},
};

use environment::environment;
pub use environment::escaped;

/// Renders templates in every language.
pub struct Engine {
    words: Arc<Words>,
    es_ar: Environment<'static>,
    en: Environment<'static>,
}

/// A page or a mail could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The words cannot be read.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// The template does not exist, does not parse, or asks for what its context has not.
    #[error("{template}: {source:#}")]
    Template {
        /// The template asked for.
        template: String,
        /// What the engine says.
        #[source]
        source: Error,
    },
}

/// What a template wrote, and what it set for others to use.
pub struct Rendering {
    /// The text.
    pub text: String,
    /// The value of the variable asked for, if the template set it to a text.
    pub export: Option<String>,
}

impl Engine {
    /// An engine that tells times in `zone`.
    pub fn new(zone: &TimeZone) -> Result<Self, RenderError> {
        let words = Arc::new(Words::load()?);
        let es_ar = environment(Locale::EsAr, &words, zone);
        let en = environment(Locale::En, &words, zone);
        Ok(Self { words, es_ar, en })
    }

    /// The words of every language.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Renders the template `name` (its path below `templates`).
    pub fn render(
        &self,
        name: &str,
        locale: Locale,
        context: &impl Serialize,
    ) -> Result<String, RenderError> {
        let render = || {
            self.environment(locale)
                .get_template(name)?
                .render(Value::from(Serde(context)))
        };
        render().map_err(|source| RenderError::Template {
            template: name.to_owned(),
            source,
        })
    }

    /// Renders a template that is in no file; its name decides about escaping.
    pub fn render_source(
        &self,
        name: &str,
        source: &str,
        locale: Locale,
        context: &impl Serialize,
    ) -> Result<String, RenderError> {
        self.environment(locale)
            .render_named_str(name, source, Value::from(Serde(context)))
            .map_err(|source| RenderError::Template {
                template: name.to_owned(),
                source,
            })
    }

    /// Renders like [`Self::render`] and hands out one variable that the template sets at its top.
    pub fn render_and_export(
        &self,
        name: &str,
        locale: Locale,
        context: &impl Serialize,
        export: &str,
    ) -> Result<Rendering, RenderError> {
        let render = || {
            let captured = self
                .environment(locale)
                .get_template(name)?
                .render_captured(Value::from(Serde(context)))?;
            let export = captured
                .state()
                .lookup(export)
                .and_then(|value| value.as_str().map(str::to_owned));
            Ok(Rendering {
                text: captured.into_output(),
                export,
            })
        };
        render().map_err(|source| RenderError::Template {
            template: name.to_owned(),
            source,
        })
    }

    /// Compiles every template of the folder, in every language.
    pub fn check(&self) -> Result<(), RenderError> {
        for template in files::list("")
            .into_iter()
            .filter(|path| !path.starts_with("locales/"))
        {
            for locale in Locale::ALL {
                if let Err(source) = self.environment(*locale).get_template(&template) {
                    return Err(RenderError::Template { template, source });
                }
            }
        }
        Ok(())
    }

    fn environment(&self, locale: Locale) -> &Environment<'static> {
        match locale {
            Locale::EsAr => &self.es_ar,
            Locale::En => &self.en,
        }
    }
}
