use std::path::{Path, PathBuf};

use jiff::civil::date;

use super::{areas, holidays, themes};
use crate::import::slug;

#[test]
fn the_themes_are_those_of_the_contract() {
    let keys: Vec<&str> = themes().iter().map(|theme| theme.key).collect();
    assert_eq!(
        keys.join(", "),
        "budget, purchasing_hiring, payroll_salaries, official_advertising, mobility, health, education, security, \
         environment, urban_planning, culture, social_development, economy, other"
    );
    assert!(
        themes()
            .iter()
            .enumerate()
            .all(|(at, theme)| theme.priority == (at < 4))
    );
}

#[test]
fn areas_have_one_address_each() {
    assert!(areas().len() >= 5);
    let mut slugs: Vec<&str> = areas().iter().map(|area| area.slug).collect();
    assert!(slugs.iter().all(|one| slug(one) == *one));
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), areas().len());
    assert!(areas().is_sorted_by_key(|area| area.name));
}

#[test]
fn every_line_of_the_calendar_is_a_day() {
    let days = holidays();
    assert_eq!(days.len(), include_str!("holidays.csv").lines().count() - 1);
    assert_eq!(days.len(), 325);
    assert!(days.windows(2).all(|pair| pair[0].on < pair[1].on));
    assert_eq!((days[0].on, days[324].on), (date(2012, 1, 1), date(2028, 12, 25)));
    assert!(
        days.iter()
            .all(|day| !day.name.is_empty() && day.name_en.is_some())
    );
}

#[test]
fn the_calendar_is_the_published_one() {
    let Some(path) = shared("holidays-ar/ar_holidays_2012_2028.csv") else {
        return;
    };
    let mut lines = csv::Reader::from_path(path).unwrap();
    let published: Vec<(String, String, String)> = lines.deserialize().map(Result::unwrap).collect();
    let ours: Vec<(String, String, String)> = holidays()
        .into_iter()
        .map(|day| (day.on.to_string(), day.name, day.name_en.unwrap_or_default()))
        .collect();
    assert_eq!(ours, published);
}

/// Real data lies beside the repository. It may be missing at home, never in CI.
#[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
pub fn shared(file: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(file);
    let here = path.exists();
    assert!(
        here || std::env::var_os("CI").is_none(),
        "{} is missing",
        path.display()
    );
    here.then_some(path)
}
