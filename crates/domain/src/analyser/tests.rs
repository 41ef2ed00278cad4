use std::fmt::Write as _;

use proptest::prelude::*;

use super::{MAX_WORD, fold, query, similarity, terms, trigrams};

#[test]
fn forms_of_one_word_meet() {
    for (a, b) in [
        ("año", "AÑOS"),
        ("obra", "obras"),
        ("vía", "vias"),
        ("contratación", "contrataciones"),
        ("CONTRATACION", "contratación"),
        ("niñez", "NIÑEZ"),
        ("luz", "luces"),
        ("avance", "avances"),
        ("acta", "actas"),
        ("país", "países"),
        ("ley", "leyes"),
        ("gas", "gases"),
        ("hogar", "hogares"),
        ("ciudad", "ciudades"),
        ("unidad", "unidades"),
        ("lugar", "lugares"),
        ("mujer", "mujeres"),
        ("línea", "LINEAS"),
        ("reclamo", "reclamos"),
        ("día", "dias"),
        ("eje", "ejes"),
        ("pie", "pies"),
        ("arte", "artes"),
        ("red", "redes"),
        ("sede", "sedes"),
        ("viaje", "viajes"),
        ("calle", "calles"),
        ("joven", "jóvenes"),
        ("clase", "clases"),
        ("informe", "informes"),
        ("mes", "meses"),
        ("interés", "intereses"),
        ("inglés", "ingleses"),
        ("dataset", "datasets"),
        ("request", "requests"),
        ("n\u{303}andu", "ñandú"),
        ("pingüino", "pinguinos"),
        ("Ley 27.275", "ley 27275"),
        ("m²", "m2"),
        ("ﬁnanzas", "finanzas"),
    ] {
        assert_eq!(terms(a), terms(b), "{a} {b}");
    }
}

#[test]
fn different_words_stay_apart() {
    for (a, b) in [
        ("año", "ano"),
        ("niño", "nino"),
        ("caña", "cana"),
        ("2026", "2025"),
        ("1e5a", "1e5"),
        ("α", "β"),
        ("2.5", "25"),
        ("01.12.2015", "01122015"),
    ] {
        assert_ne!(terms(a), terms(b), "{a} {b}");
    }
}

#[test]
fn order_and_repetition_are_kept() {
    assert_eq!(
        terms("Obras, ¿qué obras? ¡Las obras públicas!"),
        "obra que obra las obra public"
    );
    assert_eq!(terms(" \n\t ¿? … "), "");
}

#[test]
fn long_words_and_long_texts_are_capped() {
    assert_eq!(terms(&"x".repeat(500)).len(), MAX_WORD);
    assert_eq!(terms(&"1 ".repeat(9_000)).split(' ').count(), 4_000);
    assert!(terms(&"漢".repeat(500)).len() <= MAX_WORD);
}

#[test]
fn queries_are_quoted_for_each_database() {
    let found = query("el presupuesto de SALUD, salud 2026").unwrap();
    assert_eq!(found.fts5(), r#""presupuest" AND "salud" AND "2026""#);
    assert_eq!(found.tsquery(), "'presupuest' & 'salud' & '2026'");
    assert_eq!(found.fts5_any(), r#""presupuest" OR "salud" OR "2026""#);
    assert_eq!(found.tsquery_any(), "'presupuest' | 'salud' | '2026'");
}

#[test]
fn a_query_of_small_words_only_still_asks_for_them() {
    assert_eq!(query("de la").unwrap().stems(), ["de", "la"]);
    assert_eq!(query("  \"' OR *) "), Some(query("or").unwrap()));
    assert_eq!(query("¿?"), None);
    assert_eq!(query(""), None);
}

#[test]
fn misspelled_words_are_alike() {
    assert!(similarity("presupuesto", "presupesto") > 0.6);
    assert!(similarity("licitación", "lisitacion") > 0.45);
    assert!(similarity("presupuesto", "educación") < 0.1);
    assert!((similarity("Niñez", "niñez") - 1.0).abs() < f64::EPSILON);
    assert!(similarity("", "niñez").abs() < f64::EPSILON);
    assert_eq!(trigrams("word"), ["  w", " wo", "ord", "rd ", "wor"]);
}

#[test]
fn an_excerpt_shows_why_a_text_was_found() {
    let text = "Pedimos datos sobre el gasto en vivienda y también las Contrataciones del último año, en formato abierto.";
    let marked = |length, query: Option<&super::Query>| {
        super::excerpt(text, query, length)
            .into_iter()
            .map(|p| if p.hit { format!("[{}]", p.text) } else { p.text })
            .collect::<String>()
    };
    let asked = query("contratación").unwrap();
    assert_eq!(
        marked(60, Some(&asked)),
        "…y también las [Contrataciones] del último año, en formato…"
    );
    assert_eq!(marked(20, None), "Pedimos datos sobre…");
    assert!(!marked(500, Some(&asked)).contains('…'));
    assert!(super::excerpt("", Some(&asked), 10).is_empty());
}

/// Stems are stored. If this changes, raise `ANALYSER_VERSION`, so that every database makes them anew.
#[test]
fn the_stems_of_our_words_do_not_change() {
    let mut stems = String::new();
    for word in include_str!("vocabulary.txt").split_whitespace() {
        let _ = writeln!(stems, "{word} {}", terms(word));
    }
    insta::assert_snapshot!(stems);
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn stems_hold_plain_letters_only(text in any::<String>()) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == 'ñ';
        for stem in terms(&text).split(' ') {
            prop_assert!(stem.chars().all(plain) && stem.chars().count() <= MAX_WORD, "{stem}");
        }
    }

    #[test]
    fn no_stem_is_empty(text in "\\PC{0,200}") {
        let terms = terms(&text);
        prop_assert!(terms.is_empty() || terms.split(' ').all(|stem| !stem.is_empty()), "{terms:?}");
    }

    #[test]
    fn nothing_escapes_from_the_quotes(text in "[a-zñ'\"\\\\*:&|!()<>0-9. ]{0,80}") {
        if let Some(query) = query(&text) {
            prop_assert_eq!(query.fts5().matches('"').count(), query.stems().len() * 2);
            prop_assert_eq!(query.tsquery().matches('\'').count(), query.stems().len() * 2);
            prop_assert!(!query.tsquery().contains('\\'));
        }
    }

    #[test]
    fn a_text_is_found_by_its_own_words(text in "\\PC{0,80}") {
        if let Some(query) = query(&text) {
            let terms = terms(&text);
            let stored: Vec<&str> = terms.split(' ').collect();
            prop_assert!(query.stems().iter().all(|stem| stored.contains(&stem.as_str())));
        }
    }

    #[test]
    fn an_excerpt_never_panics(text in any::<String>(), length in 0_usize..200) {
        let words = query(&text);
        super::excerpt(&text, words.as_ref(), length);
    }
}
