//! What templates can do: the functions, filters and tests of a language, strictness and escaping.

use std::sync::Arc;

use domain::locale::Locale;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, TemplateSource, UndefinedBehavior, Value,
    syntax::SyntaxConfig,
    value::{Kwargs, ValueKind},
};

use crate::{
    files, format, markdown, names,
    words::{Args, Words},
};

/// The environment of a language.
pub(super) fn environment(locale: Locale, words: &Arc<Words>, zone: &TimeZone) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|name| {
        if name.rsplit_once('.').is_some_and(|(_, ending)| ending == "txt") {
            AutoEscape::None
        } else {
            AutoEscape::Html
        }
    });
    env.set_formatter(write_value);
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        env.set_syntax(syntax);
    }
    env.set_loader(load);
    env.set_auto_reload(cfg!(debug_assertions));
    env.add_global("lang", locale.as_str());
    add_words(&mut env, locale, words);
    add_formats(&mut env, locale, words, zone);
    env.add_filter("markdown", |state: &State<'_, '_>, text: String| {
        let html = markdown::to_html(&text);
        // On pages a request that is named is linked; a mail has no site around it.
        let root = state.lookup("site").and_then(|site| site.get_attr("root").ok());
        let html = match root.as_ref().and_then(Value::as_str) {
            Some(root) => markdown::link_requests(&html, root),
            None => html,
        };
        Value::from_safe_string(html)
    });
    env.add_filter("plain", |text: String| markdown::plain(&text));
    env.add_filter("excerpt", |text: String, max: usize| {
        markdown::excerpt(&text, max)
    });
    env.add_filter("quoted", |text: String| {
        text.lines()
            .map(|line| format!("> {line}").trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    });
    env.add_test("web_address", |url: String| markdown::is_web_address(&url));
    env
}

#[expect(clippy::unnecessary_wraps, reason = "the engine's loaders may fail")]
fn load(name: &str) -> Result<Option<TemplateSource>, Error> {
    let Some(source) = files::read(name) else {
        return Ok(None);
    };
    let source = TemplateSource::new(source);
    #[cfg(debug_assertions)]
    let source = {
        let (name, seen) = (name.to_owned(), files::modified(name));
        source.with_uptodate_check(move || files::modified(&name) == seen)
    };
    Ok(Some(source))
}

fn add_words(env: &mut Environment<'static>, locale: Locale, words: &Arc<Words>) {
    let all = Arc::clone(words);
    env.add_function("t", move |key: String, kwargs: Kwargs| {
        let html = key.ends_with("-html");
        let mut args = Args::new();
        for name in kwargs.args() {
            let value: Value = kwargs.peek(name)?;
            args = argument(args, name, &value, html)?;
        }
        let text = say(&all, locale, &key, &args)?;
        Ok::<_, Error>(if html {
            Value::from_safe_string(text)
        } else {
            Value::from(text)
        })
    });
    let name = |words: Arc<Words>| {
        move |family: &str, key: &str| match names::key_of(family, key) {
            Some(key) => say(&words, locale, key, &Args::new()),
            None => Err(invalid(format!("no name for {family} `{key}`"))),
        }
    };
    let of = name(Arc::clone(words));
    env.add_function("name", move |family: String, key: String| of(&family, &key));
    let of = name(Arc::clone(words));
    env.add_filter("named", move |key: String, family: String| of(&family, &key));
}

fn add_formats(env: &mut Environment<'static>, locale: Locale, words: &Arc<Words>, zone: &TimeZone) {
    let (all, local) = (Arc::clone(words), zone.clone());
    env.add_filter("date", move |day: String| {
        Ok::<_, Error>(format::date_short(&all, locale, date(&day, &local)?))
    });
    let (all, local) = (Arc::clone(words), zone.clone());
    env.add_filter("date_long", move |day: String| {
        Ok::<_, Error>(format::date_long(&all, locale, date(&day, &local)?))
    });
    let (all, local) = (Arc::clone(words), zone.clone());
    env.add_filter("moment", move |at: String| {
        Ok::<_, Error>(format::moment(&all, locale, timestamp(&at)?, &local))
    });
    let (all, local) = (Arc::clone(words), zone.clone());
    env.add_filter("ago", move |at: String, now: String| {
        Ok::<_, Error>(format::age(
            &all,
            locale,
            timestamp(&at)?,
            timestamp(&now)?,
            &local,
        ))
    });
    let all = Arc::clone(words);
    env.add_filter("the", move |name: String| format::the(&all, locale, &name));
    env.add_filter("number", move |number: i64| format::number(locale, number));
}

/// Missing words stop a debug build, so that tests see them; a release says them in the source language.
fn say(words: &Words, locale: Locale, key: &str, args: &Args<'_>) -> Result<String, Error> {
    if cfg!(debug_assertions) {
        words
            .try_text(locale, key, args)
            .map_err(|error| invalid(error.to_string()))
    } else {
        Ok(words.text(locale, key, args))
    }
}

fn argument<'a>(args: Args<'a>, name: &str, value: &Value, html: bool) -> Result<Args<'a>, Error> {
    let name = name.to_owned();
    if let Some(number) = value.as_i64().filter(|_| value.kind() == ValueKind::Number) {
        return Ok(args.with(name, number));
    }
    match value.as_str() {
        Some(text) if html && !value.is_safe() => Ok(args.with(name, escaped(text))),
        Some(text) => Ok(args.with(name, text.to_owned())),
        None => Err(invalid(format!(
            "argument `{name}` is neither a text nor a whole number: {}",
            value.kind()
        ))),
    }
}

fn date(text: &str, zone: &TimeZone) -> Result<Date, Error> {
    match text.parse::<Timestamp>() {
        Ok(at) => Ok(at.to_zoned_datetime(zone.clone()).date()),
        Err(_) => text.parse().map_err(|_| invalid(format!("not a date: {text}"))),
    }
}

fn timestamp(text: &str) -> Result<Timestamp, Error> {
    text.parse().map_err(|_| invalid(format!("not a moment: {text}")))
}

/// Escapes what HTML needs and nothing more (slashes stay, so addresses stay readable). A value that is not there
/// stops a debug build and is left out by a release: nobody should read "none".
fn write_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return if cfg!(debug_assertions) {
            Err(invalid("a value that is not there (none) was to be printed"))
        } else {
            Ok(())
        };
    }
    match (state.auto_escape(), value.as_str()) {
        (AutoEscape::Html, Some(text)) if !value.is_safe() => {
            out.write_str(&escaped(text)).map_err(Error::from)
        }
        _ => minijinja::escape_formatter(out, state, value),
    }
}

/// Text as HTML shows it.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn invalid(detail: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail)
}
