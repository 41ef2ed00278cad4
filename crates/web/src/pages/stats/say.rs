//! How figures are said: days, shares, names.

use domain::locale::Locale;
use render::{Args, Words, format, names::Named};

/// The words of a language.
#[derive(Clone, Copy)]
pub struct Say<'a> {
    words: &'a Words,
    /// The language.
    pub locale: Locale,
}

impl<'a> Say<'a> {
    /// In this language.
    pub fn new(words: &'a Words, locale: Locale) -> Self {
        Self { words, locale }
    }

    /// Words without variables.
    pub fn text(&self, key: &str) -> String {
        self.words.text(self.locale, key, &Args::new())
    }

    /// Words with variables.
    pub fn with(&self, key: &str, args: &Args<'_>) -> String {
        self.words.text(self.locale, key, args)
    }

    /// The name of a value of the contract.
    pub fn name(&self, value: impl Named) -> String {
        self.words.name(self.locale, value)
    }

    /// A whole number.
    pub fn number(&self, number: i64) -> String {
        format::number(self.locale, number)
    }

    /// A number of days, given in halves.
    pub fn days(&self, halves: i64) -> String {
        let args = Args::new()
            .with("count", if halves == 2 { 1 } else { 2 })
            .with("text", format::halves(self.locale, halves));
        self.with("stats-days", &args)
    }

    /// A share in percent, rounded.
    pub fn percent(&self, part: i64, all: i64) -> String {
        let percent = (part * 200 + all.max(1)) / (all.max(1) * 2);
        self.with(
            "stats-percent",
            &Args::new().with("percent", self.number(percent)),
        )
    }

    /// From so many days to so many, or without an end.
    pub fn band(&self, first: usize, last: Option<usize>) -> String {
        let args = Args::new().with("first", first.to_string());
        match last {
            Some(last) => self.with("stats-band", &args.with("last", last.to_string())),
            None => self.with("stats-band-last", &args),
        }
    }

    /// A month and its year.
    pub fn month(&self, period: i32) -> String {
        let args = Args::new()
            .with("month", format::month(self.words, self.locale, period % 100))
            .with("year", (period / 100).to_string());
        self.with("stats-month", &args)
    }

    /// A month, in short.
    pub fn month_short(&self, period: i32) -> String {
        format::month_short(self.words, self.locale, period % 100)
    }
}
