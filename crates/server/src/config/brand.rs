//! Whose site it is: name, government, contact, last line, colours. Colours that people could not read are refused.

use domain::locale::Locale;
use render::{Accent, Colour, colour::Faint};
use web::{BrandSettings, brand::Contact};

use super::{ConfigProblem, given::Given};

/// The longest name of a site or a government, in characters.
const LONGEST_NAME: usize = 80;
/// The longest last line of a page, in characters.
const LONGEST_LEGAL: usize = 400;

/// All of it but the logo, which is a file.
pub fn read(given: &Given, problems: &mut Vec<ConfigProblem>) -> BrandSettings {
    let legal = Locale::ALL.iter().filter_map(|locale| {
        let text = line(given, legal_key(*locale), LONGEST_LEGAL, problems)?;
        Some((*locale, text))
    });
    BrandSettings {
        legal: legal.collect(),
        name: line(given, "site_name", LONGEST_NAME, problems),
        government: line(given, "government", LONGEST_NAME, problems),
        contact: contact(given, problems),
        accent: accent(given, problems),
        line: colour(given, "header_line", problems),
        ..BrandSettings::default()
    }
}

fn legal_key(locale: Locale) -> &'static str {
    match locale {
        Locale::EsAr => "legal_es",
        Locale::En => "legal_en",
    }
}

/// One line of text.
fn line(given: &Given, key: &str, longest: usize, problems: &mut Vec<ConfigProblem>) -> Option<String> {
    let setting = given.get(key)?;
    let broken = setting.text.contains(char::is_control);
    if broken || setting.text.chars().count() > longest {
        problems.push(ConfigProblem::new(
            &setting.written_as,
            format!("it is not one line of at most {longest} characters"),
            "shorten it, without line breaks",
        ));
        return None;
    }
    Some(setting.text.clone())
}

fn contact(given: &Given, problems: &mut Vec<ConfigProblem>) -> Option<Contact> {
    let setting = given.get("contact")?;
    let found = Contact::parse(&setting.text);
    if found.is_none() {
        problems.push(ConfigProblem::new(
            &setting.written_as,
            "it is neither an e-mail address nor that of a page",
            "write datos@example.org or https://example.org/contact",
        ));
    }
    found
}

fn accent(given: &Given, problems: &mut Vec<ConfigProblem>) -> Option<Accent> {
    let light = colour(given, "accent", problems);
    let dark = colour(given, "accent_dark", problems);
    let mut taken = |key: &str, accent: Result<Accent, Faint>, cure| match accent {
        Ok(accent) => Some(accent),
        Err(faint) => {
            problems.push(ConfigProblem::new(given.name(key), faint.to_string(), cure));
            None
        }
    };
    let accent = light.map(|light| taken("accent", Accent::of(light), "take a darker one"));
    match dark {
        Some(dark) => {
            let on_light = accent.flatten().unwrap_or_default();
            taken("accent_dark", on_light.with_dark(dark), "take a lighter one")
        }
        None => accent.flatten(),
    }
}

fn colour(given: &Given, key: &str, problems: &mut Vec<ConfigProblem>) -> Option<Colour> {
    let setting = given.get(key)?;
    let found = Colour::parse(&setting.text);
    if found.is_none() {
        problems.push(ConfigProblem::new(
            &setting.written_as,
            format!("{:?} is not a colour", setting.text),
            "write it as #336acc",
        ));
    }
    found
}
