//! Whom a note calls by name: `@Ana Souto`, or `@Ana` where nobody else of those who read it is called so. Pure.

use crate::{analyser::fold, ids::PersonId};

/// Whoever of `staff` (number and name) is called in `text`, each once, in the order of the text. A longer name goes before
/// a shorter one; several of the same name are all called.
pub fn called(text: &str, staff: &[(PersonId, String)]) -> Vec<PersonId> {
    let text = spaced(text);
    let staff: Vec<(PersonId, String)> = staff.iter().map(|(id, name)| (*id, spaced(name))).collect();
    let mut all = Vec::new();
    let mut before = None;
    for (at, letter) in text.char_indices() {
        // What follows a letter is an address, and no call.
        let calls = letter == '@' && !before.is_some_and(char::is_alphanumeric);
        before = Some(letter);
        if calls {
            for person in named(&text[at + 1..], &staff) {
                if !all.contains(&person) {
                    all.push(person);
                }
            }
        }
    }
    all
}

/// Whose name comes first in `text`.
fn named(text: &str, staff: &[(PersonId, String)]) -> Vec<PersonId> {
    let begins = |name: &str| {
        let rest = (!name.is_empty()).then(|| text.strip_prefix(name)).flatten();
        rest.is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
    };
    let whole = staff.iter().filter(|(_, name)| begins(name));
    let longest = whole.clone().map(|(_, name)| name.len()).max();
    let found: Vec<PersonId> = whole
        .filter(|(_, name)| Some(name.len()) == longest)
        .map(|(id, _)| *id)
        .collect();
    if !found.is_empty() {
        return found;
    }
    let first = |name: &str| name.split(' ').next().is_some_and(begins);
    let found: Vec<PersonId> = staff
        .iter()
        .filter(|(_, name)| first(name))
        .map(|(id, _)| *id)
        .collect();
    if found.len() == 1 { found } else { Vec::new() }
}

/// Lower case, without accents, one space between words.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::called;
    use crate::ids::PersonId;

    fn of(text: &str) -> Vec<i64> {
        let staff = [
            (1, "Ana Souto"),
            (2, "Ana"),
            (3, "Íñigo  Pérez"),
            (4, "Luis Paz"),
            (5, "Luis Gómez"),
            (6, ""),
            (7, "Caro Ruiz"),
            (8, "Caro Ruiz"),
        ];
        let staff = staff.map(|(id, name)| (PersonId(id), name.to_owned()));
        called(text, &staff).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn somebody_is_called_by_their_whole_name_or_by_a_first_name_that_is_theirs_alone() {
        assert_eq!(of("¿Lo mirás, @Ana Souto?"), [1]);
        assert_eq!(of("@ana, ¿y vos?"), [2]);
        assert_eq!(of("(@IÑIGO\n PEREZ)"), [3]);
        assert_eq!(of("@Íñigo: listo"), [3]);
        assert_eq!(of("@Luis Paz y @luis gómez, y otra vez @Luis Paz"), [4, 5]);
        assert_eq!(of("@Caro Ruiz"), [7, 8]);
    }

    #[test]
    fn nobody_is_called_by_half_a_name_an_address_or_a_name_of_two() {
        for text in [
            "@Luis",
            "@Anahi",
            "@An",
            "x@Ana",
            "ana@souto",
            "@",
            "@ Ana",
            "Ana Souto",
            "@Caro",
        ] {
            assert_eq!(of(text), Vec::<i64>::new(), "{text}");
        }
    }
}
