//! Words and those who use them: every key used exists in every language, every key that exists is used.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use domain::{
    action::{EDITABLE, RedactTarget},
    deadline::{ClockState, PromiseState},
    event::ActorRole,
    field::{FieldCode, FieldError},
    locale::Locale,
    person::{Role, Sector},
    policy::Denied,
    standing::Refusal,
    status::{ActionKind, Category, Ground, HideReason, Kind, Origin, Outcome, Status, Verdict},
};
use render::{Args, Words, files, names, problems};

/// Keys with the variables their words use.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys(locale: Locale) -> Keys {
    let mut keys = Keys::new();
    for file in files::list(&format!("locales/{locale}/")) {
        let mut current = String::new();
        for line in files::read(&file)
            .unwrap()
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| is_key(key)) {
                key.clone_into(&mut current);
                assert!(
                    keys.insert(current.clone(), BTreeSet::new()).is_none(),
                    "{key} is twice in {locale}"
                );
            }
            let variables = line
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(|c| is_key_char(*c)).collect());
            keys.entry(current.clone()).or_default().extend(variables);
        }
    }
    keys.remove("");
    keys
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_key_char)
}

fn is_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn templates() -> Vec<(String, String)> {
    files::list("")
        .into_iter()
        .filter(|path| !path.starts_with("locales/"))
        .map(|path| {
            let source = files::read(&path).unwrap();
            (path, source)
        })
        .collect()
}

/// The Rust sources of the workspace whose path contains `part`, without their tests.
fn sources(part: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("..")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("tests") && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && path.to_string_lossy().contains(part)
            {
                let source = std::fs::read_to_string(&path).unwrap();
                found.push((path, source));
            }
        }
    }
    found
}

fn literals(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').filter(|text| is_key(text))
}

/// Every call of `t` in a template: the key and the names of its arguments.
fn calls(path: &str, source: &str) -> Vec<(String, BTreeSet<String>)> {
    let starts = source.match_indices("t(").map(|(at, _)| at);
    let starts = starts
        .filter(|at| !source[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.'));
    starts
        .map(|at| {
            let call = arguments(&source[at + 2..]);
            let key = call.strip_prefix('"').and_then(|rest| rest.split_once('"'));
            let (key, rest) =
                key.unwrap_or_else(|| panic!("{path}: the key is not a whole literal in t({call})"));
            let names = rest.match_indices('=').filter(|(at, _)| {
                !rest[at + 1..].starts_with('=') && !rest[..*at].ends_with(['=', '!', '<', '>'])
            });
            let names = names.filter(|(at, _)| depth(&rest[..*at]) == 0);
            let names = names
                .map(|(at, _)| {
                    rest[..at]
                        .trim_end()
                        .rsplit([' ', ','])
                        .next()
                        .unwrap()
                        .to_owned()
                })
                .collect();
            (key.to_owned(), names)
        })
        .collect()
}

fn arguments(rest: &str) -> &str {
    let mut open = 1;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return &rest[..at];
        }
    }
    rest
}

