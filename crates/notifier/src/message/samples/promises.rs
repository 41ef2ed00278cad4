//! Mails about dates: promised, changed, passed, extended.

use domain::{evidence::Fault, freshness::Signal, locale::Locale};
use jiff::civil::date;

use super::{EVERYBODY, LIAISONS, PUBLIC, REQUESTER, SAID, Samples, area, staff, with_readers};
use crate::message::{Dataset, Happened, Reader};

pub(super) fn promises(locale: Locale) -> Samples {
    let on = date(2027, 1, 29);
    let planned = |area| Happened::Planned {
        area,
        promised_on: on,
        message: staff("Falta cruzar los CUIT."),
    };
    let redated = |slips| Happened::Redated {
        area: area(),
        promised_before: on,
        promised_on: if slips > 0 {
            date(2027, 2, 26)
        } else {
            date(2027, 1, 8)
        },
        slips,
        message: staff("El sistema de compras cambió de formato y rehicimos el cruce."),
    };
    let started = |promised_on, message| Happened::Started {
        area: area(),
        promised_on,
        message,
    };
    let passed = |slips| Happened::PromisePassed {
        area: area(),
        promised_on: on,
        slips,
        late: 10,
    };
    let extended = Happened::Extended {
        area: area(),
        due_before: date(2026, 12, 16),
        due_on: date(2026, 12, 31),
        message: staff("Estamos pidiendo el detalle a las agencias."),
    };
    let erased = Happened::Informed {
        area: None,
        message: staff(""),
    };
    let dataset = || Dataset {
        name: "Pauta <publicitaria> & medios".to_owned(),
        url: Some("https://ventanilla.example.org/datasets/pauta".to_owned()),
    };
    let (changed_on, signal) = (date(2026, 12, 20), Signal::Resources);
    let updated = |verdict_by| Happened::DatasetUpdated {
        dataset: dataset(),
        changed_on,
        signal,
        verdict_by,
    };
    let stale = Happened::DatasetStale {
        dataset: dataset(),
        changed_on,
        signal: Signal::Modified,
    };
    let lost = Dataset {
        name: "pauta".to_owned(),
        url: None,
    };
    let broken = |dataset, fault| Happened::EvidenceBroken { dataset, fault };
    [
        with_readers(locale, "open", PUBLIC, &updated(None)),
        with_readers(locale, "answered", REQUESTER, &updated(Some(on))),
        with_readers(locale, "again", LIAISONS, &stale),
        with_readers(locale, "gone", LIAISONS, &broken(lost, Fault::Gone)),
        with_readers(locale, "silent", LIAISONS, &broken(dataset(), Fault::Silent)),
        with_readers(locale, "erased", REQUESTER, &erased),
        with_readers(locale, "area", PUBLIC, &planned(area())),
        with_readers(locale, "team", REQUESTER, &planned(None)),
        with_readers(locale, "later", PUBLIC, &redated(2)),
        with_readers(locale, "sooner", REQUESTER, &redated(0)),
        with_readers(
            locale,
            "promised",
            PUBLIC,
            &started(Some(on), Some(staff("Ya tenemos el archivo."))),
        ),
        with_readers(locale, "silent", REQUESTER, &started(None, None)),
        with_readers(
            locale,
            "area",
            PUBLIC,
            &Happened::Informed {
                area: area(),
                message: staff(SAID),
            },
        ),
        with_readers(locale, "first", EVERYBODY, &passed(0)),
        with_readers(locale, "again", &[Reader::Requester, Reader::Head], &passed(3)),
        with_readers(locale, "area", REQUESTER, &extended),
    ]
    .concat()
}
