//! Mails about answers and what the requester says of them.

use domain::{
    locale::Locale,
    status::{Ground, Outcome, Verdict},
};
use jiff::civil::date;

use super::{LIAISONS, PUBLIC, REQUESTER, SAID, Samples, area, due, person, staff, team, with_readers};
use crate::message::{Dataset, Evidence, Happened, Reader};

pub(super) fn answers(locale: Locale) -> Samples {
    let verdict_by = date(2026, 12, 30);
    let mut all = Vec::new();
    for outcome in Outcome::ALL
        .iter()
        .copied()
        .filter(|outcome| outcome.is_an_answer())
    {
        let (area, evidence, message) = (area(), evidence(outcome), staff(SAID));
        let answered = Happened::Answered {
            area,
            outcome,
            evidence,
            message,
            verdict_by,
        };
        all.extend(with_readers(
            locale,
            outcome.as_str(),
            &[Reader::Requester, Reader::Follower],
            &answered,
        ));
        let asked = Happened::VerdictAsked {
            area: None,
            outcome,
            answered_on: date(2026, 12, 1),
            message: staff(SAID),
            verdict_by,
        };
        all.extend(with_readers(locale, outcome.as_str(), REQUESTER, &asked));
    }
    for outcome in [Outcome::Published, Outcome::NotHeld] {
        let (area, evidence, message) = (None, evidence(outcome), team(SAID));
        let corrected = Happened::Corrected {
            area,
            outcome,
            evidence,
            message,
            verdict_by,
        };
        all.extend(with_readers(locale, outcome.as_str(), PUBLIC, &corrected));
    }
    all
}

fn evidence(outcome: Outcome) -> Evidence {
    let dataset = |url: Option<&str>| {
        Some(Dataset {
            name: "Pauta oficial, por orden".to_owned(),
            url: url.map(str::to_owned),
        })
    };
    let none = Evidence::default();
    match outcome {
        Outcome::Published => {
            Evidence { dataset: dataset(Some("https://datos.example.org/dataset/pauta-oficial")), ..none }
        }
        Outcome::AlreadyExists => Evidence { url: Some("https://datos.example.org/pauta.csv".to_owned()), ..none },
        Outcome::Partial => Evidence {
            dataset: dataset(None),
            missing: Some("Los años **2021 y 2022**.".to_owned()),
            ..none
        },
        Outcome::AvailableElsewhere => Evidence {
            url: Some("https://nacion.example.org/pauta".to_owned()),
            how: Some("Se descarga por año:\n\n1. elegí el año\n2. usá [Descargar](https://nacion.example.org/bajar)".to_owned()),
            ..none
        },
        Outcome::NotSuitable => Evidence { ground: Some(Ground::CommercialSecrecy), ..none },
        Outcome::OutOfScope => Evidence { responsible: Some("Jefatura de Gabinete de la Nación".to_owned()), ..none },
        Outcome::NotHeld | Outcome::Duplicate | Outcome::Withdrawn | Outcome::Lapsed | Outcome::NotAnswered => none,
    }
}

pub(super) fn verdicts(locale: Locale) -> Samples {
    let confirmed = |outcome, verdict, rating, message| Happened::Confirmed {
        outcome,
        verdict,
        rating,
        message,
    };
    let disputed = |due_on| Happened::Disputed {
        message: person("Faltan los montos de 2023."),
        due_on,
    };
    let again = |area, due_on| Happened::DisputedAgain {
        area,
        message: person("Siguen faltando los montos de 2023."),
        times: 2,
        due_on,
    };
    let thanks = || Some(person("¡Gracias! Es justo lo que buscaba."));
    let missing = || Some(person("Falta la columna de campaña."));
    let mut all = [
        with_readers(
            locale,
            "yes",
            LIAISONS,
            &confirmed(Outcome::Published, Verdict::Yes, Some(4), thanks()),
        ),
        with_readers(
            locale,
            "bare",
            LIAISONS,
            &confirmed(Outcome::Published, Verdict::Yes, None, None),
        ),
        with_readers(
            locale,
            "partly",
            LIAISONS,
            &confirmed(Outcome::Partial, Verdict::Partly, None, missing()),
        ),
        with_readers(
            locale,
            "clear",
            LIAISONS,
            &confirmed(Outcome::NotHeld, Verdict::Yes, None, None),
        ),
        with_readers(
            locale,
            "unclear",
            LIAISONS,
            &confirmed(Outcome::OutOfScope, Verdict::Partly, None, missing()),
        ),
        with_readers(
            locale,
            "area",
            &[Reader::Assignee, Reader::Follower, Reader::Supporter],
            &disputed(due()),
        ),
        with_readers(locale, "team", &[Reader::AreaLiaison], &disputed(None)),
        with_readers(locale, "area", &[Reader::Coordinator], &again(area(), due())),
        with_readers(locale, "team", &[Reader::Coordinator], &again(None, None)),
    ]
    .concat();
    all.extend(closed(locale));
    all
}

fn closed(locale: Locale) -> Samples {
    let thanks = || Some(person("¡Gracias! Es justo lo que buscaba."));
    let missing = || Some(person("Falta la columna de campaña."));
    let mut all = Vec::new();
    let closed = |verdict, message, reopen_until| Happened::Closed {
        outcome: Outcome::Published,
        verdict,
        message,
        reopen_until,
    };
    all.extend(with_readers(
        locale,
        "expired",
        REQUESTER,
        &closed(Verdict::None, None, Some(date(2027, 2, 22))),
    ));
    all.extend(with_readers(
        locale,
        "expired",
        &[Reader::Follower],
        &closed(Verdict::None, None, None),
    ));
    all.extend(with_readers(
        locale,
        "yes",
        &[Reader::Follower],
        &closed(Verdict::Yes, thanks(), None),
    ));
    for verdict in [Verdict::Yes, Verdict::Partly] {
        let refused = Happened::Closed {
            outcome: Outcome::NotHeld,
            verdict,
            message: None,
            reopen_until: None,
        };
        all.extend(with_readers(
            locale,
            &format!("refused_{verdict}"),
            &[Reader::Follower],
            &refused,
        ));
    }
    all.extend(with_readers(
        locale,
        "partly",
        &[Reader::Supporter],
        &closed(Verdict::Partly, missing(), None),
    ));
    all
}