fn depth(text: &str) -> usize {
    text.matches(['(', '[']).count() - text.matches([')', ']']).count()
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let (es_ar, en) = (keys(Locale::EsAr), keys(Locale::En));
    // A short date is written with other parts in each language; it always gets all of them.
    for (key, variables) in es_ar.iter().filter(|(key, _)| *key != "date-short") {
        assert_eq!(en.get(key), Some(variables), "{key}");
    }
    assert_eq!(es_ar.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    let names = |locale: Locale| -> Vec<String> {
        let prefix = format!("locales/{locale}/");
        files::list(&prefix)
            .into_iter()
            .map(|path| path.replacen(&prefix, "", 1))
            .collect()
    };
    assert_eq!(names(Locale::EsAr), names(Locale::En));
}

#[test]
fn templates_use_keys_that_exist_and_give_them_what_they_need() {
    let keys = keys(Locale::EsAr);
    let mut seen = 0;
    for (path, source) in templates() {
        for (key, given) in calls(&path, &source) {
            let needed = keys
                .get(&key)
                .unwrap_or_else(|| panic!("{path}: no words for {key}"));
            assert_eq!(&given, needed, "{path}: the arguments of {key}");
            seen += 1;
        }
    }
    assert!(seen > 100);
}

#[test]
fn code_uses_keys_that_exist() {
    let keys = keys(Locale::EsAr);
    let families: BTreeSet<&str> = keys
        .keys()
        .filter_map(|key| key.split_once('-'))
        .map(|(family, _)| family)
        .collect();
    for (path, source) in [sources("render/src"), sources("notifier/src/message")].concat() {
        let used = literals(&source).filter(|text| {
            text.split_once('-')
                .is_some_and(|(family, _)| families.contains(family))
        });
        for key in
            used.filter(|text| !["edit-field", "file-kind", "hide-reason", "redact-target"].contains(text))
        {
            assert!(keys.contains_key(key), "{}: no words for {key}", path.display());
        }
    }
}

#[test]
fn every_key_is_used() {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (_, source) in sources("/src/") {
        used.extend(literals(&source).map(str::to_owned));
    }
    for (_, source) in templates() {
        used.extend(literals(&source).map(str::to_owned));
    }
    let unused: Vec<String> = keys(Locale::EsAr)
        .into_keys()
        .filter(|key| !used.contains(key))
        .collect();
    assert!(unused.is_empty(), "no page, mail or code uses {unused:?}");
}

#[test]
fn every_value_of_the_contract_has_a_name() {
    let words = Words::load().unwrap();
    let mut count = 0;
    let mut named = |family: &str, key: &str| {
        let name = names::key_of(family, key).unwrap_or_else(|| panic!("no name for {family} {key}"));
        assert_eq!(name, format!("{family}-{key}"));
        for locale in Locale::ALL {
            words.try_text(*locale, name, &Args::new()).unwrap();
        }
        count += 1;
    };
    macro_rules! family {
        ($family:literal, $type:ty) => {
            for value in <$type>::ALL {
                named($family, value.as_str());
            }
        };
    }
    family!("status", Status);
    family!("category", Category);
    family!("outcome", Outcome);
    family!("ground", Ground);
    family!("kind", Kind);
    family!("origin", Origin);
    family!("hide-reason", HideReason);
    family!("verdict", Verdict);
    family!("role", Role);
    family!("sector", Sector);
    family!("action", ActionKind);
    family!("voice", ActorRole);
    family!("clock", ClockState);
    family!("promise", PromiseState);
    family!("redact-target", RedactTarget);
    for field in EDITABLE {
        named("edit-field", field);
    }
    for stage in ["1", "2", "3", "4", "5"] {
        named("stage", stage);
    }
    assert!(count > 100);
}

#[test]
fn every_refusal_has_a_sentence() {
    let words = Words::load().unwrap();
    let mut sentences = Vec::new();
    for locale in Locale::ALL.iter().copied() {
        for code in FieldCode::ALL {
            sentences.push(problems::field(
                &words,
                locale,
                &FieldError::bound("#/body", *code, 8_000),
            ));
        }
        for denied in [
            Denied::SignIn,
            Denied::ReadOnlyToken,
            Denied::NotRequester,
            Denied::NotInvolved,
            Denied::NotYourArea(None),
            Denied::NotCoordinator,
            Denied::NotAdmin,
            Denied::NotStaff,
            Denied::NotSystem,
            Denied::TooManyTransfers,
            Denied::OnlyOwnArea,
            Denied::FieldNotYours("title"),
            Denied::SplitParent,
        ] {
            sentences.push(problems::denied(&words, locale, denied, None));
            sentences.push(problems::denied(
                &words,
                locale,
                denied,
                Some("Ministerio de Salud"),
            ));
        }
        for refusal in Refusal::ALL {
            let allowed = [ActionKind::Answer, ActionKind::Plan];
            sentences.push(problems::refused(
                &words,
                locale,
                *refusal,
                Status::Received,
                allowed,
            ));
            sentences.push(problems::refused(&words, locale, *refusal, Status::Closed, []));
        }
        for problem in problems::Problem::samples() {
            sentences.push(problems::problem(&words, locale, problem));
        }
    }
    for sentence in &sentences {
        assert!(
            !sentence.starts_with("error-") && !sentence.contains('{') && sentence.len() > 8,
            "{sentence}"
        );
    }
    assert!(sentences.contains(&"El Ministerio de Salud tiene a cargo este pedido: solo esa área o el equipo de datos abiertos pueden hacerlo.".to_owned()));
    assert!(sentences.contains(&"Es muy largo: puede tener hasta 8.000 caracteres.".to_owned()));
    assert!(sentences.contains(&"The request is “Received”, and this cannot be done from there. Possible now: Answer, Promise a date.".to_owned()));
}

#[test]
fn numbers_choose_the_plural_and_are_written_by_the_language() {
    let words = Words::load().unwrap();
    let waiting =
        |locale, count: i64| words.text(locale, "mail-merged-waiting", &Args::new().with("waiting", count));
    assert_eq!(waiting(Locale::EsAr, 1), "1 persona espera estos datos.");
    assert_eq!(
        waiting(Locale::EsAr, 1_234),
        "1.234 personas esperan estos datos."
    );
    assert_eq!(
        waiting(Locale::En, 1_234),
        "1,234 people are waiting for this data."
    );
}

#[test]
fn missing_words_are_an_error_first_and_the_key_last() {
    let words = Words::load().unwrap();
    assert!(words.try_text(Locale::En, "no-such-key", &Args::new()).is_err());
    assert_eq!(words.text(Locale::En, "no-such-key", &Args::new()), "no-such-key");
    assert!(
        words
            .try_text(Locale::En, "error-too-long", &Args::new())
            .is_err()
    );
}
