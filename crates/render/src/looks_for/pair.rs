//! One pair of a list's query, in words, where it is about what happened to a request. Names of areas stand for their slugs.

use domain::{
    figures::Milestone,
    locale::Locale,
    period::Period,
    status::Ground,
    store::requests::{Days, EVER, Reached},
};

use crate::{Args, Words, format};

/// What of a milestone a key is about.
enum About {
    When,
    By,
    Days,
}

/// Says a pair; nothing of one that is about something else.
pub fn in_words(words: &Words, locale: Locale, key: &str, value: &str) -> Option<String> {
    let say = |key: &str, args: &Args<'_>| Some(words.text(locale, key, args));
    let when = |key: &str| say(key, &Args::new().with("when", period(words, locale, value)?));
    match key {
        "ground" => return Ground::parse(value).map(|ground| words.name(locale, ground)),
        "received" => return when("filter-received"),
        "ended" => return when("filter-ended"),
        _ => {}
    }
    let (milestone, about) = milestone(key)?;
    let [ever, in_time, by, after] = keys(milestone);
    match about {
        About::When if value == EVER => say(ever, &Args::new()),
        About::When => when(in_time),
        About::By => say(by, &Args::new().with("area", value)),
        About::Days => {
            let Days { first, last } = Days::parse(value)?;
            let args = Args::new().with("first", first.to_string());
            let days = match last {
                Some(last) => say("stats-band", &args.with("last", last.to_string())),
                None => say("stats-band-last", &args),
            };
            say(after, &Args::new().with("days", days?))
        }
    }
}

fn period(words: &Words, locale: Locale, text: &str) -> Option<String> {
    Some(match text.parse().ok()? {
        Period::Year(year) => year.to_string(),
        Period::Month(year, month) => {
            let month = format::month(words, locale, month.into());
            let args = Args::new().with("month", month).with("year", year.to_string());
            words.text(locale, "stats-month", &args)
        }
    })
}

fn milestone(key: &str) -> Option<(Milestone, About)> {
    Milestone::ALL.iter().find_map(|milestone| {
        let keys = Reached::keys(*milestone).into_iter();
        let mut abouts = keys.zip([About::When, About::By, About::Days]);
        let (_, about) = abouts.find(|(name, _)| *name == key)?;
        Some((*milestone, about))
    })
}

/// The words of a milestone: whenever, at a time, by an area, after some days.
const fn keys(milestone: Milestone) -> [&'static str; 4] {
    match milestone {
        Milestone::Determined => [
            "filter-determined-ever",
            "filter-determined",
            "filter-determined-by",
            "filter-determined-days",
        ],
        Milestone::Answered => [
            "filter-answered-ever",
            "filter-answered",
            "filter-answered-by",
            "filter-answered-days",
        ],
        Milestone::Published => [
            "filter-published-ever",
            "filter-published",
            "filter-published-by",
            "filter-published-days",
        ],
    }
}
