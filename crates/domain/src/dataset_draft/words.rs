//! What we say, in the words of portals and of the profile: names, themes, spans of time.

use jiff::civil::Date;

/// Whether a dataset may have this name at a portal: 2 to 100 of small letters, digits, `-` and `_`.
pub fn is_portal_name(text: &str) -> bool {
    let is_letter =
        |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || b"-_".contains(&letter);
    (2..=100).contains(&text.len()) && text.bytes().all(is_letter)
}

/// The common theme of the profile that one of our planted themes is a part of. What an admin added is in nobody's list.
pub fn common_theme(key: &str) -> Option<&'static str> {
    Some(match key {
        "budget" | "economy" => "ECON",
        "purchasing_hiring" | "payroll_salaries" | "official_advertising" => "GOVE",
        "mobility" => "TRAN",
        "health" => "HEAL",
        "education" | "culture" => "EDUC",
        "security" => "JUST",
        "environment" => "ENVI",
        "urban_planning" => "REGI",
        "social_development" => "SOCI",
        _ => return None,
    })
}

/// A span of days, of what says one without a doubt: a year, two years, or two days.
pub fn span_of(text: &str) -> Option<String> {
    let text = text.trim();
    let (from, to) = match text.split_once('/').or_else(|| years(text)) {
        Some((from, to)) => (from.trim(), to.trim()),
        None => (text, text),
    };
    let first = year(from).map(|year| format!("{year}-01-01"));
    let last = year(to).map(|year| format!("{year}-12-31"));
    let first: Date = first.as_deref().unwrap_or(from).parse().ok()?;
    let last: Date = last.as_deref().unwrap_or(to).parse().ok()?;
    // A single day is rarely what anybody means by a period.
    (first < last).then(|| format!("{first}/{last}"))
}

fn years(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text.split_once(['-', '\u{2013}'])?;
    (year(from.trim()).is_some() && year(to.trim()).is_some()).then_some((from, to))
}

fn year(text: &str) -> Option<&str> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && ("1800".."2101").contains(&text)).then_some(text)
}
