//! Dates, numbers and ages the way people of each language write them. Pure: the clock and the zone are arguments.

use domain::locale::Locale;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::words::{Args, Words};

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];

const MONTHS_SHORT: [&str; 12] = [
    "month-short-1",
    "month-short-2",
    "month-short-3",
    "month-short-4",
    "month-short-5",
    "month-short-6",
    "month-short-7",
    "month-short-8",
    "month-short-9",
    "month-short-10",
    "month-short-11",
    "month-short-12",
];

/// Ages older than this many days are said as a date.
const OLDEST_AGE: i64 = 30;

/// A whole number with its thousands apart: `1.234` or `1,234`.
pub fn number(locale: Locale, number: i64) -> String {
    let separator = match locale {
        Locale::EsAr => '.',
        Locale::En => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// The size of a file: `340 KB`, `2,4 MB`.
pub fn size(words: &Words, locale: Locale, bytes: i64) -> String {
    const KB: i64 = 1024;
    let say = |key, number: String| words.text(locale, key, &Args::new().with("number", number));
    // A file of a few bytes has its kilobyte too: nobody asks how many they are.
    let kilobytes = bytes.saturating_add(KB / 2) / KB;
    if kilobytes < KB {
        return say("size-kb", number(locale, kilobytes.max(1)));
    }
    let tenths = (bytes / KB * 10 + KB / 2) / KB;
    let point = match locale {
        Locale::EsAr => ',',
        Locale::En => '.',
    };
    let text = match (tenths / 10, tenths % 10) {
        (whole, 0) => number(locale, whole),
        (whole, part) => format!("{}{point}{part}", number(locale, whole)),
    };
    say("size-mb", text)
}

/// `16 de diciembre de 2026`, `16 December 2026`.
pub fn date_long(words: &Words, locale: Locale, date: Date) -> String {
    spell(words, locale, date, "date-long", &MONTHS)
}

/// `16/12/2026`, `16 Dec 2026`.
pub fn date_short(words: &Words, locale: Locale, date: Date) -> String {
    spell(words, locale, date, "date-short", &MONTHS_SHORT)
}

/// `16 de diciembre de 2026, 14:05`: a moment on the local clock.
pub fn moment(words: &Words, locale: Locale, at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned_datetime(zone.clone());
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    let args = Args::new()
        .with("date", date_long(words, locale, local.date()))
        .with("time", time);
    words.text(locale, "date-moment", &args)
}

/// `diciembre`; nothing for a number that is no month's.
pub fn month(words: &Words, locale: Locale, number: i32) -> String {
    name_of_month(words, locale, number, &MONTHS)
}

/// `dic`; nothing for a number that is no month's.
pub fn month_short(words: &Words, locale: Locale, number: i32) -> String {
    name_of_month(words, locale, number, &MONTHS_SHORT)
}

fn name_of_month(words: &Words, locale: Locale, number: i32, months: &[&str; 12]) -> String {
    let place = usize::try_from(number - 1).ok();
    let key = place.and_then(|place| months.get(place));
    key.map_or_else(String::new, |key| words.text(locale, key, &Args::new()))
}

/// A number of halves as a decimal: `10,5` or `10.5`; whole ones without it.
pub fn halves(locale: Locale, halves: i64) -> String {
    let whole = number(locale, halves / 2);
    match (halves % 2 == 0, locale) {
        (true, _) => whole,
        (false, Locale::EsAr) => whole + ",5",
        (false, Locale::En) => whole + ".5",
    }
}

/// A number with two decimals, the rest cut off: `4,49` or `4.49`.
pub fn decimal(locale: Locale, number: f64) -> String {
    let text = format!("{:.2}", (number * 100.0).floor() / 100.0);
    match locale {
        Locale::EsAr => text.replace('.', ","),
        Locale::En => text,
    }
}

/// `hace 3 días`, `3 days ago`; a date when it was more than a month ago, or is still to come.
pub fn age(words: &Words, locale: Locale, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (then, today) = (
        at.to_zoned_datetime(zone.clone()).date(),
        now.to_zoned_datetime(zone.clone()).date(),
    );
    let seconds = now.as_second() - at.as_second();
    let days = then.duration_until(today).as_hours() / 24;
    let say = |key, count: i64| words.text(locale, key, &Args::new().with("count", count));
    match days {
        _ if seconds < 0 => date_long(words, locale, then),
        _ if seconds < 60 => say("age-now", 0),
        _ if seconds < 3_600 => say("age-minutes", seconds / 60),
        0 => say("age-hours", seconds / 3_600),
        1 => say("age-yesterday", 1),
        2..=OLDEST_AGE => say("age-days", days),
        _ => date_long(words, locale, then),
    }
}

/// The name of an area with its article, to begin a sentence: `La Secretaría de Comunicación`.
pub fn the(words: &Words, locale: Locale, name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let listed = |key| {
        words
            .text(locale, key, &Args::new())
            .split_whitespace()
            .any(|word| word == first)
    };
    let key = if listed("article-feminine-words") {
        "article-feminine"
    } else if listed("article-masculine-words") {
        "article-masculine"
    } else {
        return name.to_owned();
    };
    words.text(locale, key, &Args::new().with("name", name))
}

fn spell(words: &Words, locale: Locale, date: Date, key: &str, months: &[&str; 12]) -> String {
    let month = usize::try_from(date.month() - 1)
        .ok()
        .and_then(|index| months.get(index))
        .unwrap_or(&"");
    // Day and year are text, so that no thousands are set apart in the year.
    let args = Args::new()
        .with("day", date.day().to_string())
        .with("day0", format!("{:02}", date.day()))
        .with("month", words.text(locale, month, &Args::new()))
        .with("month0", format!("{:02}", date.month()))
        .with("year", date.year().to_string());
    words.text(locale, key, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn words() -> Words {
        Words::load().unwrap()
    }

    #[test]
    fn thousands() {
        assert_eq!(number(Locale::EsAr, 1_234), "1.234");
        assert_eq!(number(Locale::En, 1_234_567), "1,234,567");
        assert_eq!(number(Locale::EsAr, -12_345), "-12.345");
        assert_eq!(number(Locale::EsAr, 999), "999");
        assert_eq!(number(Locale::En, i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn dates() {
        let (words, day) = (words(), date(2026, 12, 6));
        assert_eq!(date_long(&words, Locale::EsAr, day), "6 de diciembre de 2026");
        assert_eq!(date_long(&words, Locale::En, day), "6 December 2026");
        assert_eq!(date_short(&words, Locale::EsAr, day), "06/12/2026");
        assert_eq!(date_short(&words, Locale::En, day), "6 Dec 2026");
        for month in 1..=12 {
            for locale in Locale::ALL {
                assert!(date_long(&words, *locale, date(2026, month, 1)).len() > 8);
                assert!(date_short(&words, *locale, date(2026, month, 1)).len() > 8);
            }
        }
    }

    #[test]
    fn areas_have_articles() {
        let words = words();
        let the = |name| the(&words, Locale::EsAr, name);
        assert_eq!(the("Secretaría de Comunicación"), "La Secretaría de Comunicación");
        assert_eq!(the("Ministerio de Salud"), "El Ministerio de Salud");
        assert_eq!(the("AGIP"), "AGIP");
        assert_eq!(the(""), "");
    }

    #[test]
    fn the_moment_is_local() {
        let zone = TimeZone::fixed(jiff::tz::offset(-3));
        let at: Timestamp = "2026-12-01T01:05:00Z".parse().unwrap();
        assert_eq!(
            moment(&words(), Locale::EsAr, at, &zone),
            "30 de noviembre de 2026, 22:05"
        );
    }

    #[test]
    fn ages() {
        let (words, zone) = (words(), TimeZone::fixed(jiff::tz::offset(-3)));
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        for (at, es, en) in [
            ("2026-11-23T11:59:30Z", "recién", "just now"),
            ("2026-11-23T11:59:00Z", "hace 1 minuto", "1 minute ago"),
            ("2026-11-23T11:20:00Z", "hace 40 minutos", "40 minutes ago"),
            ("2026-11-23T10:00:00Z", "hace 2 horas", "2 hours ago"),
            ("2026-11-23T02:00:00Z", "ayer", "yesterday"),
            ("2026-11-20T12:00:00Z", "hace 3 días", "3 days ago"),
            ("2026-10-24T12:00:00Z", "hace 30 días", "30 days ago"),
            ("2026-10-23T12:00:00Z", "23 de octubre de 2026", "23 October 2026"),
            (
                "2026-11-24T12:00:00Z",
                "24 de noviembre de 2026",
                "24 November 2026",
            ),
        ] {
            let at = at.parse().unwrap();
            assert_eq!(age(&words, Locale::EsAr, at, now, &zone), es);
            assert_eq!(age(&words, Locale::En, at, now, &zone), en);
        }
    }
}
