//! Samples of the page: with everything, as whoever coordinates sees it, with nothing, and without a catalogue.

use super::{AskedShown, Demand, OftenShown, Searched, WithoutShown};
use crate::pages::{datasets::DatasetShown, places::Place, stats::Listed};

pub fn all() -> Vec<Demand> {
    let full = Demand {
        searches: ["ciclovias <b>nuevas", "arboles"].map(searched).into(),
        strikes: false,
        is_there: true,
        datasets: DatasetShown::samples().into_iter().map(asked).collect(),
        frequencies: DatasetShown::samples().iter().flat_map(often).collect(),
        themes: vec![without(4, 0), without(0, 2)],
    };
    let none = Demand {
        searches: Vec::new(),
        datasets: Vec::new(),
        frequencies: Vec::new(),
        themes: Vec::new(),
        ..full.clone()
    };
    vec![
        full.clone(),
        none.clone(),
        Demand {
            strikes: true,
            ..full
        },
        Demand {
            is_there: false,
            ..none
        },
    ]
}

fn searched(words: &str) -> Searched {
    Searched {
        words: words.into(),
        times: 1_234,
        month: "noviembre de 2026".into(),
    }
}

fn asked(dataset: DatasetShown) -> AskedShown {
    AskedShown {
        dataset,
        count: listed(12),
        open: listed(0),
        supporters: 1_234,
    }
}

fn often(dataset: &DatasetShown) -> [OftenShown; 2] {
    let often = |wanted: &[(&str, i64)]| OftenShown {
        asked: asked(dataset.clone()),
        wanted: wanted
            .iter()
            .map(|(said, count)| ((*said).to_owned(), *count))
            .collect(),
    };
    [often(&[("Cada mes", 2), ("Cada <b>semana", 1)]), often(&[])]
}

fn without(open: i64, unmet: i64) -> WithoutShown {
    WithoutShown {
        theme: Place::new("health", "Salud <b>"),
        open: listed(open),
        unmet: listed(unmet),
    }
}

fn listed(count: i64) -> Listed {
    Listed::new(count, "/requests?dataset=compras&kind=update".into())
}
